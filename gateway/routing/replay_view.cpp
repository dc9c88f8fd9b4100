#include "routing/replay_view.h"

#include <algorithm>
#include <charconv>

#include "model/words.h"
#include "routing/decision_words.h"

namespace routing {

base::Result<ReplayView> ReplayView::parse(std::string_view trace)
{
    ReplayView out(trace);
    const bool read = out.m_walk.members([&out](std::string_view member) { out.take(member); });
    if (!read || !out.m_walk.atEnd() || !out.m_asks || !out.m_chose)
        return base::fail(base::ErrorCode::BadRequest, "this is no decision trace");
    if (!out.m_logged.requestClass && !out.m_classUnknown && out.m_logged.estimatedTokens >= 0)
        out.m_logged.requestClass = ""; // left out where the client named none
    return out;
}

void ReplayView::take(std::string_view member)
{
    if (takeFact(member))
        return;
    if (member == "features")
        takeFeatures();
    else if (member == "rules")
        takeRules();
    else if (member == "key_models")
        m_keyModels = texts();
    else if (member == "key_providers")
        m_keyProviders = texts();
    else if (member == "tags")
        m_rules.effects.tags = texts();
    else if (member == "complexity")
        takeComplexity();
    else if (member == "effects")
        takeEffects();
    else if (member == "candidates")
        m_chose = m_walk.items([this] { takeCandidate(true); });
    else if (member == "reserves")
        m_walk.items([this] { m_reserves.push_back(takePlace()); });
    else if (member == "passed_over")
        m_walk.items([this] { takeCandidate(false); });
    else
        m_walk.skip();
}

/// What is one value.
bool ReplayView::takeFact(std::string_view member)
{
    if (member == "plan") {
        m_planVersion = m_walk.integer();
    } else if (member == "draw") {
        m_draw = wide();
    } else if (member == "asked") {
        m_asks = m_walk.isText();
        m_asked = m_walk.text();
    } else if (member == "session") {
        m_session = wide(16);
    } else if (member == "turn") {
        m_turn = wide();
    } else if (member == "dialect") {
        m_logged.dialect = m_walk.text();
    } else if (member == "tokens") {
        m_logged.estimatedTokens = m_walk.integer(-1);
    } else if (member == "max_tokens") {
        m_logged.maxOutput = m_walk.integer();
    } else if (member == "routing") {
        m_routing = m_walk.truth();
    } else if (member == "class") {
        m_classUnknown = !m_walk.isText();
        const std::string_view given = m_walk.text();
        m_logged.requestClass = m_classUnknown ? std::nullopt : std::optional(given);
    } else {
        return false;
    }
    return true;
}

std::uint64_t ReplayView::wide(int radix)
{
    const std::string_view text = m_walk.text();
    std::uint64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out, radix);
    return out;
}

std::vector<std::string> ReplayView::texts()
{
    std::vector<std::string> out;
    m_walk.items([&] { out.emplace_back(m_walk.text()); });
    return out;
}

void ReplayView::takeFeatures()
{
    m_features = featuresOf(texts());
}

void ReplayView::takeRules()
{
    m_walk.items([this] {
        m_walk.members([this](std::string_view member) {
            if (member == "id")
                m_hits.push_back(m_walk.text());
            else
                m_walk.skip();
        });
    });
}

void ReplayView::takeComplexity()
{
    Complexity out;
    m_walk.members([&](std::string_view member) {
        if (member == "score")
            out.score = m_walk.integer();
        else if (member == "intent")
            out.intent = m_walk.text();
        else
            m_walk.skip();
    });
    m_complexity = std::move(out);
}

void ReplayView::takeEffects()
{
    Effects &effects = m_rules.effects;
    m_walk.members([&](std::string_view member) {
        if (member == "model")
            effects.model = m_walk.text();
        else if (member == "provider")
            effects.provider = m_walk.text();
        else if (member == "strategy")
            effects.strategy = model::strategyFrom(m_walk.text());
        else if (member == "fallbacks")
            effects.fallbacks = texts();
        else if (member == "required")
            effects.required = texts();
        else if (member == "forbidden")
            effects.forbidden = texts();
        else
            m_walk.skip();
    });
}

