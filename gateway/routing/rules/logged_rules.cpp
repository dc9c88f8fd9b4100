#include "routing/rules/logged_rules.h"

#include <algorithm>

#include "routing/rules/actions/action.h"

namespace routing {
namespace {

using conditions::LooksAt;
using Kind = LoggedCondition::Kind;

constexpr std::size_t kMostOutcomes = 4096;

Known inverse(Known value)
{
    if (value == Known::Unknown)
        return value;
    return value == Known::Yes ? Known::No : Known::Yes;
}

/// A condition that conditions::read() has found right.
base::Result<LoggedCondition> readTree(const Clause &clause, LoggedConditions &conditions)
{
    LoggedCondition out;
    if (clause.value().empty())
        return out;
    const std::string &name = clause.value().begin().key();
    const Clause inner = clause.in(name);
    if (name != "all" && name != "any" && name != "not") {
        const auto single = conditions.add(clause);
        if (!single)
            return base::fail(single.error());
        return LoggedCondition{.kind = Kind::Single, .single = *single};
    }
    out.kind = name == "all" ? Kind::All : name == "any" ? Kind::Any : Kind::Not;
    for (std::size_t i = 0; i < (out.kind == Kind::Not ? 1 : inner.value().size()); ++i) {
        auto part = readTree(out.kind == Kind::Not ? inner : inner.in(i), conditions);
        if (!part)
            return part;
        out.parts.push_back(std::move(*part));
    }
    return out;
}

/// Whether it changes where a call goes, by itself.
bool leads(const Effects &effects)
{
    return effects.model || effects.provider || effects.strategy || effects.refusal || !effects.fallbacks.empty()
           || !effects.required.empty() || !effects.forbidden.empty();
}

bool asksTags(const LoggedCondition &condition, const LoggedConditions &conditions)
{
    if (condition.kind == Kind::Single)
        return conditions.at(condition.single).looksAt == LooksAt::Tags;
    return std::ranges::any_of(condition.parts,
                               [&](const LoggedCondition &part) { return asksTags(part, conditions); });
}

/// The one header that traces have.
class LoggedHeaders final : public HeaderSource {
public:
    explicit LoggedHeaders(std::string_view requestClass) : m_class(requestClass) {}
    std::string_view header(std::string_view name) const override
    {
        return name == kRequestClassHeader ? m_class : std::string_view();
    }

private:
    std::string_view m_class;
};

model::PromptFacts promptOf(const Question &question)
{
    model::PromptFacts out{.maxOutput = question.logged.maxOutput};
    forEachFeature(question.features, [&](std::string_view word) {
        out.tools += word == "tools" ? 1 : 0;
        out.images += word == "images" ? 1 : 0;
        out.schema |= word == "schema";
        out.thinking |= word == "thinking";
    });
    return out;
}

} // namespace

base::Result<> LoggedConditions::check(const Clause &clause)
{
    conditions::Shared shared{m_patterns, m_zones};
    if (auto read = conditions::read(clause, shared); !read)
        return base::fail(std::move(read.error()));
    return {};
}

base::Result<std::uint32_t> LoggedConditions::add(const Clause &clause)
{
    std::string text = base::dump(clause.value());
    if (const auto hit = m_numbers.find(text); hit != m_numbers.end())
        return hit->second;
    conditions::Shared shared{m_patterns, m_zones};
    auto test = conditions::read(clause, shared);
    if (!test)
        return base::fail(std::move(test.error()));
    const conditions::Kind *kind = conditions::findKind(clause.value().begin().key());
    const auto number = static_cast<std::uint32_t>(m_singles.size());
    m_singles.push_back({std::move(*test), kind->looksAt});
    m_numbers.emplace(std::move(text), number);
    return number;
}

std::uint32_t LoggedConditions::sortOf(const model::Rule &rule)
{
    const auto next = static_cast<std::uint32_t>(m_sorts.size());
    return m_sorts.emplace(base::dump(rule.when) + base::dump(rule.then), next).first->second;
}

void Knowledge::begin(const LoggedCall &call)
{
    m_call = &call;
    m_known.clear();
}

bool Knowledge::isLogged(LooksAt what) const
{
    switch (what) {
    case LooksAt::Record:
    case LooksAt::Tags:
        return true;
    case LooksAt::Tokens:
        return m_call->trace->logged().estimatedTokens >= 0;
    case LooksAt::Dialect:
        return !m_call->trace->logged().dialect.empty();
    case LooksAt::RequestClass:
        return m_call->trace->logged().requestClass.has_value();
    case LooksAt::Complexity:
        return m_call->trace->complexity().has_value();
    case LooksAt::Unlogged:
    case LooksAt::Prompt:
    case LooksAt::Headers:
        break;
    }
    return false;
}

bool Knowledge::ask(std::uint32_t single, std::span<const std::string> tags) const
{
    const Question question = m_call->trace->question();
    const LoggedHeaders headers(question.logged.requestClass.value_or(""));
    const model::PromptFacts prompt = promptOf(question);
    const CallFacts facts{.model = question.model,
                          .dialect = question.logged.dialect,
                          .endpoint = m_call->endpoint,
                          .stream = m_call->stream,
                          .clientKeyId = m_call->clientKeyId,
                          .clientKeyName = m_call->clientKeyName,
                          .owner = m_call->owner,
                          .application = m_call->application,
                          .estimatedTokens = question.logged.estimatedTokens,
                          .wallMs = m_call->wallMs,
                          .headers = &headers,
                          .prompt = &prompt};
    static const Complexity none;
    static const PatternSet noPatterns;
    const PatternHits patterns(noPatterns, {});
    const auto &complexity = m_call->trace->complexity();
    const std::vector<std::string> given(tags.begin(), tags.end());
    return m_conditions.at(single).holds({facts, complexity ? *complexity : none, patterns, given});
}

Known Knowledge::ofSingle(std::uint32_t single, std::span<const std::string> tags)
{
    const LooksAt what = looksAt(single);
    if (what == LooksAt::Tags) // another answer at each rule
        return ask(single, tags) ? Known::Yes : Known::No;
    if (single >= m_known.size())
        m_known.resize(m_conditions.size()); // rules of another plan have joined meanwhile
    std::optional<Known> &known = m_known[single];
    if (!known)
        known = !isLogged(what) ? Known::Unknown : ask(single, tags) ? Known::Yes : Known::No;
    return *known;
}

Known Knowledge::of(const LoggedCondition &condition, std::span<const std::string> tags)
{
    switch (condition.kind) {
    case Kind::Always:
        return Known::Yes;
    case Kind::Single:
        return ofSingle(condition.single, tags);
    case Kind::Not:
        return inverse(of(condition.parts.front(), tags));
    case Kind::All:
    case Kind::Any:
        break;
    }
    const Known decides = condition.kind == Kind::All ? Known::No : Known::Yes;
    Known out = inverse(decides);
    for (const LoggedCondition &part : condition.parts) {
        const Known one = of(part, tags);
        if (one == decides)
            return one;
        if (one == Known::Unknown)
            out = one;
    }
    return out;
}

std::uint32_t Knowledge::wanting(const LoggedCondition &condition, std::span<const std::string> tags)
{
    const LoggedCondition *at = &condition;
    while (at->kind != Kind::Single)
        at = &*std::ranges::find_if(at->parts,
                                    [&](const LoggedCondition &part) { return of(part, tags) == Known::Unknown; });
    return at->single;
}

void Knowledge::learn(const LoggedCondition &condition, bool held)
{
    switch (condition.kind) {
    case Kind::Always:
        return;
    case Kind::Not:
        return learn(condition.parts.front(), !held);
    case Kind::Single:
        if (looksAt(condition.single) != LooksAt::Tags && ofSingle(condition.single, {}) == Known::Unknown)
            m_known[condition.single] = held ? Known::Yes : Known::No;
        return;
    case Kind::All:
    case Kind::Any:
        return learnParts(condition, held);
    }
}

/// A whole `all` that held says it of each part, as does an `any` that did not. Otherwise it was the last one that is
/// not known to have done the opposite.
void Knowledge::learnParts(const LoggedCondition &condition, bool held)
{
    if (held == (condition.kind == Kind::All)) {
        for (const LoggedCondition &part : condition.parts)
            learn(part, held);
        return;
    }
    const Known other = held ? Known::No : Known::Yes;
    const LoggedCondition *only = nullptr;
    for (const LoggedCondition &part : condition.parts) {
        const bool tagged = asksTags(part, m_conditions);
        if (!tagged && of(part, {}) == other)
            continue;
        if (only != nullptr || tagged)
            return;
        only = &part;
    }
    if (only != nullptr)
        learn(*only, held);
}

LoggedRules::LoggedRules(std::span<const model::Rule> rules, LoggedConditions &conditions)
{
    for (const model::Rule &rule : rules) {
        if (!rule.enabled || !conditions.check(Clause(rule.when, "when")))
            continue;
        auto when = readTree(Clause(rule.when, "when"), conditions);
        auto then = actions::read(Clause(rule.then, "then"));
        if (!when || !then)
            continue;
        Effects own;
        for (const actions::Apply &apply : then->apply)
            apply(own);
        const bool tagged = asksTags(*when, conditions);
        m_rules.push_back({.id = rule.id,
                           .name = rule.name,
                           .when = std::move(*when),
                           .then = std::move(then->apply),
                           .decides = then->decide,
                           .tags = std::move(own.tags),
                           .sort = conditions.sortOf(rule),
                           .asksTags = tagged,
                           .leads = then->decide || leads(own)});
    }
    m_asksTags = std::ranges::any_of(m_rules, &Rule::asksTags);
}

void LoggedRules::match(Knowledge &knowledge, Match &into) const
{
    into.hits.clear();
    into.wanting.reset();
    std::vector<std::string> tags;
    for (std::uint32_t i = 0; i < m_rules.size(); ++i) {
        const Rule &rule = m_rules[i];
        if (!matters(rule))
            continue;
        const Known holds = knowledge.of(rule.when, tags);
        if (holds == Known::No)
            continue;
        if (holds == Known::Unknown) {
            into.wanting = knowledge.wanting(rule.when, tags);
            return;
        }
        into.hits.push_back(i);
        if (rule.decides)
            return;
        tags.insert(tags.end(), rule.tags.begin(), rule.tags.end());
    }
}

std::vector<std::uint32_t> LoggedRules::sayOf(Knowledge &knowledge) const
{
    std::vector<std::uint32_t> out;
    std::vector<std::string> tags;
    bool certain = true;
    for (const Rule &rule : m_rules) {
        Known holds = Known::Unknown;
        if (!matters(rule))
            continue;
        if (certain || !rule.asksTags)
            holds = knowledge.of(rule.when, tags);
        if (holds == Known::No)
            continue;
        out.push_back(rule.sort);
        if (holds == Known::Yes && rule.decides)
            break;
        certain = certain && holds == Known::Yes;
        tags.insert(tags.end(), rule.tags.begin(), rule.tags.end());
    }
    return out;
}

void LoggedRules::teach(Knowledge &knowledge, std::span<const std::string_view> hits) const
{
    for (const Rule &rule : m_rules) {
        const bool held = std::ranges::find(hits, rule.id) != hits.end();
        knowledge.learn(rule.when, held);
        if (held && rule.decides)
            return; // those after it were not asked
    }
}

void LoggedRules::trim()
{
    if (m_outcomes.size() > kMostOutcomes)
        m_outcomes.clear();
}

const RuleOutcome &LoggedRules::outcomeOf(const std::vector<std::uint32_t> &hits)
{
    if (const auto hit = m_outcomes.find(hits); hit != m_outcomes.end())
        return hit->second;
    RuleOutcome out;
    for (const std::uint32_t at : hits) {
        out.hits.push_back({at, m_rules[at].id, m_rules[at].name});
        for (const auto &apply : m_rules[at].then)
            apply(out.effects);
    }
    return m_outcomes.emplace(hits, std::move(out)).first->second;
}

} // namespace routing
