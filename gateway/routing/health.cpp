#include "routing/health.h"

#include <algorithm>

namespace routing {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr std::int64_t kVersions = 1'000'000'007;          ///< Of a key, below those of its provider.
constexpr std::int64_t kForgottenAfterMs = 60 * 60 * 1000; ///< A model nobody asked for all that time.

/// A wait that is on, and what it is made of.
struct Pause {
    Gate gate = Gate::Open;
    HealthBlock::Wait wait{};
    std::int64_t lengthMs = 0;
};

Pause pauseOf(const HealthBlock &key, const HealthBlock &target, std::int64_t nowMs)
{
    if (const std::int64_t until = key.holdUntil.load(kRelaxed); until > nowMs)
        return {Gate::Held, {until, CooldownReason::Held, CooldownSource::Admin}, key.waitLength()};
    const HealthBlock &longer = target.wait().until > key.wait().until ? target : key;
    if (longer.wait().until > nowMs)
        return {Gate::Cooling, longer.wait(), longer.waitLength()};
    return {};
}

std::int64_t leftOf(const HealthBlock::Wait &wait, std::int64_t nowMs)
{
    return wait.until >= kUntilCleared ? 0 : wait.until - nowMs;
}

bool isInPlan(const HealthBlock::Name &name, const model::Plan &plan)
{
    for (const model::Provider &provider : plan.providers)
        if (provider.id == name.provider)
            return name.key.empty()
                   || std::ranges::any_of(provider.keys, [&](const auto &key) { return key.id == name.key; });
    return name.provider.empty(); // a round robin
}

} // namespace

Health::Health(const base::Clock &clock, const base::BootClock &boot)
    : m_clock(clock), m_boot(boot), m_table(std::make_shared<const HealthTable>(0))
{
}

/// What was learned of a key that has been edited since (entered anew, sent elsewhere) no longer holds. An admin's hold
/// does.
void Health::renew(const HealthTable &table, const HealthBlock::Name &name, std::int64_t version) const
{
    HealthBlock *block = table.findOrMake(name);
    if (block == nullptr)
        return;
    const std::int64_t before = block->version.exchange(version, kRelaxed);
    if (before == 0 || before == version)
        return;
    const std::int64_t nowMs = now();
    for (const auto &each : table.blocks())
        if (each->name().provider == name.provider && each->name().key == name.key) {
            if (each->wait().until > 0) // else it would be back after a restart
                keep(*each, {.reason = CooldownReason::None}, nowMs);
            endWait(*each, BroughtBack::Changed, nowMs);
            forgive(*each, BroughtBack::Changed, nowMs);
            each->answeredAt.store(0, kRelaxed);
        }
}

void Health::adopt(const model::Plan &plan)
{
    const auto before = m_table.current()->blocks();
    std::size_t fixed = 0;
    for (const model::Provider &provider : plan.providers)
        fixed += 1 + provider.keys.size();
    auto next = std::make_shared<HealthTable>(fixed);
    const std::int64_t nowMs = now();
    for (const auto &block : before) {
        const bool used = block->name().model.empty() || block->wait().until > nowMs
                          || nowMs - block->usedAt.load(kRelaxed) < kForgottenAfterMs;
        if (used && isInPlan(block->name(), plan))
            next->adopt(block);
    }
    for (const model::Provider &provider : plan.providers) {
        renew(*next, {.provider = provider.id}, provider.version);
        for (const model::ProviderKey &key : provider.keys)
            renew(*next, {.provider = provider.id, .key = key.id}, provider.version * kVersions + key.version);
    }
    m_table.publish(std::move(next));
}

Health::Place Health::placeOf(const HealthTable &table, const model::Provider &provider, std::string_view upstreamModel,
                              const model::ProviderKey *key) const
{
    const std::string_view keyId = key == nullptr ? std::string_view() : std::string_view(key->id);
    const auto orOthers = [&](HealthBlock *block, HealthBlock &fallback) -> HealthBlock & {
        return block == nullptr ? fallback : *block;
    };
    HealthBlock &ofProvider = orOthers(table.findOrMake({.provider = provider.id}), m_others);
    HealthBlock &ofKey =
        keyId.empty() ? ofProvider : orOthers(table.findOrMake({.provider = provider.id, .key = keyId}), m_others);
    HealthBlock &target =
        orOthers(table.findOrMake({.provider = provider.id, .key = keyId, .model = upstreamModel}), ofKey);
    return {ofProvider, ofKey, target};
}

