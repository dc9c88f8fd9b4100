#include "routing/rules/conditions/condition.h"

namespace routing::conditions {
namespace {

base::Result<Test> readBudgetLeft(const Clause &clause, Shared &)
{
    if (auto known = clause.onlyKeys({"budget", "below_percent"}); !known)
        return base::fail(std::move(known.error()));
    auto budget = clause.in("budget").text();
    if (!budget)
        return base::fail(std::move(budget.error()));
    const auto percent = clause.in("below_percent").integer(1, 100);
    if (!percent)
        return base::fail(percent.error());
    return Test([budget = std::move(*budget), percent = *percent](const Question &question) {
        return question.call.budgets != nullptr && question.call.budgets->leftBelow(budget, percent);
    });
}

} // namespace

constinit const Kind kBudgetLeft{"budget_left", readBudgetLeft,
                                 "Less of a budget (its id or name) is left than below_percent of its limit, with what "
                                 "calls under way hold taken off. What was left in the past no log tells."};

} // namespace routing::conditions
