#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <span>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "jobs/check_board.h"
#include "jobs/key_question.h"
#include "jobs/network_evidence.h"
#include "model/check_settings.h"
#include "model/plan.h"
#include "routing/health.h"
#include "secrets/secret_store.h"

namespace jobs {

/// A key that is to be checked; `key` is null where the provider needs none.
struct CheckTarget {
    const model::Provider *provider = nullptr;
    const model::ProviderKey *key = nullptr;
    CheckedKey name() const { return {provider->id, key == nullptr ? std::string() : key->id}; }
};

/// All keys of a plan that can be checked: enabled ones of providers that are, but for the sandbox.
std::vector<CheckTarget> checkTargets(const model::Plan &plan);

Pace paceOf(const model::CheckSettings &settings);

/// A number from 0 to 1, another one each time. Thread: any.
double checkLuck();

/// Asks providers about keys and lets routing know: a key that is refused rests at once, one that was silent too often
/// rests, too, and both are back with the first check that they pass. What is shown of it is on the board.
/// Thread: any, several at once; check() blocks. All that it refers to outlives it.
class KeyChecker {
public:
    /// Providers that are called through the pool are asked through `proxies`, and not at all without.
    KeyChecker(secrets::SecretStore &secrets, routing::Health &health, CheckBoard &board,
               const base::Clock &clock = base::systemClock(), const base::BootClock &boot = base::systemBootClock(),
               const upstream::ProxyPool *proxies = nullptr)
        : m_secrets(secrets), m_health(health), m_board(board), m_clock(clock), m_boot(boot), m_proxies(proxies)
    {
    }
    KeyChecker(const KeyChecker &) = delete;
    KeyChecker &operator=(const KeyChecker &) = delete;

    /// One question about each of them, all at once. `plan` is where the targets are from. Once `abandoned` is true
    /// nothing is learned any more.
    void check(const model::Plan &plan, std::span<const CheckTarget> targets, const model::CheckSettings &settings,
               const std::atomic<bool> *abandoned = nullptr);
    /// A call that went well counts as a check.
    void takeCall(const CheckTarget &target, std::int64_t answeredMs, const model::CheckSettings &settings);

private:
    struct Asked;
    std::vector<Asked> ask(std::span<const CheckTarget> targets, std::int64_t timeoutMs,
                           const std::atomic<bool> *abandoned);
    void weigh(const model::Plan &plan, std::span<const Asked> asked, std::int64_t nowMs);
    bool maybeOurs(const Asked &asked, std::int64_t nowMs, std::int64_t intervalMs);
    void learn(const Asked &asked, bool ours, const Pace &pace, std::int64_t nowMs);

    secrets::SecretStore &m_secrets;
    routing::Health &m_health;
    CheckBoard &m_board;
    const base::Clock &m_clock;
    const base::BootClock &m_boot;
    const upstream::ProxyPool *m_proxies;
    std::mutex m_mutex{};
    NetworkEvidence m_network{}; ///< Under m_mutex.
};

} // namespace jobs
