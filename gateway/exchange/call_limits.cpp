#include "exchange/call_limits.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "dialect/limit_words.h"
#include "dialect/spend_bounds.h"
#include "exchange/spending.h"
#include "pricing/cost.h"

namespace exchange {
namespace {

using ledger::LimitKind;
using ledger::LimitScope;
using ledger::LimitSet;
using ledger::OverLimit;

constexpr std::int64_t kUsualAnswer = 500; ///< Tokens of an answer where the request does not say.
constexpr std::int64_t kMostTokens = 1'000'000'000;
constexpr std::int64_t kUntilACallEndsMs = 1000; ///< A guess.

/// What it may come to, as far as it says itself. What it was in truth is counted when it ends.
std::int64_t estimateOf(const dialect::Dialect &client, const InboundCall &call, const dialect::RequestPeek &peek)
{
    if (!isPaidByTokens(client) || client.serveCount != nullptr || client.callCount != nullptr)
        return 0;
    const std::int64_t input = pricing::estimateTokens(std::ssize(call.body));
    if (client.serve == nullptr || peek.model.empty())
        return input;
    const dialect::SpendBounds bounds = dialect::readSpendBounds(call.body);
    const std::int64_t answer = bounds.maxOutput > 0 ? std::min(bounds.maxOutput, kMostTokens) : kUsualAnswer;
    return input + answer * std::clamp<std::int64_t>(bounds.choices, 1, 1000);
}

std::string subjectOf(const ledger::LiveLimit &limit)
{
    switch (limit.scope) {
    case LimitScope::User:
        return "the user \"" + limit.name + "\"";
    case LimitScope::Team:
        return "the team \"" + limit.name + "\"";
    case LimitScope::Key:
    case LimitScope::Model:
    case LimitScope::Provider:
        break;
    }
    return "this key";
}

std::string secondsOf(std::int64_t millis)
{
    return std::to_string(std::max<std::int64_t>(1, (millis + 999) / 1000)) + " s";
}

LimitRefusal refusalOf(const OverLimit &over)
{
    const std::string subject = subjectOf(*over.limit);
    const std::string most = std::to_string(over.most);
    const std::string wanted = std::to_string(over.wanted);
    const std::string again = over.waitMs ? "; try again in " + secondsOf(*over.waitMs) : std::string();
    switch (over.kind) {
    case LimitKind::Requests:
        return {"the limit of " + subject + " is reached: " + most + " requests a minute" + again, "requests",
                over.waitMs};
    case LimitKind::Tokens:
        if (!over.waitMs)
            return {"this call may take " + wanted + " tokens, and " + subject + " may use " + most
                        + " a minute: send less, or ask for a shorter answer",
                    "tokens", std::nullopt};
        return {"the limit of " + subject + " is reached: " + most + " tokens a minute, and this call may take "
                    + wanted + again,
                "tokens", over.waitMs};
    case LimitKind::Calls:
        break;
    }
    return {"the limit of " + subject + " is reached: " + most + " calls at once; try again when one has ended",
            "requests", kUntilACallEndsMs};
}

std::optional<dialect::LimitState> stateOf(LimitSet::Limits limits, LimitKind kind, std::int64_t nowMs)
{
    const auto left = LimitSet::left(limits, kind, nowMs);
    return left ? std::optional(dialect::LimitState{left->most, left->left, left->fullInMs}) : std::nullopt;
}

} // namespace

CallLimits::CallLimits(const ledger::LimitSet *limits, std::string_view keyId, const dialect::Dialect &client,
                       const InboundCall &call, const dialect::RequestPeek &peek)
    : m_limits(limits), m_client(client)
{
    if (limits == nullptr)
        return;
    m_own = limits->ofCaller(keyId);
    if (limits->anyTarget() || LimitSet::countsTokens(m_own))
        m_tokens = estimateOf(client, call, peek);
}

std::optional<LimitRefusal> CallLimits::enter()
{
    if (m_own.empty())
        return std::nullopt;
    auto charged = LimitSet::charge(m_own, m_tokens, base::systemBootClock().millis());
    if (const auto *over = std::get_if<OverLimit>(&charged))
        return refusalOf(*over);
    m_charge = std::move(std::get<ledger::Charge>(charged));
    return std::nullopt;
}

std::string CallLimits::headers() const
{
    if (m_own.empty())
        return {};
    const std::int64_t nowMs = base::systemBootClock().millis();
    return dialect::limitHeaders(m_client,
                                 {stateOf(m_own, LimitKind::Requests, nowMs), stateOf(m_own, LimitKind::Tokens, nowMs)},
                                 base::systemClock().wallMillis());
}

void CallLimits::settle(const model::Usage &used)
{
    if (!m_charge.empty())
        m_charge.settle(used.input + used.output, base::systemBootClock().millis());
}

} // namespace exchange
