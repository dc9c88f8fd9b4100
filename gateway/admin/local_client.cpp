#include "admin/local_client.h"

#include <atomic>
#include <memory>

#include <QPointer>

namespace admin {

base::Result<Request> toRequest(AdminCall call, Caller caller)
{
    Request out;
    out.operation = findOperation(call.operation);
    if (out.operation == nullptr)
        return base::fail(base::ErrorCode::NotFound, "there is no operation " + call.operation);
    for (auto &[name, value] : call.path)
        out.path[name] = std::move(value);
    for (auto &[name, value] : call.query)
        out.query[name] = std::move(value);
    out.body = std::move(call.body);
    out.caller = std::move(caller);
    return out;
}

void LocalClient::call(AdminCall call, QObject *context, Done done)
{
    const QPointer<QObject> alive(context);
    auto deliver = [alive, done = std::move(done)](base::Result<base::Json> result) {
        if (alive)
            done(std::move(result));
    };
    auto request = toRequest(std::move(call), m_caller);
    if (!request) {
        QMetaObject::invokeMethod(
            this, [deliver, error = request.error()] { deliver(base::fail(error)); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::Connection leaving;
    if (request->operation->place == Place::Report && context != nullptr) {
        const auto left = std::make_shared<std::atomic<bool>>(false);
        leaving = connect(context, &QObject::destroyed, [left] { *left = true; });
        request->abandoned = left;
    }
    const QPointer<LocalClient> self(this);
    m_service.call(std::move(*request), [self, deliver, leaving](base::Result<Answer> answer) {
        base::Result<base::Json> json = answer ? base::Result<base::Json>(std::move(answer->body))
                                               : base::Result<base::Json>(base::fail(answer.error()));
        if (self) // hop from the storage thread to ours
            QMetaObject::invokeMethod(
                self.data(),
                [deliver, leaving, json = std::move(json)] {
                    disconnect(leaving);
                    deliver(json);
                },
                Qt::QueuedConnection);
    });
}

QString LocalClient::endpoint() const
{
    const ListenerControl *listener = m_service.gateway().listener();
    const auto addresses = listener ? listener->addresses() : std::vector<std::string>();
    return addresses.empty() ? QString() : QString::fromStdString(addresses.front());
}

} // namespace admin
