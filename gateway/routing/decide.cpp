#include "routing/decide.h"

#include <algorithm>
#include <limits>

#include "model/words.h"
#include "routing/candidates.h"
#include "routing/placing.h"

namespace routing {
namespace {

using model::Plan;
using model::Provider;

bool names(const std::vector<std::string> &wanted, const Provider &provider)
{
    return std::ranges::any_of(wanted,
                               [&](const std::string &one) { return one == provider.id || one == provider.name; });
}

base::Error notForKey(std::string_view model)
{
    return {base::ErrorCode::Forbidden,
            "this call is led to the model `" + std::string(model) + "`, which this key may not use", "model"};
}

/// A decision in the making.
class Choice {
public:
    Choice(const Plan &plan, const Question &question) : m_plan(plan), m_effects(question.rules->effects)
    {
        m_out.planVersion = plan.version;
        m_out.question = question;
        m_out.routing = plan.routing;
    }

    base::Result<> gather();
    void readHealth(const HealthView &health);
    base::Result<> place(const HealthView &health, const PriceView &prices);
    Decision take() { return std::move(m_out); }

private:
    base::Result<> gatherStep(std::string_view name, std::uint32_t step);
    base::Result<> insist(std::string_view name, const base::Result<Meaning> &meaning);
    PassedOver forbidden(const Candidate &one) const;
    base::Result<> checkPinned(std::string_view name) const;
    void passOverUnfit();
    void passOver();
    const Candidate *twinOf(const Candidate &candidate) const;
    void readKeys(Candidate &candidate, const HealthView &health);
    void addStep(const Meaning &meaning);
    base::Error nothingLeft() const;

