#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/decision_rows.h"
#include "admin/names.h"
#include "admin/query.h"
#include "admin/tenancy.h"
#include "model/words.h"

namespace admin {
namespace {

using storage::Direction;
using storage::RequestFilter;
using storage::RequestOrder;
using storage::SortBy;

constexpr std::int64_t kMicrosPerMilli = 1000;

constexpr std::pair<std::string_view, RequestOrder> kSorts[] = {
    {"-started", {SortBy::Started, Direction::Descending}},   {"started", {SortBy::Started, Direction::Ascending}},
    {"-cost", {SortBy::Cost, Direction::Descending}},         {"cost", {SortBy::Cost, Direction::Ascending}},
    {"-duration", {SortBy::Duration, Direction::Descending}}, {"duration", {SortBy::Duration, Direction::Ascending}},
    {"-tokens", {SortBy::Tokens, Direction::Descending}},     {"tokens", {SortBy::Tokens, Direction::Ascending}},
};

base::Result<RequestOrder> orderOf(const Request &request)
{
    const std::string_view given = request.queryValue("sort");
    if (given.empty())
        return RequestOrder{};
    const auto *hit = std::ranges::find(kSorts, given, &std::pair<std::string_view, RequestOrder>::first);
    if (hit != std::end(kSorts))
        return hit->second;
    std::string words;
    for (const auto &[word, order] : kSorts)
        words.append(words.empty() ? "" : ", ").append(word);
    return wrongParameter("sort", "must be one of " + words);
}

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

base::Result<> putTimes(RequestFilter &filter, const Request &request)
{
    const auto from = timeOf(request, "from");
    const auto to = timeOf(request, "to");
    const auto duration = numberOf(request, "min_duration_ms", 0, 1'000'000'000, -1);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    if (!duration)
        return base::fail(duration.error());
    filter.fromMs = *from;
    filter.toMs = *to;
    if (*duration >= 0)
        filter.minDurationUs = *duration * kMicrosPerMilli;
    return {};
}

base::Result<> putWords(RequestFilter &filter, const Request &request)
{
    const auto stream = truthOf(request, "stream");
    const auto failover = truthOf(request, "failover");
    if (!stream || !failover)
        return base::fail(stream ? failover.error() : stream.error());
    filter.cursor = request.queryValue("after");
    filter.outcome = textOf(request, "outcome");
    filter.provider = textOf(request, "provider");
    filter.model = textOf(request, "model");
    filter.keyId = textOf(request, "key");
    filter.stream = *stream;
    filter.failover = *failover;
    filter.q = request.queryValue("q");
    if (filter.outcome && !model::outcomeFrom(*filter.outcome))
        return wrongParameter("outcome", "must be done, refused, failed, partial, cancelled or interrupted");
    return {};
}

base::Result<std::int64_t> limitOf(const Request &request)
{
    return numberOf(request, "limit", 1, 1000, 50);
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

base::Result<RequestFilter> filterOf(const Context &context)
{
    const Request &request = context.request;
    const auto limit = limitOf(request);
    auto keys = keysAsked(context);
    if (!limit || !keys)
        return base::fail(limit ? keys.error() : limit.error());
    RequestFilter filter{.keys = std::move(*keys), .limit = *limit};
    auto done = putWords(filter, request);
    if (done)
        done = putStatus(filter, request);
    if (done)
        done = putTimes(filter, request);
    if (!done)
        return base::fail(done.error());
    return filter;
}

base::Result<base::Json> rowsOf(const Context &context, const std::vector<model::CallRecord> &calls)
{
    const auto owners = CallOwners::read(context.db);
    if (!owners)
        return base::fail(owners.error());
    base::Json out = base::Json::array();
    for (const model::CallRecord &call : calls) {
        out.push_back(model::toJson(call));
        owners->tell(out.back());
    }
    return out;
}

/// Whether the caller wants a piece of the list by place, and not a page behind another.
bool wantsWindow(const Request &request)
{
    for (const std::string_view name : {"offset", "as_of", "count", "sort"})
        if (!request.queryValue(name).empty())
            return true;
    return false;
}

Outcome listWindow(const Context &context, RequestFilter filter)
{
    const Request &request = context.request;
    const auto order = orderOf(request);
    const auto offset = numberOf(request, "offset", 0, 1'000'000'000'000, 0);
    const auto asOf = numberOf(request, "as_of", 0, std::numeric_limits<std::int64_t>::max(), -1);
    const auto count = truthOf(request, "count");
    if (!order || !offset)
        return base::fail(order ? offset.error() : order.error());
    if (!asOf)
        return wrongParameter("as_of", "must be what an answer of this list gave as its `as_of`");
    if (!count)
        return base::fail(count.error());
    if (!filter.cursor.empty())
        return wrongParameter("after", "does not go with offset, as_of, count or sort: give one or the other");
    if (*asOf >= 0)
        filter.asOf = *asOf;
    const bool counted = count->value_or(false);
    const auto window = storage::windowOfRequests(context.db, std::move(filter), *order, *offset,
                                                  counted ? storage::Counting::Yes : storage::Counting::No);
    if (!window)
        return base::fail(window.error());
    auto rows = rowsOf(context, window->rows);
    if (!rows)
        return rows;
    base::Json out = listOf(std::move(*rows));
    out["as_of"] = std::to_string(window->asOf);
    if (window->total)
        out["total"] = *window->total;
    return out;
}

} // namespace

base::Json detailOf(const model::CallRecord &call, const Names &names, const CallOwners &owners)
{
    base::Json out = model::callDetailJson(call);
    owners.tell(out);
    for (base::Json &attempt : out["attempt_list"])
        attempt["key"] = names.of(attempt["key_id"]);
    names.addTo(out["decision"]);
    return out;
}

base::Result<storage::RequestPage> decisionPage(const Context &context, std::int64_t limit)
{
    auto filter = filterOf(context);
    if (!filter)
        return base::fail(filter.error());
    filter->rule = context.request.queryValue("rule");
    filter->limit = limit;
    return storage::listDecisions(context.db, *filter);
}

Outcome listRequests(const Context &context)
{
    auto filter = filterOf(context);
    if (!filter)
        return base::fail(filter.error());
    if (wantsWindow(context.request))
        return listWindow(context, std::move(*filter));
    const auto page = storage::listRequests(context.db, *filter);
    if (!page)
        return base::fail(page.error());
    auto rows = rowsOf(context, page->rows);
    if (!rows)
        return rows;
    return listOf(std::move(*rows), page->next.empty() ? base::Json(nullptr) : base::Json(page->next));
}

Outcome getRequest(const Context &context)
{
    const auto keys = scopeOf(context);
    if (!keys)
        return base::fail(keys.error());
    const auto call = storage::getRequest(context.db, *keys, context.request.pathValue("id"));
    if (!call)
        return base::fail(call.error());
    const auto owners = CallOwners::read(context.db);
    if (!owners)
        return base::fail(owners.error());
    const auto plan = context.gateway.plan.current();
    return detailOf(*call, Names(*plan), *owners);
}

Outcome listDecisions(const Context &context)
{
    const auto limit = limitOf(context.request);
    if (!limit)
        return base::fail(limit.error());
    const auto page = decisionPage(context, *limit);
    if (!page)
        return base::fail(page.error());
    const auto plan = context.gateway.plan.current();
    const Names names(*plan);
    const auto owners = CallOwners::read(context.db);
    if (!owners)
        return base::fail(owners.error());
    base::Json rows = base::Json::array();
    for (const model::CallRecord &call : page->rows)
        rows.push_back(detailOf(call, names, *owners));
    return listOf(std::move(rows), page->next.empty() ? base::Json(nullptr) : base::Json(page->next));
}

} // namespace admin
