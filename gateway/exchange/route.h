#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dialect/dialect.h"
#include "exchange/inbound_call.h"
#include "exchange/services.h"
#include "model/prompt_facts.h"
#include "pricing/catalogue.h"
#include "routing/decide.h"

namespace exchange {

/// Where one call goes. What the targets point to lives in the plan.
struct Route {
    routing::RuleOutcome rules{};
    std::vector<routing::Target> targets{}; ///< The reserves at the end. Empty only when a rule turns the call away.
    std::uint64_t draw = 0;
    bool forced = false;   ///< No gate was open; the target is tried because there is nobody else.
    std::string trace{};   ///< For the record.
    std::string session{}; ///< The same; clipped.
};

/// The id of the session a call belongs to, as its client names it; empty when it does not. Headers alone: a body's
/// `user` is a person, who has many sessions.
/// Source: `x-claude-code-session-id` from protocol-facts section 12; `x-session-id` is for everybody else.
std::string_view sessionIdOf(const routing::HeaderSource &headers);

/// What a key may use. Lives as long as the key.
routing::KeyBounds boundsOf(const model::ClientKey &key);
/// Whose it is, by the names of now. Lives as long as the plan.
routing::CallOwner ownerOf(const model::Plan &plan, const model::ClientKey &key);

/// What one call would cost at each provider, going by its length and when it is made. Unit: pico-dollars.
class CallPrices final : public routing::PriceView {
public:
    CallPrices(const pricing::Catalogue &prices, std::int64_t atMs, std::int64_t inputTokens,
               const model::PromptFacts &prompt);
    std::int64_t costOf(const model::Provider &provider, std::string_view upstreamModel) const override;

private:
    const pricing::Catalogue &m_prices;
    std::int64_t m_atMs;
    std::int64_t m_input;
    std::int64_t m_output;
};

/// Asks the rules, and decides among the targets as `health` shows them. Errors: as routing::decide() gives them.
base::Result<Route> routeCall(Services &services, const routing::HealthView &health, const model::Plan &plan,
                              const InboundCall &call, const dialect::Dialect &dialect,
                              const dialect::RequestPeek &peek, const model::ClientKey &key);

} // namespace exchange
