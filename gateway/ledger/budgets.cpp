#include "ledger/budgets.h"

#include <utility>
#include <vector>

#include <QLoggingCategory>

#include "model/credit.h"

namespace ledger {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.ledger")

/// The sums of prepaid credit are its own, whoever its holder is.
BudgetAccount::Terms termsOf(const model::Budget &budget)
{
    return {.scope = budget.scope,
            .subject = model::isPrepaid(budget) ? budget.id : budget.subject,
            .period = budget.period,
            .weekStart = budget.weekStart,
            .zone = budget.zone};
}

base::Result<std::shared_ptr<BudgetAccount>> open(const model::Budget &budget, base::ZoneLookup zones,
                                                  const Budgets::LoadSpent &load, std::int64_t nowMs)
{
    const auto zone = zones(budget.zone);
    if (!zone)
        qCWarning(ownLog, "the budget \"%s\" goes by UTC: %s", budget.name.c_str(), zone.error().detail.c_str());
    const base::ZoneOffsets offsets = zone ? *zone : base::ZoneOffsets();
    auto terms = termsOf(budget);
    const auto spent = load(terms, auth::periodAt(terms.period, terms.weekStart, offsets, nowMs));
    if (!spent)
        return base::fail(spent.error(), "summing up the budget " + budget.name);
    auto account = std::make_shared<BudgetAccount>(std::move(terms), offsets, nowMs, *spent);
    for (std::size_t i = 0; i < budget.thresholds.size(); ++i) // what was reached before is no news
        if (*spent >= budget.limit.value / 100 * budget.thresholds[i])
            account->at(nowMs).tellOnce(static_cast<unsigned>(i));
    return account;
}

} // namespace

base::Result<std::shared_ptr<const BudgetSet>> Budgets::adopt(std::span<const model::Budget> budgets,
                                                              base::ZoneLookup zones, const LoadSpent &load,
                                                              std::int64_t nowMs)
{
    std::map<std::string, std::shared_ptr<BudgetAccount>, std::less<>> accounts;
    std::vector<LiveBudget> live;
    for (const model::Budget &budget : budgets) {
        if (!budget.enabled)
            continue;
        auto &account = accounts[budget.id];
        if (const auto known = m_accounts.find(budget.id);
            known != m_accounts.end() && known->second->terms() == termsOf(budget)) {
            account = known->second;
        } else {
            auto opened = open(budget, zones, load, nowMs);
            if (!opened)
                return base::fail(std::move(opened.error()));
            account = std::move(*opened);
        }
        live.push_back({budget, account});
    }
    m_accounts = std::move(accounts);
    return std::make_shared<const BudgetSet>(std::move(live));
}

} // namespace ledger
