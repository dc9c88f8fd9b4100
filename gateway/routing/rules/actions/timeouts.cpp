#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

using Set = Effects::TimeoutsSet;

constexpr std::int64_t kMostMs = 86'400'000;
constexpr std::pair<std::string_view, std::int64_t Set::*> kFields[] = {
    {"connect_ms", &Set::connectMs},
    {"first_token_ms", &Set::firstTokenMs},
    {"idle_ms", &Set::idleMs},
    {"total_ms", &Set::totalMs},
};

base::Result<Apply> readTimeouts(const Clause &clause)
{
    if (auto known = clause.onlyKeys({"connect_ms", "first_token_ms", "idle_ms", "total_ms"}); !known)
        return base::fail(std::move(known.error()));
    if (clause.value().empty())
        return clause.wrong("needs one of connect_ms, first_token_ms, idle_ms, total_ms");
    Set wanted;
    for (const auto &[name, field] : kFields) {
        if (!clause.has(name))
            continue;
        const auto millis = clause.in(name).integer(1, kMostMs);
        if (!millis)
            return base::fail(millis.error());
        wanted.*field = *millis;
    }
    return Apply([wanted](Effects &effects) {
        for (const auto &[name, field] : kFields)
            if (effects.timeouts.*field == 0)
                effects.timeouts.*field = wanted.*field;
    });
}

} // namespace

constinit const Kind kTimeouts{"timeouts", Part::Adds, readTimeouts,
                               "Wait so long, in place of what the provider's settings say."};

} // namespace routing::actions
