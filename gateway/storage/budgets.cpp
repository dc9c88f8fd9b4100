#include "storage/budgets.h"

#include "base/json.h"
#include "storage/resource.h"

namespace storage {

using model::Budget;

// Found by the columns below through their argument's namespace. A word from a newer program leaves what is there.
static void take(model::BudgetScope &value, const Statement &from, int column)
{
    value = model::budgetScopeFrom(from.text(column)).value_or(value);
}
static void take(model::BudgetPeriod &value, const Statement &from, int column)
{
    value = model::budgetPeriodFrom(from.text(column)).value_or(value);
}
static void take(model::BudgetMode &value, const Statement &from, int column)
{
    value = model::budgetModeFrom(from.text(column)).value_or(value);
}
static void take(model::WeekStart &value, const Statement &from, int column)
{
    value = model::weekStartFrom(from.text(column)).value_or(value);
}
static void put(Sink &to, const std::vector<std::int64_t> &value)
{
    to.madeText(base::dump(base::Json(value)));
}
static void take(std::vector<std::int64_t> &value, const Statement &from, int column)
{
    value.clear();
    const auto json = base::parseJson(from.text(column));
    if (json && json->is_array())
        for (const base::Json &item : *json)
            value.push_back(base::integerOr(item));
}

namespace {

const Table<Budget> &budgets()
{
    static const Table<Budget> table("budgets", {
                                                    column<Budget, &Budget::id>("id"),
                                                    column<Budget, &Budget::name>("name"),
                                                    column<Budget, &Budget::scope>("scope"),
                                                    column<Budget, &Budget::subject>("subject"),
                                                    column<Budget, &Budget::limit>("limit_nanos"),
                                                    column<Budget, &Budget::period>("period"),
                                                    column<Budget, &Budget::zone>("zone"),
                                                    column<Budget, &Budget::weekStart>("week_start"),
                                                    column<Budget, &Budget::mode>("mode"),
                                                    column<Budget, &Budget::thresholds>("thresholds"),
                                                    column<Budget, &Budget::allowUnpriced>("allow_unpriced"),
                                                    column<Budget, &Budget::shiftTo>("shift_to"),
                                                    column<Budget, &Budget::enabled>("enabled"),
                                                    column<Budget, &Budget::createdMs>("created_ms"),
                                                    column<Budget, &Budget::version>("version"),
                                                });
    return table;
}

} // namespace

base::Result<std::vector<Budget>> listBudgets(Database &db)
{
    return listRows(db.config(), budgets(), "ORDER BY name");
}
base::Result<Budget> getBudget(Database &db, std::string_view id)
{
    return getRow(db.config(), budgets(), id);
}
base::Result<> insertBudget(Database &db, const Budget &budget)
{
    return insertRow(db.config(), budgets(), budget);
}
base::Result<Budget> updateBudget(Database &db, Budget budget)
{
    return updateRow(db.config(), budgets(), std::move(budget));
}
base::Result<> removeBudget(Database &db, std::string_view id)
{
    return removeRow(db.config(), budgets(), id);
}

} // namespace storage