    const Plan &m_plan;
    const Effects &m_effects;
    Decision m_out{};
    std::vector<StepOrder> m_steps{};
    const Provider *m_wanted = nullptr; ///< The one a rule sends the call to.
    base::Result<> m_first{};           ///< Whether what was asked for could be found.
    std::string_view m_asked{};
};

base::Result<> Choice::gather()
{
    if (!m_plan.routing) {
        m_asked = m_out.question.model;
        const auto meaning = collectPinned(m_plan, m_asked, m_out);
        if (!meaning)
            return base::fail(meaning.error());
        m_steps.push_back({.group = meaning->name});
        passOverUnfit();
        return checkPinned(meaning->name);
    }
    m_asked = m_effects.model ? std::string_view(*m_effects.model) : m_out.question.model;
    if (m_effects.model && !m_out.question.bounds.allowsModel(m_asked))
        return base::fail(notForKey(m_asked));
    m_first = gatherStep(m_asked, 0);
    std::uint32_t step = 1;
    for (const std::string &fallback : m_effects.fallbacks)
        if (m_out.question.bounds.allowsModel(fallback))
            static_cast<void>(gatherStep(fallback, step++)); // one that nobody serves is no reason to refuse
    if (!m_first && m_out.candidates.empty())
        return m_first;
    passOver();
    return {};
}

base::Result<> Choice::gatherStep(std::string_view name, std::uint32_t step)
{
    const auto meaning = collect(m_plan, name, step, m_out);
    addStep(meaning.value_or(Meaning{name}));
    if (step == 0 && m_effects.provider)
        return insist(name, meaning);
    if (!meaning)
        return base::fail(meaning.error());
    return {};
}

/// What a rule's `use_provider` makes of the name: that provider serves it, whoever else would.
base::Result<> Choice::insist(std::string_view name, const base::Result<Meaning> &meaning)
{
    const auto hit = std::ranges::find_if(m_plan.providers, [&](const Provider &one) {
        return one.id == *m_effects.provider || one.name == *m_effects.provider;
    });
    if (hit == m_plan.providers.end())
        return base::fail(base::ErrorCode::Unavailable,
                          "a rule sends this call to the provider `" + *m_effects.provider + "`, which does not exist");
    m_wanted = &*hit;
    if (const bool alias = meaning && meaning->alias != nullptr; !alias || lists(*m_wanted, name))
        insistOn(*m_wanted, meaning ? meaning->name : name, 0, m_out);
    if (!meaning && m_out.candidates.empty())
        return base::fail(meaning.error());
    return {};
}

void Choice::addStep(const Meaning &meaning)
{
    const auto byDefault = model::strategyFrom(m_plan.settings.strategy).value_or(model::Strategy::WeightedRandom);
    const auto ofAlias = meaning.alias != nullptr ? meaning.alias->strategy : std::nullopt;
    const auto affinity = meaning.alias != nullptr ? meaning.alias->affinity : std::nullopt;
    const bool affine = affinity.value_or(m_plan.settings.affinity);
    m_steps.push_back({.group = meaning.name,
                       .strategy = m_effects.strategy.value_or(ofAlias.value_or(byDefault)),
                       .session = affine ? m_out.question.session : 0});
    if (m_steps.size() > 1)
        return;
    m_out.alias = meaning.alias != nullptr ? std::string_view(meaning.alias->name) : std::string_view();
    m_out.strategy = m_steps.front().strategy;
    m_out.affine = m_steps.front().session != 0;
}

PassedOver Choice::forbidden(const Candidate &one) const
{
    if (one.step == 0 && m_effects.provider && one.provider != m_wanted)
        return PassedOver::NotWanted;
    if (!m_effects.required.empty() && !names(m_effects.required, *one.provider))
        return PassedOver::NotRequired;
    return names(m_effects.forbidden, *one.provider) ? PassedOver::Forbidden : PassedOver::No;
}

/// What the default model stood in for is not what the key was allowed by name.
base::Result<> Choice::checkPinned(std::string_view name) const
{
    const KeyBounds &bounds = m_out.question.bounds;
    const std::string_view asked = m_out.question.model;
    const bool meant = asked == name || asked == "default" || asked.ends_with("/" + std::string(name));
    if (meant || bounds.allowsModel(name) || bounds.allowsModel(m_plan.settings.defaultModel))
        return {};
    return base::fail(notForKey(name));
}

/// Who is not for calls like this one, whatever the rules say.
void Choice::passOverUnfit()
{
    const Question &question = m_out.question;
    const bool asksWires = question.wires != nullptr && !question.logged.dialect.empty();
    for (Candidate &one : m_out.candidates) {
        if (one.passedOver != PassedOver::No)
            continue;
        if (!question.bounds.allowsProvider(one.provider->id))
            one.passedOver = PassedOver::KeyForbids;
        else if (asksWires && !question.wires->speaks(*one.provider, question.logged.dialect))
            one.passedOver = PassedOver::NoDialect;
    }
}

/// Marks what the rules do not allow, and what stands in an earlier step already.
void Choice::passOver()
{
    passOverUnfit();
    for (std::size_t i = 0; i < m_out.candidates.size(); ++i) {
        Candidate &one = m_out.candidates[i];
        if (one.passedOver != PassedOver::No)
            continue;
        one.passedOver = forbidden(one);
        for (std::size_t j = 0; j < i && one.step > 0 && one.passedOver == PassedOver::No; ++j) {
            const Candidate &earlier = m_out.candidates[j];
            if (earlier.passedOver == PassedOver::No && earlier.step < one.step && earlier.provider == one.provider
                && earlier.model == one.model)
                one.passedOver = PassedOver::Duplicate;
        }
    }
}

void Choice::readHealth(const HealthView &health)
{
    for (Candidate &candidate : m_out.candidates)
        if (candidate.passedOver == PassedOver::No)
            readKeys(candidate, health);
}

/// One before it that is the same place: what is read twice may have changed meanwhile, and a trace has it once.
const Candidate *Choice::twinOf(const Candidate &candidate) const
{
    for (const Candidate &one : m_out.candidates) {
        if (&one == &candidate)
            break;
        if (one.provider == candidate.provider && one.keyCount > 0 && one.model == candidate.model)
            return &one;
    }
    return nullptr;
}

void Choice::readKeys(Candidate &candidate, const HealthView &health)
{
    candidate.firstKey = static_cast<std::uint32_t>(m_out.keys.size());
    bool open = false;
    const Candidate *twin = twinOf(candidate);
    const auto read = [&](const model::ProviderKey *key) {
        m_out.keys.push_back({key, twin != nullptr ? m_out.keys[twin->firstKey + candidate.keyCount].reading
                                                   : health.read(*candidate.provider, candidate.model, key)});
        open |= m_out.keys.back().reading.gate == Gate::Open;
        ++candidate.keyCount;
    };
    for (const model::ProviderKey &key : candidate.provider->keys)
        if (key.enabled)
            read(&key);
    if (candidate.provider->keys.empty())
        read(nullptr);
    if (candidate.keyCount == 0)
        candidate.passedOver = PassedOver::KeysOff;
    else if (!open)
        candidate.passedOver = PassedOver::Health;
}

base::Result<> Choice::place(const HealthView &health, const PriceView &prices)
{
    Placing placing(m_out, m_steps, health, prices);
    placing.placeAll();
    if (m_out.targets.empty())
        placing.forceSoonest();
    placing.addReserves();
    if (m_out.targets.empty())
        return base::fail(nothingLeft());
    return {};
}

/// Why nobody may serve the call, by the candidate that came closest to it.
base::Error Choice::nothingLeft() const
{
    if (!m_first)
        return m_first.error();
    const auto any = [this](auto... why) {
        return std::ranges::any_of(m_out.candidates,
                                   [=](const Candidate &one) { return ((one.passedOver == why) || ...); });
    };
    const std::string name = "`" + std::string(m_asked) + "`";
    using enum PassedOver;
    if (any(Health))
        return {base::ErrorCode::Unavailable, "every key of the providers that serve " + name + " is held"};
    if (any(KeysOff))
        return {base::ErrorCode::Unavailable, "every key of the providers that serve " + name + " is switched off"};
    if (any(Forbidden, NotRequired, NotWanted))
        return {base::ErrorCode::Forbidden, "the routing rules allow no provider that serves " + name, "model"};
    if (any(KeyForbids))
        return {base::ErrorCode::Forbidden, "this key may use no provider that serves " + name, "model"};
    if (any(NoDialect))
        return {base::ErrorCode::BadRequest,
                "no provider that serves the model " + name + " takes " + std::string(m_out.question.logged.dialect)
                    + " calls",
                "model"};
    if (any(Feature))
        return {base::ErrorCode::NotFound,
                "none of the targets of " + name + " is for calls like this one: they are for calls that use more",
                "model"};
    return {base::ErrorCode::NotFound,
            "no target of " + name + " is served here: their providers are gone, switched off or do not offer it",
            "model"};
}

} // namespace

Decision explain(const Plan &plan, const Question &question, const HealthView &health, const PriceView &prices)
{
    Choice choice(plan, question);
    auto done = choice.gather();
    if (done) {
        choice.readHealth(health);
        done = choice.place(health, prices);
    }
    Decision out = choice.take();
    if (!done)
        out.refused = std::move(done.error());
    return out;
}

base::Result<Decision> decide(const Plan &plan, const Question &question, const HealthView &health,
                              const PriceView &prices)
{
    Decision out = explain(plan, question, health, prices);
    if (out.refused)
        return base::fail(std::move(*out.refused));
    return out;
}

} // namespace routing
