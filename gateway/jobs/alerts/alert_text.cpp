#include "jobs/alerts/alert_text.h"

#include <algorithm>

#include "base/text.h"

namespace jobs {
namespace {

using base::at;
using base::textOr;
using model::Alert;
using model::AlertKind;

/// Names are others' words: one line of them.
std::string oneLine(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

std::string reasonIn(const Alert &alert)
{
    std::string out = alert.detail;
    std::ranges::replace(out, '_', ' ');
    return out.empty() ? out : " (" + oneLine(out) + ")";
}

std::string factOf(const Alert &alert)
{
    const std::string name = oneLine(alert.name);
    const std::string value = std::to_string(alert.value);
    const std::string limit = std::to_string(alert.limit);
    switch (alert.kind) {
    case AlertKind::BudgetReached:
        return "the budget " + name + " is used to " + value + "%";
    case AlertKind::KeyInvalid:
        return "the key " + name + " is refused by its provider";
    case AlertKind::KeyCooling:
        return "the key " + name + " has been resting for long" + reasonIn(alert);
    case AlertKind::LowBalance:
        return "the balance of " + name + " is $" + value + ", below $" + limit;
    case AlertKind::ProviderDown:
        return "the provider " + name + " does not serve" + reasonIn(alert);
    case AlertKind::ProxyDown:
        return "the proxy " + name + " cannot be used" + reasonIn(alert);
    case AlertKind::ErrorRate:
        return value + "% of the calls fail, the limit is " + limit + "%";
    case AlertKind::Latency:
        return "answers take " + value + " ms to begin (95th percentile), the limit is " + limit + " ms";
    case AlertKind::SwitchChanged:
        return std::string("routing was turned ") + (alert.value != 0 ? "on" : "off")
               + (name.empty() ? std::string() : " by " + name);
    case AlertKind::LedgerTrouble:
        return "calls cannot be booked as they should: " + oneLine(alert.detail);
    }
    return {};
}

/// What it is that is over.
std::string topicOf(const Alert &alert)
{
    const std::string name = oneLine(alert.name);
    switch (alert.kind) {
    case AlertKind::BudgetReached:
        return "the budget " + name + " is below its thresholds";
    case AlertKind::KeyInvalid:
    case AlertKind::KeyCooling:
        return "the key " + name + " is in use";
    case AlertKind::LowBalance:
        return "the balance of " + name + " is sufficient";
    case AlertKind::ProviderDown:
        return "the provider " + name + " serves";
    case AlertKind::ProxyDown:
        return "the proxy " + name + " works";
    case AlertKind::ErrorRate:
        return "few calls fail";
    case AlertKind::Latency:
        return "answers begin in time";
    case AlertKind::LedgerTrouble:
        return "calls are booked";
    case AlertKind::SwitchChanged:
        break;
    }
    return factOf(alert);
}

std::string_view wordOf(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Info:
        return "Note";
    case model::Severity::Warning:
        return "Warning";
    case model::Severity::Critical:
        break;
    }
    return "Critical";
}

} // namespace

std::string headlineOf(std::string_view event, const Alert &alert)
{
    if (event == "test")
        return "Test: messages from Switchyard arrive here";
    if (event == toWord(AlertEvent::Recovered))
        return alert.endedBy == "gone" ? "Over: " + oneLine(alert.name) + " is not watched any more"
                                       : "Recovered: " + topicOf(alert) + " again";
    const std::string start = event == toWord(AlertEvent::Reminded) ? "Still " : std::string();
    std::string word(wordOf(alert.severity));
    if (!start.empty())
        word = base::lowerAscii(word);
    return start + word + ": " + factOf(alert);
}

std::string textOf(std::string_view event, const Alert &alert)
{
    std::string out = headlineOf(event, alert);
    if (event == "test")
        return out;
    out += "\n\nSince: " + base::rfc3339(alert.beganMs);
    if (alert.endedMs > alert.beganMs)
        out += "\nUntil: " + base::rfc3339(alert.endedMs);
    out += "\nAlert: " + alert.id;
    return out;
}

base::Json webhookBody(std::string_view id, std::string_view event, const Alert &alert)
{
    const base::Json shown = event == "test" ? base::Json(nullptr) : model::toJson(alert);
    return {{"id", id}, {"type", "alert." + std::string(event)}, {"text", headlineOf(event, alert)}, {"alert", shown}};
}

Alert alertFrom(const base::Json &shown)
{
    const auto millis = [&shown](std::string_view field) {
        return base::parseRfc3339(textOr(at(shown, field))).value_or(0);
    };
    Alert out{.id = textOr(at(shown, "id")),
              .subject = textOr(at(at(shown, "subject"), "id")),
              .name = textOr(at(at(shown, "subject"), "name")),
              .detail = textOr(at(shown, "detail")),
              .value = base::integerOr(at(shown, "value")),
              .limit = base::integerOr(at(shown, "limit")),
              .beganMs = millis("from"),
              .endedMs = millis("until"),
              .endedBy = textOr(at(shown, "ended_by")),
              .silencedMs = millis("silenced_until")};
    out.kind = model::alertKindFrom(textOr(at(shown, "kind"))).value_or(out.kind);
    out.severity = model::severityFrom(textOr(at(shown, "severity"))).value_or(out.severity);
    return out;
}

} // namespace jobs
