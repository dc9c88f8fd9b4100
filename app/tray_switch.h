#pragma once

#include <QObject>

#include "app/gateway_watch.h"
#include "app/tray.h"
#include "ui/parts/routing_control.h"

namespace app {

/// The routing switch in the tray: its entry says what a click does, and does it.
/// Thread: main. What it is given outlives it.
class TraySwitch final : public QObject {
    Q_OBJECT
public:
    TraySwitch(Tray &tray, GatewayWatch &watch, admin::AdminClient &client);
    /// As the watch knows it; also after the language changed.
    void show();

private:
    void act();
    Tray &m_tray;
    GatewayWatch &m_watch;
    ui::RoutingControl m_control;
};

} // namespace app
