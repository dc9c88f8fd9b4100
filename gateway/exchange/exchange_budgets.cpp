#include "exchange/exchange.h"

/// The budgets' part in a call.
namespace exchange {
namespace {

constexpr std::string_view kBudgetExceeded = "budget_exceeded";

} // namespace

base::Task<base::Result<>> Exchange::askBudgets()
{
    if (!m_plan->budgetSet || m_plan->budgetSet->empty())
        co_return base::Result<>();
    const Spending::Setup setup{m_services.prices.get(), *m_plan->budgetSet, m_call, m_dialect, m_peek, *m_key,
                                m_route.rules.effects,   m_record.tags};
    m_spending.emplace(setup);
    for (const routing::Target &target : m_route.targets) {
        auto counting = countForBudgets(target);
        co_await std::move(counting);
    }
    co_return m_spending->narrow(m_route.targets);
}

/// Where the request's bytes do not fit its words may: they are counted before anybody is refused.
base::Task<> Exchange::countForBudgets(const routing::Target &target)
{
    if (m_services.counts == nullptr || !m_spending->wantsCount(target))
        co_return;
    const auto counting = m_services.counts->begin(m_spending->counting(target), m_services.reactor, m_wake);
    while (counting && !counting->done() && !m_stopping && !m_client->gone())
        co_await m_wake;
    const bool wanted = !m_stopping && !m_client->gone();
    m_spending->learn(target, counting && wanted ? counting->tokens() : std::nullopt);
}

/// In budgets that were added since the call began.
void Exchange::countLate(const model::AttemptRecord &made)
{
    const ledger::Spender spender{.clientKeyId = m_key->id,
                                  .userId = m_key->userId,
                                  .teamId = m_key->teamId,
                                  .requestedModel = m_peek.model,
                                  .tags = m_record.tags,
                                  .providerId = made.providerId,
                                  .model = made.model};
    countInNewBudgets(*m_services.plan.get(), *m_plan, spender, made.cost, m_call.receivedMillis);
}

/// Without `retry-after`: room may come back any moment, or not before the period ends, which the words say.
void Exchange::refuseOverBudget(const base::Error &error)
{
    bookRefusal(429, kBudgetExceeded);
    apologise(429, error.detail, kBudgetExceeded, kBudgetExceeded);
}

} // namespace exchange
