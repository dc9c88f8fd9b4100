#include "routing/replay.h"

#include <algorithm>

namespace routing {
namespace {

using Verdict = Rerouting::Verdict;

constexpr int kMostGuesses = 5;          ///< Each doubles the work.
constexpr std::size_t kMostEarlier = 64; ///< Plans whose rules are kept at hand.

bool sameAlias(const model::ModelAlias &a, const model::ModelAlias &b)
{
    return a.name == b.name && a.strategy == b.strategy && a.affinity == b.affinity && a.enabled == b.enabled
           && a.targets == b.targets;
}

bool sameButForRules(const model::Plan &a, const model::Plan &b)
{
    return a.settings.defaultModel == b.settings.defaultModel && a.settings.strategy == b.settings.strategy
           && a.settings.affinity == b.settings.affinity && std::ranges::equal(a.aliases, b.aliases, sameAlias);
}

/// Whether a call goes the same way by both. What they do to its parameters is no matter of where it goes.
bool sameWay(const Effects &a, const Effects &b)
{
    return a.model == b.model && a.provider == b.provider && a.fallbacks == b.fallbacks && a.strategy == b.strategy
           && a.required == b.required && a.forbidden == b.forbidden && a.refusal.has_value() == b.refusal.has_value();
}

Place firstOf(const Decision &decision)
{
    if (decision.order.empty())
        return {};
    const Candidate &first = decision.candidates[decision.order.front()];
    return {first.providerId, first.model};
}

/// What the call would have to use for the place it loses, or for any when it is left with none.
FeatureSet missingIn(const Decision &decision, const Place &lost)
{
    unsigned out = 0;
    for (const Candidate &one : decision.candidates)
        if (one.passedOver == PassedOver::Feature && one.alias != nullptr
            && (decision.order.empty() || (one.providerId == lost.provider && one.model == lost.model)))
            out |= featuresOf(one.alias->requiredFeatures) & ~unsigned{decision.question.features};
    return static_cast<FeatureSet>(out & kAllFeatures);
}

} // namespace

Replay::Side::Side(const model::Plan &plan, LoggedConditions &conditions)
    : on(plan), off(plan), rules(plan.rules, conditions)
{
    on.routing = true;
    off.routing = false;
    on.clientKeys.clear(); // nobody asks for them
    off.clientKeys.clear();
}

Replay::Replay(const model::Plan &present, const model::Plan &edited, Against against, ZoneLookup zones,
               RulesOf rulesOf, const WireView *wires)
    : m_conditions(zones),
      m_present(present, m_conditions),
      m_edited(edited, m_conditions),
      m_against(against),
      m_rulesOf(std::move(rulesOf)),
      m_wires(wires),
      m_onlyRules(sameButForRules(present, edited)),
      m_knowledge(m_conditions)
{
}

Rerouting Replay::judge(const LoggedCall &call, const PriceView &prices)
{
    m_call = &call;
    m_prices = &prices;
    m_worlds = 0;
    m_learned = false;
    m_out = {};
    m_present.rules.trim();
    m_edited.rules.trim();
    m_knowledge.begin(call);
    explore(0);
    return m_out;
}

/// Decides, once all is known that the rules ask for.
void Replay::explore(int depth)
{
    for (Side *side : {&m_present, &m_edited}) {
        side->match = {};
        if (!m_call->trace->routing() || (side == &m_present && m_against == Against::Log))
            continue; // its rules are not asked
        side->rules.match(m_knowledge, side->match);
        if (side->match.wanting)
            return guess(*side->match.wanting, depth);
    }
    take(decideBoth());
}

/// Something is not known: the rules of that time may tell. Else both are tried, and only what comes to the same either
/// way is certain.
void Replay::guess(std::uint32_t single, int depth)
{
    if (!m_learned) {
        m_learned = true;
        learn();
        return saySame() ? take({}) : explore(depth);
    }
    if (depth == 0)
        m_out.unknown = m_knowledge.looksAt(single);
    if (depth == kMostGuesses) {
        m_out.verdict = Verdict::Unknown;
        return;
    }
    for (const Known value : {Known::No, Known::Yes}) {
        m_knowledge.assume(single, value);
        explore(depth + 1);
        if (m_out.verdict == Verdict::Unknown)
            return;
    }
    m_knowledge.assume(single, Known::Unknown);
}

void Replay::learn()
{
    const std::int64_t version = m_call->trace->planVersion();
    auto hit = m_earlier.find(version);
    if (hit == m_earlier.end()) {
        if (m_earlier.size() >= kMostEarlier)
            m_earlier.clear();
        hit = m_earlier.try_emplace(version, m_rulesOf(version), m_conditions).first;
    }
    hit->second.teach(m_knowledge, m_call->trace->ruleHits());
}

bool Replay::saySame()
{
    return m_onlyRules && m_against == Against::Plan
           && m_present.rules.sayOf(m_knowledge) == m_edited.rules.sayOf(m_knowledge);
}

Rerouting Replay::decideBoth()
{
    Rerouting out;
    if (m_against == Against::Log) {
        const auto &order = m_call->trace->order();
        if (!order.empty())
            out.from = {order.front().provider, order.front().model};
    } else {
        const Effects &before = m_present.rules.outcomeOf(m_present.match.hits).effects;
        const Effects &after = m_edited.rules.outcomeOf(m_edited.match.hits).effects;
        if (m_onlyRules && sameWay(before, after))
            return out;
        out.from = firstOf(decideOne(m_present));
    }
    const Decision decision = decideOne(m_edited);
    out.to = firstOf(decision);
    if (out.from == out.to)
        return {};
    out.verdict = Verdict::Moved;
    out.missing = missingIn(decision, out.from);
    return out;
}

Decision Replay::decideOne(Side &side)
{
    const RuleOutcome &outcome = side.rules.outcomeOf(side.match.hits);
    Question question = m_call->trace->question();
    question.rules = &outcome;
    if (m_wires != nullptr)
        question.wires = m_wires;
    if (outcome.effects.refusal)
        return {.question = question};
    return explain(m_call->trace->routing() ? side.on : side.off, question, *m_call->trace, *m_prices);
}

void Replay::take(const Rerouting &world)
{
    const bool first = m_worlds++ == 0;
    if (!first && (world.verdict != m_out.verdict || world.from != m_out.from || world.to != m_out.to)) {
        m_out.verdict = Verdict::Unknown;
        return;
    }
    const auto unknown = m_out.unknown;
    m_out = world;
    m_out.unknown = unknown;
}

} // namespace routing
