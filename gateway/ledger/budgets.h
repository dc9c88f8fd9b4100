#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "base/zone_offsets.h"
#include "ledger/budget_set.h"

namespace ledger {

/// Keeps the sums of budgets from plan to plan. They are of all workers together, and exact: this is the part of the
/// Ledger that calls share (`design.md`). Thread: that which publishes plans; the sums any.
class Budgets {
public:
    /// Nanos that were spent in a period, as the rollups have it.
    using LoadSpent =
        std::function<base::Result<std::int64_t>(const BudgetAccount::Terms &terms, const auth::PeriodSpan &span)>;

    /// Those of `budgets` that are enabled, with the sums they had; new ones, and those that count something else now,
    /// are summed up. A zone that is not known any more counts as UTC.
    /// Errors: those of `load`; nothing has changed then.
    base::Result<std::shared_ptr<const BudgetSet>> adopt(std::span<const model::Budget> budgets, base::ZoneLookup zones,
                                                         const LoadSpent &load, std::int64_t nowMs);

private:
    std::map<std::string, std::shared_ptr<BudgetAccount>, std::less<>> m_accounts{}; ///< By the budget's id.
};

} // namespace ledger
