// What is written down before a provider is asked.

#include <utility>

#include "exchange/exchange.h"

namespace exchange {

/// The ledger knows of every attempt before its provider does, and then of those before it as well: should this program
/// die meanwhile, that is all there is to tell what they cost.
base::Result<model::CallBegin> Exchange::allowAttempt(const routing::Target &target, const Attempt *underWay)
{
    if (!m_services.ledger.healthy())
        return base::fail(base::ErrorCode::Unavailable,
                          "calls cannot be booked at the moment (is the disk full?); nothing was sent");
    if (m_spending) {
        auto allowed = m_spending->allow(target);
        if (!allowed)
            return base::fail(std::move(allowed.error()));
        m_allowance = std::move(*allowed);
    }
    model::CallBegin begin{.id = m_call.requestId,
                           .startedMs = m_call.receivedMillis,
                           .clientKeyId = m_key->id,
                           .clientKeyName = m_key->name,
                           .endpoint = std::string(m_dialect.endpoint),
                           .stream = m_peek.stream,
                           .requestedModel = m_peek.model,
                           .routedModel = target.model,
                           .providerId = target.provider->id,
                           .providerName = target.provider->name,
                           .requestBytes = static_cast<std::int64_t>(m_call.body.size()),
                           .earlier = m_record.attempts,
                           .reserved = m_allowance.hold.amount(),
                           .budgets = m_allowance.hold.budgets(),
                           .tags = m_record.tags,
                           .session = m_record.session,
                           .application = std::string(m_call.applicationName()),
                           .decision = m_record.decision};
    if (underWay != nullptr)
        begin.earlier.push_back(underWay->soFar());
    return begin;
}

/// Other calls may have taken room since it was asked for. What is written is written together with other calls of this
/// worker.
base::Task<base::Result<>> Exchange::beginCounted(const routing::Target &target)
{
    if (m_spending) {
        auto counting = countForBudgets(target);
        co_await std::move(counting);
    }
    const auto begin = allowAttempt(target);
    if (!begin)
        co_return base::fail(begin.error());
    auto beginning = m_commits.begin(*begin);
    auto written = co_await beginning;
    co_return begun(std::move(written));
}

base::Result<> Exchange::beginAttempt(const routing::Target &target, const Attempt *underWay)
{
    const auto begin = allowAttempt(target, underWay);
    return begin ? begun(m_services.ledger.begin(*begin)) : base::Result<>(base::fail(begin.error()));
}

base::Result<> Exchange::begun(base::Result<> written)
{
    if (written)
        return written;
    m_allowance = {};
    return base::fail(base::ErrorCode::Unavailable, "calls cannot be booked at the moment; nothing was sent");
}

} // namespace exchange
