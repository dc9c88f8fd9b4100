#include "ledger/budget_account.h"

#include <algorithm>
#include <utility>

namespace ledger {

/// In this order, against that of the two below: what changes in between makes it too small rather than too large.
std::int64_t PeriodSums::spent() const
{
    const std::int64_t held = m_reserved.load();
    return std::max<std::int64_t>(0, m_used.load() - held);
}

bool PeriodSums::reserve(std::int64_t amount, std::int64_t limit)
{
    m_reserved.fetch_add(amount);
    std::int64_t used = m_used.load();
    do {
        if (used > limit || amount > limit - used) {
            m_reserved.fetch_sub(amount);
            return false;
        }
    } while (!m_used.compare_exchange_weak(used, used + amount));
    return true;
}

void PeriodSums::settle(std::int64_t reserved, std::int64_t cost)
{
    m_used.fetch_add(cost - reserved);
    m_reserved.fetch_sub(reserved);
}

bool PeriodSums::tellOnce(unsigned threshold)
{
    const std::uint32_t bit = std::uint32_t{1} << (threshold & 31U);
    return (m_told.fetch_or(bit, std::memory_order_relaxed) & bit) == 0;
}

BudgetAccount::BudgetAccount(Terms terms, base::ZoneOffsets zone, std::int64_t nowMs, std::int64_t spent)
    : m_terms(std::move(terms)), m_zone(std::move(zone))
{
    const auto span = auth::periodAt(m_terms.period, m_terms.weekStart, m_zone, nowMs);
    m_firstMs = span.startMs;
    m_newest.store(new PeriodSums(span, spent), std::memory_order_release);
}

BudgetAccount::~BudgetAccount()
{
    for (PeriodSums *sums = m_newest.load(); sums != nullptr;)
        delete std::exchange(sums, sums->m_before);
}

PeriodSums *BudgetAccount::find(PeriodSums *newest, std::int64_t atMs) const
{
    for (PeriodSums *sums = newest; sums != nullptr; sums = sums->m_before)
        if (sums->m_span.holds(atMs))
            return sums;
    return nullptr;
}

PeriodSums &BudgetAccount::at(std::int64_t atMs)
{
    const std::int64_t counted = std::max(atMs, m_firstMs);
    PeriodSums *newest = m_newest.load(std::memory_order_acquire);
    if (PeriodSums *known = find(newest, counted))
        return *known;
    const auto span = auth::periodAt(m_terms.period, m_terms.weekStart, m_zone, counted);
    auto *made = new PeriodSums(span, 0);
    made->m_before = newest;
    while (!m_newest.compare_exchange_weak(made->m_before, made, std::memory_order_acq_rel))
        if (PeriodSums *known = find(made->m_before, counted)) { // another worker was quicker
            delete made;
            return *known;
        }
    return *made;
}

} // namespace ledger
