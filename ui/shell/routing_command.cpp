#include "ui/shell/routing_command.h"

#include <utility>

#include "ui/parts/routing_state.h"
#include "ui/shell/ask_panel.h"
#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

admin::AdminCall toggleTo(bool value)
{
    return {.operation = "router.toggle", .body = {{"value", value}}};
}

} // namespace

RoutingCommand::RoutingCommand(QWidget &window, admin::AdminClient &client)
    : QObject(&window), m_window(window), m_client(client)
{
}

void RoutingCommand::run()
{
    if (std::exchange(m_busy, true))
        return;
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_busy = false;
        if (!answer)
            return Toast::of(m_window).say(errorWords(answer.error().code));
        decide(parseRoutingState(base::at(*answer, "routing")),
               static_cast<int>(base::integerOr(base::at(*answer, "open_calls"))));
    });
}

void RoutingCommand::decide(const RoutingState &state, int openCalls)
{
    if (state.pending)
        return call({.operation = "router.undo"});
    if (state.cooldown)
        return Toast::of(m_window).say(routingSentence(state, QDateTime::currentDateTime()));
    if (openCalls > 0)
        return confirm(!state.on, openCalls);
    call(toggleTo(!state.on));
}

void RoutingCommand::confirm(bool value, int openCalls)
{
    auto *panel = new AskPanel(m_window);
    panel->setObjectName(u"routingPanel"_s);
    connect(panel, &Overlay::dismissed, panel, &QObject::deleteLater);
    panel->setWords(
        value ? tr("Turn routing on?") : tr("Turn routing off?"),
        tr("%n open call(s) will end as they began. Those that come later follow the change.", nullptr, openCalls));
    panel->addAnswer(Button::Kind::Primary, value ? tr("Turn on") : tr("Turn off"), [this, panel, value] {
        panel->close();
        panel->deleteLater();
        call(toggleTo(value));
    });
    panel->addAnswer(Button::Kind::Secondary, tr("Cancel"), [panel] {
        panel->close();
        panel->deleteLater();
    });
    panel->ask();
}

void RoutingCommand::call(admin::AdminCall call)
{
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return Toast::of(m_window).say(answer.error().code == base::ErrorCode::Forbidden
                                               ? tr("Only a super admin may change the routing switch.")
                                               : errorWords(answer.error().code));
        show(parseRoutingState(*answer));
        Q_EMIT changed();
    });
}

void RoutingCommand::show(const RoutingState &state)
{
    Toast &toast = Toast::of(m_window);
    if (!state.pending)
        return toast.say(routingHeadline(state));
    toast.offerUndo(routingFacts(state, QDateTime::currentDateTime()), [this] { call({.operation = "router.undo"}); });
}

} // namespace ui
