#include "exchange/attempt.h"

/// The budgets' part in an attempt.
namespace exchange {

/// The budget is used up: the client gets what it would get had its own limit been reached.
void Attempt::cutShort()
{
    m_record.cut = true;
    model::AttemptRecord seen;
    seen.usage = m_relay->usage();
    estimateUsage(seen);
    m_relay->endShort(seen.usage);
}

/// What was held covers whatever we merely guess.
void Attempt::settle()
{
    const model::Nanos held = m_allowance.hold.amount();
    if (held.value > 0 && m_record.confidence == model::Confidence::Estimated && m_record.cost > held)
        m_record.cost = held;
    m_record.reserved = held;
    m_record.budgets = m_allowance.hold.budgets();
    m_allowance.hold.settle(m_record.cost);
}

} // namespace exchange
