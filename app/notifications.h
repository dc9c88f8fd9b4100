#pragma once

#include <chrono>
#include <functional>
#include <map>

#include <QObject>
#include <QTimer>

namespace app {

/// Something that needs somebody, told once: the newest of a group takes the place of the one before.
struct Notice {
    QString group{}; ///< `keychain`
    QString title{};
    QString text{};
    QString page{}; ///< Where a click leads.
};

/// The desktop's notifications. A group speaks at most once per `pace`: what comes faster is told as one, the newest.
/// Whether it shows at a bad moment is the desktop's business.
/// Thread: main.
class Notifications final : public QObject {
    Q_OBJECT
public:
    explicit Notifications(std::chrono::milliseconds pace, QObject *parent = nullptr);

    void show(const Notice &notice);
    /// It is over: takes it off the screen.
    void withdraw(const QString &group);
    void setOn(bool on) { m_on = on; }
    /// For a session without that service: the tray's own message.
    void setFallback(std::function<void(const Notice &)> fallback) { m_fallback = std::move(fallback); }

Q_SIGNALS:
    void activated(const QString &page);

private Q_SLOTS:
    void onActionInvoked(uint id, const QString &key);
    void onClosed(uint id, uint reason);

private:
    struct Group {
        Notice newest{};
        uint id = 0;       ///< As the desktop calls it; 0 while it shows none.
        bool over = false; ///< Withdrawn; one that is only just being told is taken back when its id is known.
        bool asking = false;
        bool waiting = false; ///< The newest has not been told.
        QTimer *pause = nullptr;
    };
    void tell(const QString &name);
    void takeBack(Group &group);
    const Group *withId(uint id) const;
    std::chrono::milliseconds m_pace;
    std::map<QString, Group> m_groups{};
    std::function<void(const Notice &)> m_fallback{};
    bool m_on = true;
};

} // namespace app
