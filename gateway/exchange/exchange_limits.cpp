#include "exchange/exchange.h"

#include "dialect/limit_words.h"
#include "exchange/error_status.h"

/// The rate limits' part in a call.
namespace exchange {
namespace {

std::string retryAfter(std::int64_t millis)
{
    return "retry-after: " + std::to_string(std::max<std::int64_t>(1, (millis + 999) / 1000)) + "\r\n";
}

} // namespace

/// Before anything is decided: a call that is turned away should cost as little as can be.
bool Exchange::enterLimits()
{
    m_limits.emplace(m_plan->limitSet.get(), m_key->id, m_dialect, m_call, m_peek);
    m_gates.emplace(m_services.health, m_plan->limitSet.get(), m_limits->tokens());
    const auto refusal = m_limits->enter();
    m_headers = m_limits->headers();
    if (!refusal)
        return true;
    const std::string_view code = codeFor(model::FailureClass::RateLimited);
    bookRefusal(429, code, refusal->waitMs.has_value());
    if (refusal->waitMs)
        m_headers += retryAfter(*refusal->waitMs);
    const dialect::ErrorView view{
        .status = 429, .message = refusal->message, .type = refusal->type, .code = code, .requestId = m_call.requestId};
    m_client->respond({429, "application/json", m_headers}, dialect::waitBody(m_dialect, view, refusal->waitMs));
    return false;
}

/// Before the last bytes: the client's next call finds the place free.
void Exchange::leaveLimits()
{
    if (m_limits)
        m_limits->settle(m_record.usage);
}

/// Everybody who could serve it was told to wait, or is as busy as is allowed: nothing was sent.
void Exchange::refuseWaiting(const Failover &failover)
{
    leaveLimits();
    if (m_client->gone())
        return;
    if (m_stopping)
        return apologise(503, "the gateway was stopped before the answer was whole",
                         codeFor(model::FailureClass::Stopping));
    const routing::TargetReading why = failover.refusal();
    m_headers += "x-should-retry: false\r\n";
    if (why.waitMs > 0)
        m_headers += retryAfter(why.waitMs);
    const auto tell = [&](std::string_view message, std::string_view code) {
        const dialect::ErrorView view{.status = 429, .message = message, .code = code, .requestId = m_call.requestId};
        const auto waitMs = why.waitMs > 0 ? std::optional(why.waitMs) : std::nullopt;
        m_client->respond({429, "application/json", m_headers}, dialect::waitBody(m_dialect, view, waitMs));
    };
    if (why.gate == routing::Gate::Held)
        return apologise(503, "every key of the providers that serve this model is held by an admin", "keys_held");
    if (why.gate == routing::Gate::Full)
        return tell("the providers that serve this model take no more calls at once", "provider_full");
    if (why.gate == routing::Gate::Limited)
        return tell("the limits of the providers that serve this model are reached", "provider_limit");
    tell("the providers that serve this model want no call before that; retry-after says when",
         codeFor(model::FailureClass::RateLimited));
}

} // namespace exchange
