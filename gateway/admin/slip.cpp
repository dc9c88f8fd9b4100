#include "admin/backstage.h"
#include "admin/cost_table.h"
#include "admin/currency.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "admin/report_language.h"
#include "admin/tenancy.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::Dimension;

/// The month that `month` names.
base::Result<CostSpan> spanOf(const Context &context, std::string_view month)
{
    auto zone = Zone::of(context.request.queryValue("zone"));
    if (!zone)
        return base::fail(std::move(zone.error()));
    const auto first = zone->dateStart(std::string(month) + "-01");
    if (!first)
        return wrongParameter("month", "must be a month such as 2026-11");
    const std::int64_t end = zone->periodStart(Period::Month, *first, -1);
    auto keys = scopeOf(context);
    auto currency = currencyOf(context);
    if (!keys || !currency)
        return base::fail(std::move(keys ? currency.error() : keys.error()));
    return CostSpan{
        .zone = std::move(*zone), .keys = std::move(*keys), .range = {*first, end}, .currency = std::move(*currency)};
}

/// By model, with its days beside them.
base::Result<Json> slipOf(const Context &context, CostSpan span, const std::string &key)
{
    span.filters.push_back({Dimension::Key, key});
    const Dimension dimensions[] = {Dimension::Key};
    const auto names = CostNames::read(context.db, dimensions);
    const auto days = costAnswer(context.db, {.span = span, .period = Period::Day, .emptyPeriods = true});
    auto out = costAnswer(context.db, {.span = std::move(span), .by = {Dimension::Model}});
    if (!names || !days || !out)
        return base::fail(!names ? names.error() : !days ? days.error() : out.error());
    (*out)["kind"] = "slip";
    (*out)["columns"] = Json::array({"model"});
    (*out)["key"] = Json::object();
    names->tell((*out)["key"], Dimension::Key, key);
    (*out)["month"] = context.request.queryValue("month");
    (*out)["days"] = base::at(*days, "data");
    (*out)["made_at"] = base::rfc3339(context.gateway.clock.wallMillis());
    return out;
}

} // namespace

Outcome reportSlip(const Context &context)
{
    const std::string key(context.request.queryValue("key"));
    const std::string_view format = context.request.queryValue("format");
    if (key.empty())
        return wrongParameter("key", "must say which client key");
    if (format != "pdf" && format != "json" && !format.empty())
        return wrongParameter("format", "must be json or pdf");
    auto span = spanOf(context, context.request.queryValue("month"));
    if (!span)
        return base::fail(std::move(span.error()));
    if (!span->keys.isAll() && !span->keys.holds(key))
        return base::fail(base::ErrorCode::NotFound, "there is no such client key", "key");
    auto slip = slipOf(context, std::move(*span), key);
    if (!slip || format != "pdf")
        return slip;
    const auto language = languageOf(context.request);
    if (!language)
        return base::fail(language.error());
    (*slip)["language"] = *language;
    if (!context.gateway.print)
        return base::fail(base::ErrorCode::Unavailable, "this program cannot print", "format");
    auto bytes = context.gateway.print(*slip);
    if (!bytes)
        return base::fail(std::move(bytes.error()));
    return Json{{"type", "application/pdf"}, {"file", "slip.pdf"}, {"text", std::move(*bytes)}, {"next", nullptr}};
}

} // namespace admin
