// Calls that ask how many tokens a prompt has, where no provider of the model tells.

#include "exchange/exchange.h"
#include "exchange/prompt_count.h"

namespace exchange {

/// A prompt whose tokens no provider of the model can count is counted here; other calls without a route are refused.
base::Task<> Exchange::answerUnrouted(const base::Error &error)
{
    const bool nobodyCounts = m_dialect.serveCount != nullptr && error.code == base::ErrorCode::BadRequest;
    if (!nobodyCounts || m_services.counts == nullptr)
        co_return refuse(error);
    const base::Error why = error; // the caller's does not live as long as the count takes
    auto work = countingOf(m_dialect, std::move(m_call.body), m_peek, countedModel(*m_plan, m_peek.model));
    const auto counting = m_services.counts->begin(std::move(work), m_services.reactor, m_wake);
    while (counting && !counting->done() && !m_stopping && !m_client->gone())
        co_await m_wake;
    if (m_client->gone())
        co_return;
    const auto tokens = counting ? counting->tokens() : std::nullopt;
    if (!tokens)
        co_return refuse(why);
    if (!bookCount()) {
        const base::Error unbooked{base::ErrorCode::Unavailable, "calls cannot be booked at the moment"};
        co_return refuseUnbooked(unbooked);
    }
    leaveLimits();
    m_headers += "x-switchyard-count: local\r\n";
    m_client->respond({200, "application/json", m_headers}, m_dialect.serveCount->writeAnswer(*tokens));
}

/// It cost nothing, and whoever looks for the call finds it.
bool Exchange::bookCount()
{
    describeCall();
    m_record.status = 200;
    m_record.confidence = model::Confidence::Measured;
    return m_services.ledger.settle(m_record).has_value();
}

} // namespace exchange
