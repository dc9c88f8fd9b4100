#pragma once

#include "app/desktop.h"
#include "app/gateway_watch.h"
#include "app/leaving.h"
#include "app/notifications.h"
#include "app/single_instance.h"
#include "app/tray.h"
#include "app/tray_switch.h"
#include "gateway.h"
#include "ui/shell/main_window.h"

namespace app {

/// The window and what is around it on the desktop, from the first picture to the last call.
/// Thread: main. What it is given outlives it.
class WindowSession final : public QObject {
    Q_OBJECT
public:
    struct Surroundings {
        gateway::Gateway &gateway;
        ui::WindowState &state;
        Desktop &desktop;
        SingleInstance &instance;
    };
    explicit WindowSession(const Surroundings &around);

    /// What it begins with. Without a page it is the last one, or the setup in a new data directory.
    struct Opening {
        QString page{};
        bool hidden = false;
        bool setup = false; ///< Whether or not it has been run before.
    };
    /// Runs until everybody is done. Returns the exit code.
    int run(const Opening &opening);

    /// For a signal: open calls may finish for a while.
    void endSoon();
    bool wantsRestart() const { return m_restart; }
    /// What calls may still take after run().
    std::chrono::milliseconds lastDrain() const;

private:
    void connectTray();
    void connectNotices();
    void onCalled(const Handover &words);
    bool onClose();
    void askOnClose();
    void hideToTray();
    void openAt(const QString &page);
    void showState();

    gateway::Gateway &m_gateway;
    ui::WindowState &m_state;
    Desktop &m_desktop;
    ui::MainWindow m_window;
    Leaving m_leaving;
    Tray m_tray;
    Notifications m_notifications;
    GatewayWatch m_watch;
    TraySwitch m_traySwitch;
    bool m_restart = false;
};

} // namespace app
