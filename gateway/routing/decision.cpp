#include "routing/decision.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "base/json.h"
#include "model/words.h"
#include "routing/decision_words.h"
#include "routing/draws.h"

namespace routing {
namespace {

/// JSON by hand: one of these is made for every call. A comma goes before whatever does not begin something.
class Writer {
public:
    explicit Writer(std::size_t expected) { m_out.reserve(expected); }
    std::string take() { return std::move(m_out); }

    Writer &open(char bracket)
    {
        comma();
        m_out += bracket;
        return *this;
    }
    Writer &close(char bracket)
    {
        m_out += bracket;
        return *this;
    }
    Writer &name(std::string_view name) // ours: nothing to escape
    {
        comma();
        m_out.append("\"").append(name).append("\":");
        return *this;
    }
    Writer &text(std::string_view value)
    {
        comma();
        base::appendQuoted(m_out, value);
        return *this;
    }
    Writer &raw(std::string_view value)
    {
        comma();
        m_out += value;
        return *this;
    }
    template <std::integral Number>
    Writer &number(Number value, int radix = 10)
    {
        comma();
        char digits[24];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value, radix);
        m_out.append(digits, end);
        return *this;
    }
    /// As text: it does not fit a JavaScript number.
    Writer &wide(std::uint64_t value, int radix = 10)
    {
        comma();
        m_out += '"';
        char digits[24];
        const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value, radix);
        m_out.append(digits, end);
        m_out += '"';
        return *this;
    }
    template <std::integral Number>
    void numberUnless(Number ordinary, std::string_view of, Number value)
    {
        if (value != ordinary)
            name(of).number(value);
    }
    template <typename Texts>
    void texts(std::string_view of, const Texts &values)
    {
        if (values.empty())
            return;
        name(of).open('[');
        for (const auto &value : values)
            text(value);
        close(']');
    }

private:
    void comma()
    {
        if (!m_out.empty() && m_out.back() != '{' && m_out.back() != '[' && m_out.back() != ':')
            m_out += ',';
    }
    std::string m_out{};
};

/// What is not as it is for a key that nothing is known of.
void writeReading(Writer &to, const ReadKey &one)
{
    const TargetReading &reading = one.reading;
    to.open('{').name("key");
    if (one.key != nullptr)
        to.text(one.key->id);
    else
        to.raw("null");
    if (reading.gate != Gate::Open)
        to.name("gate").text(toWord(reading.gate));
    to.numberUnless(std::int64_t{0}, "wait_ms", reading.waitMs);
    if (reading.told)
        to.name("told").raw("true");
    if (reading.state != HealthState::Healthy)
        to.name("state").text(toWord(reading.state));
    to.numberUnless(std::int64_t{-1}, "first_token_us", reading.firstTokenUs);
    to.numberUnless(std::int64_t{-1}, "tokens_per_second", reading.tokensPerSecond);
    to.numberUnless(std::int64_t{0}, "open_calls", reading.openCalls);
    to.close('}');
}

void writeReadings(Writer &to, const Decision &decision, const Candidate &candidate)
{
    const auto keys = std::span(decision.keys).subspan(candidate.firstKey, candidate.keyCount);
    const auto telling = [](const ReadKey &one) { return !(one.reading == TargetReading{}); };
    if (std::ranges::none_of(keys, telling))
        return;
    to.name("health").open('[');
    for (const ReadKey &key : keys)
        if (telling(key))
            writeReading(to, key);
    to.close(']');
}

/// Where it is; the rest differs between those that are tried and those that are not.
void beginCandidate(Writer &to, const Candidate &candidate)
{
    to.open('{').name("provider").text(candidate.providerId).name("model").text(candidate.model);
    to.numberUnless(0U, "step", candidate.step);
}

void writeKeys(Writer &to, const Target &target)
{
    to.name("keys").open('[');
    for (const model::ProviderKey *key : target.keys) {
        if (key != nullptr)
            to.text(key->id);
        else
            to.raw("null");
    }
    to.close(']');
}

void writeReserves(Writer &to, const Decision &decision)
{
    if (decision.reserves.empty())
        return;
    to.name("reserves").open('[');
    for (const Target &target : decision.reserves) {
        to.open('{').name("provider").text(target.provider->id).name("model").text(target.model);
        writeKeys(to, target);
        to.close('}');
    }
    to.close(']');
}

void writeTried(Writer &to, const Decision &decision, std::size_t place)
{
    const Candidate &candidate = decision.candidates[decision.order[place]];
    beginCandidate(to, candidate);
    writeKeys(to, decision.targets[place]);
    to.numberUnless(std::int64_t{-1}, "cost", candidate.cost);
    writeReadings(to, decision, candidate);
    to.close('}');
}

/// The gate that opens first says it for all.
void writeGate(Writer &to, const Decision &decision, const Candidate &candidate)
{
    const auto keys = std::span(decision.keys).subspan(candidate.firstKey, candidate.keyCount);
    const auto first = std::ranges::min_element(keys, {}, [](const ReadKey &one) { return one.reading.waitMs; });
    to.name("why").text(toWord(first->reading.gate));
    to.numberUnless(std::int64_t{0}, "wait_ms", first->reading.waitMs);
}

