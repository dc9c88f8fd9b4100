#include "app/tray_switch.h"

#include "ui/text/time_text.h"

namespace app {

TraySwitch::TraySwitch(Tray &tray, GatewayWatch &watch, admin::AdminClient &client)
    : m_tray(tray), m_watch(watch), m_control(client)
{
    connect(&m_tray, &Tray::routingAsked, this, &TraySwitch::act);
    connect(&m_watch, &GatewayWatch::changed, this, &TraySwitch::show);
    connect(&m_control, &ui::RoutingControl::answered, &m_watch, &GatewayWatch::ask);
    connect(&m_control, &ui::RoutingControl::failed, this,
            [this](const QString &words) { m_tray.say(tr("Routing"), words); });
}

void TraySwitch::show()
{
    const auto &state = m_watch.routing();
    if (!state)
        return;
    const QDateTime now = QDateTime::currentDateTime();
    if (state->pending)
        m_tray.setRouting(
            (state->pending->value ? tr("Undo turning routing on at %1") : tr("Undo turning routing off at %1"))
                .arg(ui::clockText(state->pending->effectiveAt, now)),
            true, state->on);
    else if (state->cooldown)
        m_tray.setRouting((state->on ? tr("Routing is on, locked until %1") : tr("Routing is off, locked until %1"))
                              .arg(ui::clockText(state->cooldown->until, now)),
                          false, state->on);
    else
        m_tray.setRouting(state->on ? tr("Turn routing off") : tr("Turn routing on"), true, state->on);
}

void TraySwitch::act()
{
    const auto &state = m_watch.routing();
    if (!state)
        return;
    if (state->pending)
        m_control.undo();
    else
        m_control.toggle(!state->on);
}

} // namespace app
