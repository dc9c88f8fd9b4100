#include <array>

#include "admin/query.h"
#include "admin/request_rows.h"
#include "admin/tenancy.h"
#include "model/words.h"
#include "storage/people.h"

namespace admin {
namespace {

using storage::RequestFilter;

constexpr std::int64_t kMicrosPerMilli = 1000;
constexpr std::int64_t kMostMillis = 1'000'000'000;
constexpr std::int64_t kMost = 1'000'000'000'000'000'000;

struct TextFilter {
    std::string_view name;
    std::optional<std::string> RequestFilter::*to;
};
// A new filter by a whole word is one line here.
constexpr TextFilter kTexts[] = {
    {"outcome", &RequestFilter::outcome},
    {"provider", &RequestFilter::provider},
    {"model", &RequestFilter::model},
    {"requested_model", &RequestFilter::requested},
    {"routed_model", &RequestFilter::routed},
    {"billed_model", &RequestFilter::billed},
    {"key", &RequestFilter::keyId},
    {"session", &RequestFilter::session},
    {"application", &RequestFilter::application},
    {"tag", &RequestFilter::tag},
    {"endpoint", &RequestFilter::endpoint},
    {"error_code", &RequestFilter::errorCode},
    {"failure", &RequestFilter::failure},
};

struct NumberFilter {
    std::string_view name;
    std::optional<std::int64_t> RequestFilter::*to;
    std::int64_t most;
    std::int64_t unit; ///< The column's, in one of the parameter's.
};
constexpr NumberFilter kNumbers[] = {
    {"min_duration_ms", &RequestFilter::minDurationUs, kMostMillis, kMicrosPerMilli},
    {"max_duration_ms", &RequestFilter::maxDurationUs, kMostMillis, kMicrosPerMilli},
    {"min_first_token_ms", &RequestFilter::minFirstUs, kMostMillis, kMicrosPerMilli},
    {"max_first_token_ms", &RequestFilter::maxFirstUs, kMostMillis, kMicrosPerMilli},
    {"min_cost_nanos", &RequestFilter::minCost, kMost, 1},
    {"max_cost_nanos", &RequestFilter::maxCost, kMost, 1},
    {"min_tokens", &RequestFilter::minTokens, kMost, 1},
    {"max_tokens", &RequestFilter::maxTokens, kMost, 1},
};

/// `404`, or all of a class: `4xx`.
base::Result<> putStatus(RequestFilter &filter, const Request &request)
{
    const std::string_view given = request.queryValue("status");
    if (given.size() == 3 && given.ends_with("xx") && given[0] >= '1' && given[0] <= '5') {
        filter.status = (given[0] - '0') * 100;
        filter.statusTo = *filter.status + 99;
        return {};
    }
    const auto status = numberOf(request, "status", 0, 999, -1);
    if (!status)
        return wrongParameter("status", "must be a number such as 404, or a class: 2xx, 3xx, 4xx or 5xx");
    if (*status >= 0)
        filter.status = *status;
    return {};
}

base::Result<> putNumbers(RequestFilter &filter, const Request &request)
{
    for (const NumberFilter &number : kNumbers) {
        const auto given = numberOf(request, number.name, 0, number.most, -1);
        if (!given)
            return base::fail(given.error());
        if (*given >= 0)
            filter.*number.to = *given * number.unit;
    }
    const auto from = timeOf(request, "from");
    const auto to = timeOf(request, "to");
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    filter.fromMs = *from;
    filter.toMs = *to;
    return {};
}

/// An alias is what is asked for, like any other name.
base::Result<> putAlias(RequestFilter &filter, const Request &request)
{
    auto alias = textOf(request, "alias");
    if (!alias)
        return {};
    if (filter.requested && filter.requested != alias)
        return wrongParameter("alias", "is a requested_model: give one of the two");
    filter.requested = std::move(alias);
    return {};
}

base::Result<> putWords(RequestFilter &filter, const Request &request)
{
    for (const TextFilter &text : kTexts)
        filter.*text.to = textOf(request, text.name);
    filter.cursor = request.queryValue("after");
    filter.q = request.queryValue("q");
    if (filter.outcome && !model::outcomeFrom(*filter.outcome))
        return wrongParameter("outcome", "must be done, refused, failed, partial, cancelled or interrupted");
    if (filter.failure && !model::failureFrom(*filter.failure))
        return wrongParameter("failure", "must be a class of failures, such as rate_limited");
    const auto stream = truthOf(request, "stream");
    const auto failover = truthOf(request, "failover");
    if (!stream || !failover)
        return base::fail(stream ? failover.error() : stream.error());
    filter.stream = *stream;
    filter.failover = *failover;
    return putAlias(filter, request);
}

/// Those that the caller may see, of which the filters want.
base::Result<storage::KeyScope> keysAsked(const Context &context)
{
    auto keys = scopeOf(context);
    const storage::KeyOwner owner{std::string(context.request.queryValue("user")),
                                  std::string(context.request.queryValue("team"))};
    if (!keys || (owner.userId.empty() && owner.teamId.empty()))
        return keys;
    auto wanted = storage::keysOwnedBy(context.db, owner);
    return wanted ? keys->within(*wanted) : wanted;
}

} // namespace

base::Result<std::int64_t> rowsAsked(const Request &request)
{
    return numberOf(request, "limit", 1, 1000, 50);
}

base::Result<RequestFilter> requestFilter(const Context &context)
{
    const Request &request = context.request;
    const auto limit = rowsAsked(request);
    auto keys = keysAsked(context);
    if (!limit || !keys)
        return base::fail(limit ? keys.error() : limit.error());
    RequestFilter filter{.keys = std::move(*keys), .limit = *limit};
    auto done = putWords(filter, request);
    if (done)
        done = putStatus(filter, request);
    if (done)
        done = putNumbers(filter, request);
    if (!done)
        return base::fail(done.error());
    return filter;
}

} // namespace admin
