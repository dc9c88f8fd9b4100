#pragma once

#include <chrono>
#include <map>

#include <QObject>
#include <QString>

#include "admin/admin_client.h"

class QTimer;
class QWidget;

namespace ui {

/// One thing to be taken away.
struct Removal {
    QString id{};
    QString text{};           ///< What the toast says: "Groq removed".
    admin::AdminCall stop{};  ///< Sent at once, so that it is used no more: empty operation when it was off already.
    admin::AdminCall erase{}; ///< Sent when the time to undo is over.
    admin::AdminCall back{};  ///< Undoes `stop`.
};

/// Takes things away so that an undo loses nothing: they are turned off at once and hidden, and removed with their keys
/// only after the time in which the toast offers to undo it; at once when this object goes away.
/// Thread: main. `client` must outlive it.
class PendingRemovals final : public QObject {
    Q_OBJECT
public:
    PendingRemovals(admin::AdminClient &client, QWidget &page, QObject *parent);
    ~PendingRemovals() override;

    void begin(Removal removal);
    bool contains(const QString &id) const { return m_waiting.contains(id); }
    void undo(const QString &id);
    /// For tests, which do not wait ten seconds.
    void setTimeToUndo(std::chrono::milliseconds time) { m_timeToUndo = time; }

Q_SIGNALS:
    /// What contains() says, or what the gateway has, is another one now.
    void changed();
    void refused(const base::Error &error);

private:
    void send(admin::AdminCall call, const QString &id);
    void finish(const QString &id);
    struct Waiting {
        Removal removal;
        QTimer *timer;
    };
    admin::AdminClient &m_client;
    QWidget &m_page;
    std::map<QString, Waiting> m_waiting{};
    std::chrono::milliseconds m_timeToUndo;
};

} // namespace ui
