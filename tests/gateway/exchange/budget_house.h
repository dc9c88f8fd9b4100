#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "gateway/exchange/exchange_fixture.h"
#include "ledger/budgets.h"
#include "routing/rules/rule_set.h"

namespace fixture {

inline constexpr std::int64_t kInput = 1000; ///< Nanos a token, as fixture::prices() has it.
inline constexpr std::int64_t kOutput = 5000;
inline constexpr std::int64_t kAnswer = 7 * kInput + 3 * kOutput; ///< What kWhole and kUsage tell.

inline model::Budget budgetOf(std::string name, std::int64_t limit, model::BudgetMode mode = model::BudgetMode::Hard)
{
    model::Budget out;
    out.id = "budget_" + name;
    out.name = std::move(name);
    out.limit = {limit};
    out.mode = mode;
    return out;
}

/// The most that a call with this body and so many tokens of answer may cost.
inline std::int64_t worstOf(const std::string &body, std::int64_t outputTokens)
{
    return std::ssize(body) * kInput + outputTokens * kOutput;
}

/// A plan's budgets with their sums.
struct House {
    ledger::Budgets budgets{};
    std::shared_ptr<const ledger::BudgetSet> set{};

    std::shared_ptr<model::Plan> plan(std::vector<model::Budget> terms, std::shared_ptr<model::Plan> plan = usualPlan())
    {
        auto adopted = budgets.adopt(
            terms, routing::zonesWithoutNames, [](const auto &, const auto &) { return base::Result<std::int64_t>(0); },
            base::systemClock().wallMillis());
        if (!adopted)
            qFatal("%s", base::describe(adopted.error()).c_str());
        set = *adopted;
        plan->budgets = std::move(terms);
        plan->budgetSet = set;
        return plan;
    }
    ledger::PeriodSums &sums(std::string_view name) const
    {
        return set->find(name)->account->at(base::systemClock().wallMillis());
    }
};

} // namespace fixture