void ReplayView::takeCandidate(bool tried)
{
    Place place;
    std::int64_t cost = -1;
    bool mute = false;
    const std::size_t from = m_readings.size();
    m_walk.members([&](std::string_view member) {
        if (member == "provider")
            place.provider = m_walk.text();
        else if (member == "model")
            place.model = m_walk.text();
        else if (member == "keys")
            m_walk.items([&] { place.keys.push_back(m_walk.text()); }); // null: no key
        else if (member == "cost")
            cost = m_walk.integer(-1);
        else if (member == "health")
            m_walk.items([this] { takeReading(m_readings.emplace_back()); });
        else if (member == "why")
            mute = m_walk.text() == toWord(PassedOver::NoDialect);
        else
            m_walk.skip();
    });
    if (mute)
        m_mute.push_back(place.provider);
    for (std::size_t i = from; i < m_readings.size(); ++i) {
        m_readings[i].provider = place.provider;
        m_readings[i].model = place.model;
    }
    if (tried && cost >= 0)
        m_costs.push_back({place.provider, place.model, cost});
    if (tried)
        m_order.push_back(std::move(place));
}

ReplayView::Place ReplayView::takePlace()
{
    Place place;
    m_walk.members([&](std::string_view member) {
        if (member == "provider")
            place.provider = m_walk.text();
        else if (member == "model")
            place.model = m_walk.text();
        else if (member == "keys")
            m_walk.items([&] { place.keys.push_back(m_walk.text()); }); // null: no key
        else
            m_walk.skip();
    });
    return place;
}

void ReplayView::takeReading(Reading &into)
{
    TargetReading &out = into.reading;
    m_walk.members([&](std::string_view member) {
        if (member == "key")
            into.key = m_walk.text();
        else if (member == "gate")
            out.gate = gateFrom(m_walk.text()).value_or(Gate::Open);
        else if (member == "wait_ms")
            out.waitMs = m_walk.integer();
        else if (member == "told")
            out.told = m_walk.truth();
        else if (member == "state")
            out.state = healthStateFrom(m_walk.text()).value_or(HealthState::Healthy);
        else if (member == "first_token_us")
            out.firstTokenUs = m_walk.integer(-1);
        else if (member == "tokens_per_second")
            out.tokensPerSecond = m_walk.integer(-1);
        else if (member == "open_calls")
            out.openCalls = m_walk.integer();
        else
            m_walk.skip();
    });
}

Question ReplayView::question() const
{
    return {.model = m_asked,
            .features = m_features,
            .session = m_session,
            .draw = m_draw,
            .rules = &m_rules,
            .bounds = {m_keyModels, m_keyProviders},
            .logged = m_logged,
            .wires = this};
}

bool ReplayView::speaks(const model::Provider &provider, std::string_view) const
{
    return std::ranges::find(m_mute, provider.id) == m_mute.end();
}

bool ReplayView::sameChoice(const Decision &again) const
{
    return samePlaces(again.targets, m_order) && samePlaces(again.reserves, m_reserves);
}

bool ReplayView::samePlaces(const std::vector<Target> &again, const std::vector<Place> &places)
{
    if (again.size() != places.size())
        return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Target &target = again[i];
        const Place &place = places[i];
        if (target.provider->id != place.provider || target.model != place.model
            || target.keys.size() != place.keys.size())
            return false;
        for (std::size_t k = 0; k < place.keys.size(); ++k)
            if ((target.keys[k] != nullptr ? std::string_view(target.keys[k]->id) : std::string_view())
                != place.keys[k])
                return false;
    }
    return true;
}

TargetReading ReplayView::read(const model::Provider &provider, std::string_view upstreamModel,
                               const model::ProviderKey *key) const
{
    const std::string_view keyId = key != nullptr ? std::string_view(key->id) : std::string_view();
    for (const Reading &one : m_readings)
        if (one.key == keyId && one.provider == provider.id && one.model == upstreamModel)
            return one.reading;
    return {};
}

std::int64_t ReplayView::costOf(const model::Provider &provider, std::string_view upstreamModel) const
{
    const auto hit = std::ranges::find_if(
        m_costs, [&](const Cost &one) { return one.provider == provider.id && one.model == upstreamModel; });
    return hit == m_costs.end() ? -1 : hit->cost;
}

} // namespace routing
