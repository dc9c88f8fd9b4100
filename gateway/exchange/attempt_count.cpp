// What an attempt came to: in tokens where its provider did not tell, and in money.

#include <algorithm>

#include "exchange/attempt.h"
#include "exchange/prompt_count.h"
#include "pricing/cost.h"

namespace exchange {

bool Attempt::maybeBilled() const
{
    return m_call->sent() && (m_call->status() == 200 || m_call->status() == 0);
}

/// Nobody told what the prompt comes to, and nobody waits for this attempt's end to begin another.
bool Attempt::wantsCount() const
{
    const model::Usage &told = m_relay ? m_relay->usage() : m_record.usage;
    return m_setup.counts != nullptr && m_setup.body != nullptr && m_setup.body->size() <= kMostCounted
           && m_setup.spoken.serve != nullptr && told.input == 0 && !told.reported && maybeBilled()
           && (succeeded() || !mayFollow());
}

base::Task<> Attempt::countTokens()
{
    if (!succeeded() || m_record.cut)
        m_call->close(); // the provider should not work meanwhile
    auto asking = counted(countingOf(m_setup.spoken, *m_setup.body, m_setup.peek, m_record.model));
    m_countedInput = co_await std::move(asking);
    const dialect::Dialect &provider = *m_setup.wire.dialect;
    if (m_relay || !succeeded() || provider.call == nullptr || m_call->unread().size() > kMostCounted)
        co_return;
    auto answering = counted(countingOfAnswer(provider, std::string(m_call->unread()), m_record.model));
    m_countedOutput = co_await std::move(answering);
}

/// 0 when it could not be counted.
base::Task<std::int64_t> Attempt::counted(CountDesk::Work work)
{
    const auto counting = m_setup.counts->begin(std::move(work), m_setup.reactor, m_setup.wake);
    while (counting && !counting->done() && !m_setup.stopping)
        co_await m_setup.wake;
    co_return counting ? counting->tokens().value_or(0) : 0;
}

/// Counts of our own where the provider gave none, or gave them before its last content.
void Attempt::estimateUsage(model::AttemptRecord &record) const
{
    model::Usage &usage = record.usage;
    std::int64_t seen = m_countedOutput;
    if (m_setup.spoken.serveEmbeddings != nullptr)
        seen = 0; // no tokens come out
    else if (m_relay)
        seen = m_relay->contentTokens();
    else if (seen == 0)
        seen = pricing::estimateTokens(static_cast<std::int64_t>(m_call->unread().size()));
    if (usage.input == 0)
        usage.input = m_countedInput > 0 ? m_countedInput : pricing::estimateTokens(m_requestBytes);
    usage.output = std::max(usage.output, seen);
    usage.reported = false;
}

void Attempt::price(model::AttemptRecord &record) const
{
    const auto priceOf = [&](std::string_view named) {
        return m_setup.prices->find({record.providerId, m_providerType, named}, record.startedMs);
    };
    const auto own = [](const pricing::FoundPrice &price) {
        return price.set != nullptr && price.source == pricing::Source::Own;
    };
    // What was served goes before what was asked for, but a price that somebody set before one of the list.
    const pricing::FoundPrice billed = priceOf(record.billedModel);
    const pricing::FoundPrice sent = record.model == record.billedModel ? billed : priceOf(record.model);
    const bool asBilled = own(billed) || (billed.set != nullptr && !own(sent));
    const pricing::Cost cost = pricing::costOf(record.usage, asBilled ? billed : sent);
    record.cost = cost.amount;
    record.confidence = cost.confidence;
}

} // namespace exchange
