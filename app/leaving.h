#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include <QPointer>
#include <QTimer>

#include "admin/admin_client.h"

namespace ui {
class AskPanel;
class MainWindow;
} // namespace ui

namespace app {

/// The way out: open calls may finish, the window stays alive and says how many there are, and whoever sits before it
/// may end them. It ends the event loop; the rest is up to whoever ran that.
/// Thread: main. `window` and `client` outlive it.
class Leaving final : public QObject {
    Q_OBJECT
public:
    enum class Cause : std::uint8_t {
        Asked, ///< By somebody at the window: with open calls it asks back.
        Told,  ///< By a signal or the end of the session: it waits for a while and goes.
    };
    /// `stopAccepting` makes the gateway take no new calls; the open ones go on.
    Leaving(ui::MainWindow &window, admin::AdminClient &client, std::function<void()> stopAccepting);

    /// `patience`: how long open calls may take when it was told to go.
    void begin(Cause cause, std::chrono::milliseconds patience);
    /// Nobody waits for calls any more: they may be cut.
    bool cutsCalls() const { return m_cut; }

Q_SIGNALS:
    /// Whoever was asked thought better of it.
    void givenUp();

private:
    void look();
    void take(int openCalls);
    void askBack();
    void wait();
    void showWaiting();
    void leave(bool cut);
    void keepOn();
    ui::AskPanel &panel();
    ui::MainWindow &m_window;
    admin::AdminClient &m_client;
    std::function<void()> m_stopAccepting;
    QPointer<ui::AskPanel> m_panel{};
    QTimer m_look{};
    QTimer m_end{};
    int m_open = 0;
    bool m_begun = false;
    bool m_waiting = false; ///< For open calls; no new ones are taken.
    bool m_asking = false;
    bool m_cut = false;
};

} // namespace app
