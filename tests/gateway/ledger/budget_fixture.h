#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <QtTest>

#include "ledger/budgets.h"

/// Budgets of a made-up house, and one who spends.
namespace ledger::fixture {

inline constexpr std::int64_t kNow = 1'795'000'000'000;
inline constexpr std::int64_t kCent = 10'000'000;
inline constexpr std::int64_t kDollar = 100 * kCent;

inline model::Budget budgetOf(std::string name, std::int64_t limit, model::BudgetMode mode = model::BudgetMode::Hard)
{
    model::Budget out;
    out.id = "budget_" + name;
    out.name = std::move(name);
    out.limit = {limit};
    out.mode = mode;
    out.thresholds.clear(); // nothing is told
    return out;
}

inline base::Result<base::ZoneOffsets> utc(std::string_view)
{
    return base::ZoneOffsets();
}

/// Budgets of which so much is spent.
inline std::shared_ptr<const BudgetSet> adopt(Budgets &budgets, const std::vector<model::Budget> &terms,
                                              std::int64_t spent = 0)
{
    auto set = budgets.adopt(
        terms, utc,
        [spent](const BudgetAccount::Terms &, const auth::PeriodSpan &) { return base::Result<std::int64_t>(spent); },
        kNow);
    if (!set)
        qFatal("%s", base::describe(set.error()).c_str());
    return *set;
}

inline const Spender kSpender{.clientKeyId = "key_1",
                              .requestedModel = "fast",
                              .tags = "blue\nred",
                              .providerId = "prov_1",
                              .model = "gpt-4o-mini"};

inline PeriodSums &sumsOf(const BudgetSet &set, std::string_view name)
{
    return set.find(name)->account->at(kNow);
}

/// One that came through.
inline Hold holdOf(const BudgetSet &set, std::int64_t nanos)
{
    auto held = set.hold(kSpender, model::Nanos{nanos}, kNow);
    if (!std::holds_alternative<Hold>(held))
        qFatal("there is no room for %lld", static_cast<long long>(nanos));
    return std::move(std::get<Hold>(held));
}

} // namespace ledger::fixture
