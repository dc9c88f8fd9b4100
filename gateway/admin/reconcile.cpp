#include <map>

#include "admin/backstage.h"
#include "admin/cost_table.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "admin/usage_export.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::Dimension;
using Place = std::pair<std::string, std::string>; // day and model

/// What one side says of a day and model.
Json sideJson(const ExportedUsage &usage)
{
    return {{"calls", usage.calls},
            {"input_tokens", usage.inputTokens},
            {"cache_read_tokens", usage.cacheReadTokens},
            {"cache_write_tokens", usage.cacheWriteTokens},
            {"output_tokens", usage.outputTokens},
            {"cost_nanos", usage.costNanos ? Json(*usage.costNanos) : Json(nullptr)}};
}

/// Ours less theirs; null where one side does not say.
Json differenceOf(const Json &ours, const Json &theirs, bool countsCalls)
{
    Json out = Json::object();
    for (const auto &[name, value] : ours.items()) {
        const Json &other = base::at(theirs, name);
        const bool told = value.is_number() && other.is_number() && (countsCalls || name != "calls");
        out[name] = told ? Json(base::integerOr(value) - base::integerOr(other)) : Json(nullptr);
    }
    return out;
}

bool isNothing(const Json &difference)
{
    for (const auto &[name, value] : difference.items())
        if (value.is_number() && value != 0)
            return false;
    return true;
}

std::map<Place, ExportedUsage> byPlace(std::vector<ExportedUsage> rows)
{
    std::map<Place, ExportedUsage> out;
    for (ExportedUsage &row : rows)
        out.emplace(Place{row.day, row.model}, std::move(row));
    return out;
}

/// What was booked on the days of the export, of one provider or of all.
base::Result<std::map<Place, ExportedUsage>> booked(storage::Database &db, const CostSpan &span)
{
    const CostTable table{.span = span, .period = Period::Day, .by = {Dimension::Model}};
    const auto periods = periodsOf(table);
    const auto rows =
        storage::costTotals(db, {.keys = span.keys, .periods = periods, .by = table.by, .filters = span.filters});
    if (!rows)
        return base::fail(rows.error());
    std::map<Place, ExportedUsage> out;
    for (const storage::CostTotal &row : *rows) {
        const storage::UsageSums &sums = row.sums.usage;
        if (sums.inputTokens == 0 && sums.outputTokens == 0 && sums.costNanos == 0)
            continue; // turned away, or failed for nothing
        const std::string day = span.zone.dayName(periods[row.period].fromMs);
        out[{day, row.key.front()}] = {.day = day,
                                       .model = row.key.front(),
                                       .calls = sums.attempts,
                                       .inputTokens = sums.inputTokens,
                                       .cacheReadTokens = sums.cacheReadTokens,
                                       .cacheWriteTokens = sums.cacheWriteTokens,
                                       .outputTokens = sums.outputTokens,
                                       .costNanos = sums.costNanos};
    }
    return out;
}

Json compare(const std::map<Place, ExportedUsage> &ours, const std::map<Place, ExportedUsage> &theirs, bool countsCalls)
{
    std::map<Place, std::pair<const ExportedUsage *, const ExportedUsage *>> all;
    for (const auto &[place, usage] : ours)
        all[place].first = &usage;
    for (const auto &[place, usage] : theirs)
        all[place].second = &usage;
    Json out = Json::array();
    for (const auto &[place, sides] : all) {
        const Json mine = sides.first ? sideJson(*sides.first) : Json(nullptr);
        const Json other = sides.second ? sideJson(*sides.second) : Json(nullptr);
        Json row = {{"key", {{"day", place.first}, {"model", place.second}}}, {"ours", mine}, {"theirs", other}};
        const Json difference = sides.first && sides.second ? differenceOf(mine, other, countsCalls) : Json(nullptr);
        row["state"] = !sides.first            ? "only_theirs"
                       : !sides.second         ? "only_ours"
                       : isNothing(difference) ? "equal"
                                               : "differs";
        row["difference"] = difference;
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace

Json reconcileBody()
{
    return {{"type", "object"},
            {"properties",
             {{"document",
               {{"type", "string"},
                {"description", "A usage export of OpenAI or Anthropic, CSV or JSON, with days and models."}}},
              {"provider", {{"type", "string"}, {"description", "Only what this provider was asked, by id."}}}}},
            {"required", {"document"}}};
}

Outcome reconcile(const Context &context)
{
    auto rows = readUsageExport(base::textOr(base::at(context.request.body, "document")));
    if (!rows)
        return base::fail(std::move(rows.error()));
    if (rows->empty())
        return wrongParameter("document", "has no usage in it");
    CostSpan span{.zone = *Zone::of("UTC"), .keys = storage::KeyScope::all()}; // providers count by it
    span.range = {*span.zone.dateStart(rows->front().day),
                  span.zone.periodStart(Period::Day, *span.zone.dateStart(rows->back().day), -1)};
    if (const std::string provider = base::textOr(base::at(context.request.body, "provider")); !provider.empty())
        span.filters.push_back({Dimension::Provider, provider});
    const bool countsCalls = std::ranges::any_of(*rows, [](const ExportedUsage &row) { return row.calls > 0; });
    const auto ours = booked(context.db, span);
    if (!ours)
        return base::fail(ours.error());
    Json out = span.json();
    out["data"] = compare(*ours, byPlace(std::move(*rows)), countsCalls);
    Json &states = out["states"] = {{"equal", 0}, {"differs", 0}, {"only_ours", 0}, {"only_theirs", 0}};
    for (const Json &row : out["data"]) {
        Json &count = states[row["state"].get<std::string>()];
        count = base::integerOr(count) + 1;
    }
    return out;
}

} // namespace admin
