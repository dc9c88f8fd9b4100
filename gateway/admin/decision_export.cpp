#include "admin/backstage.h"
#include "admin/cell_text.h"
#include "admin/decision_rows.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "base/csv.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kRows = 500; ///< Of one piece.

/// Each item of a list by `word`, in one cell.
template <typename Word>
std::string joined(const Json &list, Word word)
{
    std::string out;
    if (list.is_array())
        for (const Json &item : list)
            out.append(out.empty() ? "" : "; ").append(word(item));
    return out;
}

std::string placeOf(const Json &candidate)
{
    const Json &name = base::at(candidate, "provider_name");
    return cellText(name.is_null() ? base::at(candidate, "provider") : name) + "/"
           + cellText(base::at(candidate, "model"));
}

std::string passedOver(const Json &candidate)
{
    return placeOf(candidate) + " " + cellText(base::at(candidate, "why"));
}

std::string decided(const Json &row, std::string_view field)
{
    return cellText(base::at(base::at(row, "decision"), field));
}

struct Column {
    std::string_view name;
    std::string (*text)(const Json &row);
};

// A new column is one line here.
constexpr Column kColumns[] = {
    {"id", [](const Json &row) { return cellText(base::at(row, "id")); }},
    {"started_at", [](const Json &row) { return cellText(base::at(row, "started_at")); }},
    {"key", [](const Json &row) { return cellText(base::at(row, "key")); }},
    {"requested_model", [](const Json &row) { return cellText(base::at(row, "requested_model")); }},
    {"provider", [](const Json &row) { return cellText(base::at(row, "provider")); }},
    {"routed_model", [](const Json &row) { return cellText(base::at(row, "routed_model")); }},
    {"status", [](const Json &row) { return cellText(base::at(row, "status")); }},
    {"outcome", [](const Json &row) { return cellText(base::at(row, "outcome")); }},
    {"attempts", [](const Json &row) { return cellText(base::at(row, "attempts")); }},
    {"input_tokens", [](const Json &row) { return cellText(base::at(row, "input_tokens")); }},
    {"output_tokens", [](const Json &row) { return cellText(base::at(row, "output_tokens")); }},
    {"cost_nanos", [](const Json &row) { return cellText(base::at(row, "cost_nanos")); }},
    {"confidence", [](const Json &row) { return cellText(base::at(row, "confidence")); }},
    {"plan", [](const Json &row) { return decided(row, "plan"); }},
    {"rules",
     [](const Json &row) {
         return joined(base::at(base::at(row, "decision"), "rules"),
                       [](const Json &rule) { return cellText(base::at(rule, "name")); });
     }},
    {"tags",
     [](const Json &row) {
         return joined(base::at(base::at(row, "decision"), "tags"), [](const Json &tag) { return cellText(tag); });
     }},
    {"complexity",
     [](const Json &row) { return cellText(base::at(base::at(base::at(row, "decision"), "complexity"), "score")); }},
    {"intent",
     [](const Json &row) { return cellText(base::at(base::at(base::at(row, "decision"), "complexity"), "intent")); }},
    {"alias", [](const Json &row) { return decided(row, "alias"); }},
    {"strategy", [](const Json &row) { return decided(row, "strategy"); }},
    {"candidates", [](const Json &row) { return joined(base::at(base::at(row, "decision"), "candidates"), placeOf); }},
    {"passed_over",
     [](const Json &row) { return joined(base::at(base::at(row, "decision"), "passed_over"), passedOver); }},
};

void appendCsv(std::string &out, const Json &row)
{
    base::CsvLine line(out);
    for (const Column &column : kColumns)
        line.cell(column.text(row));
    line.end();
}

void appendHead(std::string &out)
{
    base::CsvLine line(out);
    for (const Column &column : kColumns)
        line.cell(column.name);
    line.end();
}

} // namespace

Outcome exportDecisions(const Context &context)
{
    const std::string_view format = context.request.queryValue("format");
    const bool csv = format.empty() || format == "csv";
    if (!csv && format != "ndjson")
        return wrongParameter("format", "must be csv or ndjson");
    const auto page = decisionPage(context, kRows);
    if (!page)
        return base::fail(page.error());
    const auto plan = context.gateway.plan.current();
    const Names names(*plan);
    const auto owners = CallOwners::read(context.db);
    if (!owners)
        return base::fail(owners.error());
    std::string text;
    if (csv && context.request.queryValue("after").empty())
        appendHead(text);
    for (const model::CallRecord &call : page->rows) {
        const Json row = detailOf(call, names, *owners);
        if (csv)
            appendCsv(text, row);
        else
            text.append(base::dump(row)).append("\n");
    }
    return Json{{"type", csv ? "text/csv; charset=utf-8" : "application/x-ndjson"},
                {"file", csv ? "decisions.csv" : "decisions.ndjson"},
                {"text", std::move(text)},
                {"next", page->next.empty() ? Json(nullptr) : Json(page->next)}};
}

} // namespace admin
