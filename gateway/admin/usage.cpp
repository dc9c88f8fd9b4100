#include "admin/collection.h"

#include "admin/backstage.h"
#include "admin/query.h"
#include "admin/tenancy.h"
#include "storage/usage.h"

namespace admin {
namespace {

constexpr std::int64_t kMillisPerDay = 86'400'000;

constexpr std::pair<std::string_view, storage::GroupBy> kGroups[] = {
    {"", storage::GroupBy::None},           {"provider", storage::GroupBy::Provider},
    {"key", storage::GroupBy::Key},         {"model", storage::GroupBy::Model},
    {"outcome", storage::GroupBy::Outcome}, {"day", storage::GroupBy::Day},
    {"bucket", storage::GroupBy::Bucket},   {"provider_bucket", storage::GroupBy::ProviderBucket},
};

base::Json sumsJson(const storage::UsageSums &sums)
{
    const auto average = [](std::int64_t us, std::int64_t calls) {
        return calls == 0 ? base::Json(nullptr)
                          : base::Json(static_cast<double>(us) / static_cast<double>(calls) / 1000.0);
    };
    return {{"calls", sums.calls},
            {"errors", sums.errors},
            {"attempts", sums.attempts},
            {"failed_attempts", sums.failedAttempts},
            {"input_tokens", sums.inputTokens},
            {"cache_read_tokens", sums.cacheReadTokens},
            {"cache_write_tokens", sums.cacheWriteTokens},
            {"output_tokens", sums.outputTokens},
            {"reasoning_tokens", sums.reasoningTokens},
            {"cost_nanos", sums.costNanos},
            {"currency", "USD"},
            {"unpriced_calls", sums.unpricedCalls},
            {"estimated_calls", sums.estimatedCalls},
            {"average_duration_ms", average(sums.durationUs, sums.calls)},
            {"average_first_token_ms", average(sums.firstTokenUs, sums.firstTokenCalls)}};
}

/// Those that the caller may see, of which the filter wants.
base::Result<storage::KeyScope> keysAsked(const Context &context)
{
    auto keys = scopeOf(context);
    const std::string key(context.request.queryValue("key"));
    if (!keys || key.empty())
        return keys;
    return keys->within(storage::KeyScope::only({key}));
}

} // namespace

Outcome getUsage(const Context &context)
{
    const auto from = timeOf(context.request, "from");
    const auto to = timeOf(context.request, "to");
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    const std::string_view word = context.request.queryValue("group_by");
    const auto *group = std::ranges::find(kGroups, word, &std::pair<std::string_view, storage::GroupBy>::first);
    if (group == std::end(kGroups))
        return wrongParameter("group_by", "must be provider, key, model, outcome, day, bucket or provider_bucket");
    const std::int64_t now = context.gateway.clock.wallMillis();
    const std::int64_t begin = from->value_or(now - now % kMillisPerDay);
    const std::int64_t end = to->value_or(now + 1);
    if (begin >= end)
        return wrongParameter("from", "must be before to");
    const auto keys = keysAsked(context);
    if (!keys)
        return base::fail(keys.error());
    const auto total = storage::usageTotals(context.db, *keys, begin, end, storage::GroupBy::None);
    const auto rows = storage::usageTotals(context.db, *keys, begin, end, group->second);
    if (!total || !rows)
        return base::fail(total ? rows.error() : total.error());
    base::Json data = base::Json::array();
    if (!word.empty())
        for (const storage::UsageTotal &row : *rows) {
            base::Json item = sumsJson(row.sums);
            const base::Json begins = row.bucketMs != 0 ? base::Json(base::rfc3339(row.bucketMs)) : base::Json(nullptr);
            const bool ofProvider = group->second == storage::GroupBy::ProviderBucket;
            item["key"] = row.bucketMs != 0 && !ofProvider ? begins : base::Json(row.key);
            if (ofProvider)
                item["bucket"] = begins;
            item["name"] = row.name;
            data.push_back(std::move(item));
        }
    return base::Json{{"from", base::rfc3339(begin)},
                      {"to", base::rfc3339(end)},
                      {"zone", "UTC"},
                      {"total", sumsJson(total->empty() ? storage::UsageSums{} : total->front().sums)},
                      {"data", std::move(data)}};
}

} // namespace admin