void writePassedOver(Writer &to, const Decision &decision)
{
    const auto passed = [](const Candidate &one) { return one.passedOver != PassedOver::No; };
    if (std::ranges::none_of(decision.candidates, passed))
        return;
    to.name("passed_over").open('[');
    for (const Candidate &candidate : decision.candidates) {
        if (!passed(candidate))
            continue;
        beginCandidate(to, candidate);
        if (candidate.passedOver == PassedOver::Health)
            writeGate(to, decision, candidate);
        else
            to.name("why").text(toWord(candidate.passedOver));
        writeReadings(to, decision, candidate);
        to.close('}');
    }
    to.close(']');
}

void writeEffects(Writer &to, const Effects &effects)
{
    if (!effects.model && !effects.provider && !effects.strategy && effects.fallbacks.empty()
        && effects.required.empty() && effects.forbidden.empty())
        return;
    to.name("effects").open('{');
    if (effects.model)
        to.name("model").text(*effects.model);
    if (effects.provider)
        to.name("provider").text(*effects.provider);
    if (effects.strategy)
        to.name("strategy").text(model::toWord(*effects.strategy));
    to.texts("fallbacks", effects.fallbacks);
    to.texts("required", effects.required);
    to.texts("forbidden", effects.forbidden);
    to.close('}');
}

void writeRules(Writer &to, const RuleOutcome &rules)
{
    if (!rules.hits.empty()) {
        to.name("rules").open('[');
        for (const RuleHit &hit : rules.hits)
            to.open('{').name("id").text(hit.id).name("name").text(hit.name).close('}');
        to.close(']');
    }
    to.texts("tags", rules.effects.tags);
    const Complexity &complexity = rules.complexity;
    if (complexity.parts.empty() && complexity.intent.empty())
        return;
    to.name("complexity").open('{').name("score").number(complexity.score).name("intent").text(complexity.intent);
    to.name("parts").open('{');
    for (const Complexity::Part &part : complexity.parts)
        to.name(part.feature).number(part.points);
    to.close('}').close('}');
}

void writeLogged(Writer &to, const LoggedFacts &facts)
{
    if (!facts.dialect.empty())
        to.name("dialect").text(facts.dialect);
    to.numberUnless(std::int64_t{-1}, "tokens", facts.estimatedTokens);
    to.numberUnless(std::int64_t{0}, "max_tokens", facts.maxOutput);
    if (facts.requestClass && !facts.requestClass->empty())
        to.name("class").text(*facts.requestClass);
    else if (!facts.requestClass && facts.estimatedTokens >= 0)
        to.name("class").raw("null");
}

/// A class that is a word. Anything else is a client's own text, which is kept nowhere.
std::optional<std::string_view> classOf(const CallFacts &facts)
{
    constexpr std::size_t kLongest = 32;
    const std::string_view given = facts.headers != nullptr ? facts.headers->header(kRequestClassHeader) : "";
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; };
    return given.size() <= kLongest && std::ranges::all_of(given, plain) ? std::optional(given) : std::nullopt;
}

void writeQuestion(Writer &to, const Decision &decision)
{
    const Question &question = decision.question;
    to.name("plan").number(decision.planVersion).name("draw").wide(question.draw);
    to.name("asked").text(question.model);
    if (question.features != 0) {
        to.name("features").open('[');
        forEachFeature(question.features, [&](std::string_view word) { to.text(word); });
        to.close(']');
    }
    if (question.session != 0)
        to.name("session").wide(question.session, 16);
    to.texts("key_models", question.bounds.models);
    to.texts("key_providers", question.bounds.providers);
    writeLogged(to, question.logged);
    if (!decision.routing)
        to.name("routing").raw("false");
    writeRules(to, *question.rules);
    writeEffects(to, question.rules->effects);
}

} // namespace

std::string describe(const Decision &decision)
{
    Writer to(256 + decision.candidates.size() * 160);
    to.open('{');
    writeQuestion(to, decision);
    if (decision.routing) {
        if (!decision.alias.empty())
            to.name("alias").text(decision.alias);
        to.name("strategy").text(model::toWord(decision.strategy));
        if (decision.affine)
            to.name("affinity").raw("true");
    }
    if (decision.turn)
        to.name("turn").wide(*decision.turn);
    if (decision.forced)
        to.name("forced").raw("true");
    to.name("candidates").open('[');
    for (std::size_t place = 0; place < decision.order.size(); ++place)
        writeTried(to, decision, place);
    to.close(']');
    writeReserves(to, decision);
    writePassedOver(to, decision);
    to.close('}');
    return to.take();
}

Question questionOf(const CallFacts &facts, const RuleOutcome &rules, std::uint64_t draw)
{
    return {.model = facts.model,
            .features = facts.prompt != nullptr ? featuresOf(*facts.prompt) : FeatureSet{0},
            .session = sessionOf(facts.session),
            .draw = draw,
            .rules = &rules,
            .bounds = facts.bounds,
            .logged = {.dialect = facts.dialect,
                       .estimatedTokens = facts.estimatedTokens,
                       .maxOutput = facts.prompt != nullptr ? facts.prompt->maxOutput : 0,
                       .requestClass = classOf(facts)}};
}

std::uint64_t sessionOf(std::string_view id)
{
    return id.empty() ? 0 : std::max<std::uint64_t>(1, hashOf(id));
}

} // namespace routing
