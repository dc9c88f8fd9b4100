#include "routing/replay_view.h"

#include <charconv>

#include "model/words.h"
#include "routing/decision_words.h"

namespace routing {
namespace {

std::uint64_t wide(const base::Json &value, int radix = 10)
{
    const std::string text = base::textOr(value);
    std::uint64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out, radix);
    return out;
}

std::vector<std::string> texts(const base::Json &list)
{
    std::vector<std::string> out;
    for (const base::Json &item : list)
        out.push_back(base::textOr(item)); // null: no key
    return out;
}

TargetReading readingOf(const base::Json &json)
{
    TargetReading out;
    out.gate = gateFrom(base::textOr(base::at(json, "gate"))).value_or(Gate::Open);
    out.waitMs = base::integerOr(base::at(json, "wait_ms"));
    out.told = base::truthOr(base::at(json, "told"));
    out.state = healthStateFrom(base::textOr(base::at(json, "state"))).value_or(HealthState::Healthy);
    out.firstTokenUs = base::integerOr(base::at(json, "first_token_us"), -1);
    out.tokensPerSecond = base::integerOr(base::at(json, "tokens_per_second"), -1);
    out.openCalls = base::integerOr(base::at(json, "open_calls"));
    return out;
}

} // namespace

base::Result<ReplayView> ReplayView::parse(std::string_view trace)
{
    const auto json = base::parseJson(trace);
    if (!json || !base::at(*json, "candidates").is_array() || !base::at(*json, "asked").is_string())
        return base::fail(base::ErrorCode::BadRequest, "this is no decision trace");
    ReplayView out;
    out.takeQuestion(*json);
    out.takeEffects(base::at(*json, "effects"));
    for (const base::Json &one : base::at(*json, "candidates")) {
        const Place &place = out.m_order.emplace_back(placeOf(one));
        if (const auto cost = base::integerIn(base::at(one, "cost")))
            out.m_costs[{place.provider, place.model}] = *cost;
        out.takeReadings(one);
    }
    for (const base::Json &one : base::at(*json, "reserves"))
        out.m_reserves.push_back(placeOf(one));
    for (const base::Json &one : base::at(*json, "passed_over"))
        out.takeReadings(one);
    return out;
}

ReplayView::Place ReplayView::placeOf(const base::Json &json)
{
    return {base::textOr(base::at(json, "provider")), base::textOr(base::at(json, "model")),
            texts(base::at(json, "keys"))};
}

void ReplayView::takeQuestion(const base::Json &json)
{
    m_planVersion = base::integerOr(base::at(json, "plan"));
    m_asked = base::textOr(base::at(json, "asked"));
    m_features = featuresOf(texts(base::at(json, "features")));
    m_session = wide(base::at(json, "session"), 16);
    m_draw = wide(base::at(json, "draw"));
    m_turn = wide(base::at(json, "turn"));
}

void ReplayView::takeEffects(const base::Json &json)
{
    Effects &effects = m_rules.effects;
    if (const base::Json &model = base::at(json, "model"); model.is_string())
        effects.model = base::textOr(model);
    if (const base::Json &provider = base::at(json, "provider"); provider.is_string())
        effects.provider = base::textOr(provider);
    effects.strategy = model::strategyFrom(base::textOr(base::at(json, "strategy")));
    effects.fallbacks = texts(base::at(json, "fallbacks"));
    effects.required = texts(base::at(json, "required"));
    effects.forbidden = texts(base::at(json, "forbidden"));
}

void ReplayView::takeReadings(const base::Json &candidate)
{
    for (const base::Json &one : base::at(candidate, "health"))
        m_readings[{base::textOr(base::at(candidate, "provider")), base::textOr(base::at(candidate, "model")),
                    base::textOr(base::at(one, "key"))}] = readingOf(one);
}

Question ReplayView::question() const
{
    return {.model = m_asked, .features = m_features, .session = m_session, .draw = m_draw, .rules = &m_rules};
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
    const auto hit =
        m_readings.find({provider.id, std::string(upstreamModel), key != nullptr ? key->id : std::string()});
    return hit == m_readings.end() ? TargetReading{} : hit->second;
}

std::int64_t ReplayView::costOf(const model::Provider &provider, std::string_view upstreamModel) const
{
    const auto hit = m_costs.find({provider.id, std::string(upstreamModel)});
    return hit == m_costs.end() ? -1 : hit->second;
}

} // namespace routing
