#include "admin/cell_text.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "admin/request_rows.h"
#include "base/csv.h"
#include "storage/requests.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kRows = 500; ///< Of one piece.

// A new column is one word here: the name of what the list shows.
constexpr std::string_view kColumns[] = {"id",
                                         "started_at",
                                         "key",
                                         "key_id",
                                         "user_name",
                                         "team_name",
                                         "session",
                                         "application",
                                         "tags",
                                         "endpoint",
                                         "stream",
                                         "requested_model",
                                         "routed_model",
                                         "billed_model",
                                         "provider",
                                         "provider_id",
                                         "status",
                                         "outcome",
                                         "error_code",
                                         "attempts",
                                         "input_tokens",
                                         "cache_read_tokens",
                                         "cache_write_tokens",
                                         "output_tokens",
                                         "reasoning_tokens",
                                         "cost_nanos",
                                         "currency",
                                         "confidence",
                                         "first_token_ms",
                                         "duration_ms",
                                         "overhead_us"};

/// Lists with something between, all else as it is.
std::string cellOf(const Json &value)
{
    if (!value.is_array())
        return cellText(value);
    std::string out;
    for (const Json &item : value)
        out.append(out.empty() ? "" : "; ").append(cellText(item));
    return out;
}

void appendHead(std::string &out)
{
    base::CsvLine line(out);
    for (const std::string_view column : kColumns)
        line.cell(column);
    line.end();
}

void appendCsv(std::string &out, const Json &row)
{
    base::CsvLine line(out);
    for (const std::string_view column : kColumns)
        line.cell(cellOf(base::at(row, column)));
    line.end();
}

} // namespace

Outcome exportRequests(const Context &context)
{
    const std::string_view format = context.request.queryValue("format");
    const bool csv = format.empty() || format == "csv";
    if (!csv && format != "ndjson")
        return wrongParameter("format", "must be csv or ndjson");
    auto filter = requestFilter(context);
    if (!filter)
        return base::fail(filter.error());
    filter->limit = kRows;
    const auto page = storage::listRequests(context.db, *filter);
    if (!page)
        return base::fail(page.error());
    const auto rows = requestRows(context, page->rows);
    if (!rows)
        return base::fail(rows.error());
    std::string text;
    if (csv && filter->cursor.empty())
        appendHead(text);
    for (const Json &row : *rows) {
        if (csv)
            appendCsv(text, row);
        else
            text.append(base::dump(row)).append("\n");
    }
    return Json{{"type", csv ? "text/csv; charset=utf-8" : "application/x-ndjson"},
                {"file", csv ? "requests.csv" : "requests.ndjson"},
                {"text", std::move(text)},
                {"next", page->next.empty() ? Json(nullptr) : Json(page->next)}};
}

} // namespace admin
