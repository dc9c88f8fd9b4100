#include "routing/health_block.h"

#include <algorithm>
#include <bit>

namespace routing {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr std::int64_t kQuickly = 5; // one part in five: a handful of calls tell of today
constexpr std::int64_t kSlowly = 64; // and what is usual changes over hours

std::uint64_t packed(const HealthBlock::Wait &wait)
{
    return static_cast<std::uint64_t>(wait.until) << 16 | static_cast<std::uint64_t>(wait.reason) << 8
           | static_cast<std::uint64_t>(wait.source);
}

HealthBlock::Wait unpacked(std::uint64_t word)
{
    return {static_cast<std::int64_t>(word >> 16), static_cast<CooldownReason>(word >> 8 & 0xFF),
            static_cast<CooldownSource>(word & 0xFF)};
}

void blend(std::atomic<std::int64_t> &average, std::int64_t value, std::int64_t parts)
{
    std::int64_t seen = average.load(kRelaxed);
    while (!average.compare_exchange_weak(seen, seen < 0 ? value : seen + (value - seen) / parts, kRelaxed)) {
    }
}

std::uint32_t epochOf(std::int64_t nowMs)
{
    return static_cast<std::uint32_t>(nowMs / kBreaker.sliceMs) + kSlices; // so that 0 is long past
}

} // namespace

HealthBlock::Wait HealthBlock::wait() const
{
    return unpacked(m_wait.load(kRelaxed));
}

bool HealthBlock::setWait(const Wait &wait, std::int64_t nowMs)
{
    std::uint64_t seen = m_wait.load(kRelaxed);
    do {
        if (unpacked(seen).until >= wait.until)
            return false;
    } while (!m_wait.compare_exchange_weak(seen, packed(wait), kRelaxed));
    m_waitLength.store(wait.until - nowMs, kRelaxed);
    return true;
}

Breaker HealthBlock::breaker() const
{
    return std::bit_cast<Breaker>(m_breaker.load(kRelaxed));
}

bool HealthBlock::admit(std::int64_t nowMs, bool forced, Admission &admission)
{
    std::uint64_t seen = m_breaker.load(kRelaxed);
    for (;;) {
        auto breaker = std::bit_cast<Breaker>(seen);
        const bool through = routing::admit(breaker, nowMs, forced, admission);
        const auto next = std::bit_cast<std::uint64_t>(breaker);
        if (next == seen || m_breaker.compare_exchange_weak(seen, next, kRelaxed))
            return through;
    }
}

BreakerChange HealthBlock::learn(std::int64_t nowMs, Verdict verdict, const Admission &admission)
{
    const auto phase = static_cast<Breaker::Phase>(breaker().phase);
    if (verdict != Verdict::Neutral && (phase == Breaker::Closed || phase == Breaker::Ramp)) {
        const std::uint32_t epoch = epochOf(nowMs);
        std::atomic<std::uint64_t> &slice = m_slices[epoch % kSlices];
        std::uint64_t seen = slice.load(kRelaxed);
        while (!slice.compare_exchange_weak(
            seen, std::bit_cast<std::uint64_t>(counted(std::bit_cast<Slice>(seen), epoch, verdict)), kRelaxed)) {
        }
    }
    const Counts counts = window(nowMs);
    std::uint64_t seen = m_breaker.load(kRelaxed);
    for (;;) {
        const auto before = std::bit_cast<Breaker>(seen);
        const Breaker next = after(before, nowMs, verdict, admission, counts);
        if (std::bit_cast<std::uint64_t>(next) == seen
            || m_breaker.compare_exchange_weak(seen, std::bit_cast<std::uint64_t>(next), kRelaxed))
            return changeBetween(before, next);
    }
}

Counts HealthBlock::window(std::int64_t nowMs) const
{
    const std::uint32_t epoch = epochOf(nowMs);
    Counts out;
    for (const auto &word : m_slices) {
        const auto slice = std::bit_cast<Slice>(word.load(kRelaxed));
        if (epoch - slice.epoch >= kSlices)
            continue;
        out.good += slice.good;
        out.bad += slice.bad;
    }
    return out;
}

void HealthBlock::forgive()
{
    for (auto &slice : m_slices)
        slice.store(0, kRelaxed);
    m_breaker.store(0, kRelaxed);
    brokenBySilence.store(false, kRelaxed);
    strikes.store(0, kRelaxed);
}

void HealthBlock::learnFirstToken(std::int64_t micros)
{
    blend(m_firstTokenUs, micros, kQuickly);
    blend(m_usualUs, micros, kSlowly);
}

void HealthBlock::learnSpeed(std::int64_t tokensPerSecond)
{
    blend(m_tokensPerSecond, tokensPerSecond, kQuickly);
}

HealthState HealthBlock::state(std::int64_t nowMs) const
{
    const Signs signs{.phase = static_cast<Breaker::Phase>(atTime(breaker(), nowMs).phase),
                      .window = window(nowMs),
                      .firstTokenUs = m_firstTokenUs.load(kRelaxed),
                      .usualUs = m_usualUs.load(kRelaxed)};
    const HealthState out = judge(m_state.load(kRelaxed), signs);
    m_state.store(out, kRelaxed);
    return out;
}

bool HealthBlock::open(std::int64_t most)
{
    std::int64_t seen = m_open.load(kRelaxed);
    do {
        if (most > 0 && seen >= most)
            return false;
    } while (!m_open.compare_exchange_weak(seen, seen + 1, kRelaxed));
    return true;
}

} // namespace routing
