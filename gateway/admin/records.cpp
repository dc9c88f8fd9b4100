#include "admin/collection.h"

#include "admin/backstage.h"
#include "model/words.h"
#include "storage/requests.h"
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

auto wrongParameter(std::string_view name, std::string_view what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::string(name) + " " + std::string(what), std::string(name));
}

/// A whole number in a range, or the fallback when it is not given. Errors: Unprocessable.
base::Result<std::int64_t> numberOf(const Request &request, std::string_view name, std::int64_t low, std::int64_t high,
                                    std::int64_t fallback)
{
    const std::string_view given = request.queryValue(name);
    if (given.empty())
        return fallback;
    const auto number = base::parseInteger(given);
    if (!number || *number < low || *number > high)
        return wrongParameter(name,
                              "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return *number;
}

base::Result<std::optional<std::int64_t>> timeOf(const Request &request, std::string_view name)
{
    const std::string_view given = request.queryValue(name);
    if (given.empty())
        return std::optional<std::int64_t>();
    const auto time = base::parseRfc3339(given);
    if (!time)
        return wrongParameter(name, "must be a time such as 2026-11-20T09:30:00Z or a date");
    return time;
}

std::optional<std::string> textOf(const Request &request, std::string_view name)
{
    const std::string_view given = request.queryValue(name);
    return given.empty() ? std::nullopt : std::optional(std::string(given));
}

base::Result<storage::RequestFilter> filterOf(const Request &request)
{
    const auto limit = numberOf(request, "limit", 1, 1000, 50);
    const auto status = numberOf(request, "status", 0, 999, -1);
    const auto from = timeOf(request, "from");
    const auto to = timeOf(request, "to");
    if (!limit || !status)
        return base::fail(limit ? status.error() : limit.error());
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    storage::RequestFilter filter{.limit = *limit,
                                  .cursor = std::string(request.queryValue("after")),
                                  .status = {},
                                  .outcome = textOf(request, "outcome"),
                                  .provider = textOf(request, "provider"),
                                  .model = textOf(request, "model"),
                                  .keyId = textOf(request, "key"),
                                  .fromMs = *from,
                                  .toMs = *to,
                                  .q = std::string(request.queryValue("q"))};
    if (*status >= 0)
        filter.status = *status;
    if (filter.outcome && !model::outcomeFrom(*filter.outcome))
        return wrongParameter("outcome", "must be done, refused, failed, partial, cancelled or interrupted");
    return filter;
}

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

} // namespace

Outcome listRequests(const Context &context)
{
    const auto filter = filterOf(context.request);
    if (!filter)
        return base::fail(filter.error());
    const auto page = storage::listRequests(context.db, *filter);
    if (!page)
        return base::fail(page.error());
    base::Json rows = base::Json::array();
    for (const model::CallRecord &call : page->rows)
        rows.push_back(model::toJson(call));
    return listOf(std::move(rows), page->next.empty() ? base::Json(nullptr) : base::Json(page->next));
}

Outcome getRequest(const Context &context)
{
    const auto call = storage::getRequest(context.db, context.request.pathValue("id"));
    if (!call)
        return base::fail(call.error());
    return model::callDetailJson(*call);
}

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
    const std::string_view key = context.request.queryValue("key");
    const auto total = storage::usageTotals(context.db, begin, end, storage::GroupBy::None, key);
    const auto rows = storage::usageTotals(context.db, begin, end, group->second, key);
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
