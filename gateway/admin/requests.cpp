#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/decision_rows.h"
#include "admin/names.h"
#include "admin/query.h"
#include "admin/request_rows.h"
#include "admin/tenancy.h"

namespace admin {
namespace {

using storage::Direction;
using storage::RequestFilter;
using storage::RequestOrder;
using storage::SortBy;

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

/// Whether the caller wants a piece of the list by place, and not a page behind another.
bool wantsWindow(const Request &request)
{
    for (const std::string_view name : {"offset", "as_of", "count", "times", "sort"})
        if (!request.queryValue(name).empty())
            return true;
    return false;
}

base::Json timesJson(const storage::CallTimes &times)
{
    base::Json out = base::Json::object();
    for (const auto &[name, spans] :
         {std::pair("duration_ms", &times.duration), std::pair("first_token_ms", &times.firstToken)}) {
        base::Json &of = out[name] = nullptr;
        if (*spans)
            of = {{"p50", static_cast<double>((**spans)[0]) / 1000},
                  {"p95", static_cast<double>((**spans)[1]) / 1000},
                  {"p99", static_cast<double>((**spans)[2]) / 1000}};
    }
    return out;
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
    const auto timed = truthOf(request, "times");
    if (!count || !timed)
        return base::fail(count ? timed.error() : count.error());
    if (!filter.cursor.empty())
        return wrongParameter("after", "does not go with offset, as_of, count or sort: give one or the other");
    if (*asOf >= 0)
        filter.asOf = *asOf;
    using storage::Counting;
    const Counting counting = timed->value_or(false)   ? Counting::WithTimes
                              : count->value_or(false) ? Counting::Yes
                                                       : Counting::No;
    const auto window = storage::windowOfRequests(context.db, std::move(filter), *order, *offset, counting);
    if (!window)
        return base::fail(window.error());
    auto rows = requestRows(context, window->rows);
    if (!rows)
        return rows;
    base::Json out = listOf(std::move(*rows));
    out["as_of"] = std::to_string(window->asOf);
    if (window->total)
        out["total"] = *window->total;
    if (counting == Counting::WithTimes)
        out["times"] = window->times ? timesJson(*window->times) : base::Json(nullptr);
    return out;
}

} // namespace

base::Result<base::Json> requestRows(const Context &context, const std::vector<model::CallRecord> &calls)
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
    auto filter = requestFilter(context);
    if (!filter)
        return base::fail(filter.error());
    filter->rule = context.request.queryValue("rule");
    filter->limit = limit;
    return storage::listDecisions(context.db, *filter);
}

Outcome listRequests(const Context &context)
{
    auto filter = requestFilter(context);
    if (!filter)
        return base::fail(filter.error());
    if (wantsWindow(context.request))
        return listWindow(context, std::move(*filter));
    const auto page = storage::listRequests(context.db, *filter);
    if (!page)
        return base::fail(page.error());
    auto rows = requestRows(context, page->rows);
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
    const auto limit = rowsAsked(context.request);
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
