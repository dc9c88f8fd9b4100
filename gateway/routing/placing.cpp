#include "routing/placing.h"

#include <algorithm>
#include <limits>

namespace routing {
namespace {

bool isOpen(const ReadKey &key)
{
    return key.reading.gate == Gate::Open;
}

std::int64_t priorityOf(const ReadKey &key)
{
    return key.key != nullptr ? key.key->priority : 0;
}

constexpr std::int64_t kUntilACallEnds = 1000; ///< A guess, to be held against waits that are known.

/// How long until the gate may open; nothing for one that stays shut until somebody acts. Unit: milliseconds.
std::optional<std::int64_t> waitOf(const TargetReading &reading)
{
    switch (reading.gate) {
    case Gate::Open:
    case Gate::Probing:
    case Gate::Ramping:
        return 0;
    case Gate::Cooling:
    case Gate::Broken:
        return reading.waitMs > 0 ? reading.waitMs : std::numeric_limits<std::int64_t>::max();
    case Gate::Full:
        return kUntilACallEnds;
    case Gate::Limited: // nobody gets past it: whoever may still be forced comes first
        return std::numeric_limits<std::int64_t>::max();
    case Gate::Held:
        break;
    }
    return std::nullopt;
}

std::span<ReadKey> keysOf(Decision &decision, const Candidate &candidate)
{
    return std::span(decision.keys).subspan(candidate.firstKey, candidate.keyCount);
}

/// Gives each run of items with the same key to `each`.
template <typename Item, typename Key, typename Each>
void forEachRun(std::span<Item> items, Key key, Each each)
{
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from + 1;
        while (to < items.size() && key(items[to]) == key(items[from]))
            ++to;
        each(items.subspan(from, to - from));
        from = to;
    }
}

} // namespace

Placing::Placing(Decision &decision, std::span<const StepOrder> steps, const HealthView &health,
                 const PriceView &prices)
    : m_out(decision), m_steps(steps), m_health(health), m_prices(prices), m_draws(decision.question.draw)
{
}

void Placing::placeAll()
{
    std::vector<Contender> all;
    all.reserve(m_out.candidates.size());
    for (std::uint32_t at = 0; at < m_out.candidates.size(); ++at) {
        Candidate &candidate = m_out.candidates[at];
        if (candidate.passedOver != PassedOver::No)
            continue;
        const StepOrder &step = m_steps[candidate.step];
        orderKeys(candidate, step);
        if (step.strategy == model::Strategy::CostFirst)
            candidate.cost = m_prices.costOf(*candidate.provider, candidate.model);
        all.push_back(contenderFor(at, keysOf(m_out, candidate).front()));
    }
    const auto tierOf = [this](const Contender &one) {
        const Candidate &candidate = m_out.candidates[one.at];
        return std::pair(candidate.step, candidate.priority);
    };
    std::ranges::stable_sort(all, {}, tierOf);
    m_out.targets.reserve(all.size());
    forEachRun(std::span(all), tierOf,
               [&](std::span<Contender> tier) { placeTier(tier, m_steps[m_out.candidates[tier.front().at].step]); });
}

/// What is open first, by priority, then drawn by weight or by session.
void Placing::orderKeys(Candidate &candidate, const StepOrder &step)
{
    const std::span<ReadKey> keys = keysOf(m_out, candidate);
    if (keys.size() < 2)
        return;
    std::ranges::stable_sort(keys, {}, [](const ReadKey &one) { return std::pair(!isOpen(one), priorityOf(one)); });
    const auto open = static_cast<std::size_t>(std::ranges::count_if(keys, isOpen));
    forEachRun(keys.first(open), priorityOf, [&](std::span<ReadKey> tier) {
        if (tier.size() < 2)
            return;
        m_scratch.clear();
        for (std::uint32_t i = 0; i < tier.size(); ++i)
            m_scratch.push_back({.at = i, .weight = tier[i].key->weight, .identity = hashOf(tier[i].key->id)});
        putInOrder(m_scratch, {.session = step.session}, m_draws);
        m_sorted.assign(tier.begin(), tier.end());
        for (std::size_t i = 0; i < tier.size(); ++i)
            tier[i] = m_sorted[m_scratch[i].at];
    });
}

