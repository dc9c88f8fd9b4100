#pragma once

#include <functional>
#include <optional>

#include <QElapsedTimer>
#include <QSet>

#include "admin/admin_client.h"
#include "ui/pages/requests/request_log_model.h"
#include "ui/pages/requests/request_query.h"

namespace ui {

/// Brings the request log to a table: asks `requests.list` for the pages that are looked at, for their exact number,
/// and for what came since. Filter and order are the store's work. While the reader is further down, new calls are
/// only counted.
/// Thread: main. `client` must outlive it.
class RequestLog final : public QObject {
    Q_OBJECT
public:
    explicit RequestLog(admin::AdminClient &client, QObject *parent = nullptr);

    RequestLogModel &model() { return m_model; }
    const RequestQuery &query() const { return m_query; }

    /// Shows other calls, or the same in another order. What is shown stays until the first answer.
    void setQuery(const RequestQuery &query);
    /// Asks everything anew.
    void restart();
    /// Looks whether calls came since. Cheap: meant for once a second.
    void poll();

    /// The reader is not at the top: nothing may move.
    void setHeld(bool held);
    /// Lets the new calls in.
    void acceptNewer();
    int newer() const { return m_newer; }
    bool isNewerBeyond() const { return m_newerBeyond; } ///< There are more than newer() says.

    /// How many calls the query finds; nothing until the gateway has said.
    std::optional<int> total() const { return m_total; }
    /// Nothing where they are too many to be told.
    const CallTimes &times() const { return m_times; }
    bool hasStarted() const { return m_started; }

Q_SIGNALS:
    void answered();
    void failed(base::ErrorCode code);
    /// The store cannot put so many calls in that order.
    void orderRefused();
    void newerChanged();
    void totalChanged();
    /// The first page of a query is here.
    void started();

private:
    using Parameters = std::vector<std::pair<std::string, std::string>>;
    void ask(Parameters more, std::function<void(RequestPage)> take, std::function<void()> giveUp = {});
    void askCount();
    void askPage(int page, quint64 round);
    void askNewest(bool accept);
    void begin(RequestPage page);
    void takeNewest(RequestPage page, bool accept);
    void renew(RequestPage page, int fresh, bool overlaps);
    void rememberNewest(const RequestPage &page);
    void setNewer(int count, bool beyond);
    void setTotal(std::optional<int> total);
    bool isNewestFirst() const;

    admin::AdminClient &m_client;
    RequestLogModel m_model;
    RequestQuery m_query{};
    QDateTime m_asked{}; ///< When the query was asked: its periods are reckoned from then.
    QString m_asOf{};    ///< The state of the log that the pages belong to.
    QString m_seen{};    ///< The state that was looked at last.
    QString m_counted{}; ///< The state of the log that was counted last.
    QElapsedTimer m_sinceCount{};
    QSet<QString> m_newest{}; ///< The ids of the newest page that is shown.
    std::optional<int> m_total{};
    CallTimes m_times{}; ///< As of the last count.
    quint64 m_question = 0;
    bool m_started = false;
    bool m_starting = false;
    bool m_polling = false;
    bool m_held = false;
    int m_newer = 0;
    bool m_newerBeyond = false;
};

} // namespace ui
