#include "ui/pages/costs/credit.h"

#include <algorithm>
#include <tuple>

#include "ui/text/time_text.h"

namespace ui {
namespace {

using base::Json;

QString text(const Json &row, const char *key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

model::Nanos nanos(const Json &row, const char *key)
{
    return {base::integerOr(base::at(row, key))};
}

} // namespace

std::vector<Credit> parseCredits(const Json &answer)
{
    std::vector<Credit> out;
    for (const Json &row : base::at(answer, "data")) {
        Credit credit{.id = text(row, "id"),
                      .scope = text(row, "scope"),
                      .subject = text(row, "subject"),
                      .holder = text(row, "holder"),
                      .paidIn = nanos(row, "paid_in_nanos"),
                      .paidBack = nanos(row, "paid_back_nanos"),
                      .spent = nanos(row, "spent_nanos"),
                      .balance = nanos(row, "balance_nanos"),
                      .reserved = nanos(row, "reserved_nanos"),
                      .available = nanos(row, "available_nanos"),
                      .closed = base::at(row, "closed_at").is_string()};
        if (credit.holder.isEmpty())
            credit.holder = credit.subject;
        if (!credit.id.isEmpty())
            out.push_back(std::move(credit));
    }
    std::ranges::stable_sort(out, [](const Credit &a, const Credit &b) {
        return std::tuple(a.closed, a.balance.value) < std::tuple(b.closed, b.balance.value);
    });
    return out;
}

std::vector<CreditRow> parseStatement(const Json &answer)
{
    std::vector<CreditRow> out;
    for (const Json &row : base::at(answer, "data"))
        out.push_back({.kind = text(row, "kind"),
                       .at = parseTime(text(row, "at")),
                       .amount = nanos(row, "amount_nanos"),
                       .balance = nanos(row, "balance_nanos"),
                       .note = text(row, "note"),
                       .author = text(row, "by")});
    std::ranges::reverse(out);
    return out;
}

admin::AdminCall statementCall(const Credit &credit)
{
    return {.operation = "credits.statement", .path = {{"id", credit.id.toStdString()}}};
}

} // namespace ui
