#pragma once

#include <memory>

#include <QObject>

#include "admin/admin_client.h"
#include "ui/pages/routing/replay_answer.h"

namespace ui {

/// Goes through the log in pieces, so that it can be seen how far it is and ended at any time. When the plan changes
/// meanwhile it begins again: sums over two plans would say nothing.
/// Thread: main. `client` must outlive it.
class ReplayRun final : public QObject {
    Q_OBJECT
public:
    explicit ReplayRun(admin::AdminClient &client, QObject *parent);

    /// `body` as `router.replay` takes it, without the fields of a piece. Ends one that is under way.
    void start(base::Json body);
    void cancel();
    bool isRunning() const { return m_asking != nullptr; }
    /// Of the pieces so far.
    const ReplaySums &sums() const { return m_sums; }

Q_SIGNALS:
    /// Another piece is done: `share` of the whole, 0 to 1.
    void progressed(double share);
    void finished();
    void failed(const base::Error &error);

private:
    void ask();
    void take(const base::Result<base::Json> &answer);
    admin::AdminClient &m_client;
    base::Json m_body{};
    ReplaySums m_sums{};
    bool m_begun = false;                ///< A piece has come.
    std::unique_ptr<QObject> m_asking{}; ///< Its end gives up the piece that was asked for.
};

} // namespace ui
