#include <algorithm>

#include "base/deadline.h"
#include "routing/health.h"

/// What attempts teach, and what of it survives a restart.
namespace routing {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr std::string_view kHeldModel = "*";   ///< In rows: a hold stands beside the waits of its key.
constexpr std::int64_t kNewsMs = 60'000;       ///< What was heard before says nothing of now.
constexpr std::int64_t kSleptMs = 2000;        ///< The clocks drift apart by that much only while the computer sleeps.
constexpr std::int64_t kWorthKeepingMs = 2000; ///< A wait that is over before a restart is.

/// Nothing came from the provider: that may be our own network as well.
bool isSilence(const AttemptEnd &end)
{
    return end.status == 0 || end.failure == model::FailureClass::Stalled;
}

struct OtherProviders {
    bool heard = false; ///< One of them answered lately, and was not lost since.
    bool lost = false;  ///< One of them is silent, too.
};

OtherProviders look(const std::vector<std::shared_ptr<HealthBlock>> &blocks, const HealthBlock &than,
                    std::int64_t nowMs)
{
    OtherProviders out;
    for (const auto &block : blocks) {
        const HealthBlock::Name name = block->name();
        if (name.provider.empty() || !name.key.empty() || !name.model.empty() || block.get() == &than)
            continue;
        const std::int64_t heard = block->heardAt.load(kRelaxed);
        const std::int64_t lost = block->lostAt.load(kRelaxed);
        out.heard |= lost == 0 && heard > 0 && nowMs - heard < kNewsMs;
        out.lost |= lost > 0 && nowMs - lost < kNewsMs;
    }
    return out;
}

/// Null when the key is there no more.
HealthBlock *blockOf(const HealthTable &table, const model::Plan &plan, const CooldownRow &row)
{
    const std::string_view model = row.reason == CooldownReason::Held ? std::string_view() : row.model;
    for (const model::Provider &provider : plan.providers) {
        if (provider.id == row.keyId)
            return table.findOrMake({.provider = provider.id, .key = {}, .model = model});
        for (const model::ProviderKey &key : provider.keys)
            if (key.id == row.keyId)
                return table.findOrMake({.provider = provider.id, .key = key.id, .model = model});
    }
    return nullptr;
}

} // namespace

Permit::Permit(Permit &&other) noexcept
{
    *this = std::move(other);
}

Permit &Permit::operator=(Permit &&other) noexcept
{
    if (this == &other)
        return *this;
    giveBack(Verdict::Neutral);
    m_health = other.m_health;
    m_table = std::move(other.m_table);
    m_provider = other.m_provider;
    m_key = other.m_key;
    m_target = std::exchange(other.m_target, nullptr);
    m_admission = other.m_admission;
    m_gate = other.m_gate;
    m_bootMs = other.m_bootMs;
    m_steadyMs = other.m_steadyMs;
    return *this;
}

void Permit::settle(const AttemptEnd &end)
{
    if (m_target != nullptr)
        m_health->learn(*this, end);
}

std::int64_t Permit::usualWaitUs(bool stream) const
{
    if (m_target == nullptr)
        return -1;
    return (stream ? m_target->streamed : m_target->whole).value();
}

void Permit::giveBack(Verdict verdict)
{
    if (m_target == nullptr)
        return;
    m_provider->close();
    if (m_key != m_provider)
        m_key->close();
    const BreakerChange change = m_target->learn(m_health->now(), verdict, m_admission);
    if (change == BreakerChange::Opened)
        m_target->brokenBySilence.store(m_provider->lostAt.load(kRelaxed) > 0, kRelaxed);
    if (change != BreakerChange::None)
        m_health->learnedBreaker(*m_target, change);
    m_target = nullptr;
}

void Health::learnedBreaker(const HealthBlock &block, BreakerChange change) const
{
    const std::int64_t nowMs = now();
    if (change == BreakerChange::Opened)
        tellOut(block, OutOfUse::Breaker, {nowMs + kBreaker.openMs, CooldownReason::Broken, CooldownSource::Rule},
                nowMs);
    else
        tellBack(block, OutOfUse::Breaker, BroughtBack::Answered);
}

void Health::learn(Permit &permit, const AttemptEnd &end)
{
    const std::int64_t nowMs = now();
    const Verdict verdict = verdictOf(permit, end, nowMs);
    HealthBlock &target = *permit.m_target;
    target.usedAt.store(nowMs, kRelaxed);
    if (end.failure == model::FailureClass::None) {
        target.strikes.store(0, kRelaxed);
        permit.m_key->answeredAt.store(nowMs, kRelaxed);
        endWaitBy(target, permit.m_bootMs, nowMs);
        endWaitBy(*permit.m_key, permit.m_bootMs, nowMs);
        if (end.firstTokenUs >= 0)
            target.learnFirstToken(end.firstTokenUs);
        if (end.tokensPerSecond >= 0)
            target.learnSpeed(end.tokensPerSecond);
        if (end.waitedUs >= 0)
            (end.stream ? target.streamed : target.whole).learn(end.waitedUs);
    }
    if (end.failure == model::FailureClass::HedgeLost && end.waitedUs >= 0)
        (end.stream ? target.streamed : target.whole).learnAtLeast(end.waitedUs);
    cool(permit, end, nowMs);
    permit.giveBack(verdict);
}

