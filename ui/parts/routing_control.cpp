#include "ui/parts/routing_control.h"

#include <utility>

#include "ui/text/error_words.h"

namespace ui {
namespace {

using namespace std::chrono_literals;

constexpr auto kAfterDue = 80ms; ///< The gateway is given until then to do what was due.
constexpr auto kSoonest = 250ms;

} // namespace

RoutingControl::RoutingControl(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_due.setSingleShot(true);
    m_due.setTimerType(Qt::PreciseTimer);
    connect(&m_due, &QTimer::timeout, this, &RoutingControl::poll);
}

void RoutingControl::poll()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "router.status"}, this, [this, acts = m_acts](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (acts != m_acts)
            return;
        if (!answer)
            return Q_EMIT failed(errorWords(answer.error().code));
        take(*answer);
    });
}

void RoutingControl::toggle(bool value, const QString &reason)
{
    base::Json body = {{"value", value}};
    if (!reason.trimmed().isEmpty())
        body["reason"] = reason.trimmed().toStdString();
    act({.operation = "router.toggle", .body = std::move(body)});
}

void RoutingControl::undo()
{
    act({.operation = "router.undo"});
}

void RoutingControl::wish(bool value)
{
    if (m_state && m_state->pending)
        undo();
    else
        toggle(value, m_reason);
}

void RoutingControl::act(admin::AdminCall call)
{
    ++m_acts;
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        ++m_acts;
        if (answer)
            return take(*answer);
        const base::ErrorCode code = answer.error().code;
        Q_EMIT failed(code == base::ErrorCode::Forbidden ? tr("Only a super admin may change the routing switch.")
                      : code == base::ErrorCode::Conflict
                          ? tr("Nothing was changed: the switch is not as it was shown any more.")
                          : errorWords(code));
        poll();
    });
}

void RoutingControl::take(const base::Json &answer)
{
    m_state = parseRoutingState(answer);
    m_due.stop();
    if (m_state->pending)
        m_due.start(qMax(m_state->pending->left + kAfterDue, kSoonest));
    else if (m_state->cooldown)
        m_due.start(qMax(m_state->cooldown->left + kAfterDue, kSoonest));
    Q_EMIT answered();
}

} // namespace ui
