#include "routing/hedge_budget.h"

#include <algorithm>

namespace routing {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;

} // namespace

void HedgeBudget::earn(std::int64_t percent)
{
    add(percent);
}

bool HedgeBudget::take()
{
    std::int64_t seen = m_hundredths.load(kRelaxed);
    do {
        if (seen < kOne)
            return false;
    } while (!m_hundredths.compare_exchange_weak(seen, seen - kOne, kRelaxed));
    return true;
}

void HedgeBudget::add(std::int64_t hundredths)
{
    std::int64_t seen = m_hundredths.load(kRelaxed);
    while (!m_hundredths.compare_exchange_weak(seen, std::min(seen + hundredths, kSaved * kOne), kRelaxed)) {
    }
}

} // namespace routing
