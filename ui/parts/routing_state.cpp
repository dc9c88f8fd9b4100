#include "ui/parts/routing_state.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString words(const char *text)
{
    return QCoreApplication::translate("ui::routing", text);
}

QString textAt(const base::Json &json, std::string_view name)
{
    return QString::fromStdString(base::textOr(base::at(json, name)));
}

std::chrono::milliseconds millisAt(const base::Json &json, std::string_view name)
{
    return std::chrono::milliseconds(base::integerOr(base::at(json, name)));
}

QString rulesDecide(bool on)
{
    return on ? words(QT_TRANSLATE_NOOP("ui::routing", "Rules decide"))
              : words(QT_TRANSLATE_NOOP("ui::routing", "Calls go where they say"));
}

} // namespace

RoutingState parseRoutingState(const base::Json &answer)
{
    RoutingState out{.on = base::truthOr(base::at(answer, "value"), true),
                     .since = parseTime(textAt(answer, "since")),
                     .by = textAt(answer, "by"),
                     .reason = textAt(answer, "reason"),
                     .plan = base::integerOr(base::at(answer, "plan")),
                     .delay = millisAt(answer, "delay_ms"),
                     .cooldownLength = millisAt(answer, "cooldown_ms")};
    if (const base::Json &pending = base::at(answer, "pending"); pending.is_object())
        out.pending = RoutingState::Pending{base::truthOr(base::at(pending, "value")),
                                            parseTime(textAt(pending, "effective_at")),
                                            millisAt(pending, "left_ms"),
                                            millisAt(pending, "delay_ms"),
                                            textAt(pending, "by"),
                                            textAt(pending, "reason")};
    if (const base::Json &cooldown = base::at(answer, "cooldown"); cooldown.is_object())
        out.cooldown = RoutingState::Cooldown{parseTime(textAt(cooldown, "until")), millisAt(cooldown, "left_ms"),
                                              millisAt(cooldown, "length_ms")};
    return out;
}

QString routingHeadline(const RoutingState &state)
{
    if (state.pending)
        return state.pending->value ? words(QT_TRANSLATE_NOOP("ui::routing", "Turning on"))
                                    : words(QT_TRANSLATE_NOOP("ui::routing", "Turning off"));
    return state.on ? words(QT_TRANSLATE_NOOP("ui::routing", "Routing is on"))
                    : words(QT_TRANSLATE_NOOP("ui::routing", "Routing is off"));
}

QString routingSentence(const RoutingState &state, const QDateTime &now)
{
    if (state.pending)
        return (state.pending->value
                    ? words(QT_TRANSLATE_NOOP("ui::routing", "Rules take over at %1. Until then nothing changes."))
                    : words(QT_TRANSLATE_NOOP("ui::routing", "Rules stop deciding at %1. Until then nothing changes.")))
            .arg(clockText(state.pending->effectiveAt, now));
    if (state.cooldown)
        return words(QT_TRANSLATE_NOOP("ui::routing", "The switch is locked until %1, so that it cannot flip-flop."))
            .arg(clockText(state.cooldown->until, now));
    return state.on ? words(QT_TRANSLATE_NOOP("ui::routing", "Rules and strategies decide where each call goes."))
                    : words(QT_TRANSLATE_NOOP("ui::routing",
                                              "Each call goes to the model it names, else to the default model."));
}

QString routingFacts(const RoutingState &state, const QDateTime &now)
{
    if (state.pending)
        return (state.pending->value ? words(QT_TRANSLATE_NOOP("ui::routing", "Rules take over at %1"))
                                     : words(QT_TRANSLATE_NOOP("ui::routing", "Rules stop deciding at %1")))
            .arg(clockText(state.pending->effectiveAt, now));
    QStringList out{rulesDecide(state.on)};
    if (state.plan > 0)
        out += words(QT_TRANSLATE_NOOP("ui::routing", "plan v%1")).arg(state.plan);
    if (state.cooldown)
        out += words(QT_TRANSLATE_NOOP("ui::routing", "locked until %1")).arg(clockText(state.cooldown->until, now));
    else if (state.since.isValid())
        out += (state.on ? words(QT_TRANSLATE_NOOP("ui::routing", "on since %1"))
                         : words(QT_TRANSLATE_NOOP("ui::routing", "off since %1")))
                   .arg(shortClockText(state.since, now));
    return out.join(u" · "_s);
}

} // namespace ui
