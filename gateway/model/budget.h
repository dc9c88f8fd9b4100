#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/money.h"

/// How much may be spent, by whom or on what, and in which time. Source: R37.
namespace model {

/// Whose calls a budget counts. A new one is a word here, a line in budget_fields.cpp and one where calls are matched
/// (`ledger/budget_set.cpp`).
enum class BudgetScope : std::uint8_t { All, Key, Provider, Model, Tag, User, Team };

enum class BudgetPeriod : std::uint8_t { Hour, Day, Week, Month, Total };

enum class BudgetMode : std::uint8_t {
    Hard, ///< A call whose worst case does not fit is refused; it is never overspent.
    Soft, ///< It is told of, and calls may be led elsewhere.
};

/// The day a week begins on.
enum class WeekStart : std::uint8_t { Monday, Saturday, Sunday };

struct Budget {
    std::string id{};
    std::string name{}; ///< Unique.
    BudgetScope scope = BudgetScope::All;
    std::string subject{}; ///< Id of the client key, user, team or provider, or the model's name or the tag.
    Nanos limit{};
    BudgetPeriod period = BudgetPeriod::Month;
    std::string zone{}; ///< `Europe/Berlin`; empty: this computer's.
    WeekStart weekStart = WeekStart::Monday;
    BudgetMode mode = BudgetMode::Hard;
    std::vector<std::int64_t> thresholds{50, 80, 100}; ///< Per cent of the limit.
    bool allowUnpriced = false; ///< Hard: calls whose price nobody knows are served all the same, uncounted.
    std::string shiftTo{}; ///< Soft: a model or alias that calls get once it is used up; `cost_first`: the cheapest.
    bool enabled = true;
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    // In answers only:
    std::optional<std::int64_t> spent{};     ///< Nanos, in the running period. Nothing while it is not counted.
    std::optional<std::int64_t> reserved{};  ///< Nanos, by calls under way.
    std::optional<std::int64_t> remaining{}; ///< Nanos; never below 0.
    std::int64_t periodStartMs = 0;
    std::int64_t periodEndMs = 0; ///< 0: never.
    std::int64_t forecastMs = 0;  ///< When the limit is reached at the rate so far; 0: not in this period.
    std::vector<std::int64_t> passed{};
};

std::string_view toWord(BudgetScope scope);
std::string_view toWord(BudgetPeriod period);
std::string_view toWord(BudgetMode mode);
std::string_view toWord(WeekStart day);
std::optional<BudgetScope> budgetScopeFrom(std::string_view word);
std::optional<BudgetPeriod> budgetPeriodFrom(std::string_view word);
std::optional<BudgetMode> budgetModeFrom(std::string_view word);
std::optional<WeekStart> weekStartFrom(std::string_view word);

inline constexpr std::string_view kShiftToCheapest = "cost_first";

} // namespace model
