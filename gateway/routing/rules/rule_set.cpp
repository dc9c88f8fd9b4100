#include "routing/rules/rule_set.h"

#include "routing/complexity.h"
#include "routing/rules/actions/action.h"
#include "routing/rules/clause.h"
#include "routing/rules/conditions/condition.h"
#include "routing/rules/pattern_set.h"

namespace routing {
namespace {

struct ReadyRule {
    std::string id{};
    std::string name{};
    conditions::Test when{};
    actions::Actions then{};
    std::shared_ptr<HitCounter> counter{};
};

base::Result<ReadyRule> readRule(const model::Rule &rule, conditions::Shared &shared)
{
    auto when = conditions::read(Clause(rule.when, "when"), shared);
    if (!when)
        return base::fail(std::move(when.error()), "reading the rule " + rule.name);
    auto then = actions::read(Clause(rule.then, "then"));
    if (!then)
        return base::fail(std::move(then.error()), "reading the rule " + rule.name);
    return ReadyRule{rule.id, rule.name, std::move(*when), std::move(*then), nullptr};
}

} // namespace

struct RuleSet::Compiled {
    std::vector<ReadyRule> rules{};
    PatternSet patterns{};
    bool application = false;

    base::Result<> add(const model::Rule &rule, const Setup &setup)
    {
        conditions::Shared shared{patterns, setup.zones};
        auto ready = readRule(rule, shared);
        if (!ready)
            return base::fail(std::move(ready.error()));
        application |= shared.application;
        if (setup.hits != nullptr)
            ready->counter = setup.hits->of(rule.id);
        rules.push_back(std::move(*ready));
        return {};
    }
};

RuleSet::RuleSet(std::unique_ptr<const Compiled> compiled) : m_compiled(std::move(compiled)) {}
RuleSet::RuleSet(RuleSet &&) noexcept = default;
RuleSet &RuleSet::operator=(RuleSet &&) noexcept = default;
RuleSet::~RuleSet() = default;

base::Result<RuleSet> RuleSet::compile(std::span<const model::Rule> rules, const Setup &setup)
{
    auto compiled = std::make_unique<Compiled>();
    for (const model::Rule &rule : rules)
        if (rule.enabled)
            if (auto added = compiled->add(rule, setup); !added)
                return base::fail(std::move(added.error()));
    if (auto finished = compiled->patterns.finish(); !finished)
        return base::fail(std::move(finished.error()));
    return RuleSet(std::move(compiled));
}

RuleSet RuleSet::compileUsable(std::span<const model::Rule> rules, const Setup &setup, std::vector<Problem> &problems)
{
    auto compiled = std::make_unique<Compiled>();
    for (const model::Rule &rule : rules)
        if (rule.enabled)
            if (auto added = compiled->add(rule, setup); !added)
                problems.push_back({rule.id, added.error().param + " " + added.error().detail});
    if (auto finished = compiled->patterns.finish(); !finished)
        problems.push_back({{}, finished.error().detail}); // each pattern is then tried by itself
    return RuleSet(std::move(compiled));
}

base::Result<> RuleSet::check(const model::Rule &rule, ZoneLookup zones)
{
    PatternSet patterns;
    conditions::Shared shared{patterns, zones};
    if (auto read = readRule(rule, shared); !read)
        return base::fail(std::move(read.error()));
    return patterns.finish();
}

RuleOutcome RuleSet::match(const CallFacts &call) const
{
    RuleOutcome out;
    out.effects.tags.assign(call.keyTags.begin(), call.keyTags.end());
    out.complexity = scorePrompt(*call.prompt);
    const PatternHits patterns(m_compiled->patterns, call.prompt->lastUserText);
    const conditions::Question question{call, out.complexity, patterns, out.effects.tags};
    for (std::size_t i = 0; i < m_compiled->rules.size(); ++i) {
        const ReadyRule &rule = m_compiled->rules[i];
        if (!rule.when(question))
            continue;
        out.hits.push_back({i, rule.id, rule.name});
        for (const actions::Apply &apply : rule.then.apply)
            apply(out.effects);
        if (rule.then.decide)
            break;
    }
    return out;
}

bool RuleSet::asksApplication() const
{
    return m_compiled->application;
}

void RuleSet::count(const RuleOutcome &outcome, std::int64_t wallMs) const
{
    for (const RuleHit &hit : outcome.hits) {
        const auto &counter = m_compiled->rules[hit.at].counter;
        if (!counter)
            continue;
        counter->hits.fetch_add(1, std::memory_order_relaxed);
        counter->lastMs.store(wallMs, std::memory_order_relaxed);
    }
}

std::string typeOf(const model::Rule &rule)
{
    const base::Json *when = &rule.when;
    while (when->is_object() && when->size() == 1) {
        const std::string &name = when->begin().key();
        const base::Json &inner = when->begin().value();
        if ((name != "all" && name != "any") || !inner.is_array() || inner.size() != 1)
            return name == "all" || name == "any" || name == "not" ? "composite" : name;
        when = &inner[0];
    }
    return when->is_object() && when->empty() ? "always" : "composite";
}

} // namespace routing