TargetReading Health::readingOf(const Place &place, std::int64_t concurrency, std::int64_t nowMs)
{
    TargetReading out{.state = place.target.state(nowMs),
                      .firstTokenUs = place.target.firstTokenUs(),
                      .tokensPerSecond = place.target.tokensPerSecond(),
                      .openCalls = place.key.openCalls()};
    if (const Pause pause = pauseOf(place.key, place.target, nowMs); pause.gate != Gate::Open) {
        out.gate = pause.gate;
        out.waitMs = leftOf(pause.wait, nowMs);
        out.told = pause.gate == Gate::Cooling && pause.wait.source != CooldownSource::Rule
                   && pause.wait.source != CooldownSource::Check;
        return out;
    }
    const Breaker breaker = atTime(place.target.breaker(), nowMs);
    const std::uint32_t turn = breaker.phase == Breaker::Ramp ? place.target.nextTurn() : 0;
    out.gate = gateOf(breaker, nowMs, turn, out.waitMs);
    if (out.gate == Gate::Open && concurrency > 0 && place.provider.openCalls() >= concurrency)
        out.gate = Gate::Full;
    return out;
}

TargetReading Health::Reader::read(const model::Provider &provider, std::string_view upstreamModel,
                                   const model::ProviderKey *key) const
{
    const Place place = m_health->placeOf(*m_table.get(), provider, upstreamModel, key);
    return readingOf(place, provider.concurrency, m_health->now());
}

std::uint64_t Health::Reader::nextTurn(std::string_view group) const
{
    HealthBlock *block = m_table.get()->findOrMake({.model = group});
    HealthBlock &counter = block == nullptr ? m_health->m_others : *block;
    counter.usedAt.store(m_health->now(), kRelaxed);
    return counter.nextTurn();
}

Permit Health::Reader::enter(const model::Provider &provider, std::string_view upstreamModel,
                             const model::ProviderKey *key, bool forced)
{
    const std::shared_ptr<const HealthTable> &table = m_table.get();
    const Place place = m_health->placeOf(*table, provider, upstreamModel, key);
    const std::int64_t nowMs = m_health->now();
    Permit out;
    out.m_gate = pauseOf(place.key, place.target, nowMs).gate;
    if (out.m_gate == Gate::Held || (out.m_gate == Gate::Cooling && !forced))
        return out;
    if (!place.provider.open(provider.concurrency)) {
        out.m_gate = Gate::Full;
        return out;
    }
    if (!place.target.admit(nowMs, forced, out.m_admission)) {
        place.provider.close();
        std::int64_t waitMs = 0;
        out.m_gate = gateOf(place.target.breaker(), nowMs, 0, waitMs);
        if (out.m_gate == Gate::Open) // another worker's probe ended in between
            out.m_gate = Gate::Probing;
        return out;
    }
    if (&place.key != &place.provider)
        place.key.open(0);
    out.m_gate = Gate::Open;
    out.m_health = m_health;
    out.m_table = table;
    out.m_provider = &place.provider;
    out.m_key = &place.key;
    out.m_target = &place.target;
    out.m_bootMs = nowMs;
    out.m_steadyMs = m_health->steadyNow();
    return out;
}

template <typename Do>
void Health::eachOfKey(std::string_view providerId, std::string_view keyId, Do apply) const
{
    for (const auto &block : m_table.current()->blocks())
        if (block->name().provider == providerId && block->name().key == keyId)
            apply(*block);
}

void Health::hold(std::string_view providerId, std::string_view keyId, std::int64_t lengthMs)
{
    const std::int64_t nowMs = now();
    HealthBlock *block = m_table.current()->findOrMake({.provider = providerId, .key = keyId});
    if (block == nullptr)
        return;
    const HealthBlock::Wait wait{lengthMs >= kUntilCleared ? kUntilCleared : nowMs + lengthMs, CooldownReason::Held,
                                 CooldownSource::Admin};
    block->holdUntil.store(wait.until, kRelaxed);
    block->setWaitLength(lengthMs);
    keep(*block, wait, nowMs);
    tellOut(*block, OutOfUse::Hold, wait, nowMs);
}