/// Judged by the key that would be tried first; how busy it is, by all of them.
Contender Placing::contenderFor(std::uint32_t at, const ReadKey &first) const
{
    const Candidate &candidate = m_out.candidates[at];
    std::int64_t open = 0;
    for (std::uint32_t i = 0; i < candidate.keyCount; ++i)
        open += m_out.keys[candidate.firstKey + i].reading.openCalls;
    return {.at = at,
            .weight = candidate.weight,
            .firstTokenUs = first.reading.firstTokenUs,
            .tokensPerSecond = first.reading.tokensPerSecond,
            .openCalls = open,
            .cost = candidate.cost,
            .identity = hashOf(candidate.model, hashOf(candidate.providerId))};
}

void Placing::placeTier(std::span<Contender> tier, const StepOrder &step)
{
    if (tier.size() > 1) {
        Ordering ordering{.strategy = step.strategy, .session = step.session};
        if (takesTurns(ordering))
            ordering.turn = turnOf(m_steps.front().group);
        putInOrder(tier, ordering, m_draws);
    }
    for (const Contender &one : tier) {
        const std::span<const ReadKey> keys = keysOf(m_out, m_out.candidates[one.at]);
        addTarget(one.at, keys.first(static_cast<std::size_t>(std::ranges::count_if(keys, isOpen))));
    }
}

/// One turn a call, however many tiers it has.
std::uint64_t Placing::turnOf(std::string_view group)
{
    if (!m_out.turn)
        m_out.turn = m_health.nextTurn(group);
    return *m_out.turn;
}

void Placing::addTarget(std::uint32_t at, std::span<const ReadKey> keys)
{
    m_out.order.push_back(at);
    m_out.targets.push_back(targetOf(m_out.candidates[at], keys));
}

Target Placing::targetOf(const Candidate &candidate, std::span<const ReadKey> keys) const
{
    Target out{
        .provider = candidate.provider, .model = std::string(candidate.model), .keys = {}, .alias = candidate.alias};
    out.keys.reserve(keys.size());
    for (const ReadKey &key : keys)
        out.keys.push_back(key.key);
    return out;
}

/// Among the targets, or the reserves so far.
bool Placing::isPlaced(const Candidate &candidate, const ReadKey &key) const
{
    const auto has = [&](const Target &target) {
        return target.provider == candidate.provider && target.model == candidate.model
               && std::ranges::find(target.keys, key.key) != target.keys.end();
    };
    return std::ranges::any_of(m_out.targets, has) || std::ranges::any_of(m_out.reserves, has);
}

void Placing::addReserves()
{
    struct Reserve {
        std::int64_t waitMs;
        std::uint32_t at;
        const ReadKey *key;
    };
    std::vector<Reserve> found;
    for (std::uint32_t at = 0; at < m_out.candidates.size(); ++at) {
        const PassedOver why = m_out.candidates[at].passedOver;
        if (why != PassedOver::No && why != PassedOver::Health)
            continue;
        for (const ReadKey &key : keysOf(m_out, m_out.candidates[at]))
            if (waitsInline(key.reading))
                found.push_back({key.reading.waitMs, at, &key});
    }
    std::ranges::stable_sort(found, {}, &Reserve::waitMs);
    for (const Reserve &one : found)
        if (const Candidate &candidate = m_out.candidates[one.at]; !isPlaced(candidate, *one.key))
            m_out.reserves.push_back(targetOf(candidate, std::span(one.key, 1)));
}

void Placing::forceSoonest()
{
    const ReadKey *soonest = nullptr;
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < m_out.candidates.size(); ++i) {
        if (m_out.candidates[i].passedOver != PassedOver::Health)
            continue;
        for (const ReadKey &key : keysOf(m_out, m_out.candidates[i])) {
            const auto wait = waitOf(key.reading);
            if (wait && (soonest == nullptr || *wait < *waitOf(soonest->reading))) {
                soonest = &key;
                at = i;
            }
        }
    }
    if (soonest == nullptr)
        return;
    m_out.forced = true;
    m_out.candidates[at].passedOver = PassedOver::No;
    addTarget(at, std::span(soonest, 1));
}

} // namespace routing
