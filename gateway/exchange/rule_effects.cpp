#include "exchange/rule_effects.h"

namespace exchange {

base::Json overridesFor(const routing::Effects &effects, const routing::Target &target)
{
    if (target.alias == nullptr || !target.alias->overrides.is_object() || target.alias->overrides.empty())
        return effects.overrides;
    base::Json out = target.alias->overrides;
    if (effects.overrides.is_object())
        out.update(effects.overrides);
    return out;
}

base::Json defaultsFor(const routing::Effects &effects, const model::Quirks &quirks, std::int64_t outputLimit)
{
    base::Json out = effects.defaults;
    if (outputLimit == 0)
        return out;
    if (!out.is_object())
        out = base::Json::object();
    const std::string_view name = quirks.tokenField.empty() ? "max_tokens" : quirks.tokenField;
    out[std::string(name)] = outputLimit;
    return out;
}

std::optional<model::Timeouts> timeoutsFor(const routing::Effects &effects, const model::Provider &provider)
{
    const routing::Effects::TimeoutsSet &wanted = effects.timeouts;
    const auto either = [](std::int64_t ours, std::int64_t theirs) { return ours > 0 ? ours : theirs; };
    const model::Timeouts &own = provider.timeouts;
    const model::Timeouts out{.connectMs = either(wanted.connectMs, own.connectMs),
                              .firstTokenMs = either(wanted.firstTokenMs, own.firstTokenMs),
                              .idleMs = either(wanted.idleMs, own.idleMs),
                              .totalMs = either(wanted.totalMs, own.totalMs)};
    return out == own ? std::nullopt : std::optional(out);
}

} // namespace exchange
