#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/budget.h"
#include "model/fields.h"
#include "model/money.h"

/// Money that is paid before it is spent. Source: R38.
namespace model {

/// An account that its holder's calls are paid from: they are refused once it does not cover their worst case. On the
/// call path it is a hard budget without end, whose limit is what was paid in.
struct Credit {
    std::string id{};
    BudgetScope scope = BudgetScope::Key; ///< What the holder is; see mayHoldCredit().
    std::string subject{};                ///< Id of the holder.
    Nanos paidIn{};                       ///< All top-ups.
    Nanos takenOut{};                     ///< All that was paid back.
    std::int64_t createdMs = 0;
    std::int64_t closedMs = 0; ///< 0: it is open.

    // When something is paid in or out:
    Nanos amount{};
    std::string note{};

    // In answers only:
    std::optional<std::int64_t> spent{};     ///< Nanos, by calls.
    std::optional<std::int64_t> reserved{};  ///< Nanos, by calls under way.
    std::optional<std::int64_t> balance{};   ///< Nanos, without what is spent; what is reserved is in it.
    std::optional<std::int64_t> available{}; ///< Nanos, without that.
};

/// One payment. Never changed: a mistake is mended by another.
struct Payment {
    std::string id{};
    std::string creditId{};
    std::int64_t atMs = 0;
    Nanos amount{}; ///< Below 0: paid back.
    std::string note{};
    std::string author{};
};

/// Who pays, in contrast to what is paid for.
constexpr bool mayHoldCredit(BudgetScope scope)
{
    return scope != BudgetScope::All && scope != BudgetScope::Provider && scope != BudgetScope::Model
           && scope != BudgetScope::Tag;
}

/// With this every account's id begins.
inline constexpr std::string_view kCreditPrefix = "credit_";

/// Its part on the call path.
Budget budgetOf(const Credit &credit);
/// Whether that is what a budget is. Only what is booked on it counts in it, whoever else may spend.
inline bool isPrepaid(const Budget &budget)
{
    return budget.id.starts_with(kCreditPrefix);
}

template <>
std::span<const Field<Credit>> fieldsOf<Credit>();

} // namespace model
