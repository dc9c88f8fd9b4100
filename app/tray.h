#pragma once

#include <chrono>
#include <memory>

#include <QObject>
#include <QTimer>

class QAction;
class QDBusServiceWatcher;
class QMenu;
class QSystemTrayIcon;

namespace app {

/// The icon in the desktop's tray. There may be no tray, it may come later than we do (at login), and it may go.
/// Thread: main.
class Tray final : public QObject {
    Q_OBJECT
public:
    /// For `patience` it waits for the tray of the session bus; after that an old one (XEmbed) is good enough.
    explicit Tray(std::chrono::milliseconds patience, QObject *parent = nullptr);
    ~Tray() override;

    /// Whether somebody can see the icon. QSystemTrayIcon::isVisible() says yes without any tray.
    bool isThere() const;
    void setState(const QString &words, bool needsAttention, bool hasEndpoint);
    /// What a click on the entry of the routing switch does, disabled where it can do nothing just now; and whether
    /// routing is on, which the icon shows.
    void setRouting(const QString &words, bool enabled, bool routes);
    void say(const QString &title, const QString &text);
    /// After the language changed.
    void retranslate();

Q_SIGNALS:
    void openAsked();
    void copyAsked();
    void routingAsked();
    void quitAsked();
    void appeared();
    void vanished();
    /// The time to wait for one is over.
    void givenUp();

private:
    void appear();
    void vanish();
    void fillMenu();
    void dress();
    std::unique_ptr<QMenu> m_menu;
    QAction *m_state;
    QAction *m_open;
    QAction *m_copy;
    QAction *m_routing;
    QAction *m_quit;
    std::unique_ptr<QSystemTrayIcon> m_icon{};
    QTimer m_patience{};
    bool m_onBus = false;
    bool m_attention = false;
    bool m_routes = true;
};

} // namespace app
