#include <algorithm>

#include "admin/backstage.h"
#include "admin/cell_text.h"
#include "admin/cost_table.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "admin/report_language.h"
#include "base/csv.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::Dimension;
using storage::TimeRange;

/// Of one piece: a few days of many rows are as much as many days of few.
constexpr std::size_t kPeriodsAtOnce = 62;
constexpr std::size_t kPeriodsAtOnceOfMany = 7;

/// Takes one word of `group_by`. False for a word that is neither.
bool takeWord(CostTable &table, std::string_view word)
{
    if (const auto period = periodFrom(word)) {
        table.period = period;
        return true;
    }
    const auto dimension = dimensionFrom(word);
    if (dimension && std::ranges::find(table.by, *dimension) == table.by.end())
        table.by.push_back(*dimension);
    return dimension.has_value();
}

base::Result<CostTable> tableOf(const Context &context)
{
    auto span = costSpanOf(context);
    if (!span)
        return base::fail(std::move(span.error()));
    CostTable out{.span = std::move(*span)};
    for (const std::string &word : base::split(context.request.queryValue("group_by"), ','))
        if (const std::string_view plain = base::trim(word); !plain.empty() && !takeWord(out, plain))
            return wrongParameter(
                "group_by", "takes provider, key, user, team, model, alias, tag, application, hour, day, week and "
                            "month");
    const std::string_view period = context.request.queryValue("period");
    if (const auto given = periodFrom(period))
        out.period = given;
    else if (!period.empty() && period != "none")
        return wrongParameter("period", "must be hour, day, week, month or none");
    else if (period.empty() && out.by.empty() && !out.period)
        out.period = Period::Day;
    return out;
}

/// The columns before the figures.
std::vector<std::string> keyColumns(const CostTable &table)
{
    std::vector<std::string> out;
    if (table.period)
        out.emplace_back(toWord(*table.period));
    for (const Dimension dimension : table.by) {
        out.emplace_back(toWord(dimension));
        if (hasId(dimension))
            out.push_back(out.back() + "_id");
    }
    return out;
}

/// The last columns, of reports in another currency than dollars.
constexpr std::string_view kConverted[] = {"converted_nanos", "converted_currency"};

void appendHead(std::string &out, const std::vector<std::string> &keys, ReportKind kind, bool converted)
{
    base::CsvLine line(out);
    for (const std::string &key : keys)
        line.cell(key);
    for (const CostFigure &figure : costFigures())
        if (figure.in(kind))
            line.cell(figure.name);
    if (converted)
        for (const std::string_view name : kConverted)
            line.cell(name);
    line.end();
}

void appendRow(std::string &out, const std::vector<std::string> &keys, ReportKind kind, const Json &row)
{
    base::CsvLine line(out);
    for (const std::string &key : keys)
        line.cell(cellText(base::at(base::at(row, "key"), key)));
    for (const CostFigure &figure : costFigures())
        if (figure.in(kind))
            line.cell(cellText(base::at(row, figure.name)));
    for (const std::string_view name : kConverted)
        if (row.contains(name))
            line.cell(cellText(row[name]));
    line.end();
}

/// The rows of the next periods behind `after`, which is where the piece before ended.
Outcome csvPiece(const Context &context, const CostTable &table, ReportKind kind, std::string_view name)
{
    const std::string_view after = context.request.queryValue("after");
    const auto from = base::parseInteger(after.empty() ? "0" : after);
    if (!from)
        return base::fail(base::ErrorCode::BadRequest, "this is not a cursor that a piece of ours ended with", "after");
    const auto extent = storage::costExtent(context.db);
    if (!extent)
        return base::fail(extent.error());
    CostTable part = table;
    const TimeRange there = extent->value_or(TimeRange{});
    part.span.range = {std::max({table.span.range.fromMs, there.fromMs, *from}),
                       std::min(table.span.range.toMs, there.toMs)};
    std::vector<TimeRange> periods = periodsOf(part);
    const std::size_t most = table.by.size() > 1 ? kPeriodsAtOnceOfMany : kPeriodsAtOnce;
    const bool more = periods.size() > most;
    periods.resize(std::min(periods.size(), most));
    const auto rows = costRows(context.db, part, periods);
    if (!rows)
        return base::fail(rows.error());
    const std::vector<std::string> keys = keyColumns(table);
    std::string text;
    if (after.empty())
        appendHead(text, keys, kind, table.span.currency.has_value());
    for (const Json &row : *rows)
        appendRow(text, keys, kind, row);
    return Json{{"type", "text/csv; charset=utf-8"},
                {"file", std::string(name) + ".csv"},
                {"text", std::move(text)},
                {"next", more ? Json(std::to_string(periods.back().toMs)) : Json(nullptr)}};
}

/// With what it takes to print it.
Outcome wholeReport(const Context &context, const CostTable &table, std::string_view name)
{
    auto report = costAnswer(context.db, table);
    if (!report)
        return report;
    (*report)["kind"] = name;
    (*report)["columns"] = keyColumns(table);
    (*report)["made_at"] = base::rfc3339(context.gateway.clock.wallMillis());
    return report;
}

Outcome printed(const Context &context, const CostTable &table, std::string_view name)
{
    if (!context.gateway.print)
        return base::fail(base::ErrorCode::Unavailable, "this program cannot print", "format");
    const auto language = languageOf(context.request);
    if (!language)
        return base::fail(language.error());
    auto report = wholeReport(context, table, name);
    if (!report)
        return report;
    (*report)["language"] = *language;
    auto bytes = context.gateway.print(*report);
    if (!bytes)
        return base::fail(std::move(bytes.error()), "printing the report");
    return Json{{"type", "application/pdf"},
                {"file", std::string(name) + ".pdf"},
                {"text", std::move(*bytes)},
                {"next", nullptr}};
}

Outcome report(const Context &context, ReportKind kind)
{
    const std::string_view name = kind == ReportKind::Usage ? "usage" : "billing";
    const auto table = tableOf(context);
    if (!table)
        return base::fail(table.error());
    const std::string_view format = context.request.queryValue("format");
    if (format == "csv")
        return csvPiece(context, *table, kind, name);
    if (format == "pdf")
        return printed(context, *table, name);
    if (!format.empty() && format != "json")
        return wrongParameter("format", "must be json, csv or pdf");
    return wholeReport(context, *table, name);
}

} // namespace

Outcome reportUsage(const Context &context)
{
    return report(context, ReportKind::Usage);
}
Outcome reportBilling(const Context &context)
{
    return report(context, ReportKind::Billing);
}

} // namespace admin
