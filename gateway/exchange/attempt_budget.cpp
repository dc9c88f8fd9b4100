#include "exchange/attempt.h"
#include "exchange/prompt_count.h"
#include "pricing/cost.h"

/// The budgets' part in an attempt.
namespace exchange {

/// The stream waits meanwhile, so that no more goes out than was held. Where nobody can count, four bytes are a token.
base::Task<> Attempt::countSaid()
{
    auto said = m_relay->said();
    std::int64_t bytes = 0;
    for (const std::string &text : said)
        bytes += std::ssize(text);
    std::int64_t tokens = 0;
    if (m_setup.counts != nullptr) {
        auto counting = counted(countingOfSaid(std::move(said), m_record.model));
        tokens = co_await std::move(counting);
    }
    m_relay->counted(tokens > 0 ? tokens : pricing::estimateTokens(bytes));
}

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
