#pragma once

#include <QObject>

#include "admin/admin_client.h"

class QWidget;

namespace ui {

struct RoutingState;

/// The command that turns routing on or off, from whatever page: it says when that takes effect and offers to undo it.
/// It asks first only while calls are open. While a change is pending it undoes it.
/// Thread: main. Owned by the window; `client` outlives it.
class RoutingCommand final : public QObject {
    Q_OBJECT
public:
    RoutingCommand(QWidget &window, admin::AdminClient &client);
    void run();

Q_SIGNALS:
    /// The gateway's switch is another one now.
    void changed();

private:
    void decide(const RoutingState &state, int openCalls);
    void confirm(bool value, int openCalls);
    void call(admin::AdminCall call);
    void show(const RoutingState &state);
    QWidget &m_window;
    admin::AdminClient &m_client;
    bool m_busy = false;
};

} // namespace ui
