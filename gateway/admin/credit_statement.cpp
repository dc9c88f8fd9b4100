#include "admin/credit_statement.h"

#include <algorithm>

#include "admin/cost_fields.h"
#include "base/csv.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using model::Payment;
using storage::TimeRange;
using Kind = StatementRow::Kind;

/// Of what came before the statement begins.
std::int64_t openingOf(const StatementSource &source)
{
    std::int64_t out = 0;
    for (const Payment &payment : source.payments)
        if (payment.atMs < source.range.fromMs)
            out += payment.amount.value;
    for (auto at = source.spent.begin(); at != source.spent.lower_bound(source.range.fromMs); ++at)
        out -= at->second;
    return out;
}

StatementRow rowOf(const Payment &payment)
{
    return {.kind = payment.amount.value < 0 ? Kind::PaidBack : Kind::TopUp,
            .atMs = payment.atMs,
            .amount = payment.amount.value,
            .payment = &payment};
}

/// One for each period in which something was spent.
void addUsage(std::vector<StatementRow> &rows, const StatementSource &source, const Zone &zone)
{
    auto at = source.spent.lower_bound(source.range.fromMs);
    const auto end = source.spent.lower_bound(source.range.toMs);
    while (at != end) {
        const TimeRange span{std::max(zone.periodStart(source.period, at->first), source.range.fromMs),
                             std::min(zone.periodStart(source.period, at->first, -1), source.range.toMs)};
        std::int64_t spent = 0;
        for (; at != end && at->first < span.toMs; ++at)
            spent += at->second;
        if (spent != 0)
            rows.push_back({.atMs = span.toMs, .span = span, .amount = -spent});
    }
}

Json rowJson(const StatementRow &row)
{
    Json out = {{"at", base::rfc3339(row.atMs)}, {"kind", toWord(row.kind)}};
    if (row.payment == nullptr) {
        out["from"] = base::rfc3339(row.span.fromMs);
        out["to"] = base::rfc3339(row.span.toMs);
    }
    out["amount_nanos"] = row.amount;
    out["balance_nanos"] = row.balance;
    if (row.payment != nullptr) {
        out["id"] = row.payment->id;
        out["note"] = row.payment->note;
        out["by"] = row.payment->author;
    }
    return out;
}

} // namespace

std::string_view toWord(Kind kind)
{
    switch (kind) {
    case Kind::TopUp:
        return "top_up";
    case Kind::PaidBack:
        return "paid_back";
    case Kind::Usage:
        break;
    }
    return "usage";
}

Statement statementOf(const StatementSource &source, const Zone &zone)
{
    Statement out{.opening = openingOf(source)};
    for (const Payment &payment : source.payments)
        if (payment.atMs >= source.range.fromMs && payment.atMs < source.range.toMs)
            out.rows.push_back(rowOf(payment));
    addUsage(out.rows, source, zone);
    std::ranges::stable_sort(out.rows, {}, &StatementRow::atMs);
    std::int64_t balance = out.opening;
    for (StatementRow &row : out.rows)
        row.balance = balance += row.amount;
    return out;
}

Json toJson(const Statement &statement)
{
    Json rows = Json::array();
    for (const StatementRow &row : statement.rows)
        rows.push_back(rowJson(row));
    return {{"currency", "USD"},
            {"opening_nanos", statement.opening},
            {"closing_nanos", statement.closing()},
            {"data", std::move(rows)}};
}

std::string csvOf(const Statement &statement)
{
    std::string out;
    base::CsvLine head(out);
    for (const char *name : {"at", "kind", "from", "to", "amount", "balance", "currency", "note", "by"})
        head.cell(name);
    head.end();
    for (const StatementRow &row : statement.rows) {
        base::CsvLine line(out);
        const bool usage = row.payment == nullptr;
        line.cell(base::rfc3339(row.atMs)).cell(toWord(row.kind));
        line.cell(usage ? base::rfc3339(row.span.fromMs) : "").cell(usage ? base::rfc3339(row.span.toMs) : "");
        line.number(dollarText(row.amount)).number(dollarText(row.balance)).cell("USD");
        line.cell(usage ? "" : row.payment->note).cell(usage ? "" : row.payment->author);
        line.end();
    }
    return out;
}

Json statementSchema()
{
    const auto integer = [](const char *about) { return Json{{"type", "integer"}, {"description", about}}; };
    const auto text = [](const char *about) { return Json{{"type", "string"}, {"description", about}}; };
    Json row = {{"type", "object"},
                {"properties",
                 {{"at", text("When; of what was spent, the end of its period.")},
                  {"kind", text("top_up, paid_back or usage.")},
                  {"from", text("Of what was spent: its period.")},
                  {"to", text("Its end.")},
                  {"amount_nanos", integer("Below 0 when it takes something away.")},
                  {"balance_nanos", integer("What was left then.")},
                  {"id", text("Of the payment.")},
                  {"note", text("As it was given.")},
                  {"by", text("Who paid it in or back.")}}}};
    return {{"type", "object"},
            {"properties",
             {{"from", text("A quarter of an hour of UTC, as everything is summed up.")},
              {"to", text("The end, which does not belong to it.")},
              {"zone", text("Whose periods these are.")},
              {"credit", {{"type", "object"}, {"description", "The account, as it is now."}}},
              {"currency", text("Of all amounts here.")},
              {"opening_nanos", integer("What there was before.")},
              {"closing_nanos", integer("What there is after.")},
              {"data", {{"type", "array"}, {"items", std::move(row)}}}}}};
}

Json creditShown()
{
    Json out = model::schemaOf<model::Credit>();
    out["properties"]["holder"] = {{"type", {"string", "null"}},
                                   {"description", "Name of the holder, while it exists."}};
    return out;
}

Json creditsListed()
{
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", creditShown()}}}, {"next", {{"type", {"string", "null"}}}}}}};
}

} // namespace admin
