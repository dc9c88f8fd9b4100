#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dialect/dialect.h"
#include "dialect/spend_bounds.h"
#include "exchange/count_desk.h"
#include "exchange/inbound_call.h"
#include "exchange/route.h"
#include "ledger/budget_set.h"
#include "model/plan.h"
#include "pricing/catalogue.h"
#include "routing/facts.h"

namespace exchange {

/// What one attempt may spend. Without hard budgets: as much as it likes.
struct Allowance {
    ledger::Hold hold{};
    std::int64_t outputTokens = 0; ///< Of all its answers together; 0 = nobody counts.
    std::int64_t sentLimit = 0;    ///< To be asked for where the request sets no limit of its own; 0 = none.
};

/// The budgets' part in one call: holds the worst case of each attempt before it is sent.
/// Thread: the worker's. What it is given outlives it.
class Spending {
public:
    struct Setup {
        std::shared_ptr<const pricing::Catalogue> prices;
        const ledger::BudgetSet &budgets;
        const InboundCall &call;
        const dialect::Dialect &spoken; ///< The dialect the client speaks.
        const dialect::RequestPeek &peek;
        const model::ClientKey &key;
        const routing::Effects &effects; ///< Of the rules.
        const std::string &tags;         ///< One a line.
    };
    explicit Spending(const Setup &setup);

    /// Whether the request's bytes do not fit a budget at this target and its words, once they are counted, may. Then
    /// whoever can count them sets learn() before it is narrowed or allowed.
    bool wantsCount(const routing::Target &target) const;
    /// For the CountDesk.
    CountDesk::Work counting(const routing::Target &target) const;
    /// What that came to; nothing: the bytes are all there is to go by.
    void learn(const routing::Target &target, std::optional<std::int64_t> mostInput);

    /// Leaves out the targets that no budget has room for now. Errors: Forbidden, in words for the caller, when none is
    /// left.
    base::Result<> narrow(std::vector<routing::Target> &targets) const;
    /// Errors: Forbidden with param `budget`, in words for the caller: nothing is held then.
    base::Result<Allowance> allow(const routing::Target &target) const;

private:
    struct Worst {
        std::optional<model::Nanos> cost{};
        std::int64_t outputTokens = 0;
        std::int64_t sentLimit = 0;
    };
    Worst worstOf(const routing::Target &target) const { return worstOf(target, inputOf(target)); }
    Worst worstOf(const routing::Target &target, std::int64_t input) const;
    std::int64_t inputOf(const routing::Target &target) const;
    ledger::Spender spenderAt(const routing::Target &target) const;

    Setup m_setup;
    bool m_hard;
    dialect::SpendBounds m_bounds{};
    std::map<std::string, std::int64_t, std::less<>> m_learnt{}; ///< By model. Unit: tokens.
};

inline constexpr std::string_view kBudgetParam = "budget";

/// Whether tokens are what such calls are paid by: pictures and sound are not.
bool isPaidByTokens(const dialect::Dialect &client);

/// Once a soft budget is used up, leads its calls where it says, unless a rule has led them somewhere.
void shiftBySoftBudgets(const ledger::BudgetSet &budgets, const ledger::Spender &spender, std::int64_t atMs,
                        routing::Effects &effects);

/// Counts an attempt in the budgets that were added while its call was under way; those of the plan `then`, with which
/// it began, know it already.
void countInNewBudgets(const model::Plan &now, const model::Plan &then, const ledger::Spender &spender,
                       model::Nanos cost, std::int64_t atMs);

/// What rules may ask of the budgets. `budgets` may be null and outlives it.
class BudgetsNow final : public routing::BudgetView {
public:
    BudgetsNow(const ledger::BudgetSet *budgets, std::int64_t atMs) : m_budgets(budgets), m_atMs(atMs) {}
    bool leftBelow(std::string_view named, std::int64_t percent) const override;

private:
    const ledger::BudgetSet *m_budgets;
    std::int64_t m_atMs;
};

/// One a line.
std::string joinedTags(const std::vector<std::string> &tags);

} // namespace exchange
