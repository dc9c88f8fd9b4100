#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "routing/breaker.h"
#include "routing/cooldown.h"
#include "routing/tail.h"

namespace routing {

/// What is known about one provider (no key, no model), one of its keys (no model), or one key with one model.
/// A provider that needs no key has its models below itself. All that changes is atomic. Thread: any.
class HealthBlock {
public:
    struct Name {
        std::string_view provider{};
        std::string_view key{};
        std::string_view model{};
    };
    explicit HealthBlock(const Name &name) : m_provider(name.provider), m_key(name.key), m_model(name.model) {}
    HealthBlock(const HealthBlock &) = delete;
    HealthBlock &operator=(const HealthBlock &) = delete;

    Name name() const { return {m_provider, m_key, m_model}; }
    bool is(const Name &other) const
    {
        return m_model == other.model && m_key == other.key && m_provider == other.provider;
    }

    /// Until when it must wait, and why; a later end replaces an earlier one. Unit: milliseconds on the boot clock.
    struct Wait {
        std::int64_t until = 0;
        CooldownReason reason = CooldownReason::None;
        CooldownSource source = CooldownSource::None;
    };
    Wait wait() const;
    /// How long it was to wait when that began. Unit: milliseconds.
    std::int64_t waitLength() const { return m_waitLength.load(std::memory_order_relaxed); }
    /// False when it has to wait longer already.
    bool setWait(const Wait &wait, std::int64_t nowMs);
    void setWaitLength(std::int64_t millis) { m_waitLength.store(millis, std::memory_order_relaxed); }
    void clearWait() { m_wait.store(0, std::memory_order_relaxed); }

    Breaker breaker() const;
    bool admit(std::int64_t nowMs, bool forced, Admission &admission);
    /// Counts the attempt and lets the breaker learn of it.
    BreakerChange learn(std::int64_t nowMs, Verdict verdict, const Admission &admission);
    Counts window(std::int64_t nowMs) const;
    /// As if nothing had happened.
    void forgive();

    void learnFirstToken(std::int64_t micros);
    void learnSpeed(std::int64_t tokensPerSecond);
    std::int64_t firstTokenUs() const { return m_firstTokenUs.load(std::memory_order_relaxed); }
    std::int64_t tokensPerSecond() const { return m_tokensPerSecond.load(std::memory_order_relaxed); }
    HealthState state(std::int64_t nowMs) const;

    /// False when `most` are open; 0 = no limit.
    bool open(std::int64_t most);
    void close() { m_open.fetch_sub(1, std::memory_order_relaxed); }
    std::int64_t openCalls() const { return m_open.load(std::memory_order_relaxed); }

    std::uint32_t nextTurn() { return m_turn.fetch_add(1, std::memory_order_relaxed); }

    std::atomic<std::int64_t> holdUntil{0}; ///< By an admin; 0 = not held.
    std::atomic<std::uint32_t> strikes{0};  ///< Refusals without a hint since the last success.
    std::atomic<std::int64_t> heardAt{0};   ///< Of a provider: when it last answered anything.
    std::atomic<std::int64_t> lostAt{0}; ///< Of a provider: since when nothing is heard of it; 0 = it was heard last.
    std::atomic<std::int64_t> answeredAt{0};  ///< Of a key: when a call with it went well last.
    std::atomic<std::int64_t> usedAt{0};      ///< When the last attempt ended.
    std::atomic<std::int64_t> version{0};     ///< Of the key's settings, when it was looked at last; 0 = never.
    Tail streamed{};                          ///< How long streams keep a caller waiting for their first content.
    Tail whole{};                             ///< The same of whole answers, which come at once.
    std::atomic<bool> brokenBySilence{false}; ///< The breaker opened although nothing was heard.

private:
    std::string m_provider;
    std::string m_key;
    std::string m_model;
    std::atomic<std::uint64_t> m_breaker{0};
    std::array<std::atomic<std::uint64_t>, kSlices> m_slices{};
    std::atomic<std::uint64_t> m_wait{0}; ///< until, reason and source in one word, so that they belong together
    std::atomic<std::int64_t> m_waitLength{0};
    std::atomic<std::int64_t> m_firstTokenUs{-1};
    std::atomic<std::int64_t> m_usualUs{-1};
    std::atomic<std::int64_t> m_tokensPerSecond{-1};
    std::atomic<std::int64_t> m_open{0};
    std::atomic<std::uint32_t> m_turn{0};
    mutable std::atomic<HealthState> m_state{HealthState::Healthy};
};

} // namespace routing
