#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "admin/admin_client.h"
#include "ui/pages/playground/try_state.h"

namespace ui {

/// Makes one call after the other as an app does, tells how each goes, and looks up afterwards what the log says of it.
/// Thread: main. `client` and `apps` outlive it.
class TryRun final : public QObject {
    Q_OBJECT
public:
    TryRun(admin::AdminClient &client, admin::AppClient &apps, QObject *parent = nullptr);

    /// Ends the one before. Errors: those of AppClient::send(); then that one stays as it is.
    base::Result<> start(admin::AppCall call);
    /// The gateway sees its client leave.
    void stop();
    /// As if none had been made.
    void forget();
    const TryState &state() const { return m_state; }

Q_SIGNALS:
    /// At most as often as one can follow.
    void changed();
    /// Its answer is over, however it went.
    void ended();

private:
    void hear(const admin::AppNews &news);
    void finish();
    void askLog();
    void tick();

    admin::AdminClient &m_client;
    admin::AppClient &m_apps;
    TryState m_state{};
    std::unique_ptr<admin::RunningCall> m_call{};
    QElapsedTimer m_clock{};
    QTimer m_tick{};
    QTimer m_again{};
    int m_number = 0; ///< Of the call: what the log says of an earlier one is not for this.
    int m_asked = 0;
};

} // namespace ui
