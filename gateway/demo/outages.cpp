#include "demo/outages.h"

#include <algorithm>
#include <string_view>

#include "storage/health_history.h"
#include "storage/plans.h"

namespace demo {
namespace {

struct OutagePart {
    std::size_t provider; ///< Among those with keys, in the order of the plan.
    std::string_view kind;
    int minutesAgo;
    int minutes;
    std::string_view reason;
    std::string_view source;
    bool wholeKey = false;
    std::string_view endedBy = {};
};

constexpr int kDay = 24 * 60; // minutes

// Of one key the oldest come first: a later one ends what is still on.
constexpr OutagePart kOutages[] = {
    {0, "cooldown", 12 * kDay + 300, 22, "rate_limited", "retry_after"},
    {1, "breaker", 17 * kDay + 90, 2, "broken", "rule"},
    {1, "cooldown", 6 * kDay + 400, 35, "quota_gone", "rule", true, "cleared"},
    {2, "cooldown", 8 * kDay + 700, 130, "down", "check", true, "checked"},
    {3, "cooldown", 26 * kDay + 500, 310, "down", "check", true, "checked"},
    {3, "cooldown", 3 * kDay + 200, 95, "bad_key", "check", true, "checked"},
    {0, "cooldown", 1355, 6, "rate_limited", "reset_header"},
    {0, "cooldown", 550, 14, "rate_limited", "retry_after"},
    {0, "cooldown", 420, 20, "rate_limited", "retry_after", false, "answered"},
    {0, "cooldown", 175, 26, "rate_limited", "reset_header"},
    {1, "cooldown", 960, 74, "quota_gone", "rule", true, "cleared"},
    {1, "breaker", 301, 1, "broken", "rule"},
    {2, "hold", 770, 95, "held", "admin", true, "cleared"},
    {2, "cooldown", 88, 5, "overloaded", "retry_after"},
};

} // namespace

base::Result<> addOutages(storage::Database &db, std::int64_t nowMs)
{
    const auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    std::vector<const model::Provider *> providers;
    for (const model::Provider &provider : plan->providers)
        if (!provider.keys.empty() && !provider.models.empty())
            providers.push_back(&provider);
    for (const OutagePart &part : kOutages) {
        if (part.provider >= providers.size())
            continue;
        const model::Provider &provider = *providers[part.provider];
        const std::int64_t beganMs = nowMs - part.minutesAgo * 60'000LL;
        const storage::KeyOutage outage{.providerId = provider.id,
                                        .keyId = provider.keys.front().id,
                                        .model = part.wholeKey ? std::string() : provider.models.front().name,
                                        .kind = std::string(part.kind),
                                        .beganMs = beganMs,
                                        .endsMs = beganMs + part.minutes * 60'000LL,
                                        .reason = std::string(part.reason),
                                        .source = std::string(part.source),
                                        .endedBy = std::string(part.endedBy)};
        if (auto done = storage::beginKeyOutage(db, outage); !done)
            return done;
    }
    return {};
}

} // namespace demo
