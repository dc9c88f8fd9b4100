#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "access/budget_period.h"
#include "base/zone_offsets.h"
#include "model/budget.h"

namespace ledger {

/// What one period of one budget has seen. Amounts in nanos. Thread: any; no lock is taken.
/// Invariant: what was let in by reserve() never lifts spent and reserved above the limit that was given with it.
class PeriodSums {
public:
    PeriodSums(auth::PeriodSpan span, std::int64_t spent) : m_span(span), m_used(spent) {}

    const auth::PeriodSpan &span() const { return m_span; }
    /// Spent and reserved: what no other call can have.
    std::int64_t used() const { return m_used.load(); }
    std::int64_t reserved() const { return m_reserved.load(); }
    std::int64_t spent() const;

    /// False, and nothing changed, when it does not fit.
    bool reserve(std::int64_t amount, std::int64_t limit);
    /// The end of what reserve() began, once: `cost` is spent of it, the rest is free again.
    void settle(std::int64_t reserved, std::int64_t cost);
    /// True once for each of the first 32 thresholds, whoever asks.
    bool tellOnce(unsigned threshold);

private:
    friend class BudgetAccount;
    auth::PeriodSpan m_span;
    std::atomic<std::int64_t> m_used;
    std::atomic<std::int64_t> m_reserved{0};
    std::atomic<std::uint32_t> m_told{0};
    PeriodSums *m_before = nullptr; ///< Made before this one.
};

/// The running sums of one budget, period by period. Those of past periods stay, for calls that began in them: a few
/// dozen bytes each. Thread: any; no lock is taken.
class BudgetAccount {
public:
    /// What makes its sums what they are: a budget for which one of these changes is summed up anew.
    struct Terms {
        model::BudgetScope scope = model::BudgetScope::All;
        std::string subject{};
        model::BudgetPeriod period = model::BudgetPeriod::Month;
        model::WeekStart weekStart = model::WeekStart::Monday;
        std::string zone{};
        friend bool operator==(const Terms &, const Terms &) = default;
    };
    /// `spent` in the period that `nowMs` falls in.
    BudgetAccount(Terms terms, base::ZoneOffsets zone, std::int64_t nowMs, std::int64_t spent);
    ~BudgetAccount();
    BudgetAccount(const BudgetAccount &) = delete;
    BudgetAccount &operator=(const BudgetAccount &) = delete;

    const Terms &terms() const { return m_terms; }
    /// The sums that what happens at `atMs` goes to. A new period begins with nothing spent. One before the first that
    /// was seen is never begun again, should the clock be put back: what happens then counts in that first one.
    PeriodSums &at(std::int64_t atMs);

private:
    PeriodSums *find(PeriodSums *newest, std::int64_t atMs) const;

    Terms m_terms;
    base::ZoneOffsets m_zone;
    std::int64_t m_firstMs;             ///< Start of the first period.
    std::atomic<PeriodSums *> m_newest; ///< Of those made; the others hang behind it.
};

} // namespace ledger
