#include "admin/budget_progress.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "ledger/budget_set.h"
#include "model/credit.h"

namespace admin {
namespace {

using base::Json;
using model::Budget;

/// Spent of the limit. A limit of nothing is always used up.
double shareOf(const Budget &budget)
{
    return budget.limit.value == 0
               ? 1.0
               : static_cast<double>(budget.spent.value_or(0)) / static_cast<double>(budget.limit.value);
}

Json momentJson(std::int64_t ms)
{
    return ms == 0 ? Json(nullptr) : Json(base::rfc3339(ms));
}

struct Field {
    std::string_view name;
    std::string_view type; ///< Of JSON; with `?` it may be null.
    std::string_view about;
    Json (*read)(const Budget &);
};

// A new field is one line here. clang-format would make each line five.
// clang-format off
constexpr Field kFields[] = {
    {"id", "string", "Of the budget.", [](const Budget &b) { return Json(b.id); }},
    {"name", "string", "Of the budget.", [](const Budget &b) { return Json(b.name); }},
    {"scope", "string", "Whose calls count.", [](const Budget &b) { return Json(model::toWord(b.scope)); }},
    {"subject", "string", "Which one: an id, a model's name or a tag.", [](const Budget &b) { return Json(b.subject); }},
    {"mode", "string", "hard or soft.", [](const Budget &b) { return Json(model::toWord(b.mode)); }},
    {"period", "string", "How long the limit is for.", [](const Budget &b) { return Json(model::toWord(b.period)); }},
    {"limit_nanos", "integer", "Nano-dollars for one period.", [](const Budget &b) { return Json(b.limit.value); }},
    {"spent_nanos", "integer", "In the running period.", [](const Budget &b) { return Json(b.spent.value_or(0)); }},
    {"reserved_nanos", "integer", "Held by calls under way: their worst case.", [](const Budget &b) { return Json(b.reserved.value_or(0)); }},
    {"remaining_nanos", "integer", "The limit without what is spent and reserved.", [](const Budget &b) { return Json(b.remaining.value_or(0)); }},
    {"share", "number", "Spent of the limit: 1 is used up.", [](const Budget &b) { return Json(shareOf(b)); }},
    {"thresholds_passed", "array", "Percentages of the limit that are reached.", [](const Budget &b) { return Json(b.passed); }},
    {"resets_at", "string?", "When the next period begins; null: never.", [](const Budget &b) { return momentJson(b.periodEndMs); }},
    {"forecast_at", "string?", "When the limit is reached at the rate of this period; null: not within it.", [](const Budget &b) { return momentJson(b.forecastMs); }},
};
// clang-format on

template <typename Wanted>
std::vector<Budget> progressOf(const model::Plan &plan, std::int64_t nowMs, Wanted wanted)
{
    std::vector<Budget> out;
    if (!plan.budgetSet)
        return out;
    for (const ledger::LiveBudget &live : plan.budgetSet->budgets())
        if (!model::isPrepaid(live.terms) && wanted(live.terms)) {
            out.push_back(live.terms);
            ledger::tell(out.back(), *live.account, nowMs);
        }
    std::ranges::stable_sort(out, std::greater<>(), shareOf);
    return out;
}

} // namespace

std::vector<Budget> budgetsNow(const model::Plan &plan, std::int64_t nowMs)
{
    return progressOf(plan, nowMs, [](const Budget &) { return true; });
}

std::vector<Budget> budgetsOfKey(const model::Plan &plan, std::string_view keyId, std::int64_t nowMs)
{
    const auto key = std::ranges::find_if(plan.clientKeys, [keyId](const auto &one) { return one.second.id == keyId; });
    const bool known = key != plan.clientKeys.end();
    return progressOf(plan, nowMs, [&](const Budget &budget) {
        switch (budget.scope) {
        case model::BudgetScope::All:
            return true;
        case model::BudgetScope::Key:
            return budget.subject == keyId;
        case model::BudgetScope::User:
            return known && budget.subject == key->second.userId;
        case model::BudgetScope::Team:
            return known && budget.subject == key->second.teamId;
        case model::BudgetScope::Provider:
        case model::BudgetScope::Model:
        case model::BudgetScope::Tag:
            break;
        }
        return false;
    });
}

Json progressJson(std::span<const Budget> budgets)
{
    Json out = Json::array();
    for (const Budget &budget : budgets) {
        Json row = Json::object();
        for (const Field &field : kFields)
            row[std::string(field.name)] = field.read(budget);
        out.push_back(std::move(row));
    }
    return out;
}

Json progressSchema()
{
    Json properties = Json::object();
    for (const Field &field : kFields) {
        const bool maybe = field.type.ends_with('?');
        const std::string type(field.type.substr(0, field.type.size() - (maybe ? 1 : 0)));
        Json property = {{"type", type}, {"description", field.about}};
        if (maybe)
            property["type"] = {type, "null"};
        if (type == "array")
            property["items"] = {{"type", "integer"}};
        properties[std::string(field.name)] = std::move(property);
    }
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

} // namespace admin
