#include "exchange/route.h"

#include <algorithm>
#include <iterator>

#include "base/id.h"
#include "base/text.h"
#include "exchange/spending.h"
#include "exchange/wire.h"
#include "pricing/cost.h"
#include "routing/rules/rule_set.h"

namespace exchange {
namespace {

/// What an answer comes to when nobody says; only its proportion to the input matters here. Unit: tokens.
constexpr std::int64_t kUsualAnswer = 500;
/// Of a session's id, as it is recorded. Unit: bytes.
constexpr std::size_t kLongestSession = 128;

class CallHeaders final : public routing::HeaderSource {
public:
    explicit CallHeaders(const InboundCall &call) : m_call(call) {}
    std::string_view header(std::string_view name) const override { return m_call.header(name); }

private:
    const InboundCall &m_call;
};

} // namespace

std::string_view sessionIdOf(const routing::HeaderSource &headers)
{
    for (const std::string_view name : {"x-session-id", "x-claude-code-session-id"})
        if (const std::string_view id = headers.header(name); !id.empty())
            return id;
    return {};
}

routing::KeyBounds boundsOf(const model::ClientKey &key)
{
    return {.models = key.allowedModels, .providers = key.allowedProviders};
}

routing::CallOwner ownerOf(const model::Plan &plan, const model::ClientKey &key)
{
    const model::User *user = plan.userWithId(key.userId);
    const model::Team *team = plan.teamWithId(key.teamId);
    return {.userId = key.userId,
            .userName = user != nullptr ? std::string_view(user->name) : std::string_view(),
            .teamId = key.teamId,
            .teamName = team != nullptr ? std::string_view(team->name) : std::string_view()};
}

CallPrices::CallPrices(const pricing::Catalogue &prices, std::int64_t atMs, std::int64_t inputTokens,
                       const model::PromptFacts &prompt)
    : m_prices(prices),
      m_atMs(atMs),
      m_input(inputTokens),
      m_output(prompt.maxOutput > 0 ? std::min(prompt.maxOutput, kUsualAnswer) : kUsualAnswer)
{
}

std::int64_t CallPrices::costOf(const model::Provider &provider, std::string_view upstreamModel) const
{
    const pricing::FoundPrice found = m_prices.find({provider.id, provider.type, upstreamModel}, m_atMs);
    if (found.set == nullptr)
        return -1;
    const pricing::UnitPrices &prices = found.set->forInput(m_input);
    return prices.request.value + prices.input.value * m_input + prices.output.value * m_output;
}

base::Result<Route> routeCall(Services &services, const routing::HealthView &health, const model::Plan &plan,
                              const InboundCall &call, const dialect::Dialect &dialect,
                              const dialect::RequestPeek &peek, const model::ClientKey &key)
{
    const CallHeaders headers(call);
    const BudgetsNow budgets(plan.budgetSet.get(), call.receivedMillis);
    const auto later = plan.routing && !peek.prompt ? dialect.readPrompt(call.body) : model::PromptFacts();
    const model::PromptFacts &prompt = plan.routing && peek.prompt ? *peek.prompt : later;
    const routing::CallFacts facts{.model = peek.model,
                                   .dialect = dialect.id,
                                   .endpoint = dialect.endpoint,
                                   .stream = peek.stream,
                                   .clientKeyId = key.id,
                                   .clientKeyName = key.name,
                                   .owner = ownerOf(plan, key),
                                   .bounds = boundsOf(key),
                                   .keyTags = key.callTags,
                                   .session = sessionIdOf(headers),
                                   .application = call.applicationName(),
                                   .estimatedTokens = pricing::estimateTokens(std::ssize(call.body)),
                                   .wallMs = call.receivedMillis,
                                   .headers = &headers,
                                   .budgets = &budgets,
                                   .prompt = &prompt};
    Route out{.draw = base::fastRandom(), .session = std::string(base::clip(facts.session, kLongestSession))};
    if (plan.routing && plan.ruleSet) {
        out.rules = plan.ruleSet->match(facts);
        plan.ruleSet->count(out.rules, facts.wallMs);
    } else {
        out.rules.effects.tags = key.callTags;
    }
    if (plan.routing && plan.budgetSet) {
        const std::string tags = joinedTags(out.rules.effects.tags);
        const ledger::Spender spender{.clientKeyId = key.id,
                                      .userId = key.userId,
                                      .teamId = key.teamId,
                                      .requestedModel = peek.model,
                                      .tags = tags};
        shiftBySoftBudgets(*plan.budgetSet, spender, call.receivedMillis, out.rules.effects);
    }
    if (out.rules.effects.refusal) {
        out.trace = routing::describe({.planVersion = plan.version,
                                       .question = routing::questionOf(facts, out.rules, out.draw),
                                       .routing = plan.routing});
        return out;
    }
    const auto catalogue = services.prices.get();
    const CallPrices prices(*catalogue, facts.wallMs, facts.estimatedTokens, prompt);
    routing::Question question = routing::questionOf(facts, out.rules, out.draw);
    question.wires = &providerWires();
    auto decision = routing::decide(plan, question, health, prices);
    if (!decision)
        return base::fail(decision.error());
    out.trace = routing::describe(*decision);
    out.targets = std::move(decision->targets);
    std::ranges::move(decision->reserves, std::back_inserter(out.targets));
    out.forced = decision->forced;
    return out;
}

} // namespace exchange
