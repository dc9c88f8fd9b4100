#include "model/alerts.h"

#include <algorithm>

namespace model {

AlertUnit unitOf(AlertKind kind)
{
    switch (kind) {
    case AlertKind::BudgetReached:
    case AlertKind::ErrorRate:
        return AlertUnit::Percent;
    case AlertKind::Latency:
        return AlertUnit::Milliseconds;
    case AlertKind::LowBalance:
        return AlertUnit::Dollars;
    case AlertKind::KeyInvalid:
    case AlertKind::KeyCooling:
    case AlertKind::ProviderDown:
    case AlertKind::ProxyDown:
    case AlertKind::SwitchChanged:
    case AlertKind::LedgerTrouble:
        break;
    }
    return AlertUnit::None;
}

const std::vector<AlertRule> &defaultAlertRules()
{
    using enum AlertKind;
    using enum Severity;
    static const std::vector<AlertRule> rules{
        {.kind = KeyInvalid, .severity = Critical},
        {.kind = ProviderDown, .severity = Critical, .forSeconds = 30},
        {.kind = LedgerTrouble, .severity = Critical, .forSeconds = 5},
        {.kind = BudgetReached}, // its thresholds are the budget's own
        {.kind = KeyCooling, .forSeconds = 600},
        {.kind = LowBalance, .threshold = 5},
        {.kind = ProxyDown, .forSeconds = 30},
        {.kind = ErrorRate, .forSeconds = 30, .threshold = 20, .windowMinutes = 5},
        {.kind = Latency, .forSeconds = 30, .threshold = 15'000, .windowMinutes = 5},
        {.kind = SwitchChanged, .severity = Info},
    };
    return rules;
}

const AlertRule &AlertSettings::rule(AlertKind kind) const
{
    const auto hit = std::ranges::find(rules, kind, &AlertRule::kind);
    return hit == rules.end() ? *std::ranges::find(defaultAlertRules(), kind, &AlertRule::kind) : *hit;
}

const AlertChannel *AlertSettings::channel(std::string_view id) const
{
    const auto hit = std::ranges::find(channels, id, &AlertChannel::id);
    return hit == channels.end() ? nullptr : &*hit;
}

} // namespace model
