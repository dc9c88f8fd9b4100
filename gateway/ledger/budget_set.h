#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ledger/budget_account.h"
#include "model/budget.h"
#include "model/money.h"

namespace ledger {

/// A budget that holds, and its sums.
struct LiveBudget {
    model::Budget terms{};
    std::shared_ptr<BudgetAccount> account{};
};

/// Who spends, and on what. Views live as long as the asking.
struct Spender {
    std::string_view clientKeyId{};
    std::string_view userId{}; ///< Whose the key is; empty: nobody's.
    std::string_view teamId{};
    std::string_view requestedModel{};
    std::string_view tags{}; ///< One a line.
    std::string_view providerId{};
    std::string_view model{}; ///< As it is sent.
};

class BudgetSet;

/// The worst case of one attempt, held of every hard budget it counts in. Ends once: settled with what it cost in
/// truth, or, whatever becomes of the attempt, released. The set it is of outlives it. Thread: one at a time.
class Hold {
public:
    Hold() = default; ///< Of nothing.
    ~Hold() { settle({}); }
    Hold(Hold &&other) noexcept
        : m_shares(std::exchange(other.m_shares, {})), m_amount(std::exchange(other.m_amount, {}))
    {
    }
    Hold &operator=(Hold &&other) noexcept;

    /// Held of each hard budget.
    model::Nanos amount() const { return m_amount; }
    /// Ids of the hard budgets, with a space between.
    std::string budgets() const;
    /// Books `cost`; a second time does nothing.
    void settle(model::Nanos cost);

private:
    friend class BudgetSet;
    struct Share {
        const LiveBudget *budget = nullptr;
        PeriodSums *sums = nullptr;
        std::int64_t held = 0; ///< 0 of a soft budget.
    };
    std::vector<Share> m_shares{};
    model::Nanos m_amount{};
};

/// Why nothing was held.
struct OverBudget {
    const LiveBudget *budget = nullptr;
    bool unpriced = false; ///< Nobody knows what it would cost; else it does not fit.
    model::Nanos wanted{};
    std::int64_t leftNanos = 0;
    std::int64_t endsMs = 0; ///< Of the period; PeriodSpan::kNever.
};

/// The enabled budgets of one plan. Immutable but for the sums it points at, which outlive plans. Thread: any.
class BudgetSet {
public:
    explicit BudgetSet(std::vector<LiveBudget> budgets) : m_budgets(std::move(budgets)) {}

    bool empty() const { return m_budgets.empty(); }
    const std::vector<LiveBudget> &budgets() const { return m_budgets; }
    /// By id or name; null when there is none that holds.
    const LiveBudget *find(std::string_view named) const;
    /// Whether a hard one may count a call of this client key, whatever becomes of it.
    bool anyHard() const;

    /// Holds `worst` of all hard budgets that this counts in, or of none. Nothing known of the price: only where that
    /// is allowed, and then nothing is held.
    std::variant<Hold, OverBudget> hold(const Spender &spender, std::optional<model::Nanos> worst,
                                        std::int64_t atMs) const;
    /// Whether that would succeed now.
    std::optional<OverBudget> refuses(const Spender &spender, std::optional<model::Nanos> worst,
                                      std::int64_t atMs) const;
    /// For a call that began under the budgets of `then` (null: none): counts it in those that have no part in them.
    void count(const Spender &spender, model::Nanos cost, std::int64_t atMs, const BudgetSet *then) const;

    static bool applies(const model::Budget &budget, const Spender &spender);

private:
    bool has(const BudgetAccount &account) const;
    std::vector<LiveBudget> m_budgets;
};

/// Adds up what the budget's period that runs at `nowMs` has seen, for showing it.
void tell(model::Budget &to, BudgetAccount &account, std::int64_t nowMs);

} // namespace ledger