void Health::clear(std::string_view providerId, std::string_view keyId)
{
    const std::int64_t nowMs = now();
    eachOfKey(providerId, keyId, [&](HealthBlock &block) {
        if (const std::int64_t until = block.holdUntil.exchange(0, kRelaxed); until > 0) {
            keep(block, {.reason = CooldownReason::Held}, nowMs);
            if (until > nowMs)
                tellBack(block, OutOfUse::Hold, BroughtBack::Cleared);
        }
        if (block.wait().until > 0)
            keep(block, {.reason = CooldownReason::None}, nowMs);
        endWait(block, BroughtBack::Cleared, nowMs);
        forgive(block, BroughtBack::Cleared, nowMs);
    });
}

void Health::endWaitFor(CooldownReason why, std::string_view providerId, std::string_view keyId) const
{
    const std::int64_t nowMs = now();
    eachOfKey(providerId, keyId, [&](HealthBlock &block) {
        if (block.wait().reason != why)
            return;
        endWait(block, BroughtBack::Checked, nowMs);
        keep(block, {.reason = why}, nowMs);
    });
}

void Health::proved(std::string_view providerId, std::string_view keyId)
{
    endWaitFor(CooldownReason::BadKey, providerId, keyId);
}

void Health::reached(std::string_view providerId, std::string_view keyId)
{
    endWaitFor(CooldownReason::Down, providerId, keyId);
}

void Health::marked(std::string_view providerId, std::string_view keyId, CooldownReason why, std::int64_t lengthMs)
{
    const std::int64_t nowMs = now();
    HealthBlock *block = m_table.current()->findOrMake({.provider = providerId, .key = keyId});
    const HealthBlock::Wait wait{nowMs + lengthMs, why, CooldownSource::Check};
    if (block == nullptr)
        return;
    const HealthBlock::Wait before = block->wait();
    if (!block->setWait(wait, nowMs))
        return;
    keep(*block, wait, nowMs);
    tellOut(*block, OutOfUse::Cooldown, wait, nowMs, before.until > nowMs && before.reason == why);
}

std::int64_t Health::answeredAt(std::string_view providerId, std::string_view keyId) const
{
    const HealthBlock *block = m_table.current()->find({.provider = providerId, .key = keyId});
    return block == nullptr ? 0 : block->answeredAt.load(kRelaxed);
}

std::int64_t Health::heardAt(std::string_view providerId) const
{
    const HealthBlock *block = m_table.current()->find({.provider = providerId});
    return block == nullptr || block->lostAt.load(kRelaxed) > 0 ? 0 : block->heardAt.load(kRelaxed);
}

std::vector<HealthReport> Health::report(const model::Provider &provider, const model::ProviderKey *key) const
{
    const auto table = m_table.current();
    const std::int64_t nowMs = now();
    const std::string_view keyId = key == nullptr ? std::string_view() : std::string_view(key->id);
    const auto describe = [&](const Place &place, std::string_view model) {
        const Pause pause = pauseOf(place.key, place.target, nowMs);
        return HealthReport{.model = std::string(model),
                            .reading = readingOf(place, provider.concurrency, nowMs),
                            .reason = pause.wait.reason,
                            .source = pause.wait.source,
                            .lengthMs = pause.gate == Gate::Open ? 0 : pause.lengthMs,
                            .window = place.target.window(nowMs)};
    };
    const Place whole = placeOf(*table, provider, {}, key);
    std::vector<HealthReport> out{describe({whole.provider, whole.key, whole.key}, {})};
    std::vector<HealthBlock *> models;
    eachOfKey(provider.id, keyId, [&](HealthBlock &block) {
        if (!block.name().model.empty())
            models.push_back(&block);
    });
    std::ranges::sort(models, std::ranges::greater{}, [](const HealthBlock *b) { return b->usedAt.load(kRelaxed); });
    for (HealthBlock *block : models)
        out.push_back(describe({whole.provider, whole.key, *block}, block->name().model));
    return out;
}

} // namespace routing
