#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <string>

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QTimer>

#include "admin/admin_client.h"

/// An AdminClient that answers from functions, one per operation, on the next turn of the event loop. Calls to an
/// operation without a function are answered with NotFound. `log` keeps every call.
class FakeAdminClient final : public admin::AdminClient {
public:
    using Answer = std::function<base::Result<base::Json>(const admin::AdminCall &)>;

    void call(admin::AdminCall call, QObject *context, Done done) override
    {
        log.push_back(call);
        ++m_open;
        QPointer<QObject> guard(context);
        QTimer::singleShot(0, this, [this, call = std::move(call), guard, done = std::move(done)] {
            --m_open;
            if (guard)
                done(answer(call));
        });
    }

    QString endpoint() const override { return address; }

    void moveTo(const QString &endpoint)
    {
        address = endpoint;
        Q_EMIT endpointChanged();
    }

    /// Turns the event loop until every call has its answer, also those that an answer led to, and until what was posted
    /// meanwhile is done. What has not been asked then will not be asked, but by a timer.
    void settle() const
    {
        do {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        } while (m_open > 0);
        QCoreApplication::processEvents();
    }

    /// How often `operation` was asked for.
    int count(std::string_view operation) const
    {
        return static_cast<int>(std::ranges::count(log, operation, &admin::AdminCall::operation));
    }

    /// The latest call of `operation`, null without one.
    const admin::AdminCall *last(std::string_view operation) const
    {
        const auto hit = std::ranges::find(log.rbegin(), log.rend(), operation, &admin::AdminCall::operation);
        return hit == log.rend() ? nullptr : &*hit;
    }

    static std::string queryValue(const admin::AdminCall &call, std::string_view key)
    {
        for (const auto &[name, value] : call.query)
            if (name == key)
                return value;
        return {};
    }

    std::map<std::string, Answer> answers{};
    std::deque<admin::AdminCall> log{};
    QString address = QStringLiteral("http://127.0.0.1:4141");

private:
    base::Result<base::Json> answer(const admin::AdminCall &call) const
    {
        const auto hit = answers.find(call.operation);
        if (hit == answers.end())
            return base::fail(base::ErrorCode::NotFound, "no such operation: " + call.operation);
        return hit->second(call);
    }

    int m_open = 0; ///< Calls that have no answer yet.
};