/// A failure counts against the provider only if it is not our own: when all of them fall silent at once, the network
/// is gone, or the computer slept.
Verdict Health::verdictOf(const Permit &permit, const AttemptEnd &end, std::int64_t nowMs)
{
    const Verdict verdict = routing::verdictOf(end.failure);
    HealthBlock &provider = *permit.m_provider;
    if (!isSilence(end)) {
        provider.heardAt.store(nowMs, kRelaxed);
        provider.lostAt.store(0, kRelaxed);
    }
    if (verdict != Verdict::Bad)
        return verdict;
    const std::int64_t slept = (nowMs - permit.m_bootMs) - (steadyNow() - permit.m_steadyMs);
    if (slept > kSleptMs)
        return Verdict::Neutral;
    if (!isSilence(end))
        return verdict;
    provider.lostAt.store(nowMs, kRelaxed);
    const auto blocks = m_table.current()->blocks();
    const OtherProviders others = look(blocks, provider, nowMs);
    if (others.heard)
        return verdict;
    if (others.lost) // what opened while it was not clear yet
        for (const auto &block : blocks)
            if (block->brokenBySilence.load(kRelaxed))
                forgive(*block, BroughtBack::OurNetwork, nowMs);
    return Verdict::Neutral;
}

void Health::cool(const Permit &permit, const AttemptEnd &end, std::int64_t nowMs)
{
    HealthBlock &target = *permit.m_target;
    const bool counts = end.failure == model::FailureClass::RateLimited && !end.reset;
    const std::uint32_t strikes = counts ? target.strikes.fetch_add(1, kRelaxed) : 0;
    const auto cooldown = cooldownAfter(end.failure, end.status, end.reset, strikes);
    if (!cooldown)
        return;
    HealthBlock &block = cooldown->wholeKey ? *permit.m_key : target;
    const HealthBlock::Wait wait{nowMs + cooldown->lengthMs, cooldown->reason, cooldown->source};
    if (!block.setWait(wait, nowMs) || cooldown->lengthMs < kWorthKeepingMs)
        return;
    keep(block, wait, nowMs);
    tellOut(block, OutOfUse::Cooldown, wait, nowMs);
}

void Health::keep(const HealthBlock &block, const HealthBlock::Wait &wait, std::int64_t nowMs) const
{
    if (!m_keep)
        return;
    const HealthBlock::Name name = block.name();
    const bool held = wait.reason == CooldownReason::Held;
    const bool forGood = wait.until >= kUntilCleared;
    m_keep({.keyId = std::string(name.key.empty() ? name.provider : name.key),
            .model = std::string(held ? kHeldModel : name.model),
            .wallUntil = forGood ? kUntilCleared : m_clock.wallMillis() + (wait.until - nowMs),
            .bootUntil = wait.until,
            .bootId = m_boot.bootId(),
            .lengthMs = forGood ? kUntilCleared : std::max<std::int64_t>(0, wait.until - nowMs),
            .reason = wait.reason,
            .source = wait.source});
}

/// A call that began after a wait had been told, and went well: it is over.
void Health::endWaitBy(HealthBlock &block, std::int64_t begunMs, std::int64_t nowMs) const
{
    const HealthBlock::Wait wait = block.wait();
    if (wait.until <= nowMs || begunMs <= wait.until - block.waitLength())
        return;
    endWait(block, BroughtBack::Answered, nowMs);
    keep(block, {.reason = wait.reason}, nowMs);
}

void Health::restore(const model::Plan &plan, const std::vector<CooldownRow> &rows)
{
    const auto table = m_table.current();
    const std::int64_t nowMs = now();
    for (const CooldownRow &row : rows) {
        const base::Deadline kept{{row.wallUntil, row.bootUntil, row.bootId}, row.lengthMs};
        const bool forGood = row.lengthMs >= kUntilCleared;
        const std::int64_t left = forGood ? 0 : kept.leftMs({m_clock.wallMillis(), nowMs, m_boot.bootId()});
        if (left <= 0 && !forGood)
            continue;
        const HealthBlock::Wait wait{forGood ? kUntilCleared : nowMs + left, row.reason, row.source};
        if (HealthBlock *block = blockOf(*table, plan, row)) {
            if (row.reason == CooldownReason::Held)
                block->holdUntil.store(wait.until, kRelaxed);
            else
                block->setWait(wait, nowMs);
            block->setWaitLength(row.lengthMs);
        }
    }
}

} // namespace routing
