#include "exchange/failover.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"

namespace exchange {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kLookAgainMs = 25;        // for a place at a provider that takes only so many calls at once
constexpr std::int64_t kLongestQueueMs = 30'000; // for it
constexpr std::int64_t kLeastPatienceMs = 100;   // a quick target's usual wait is too short to gain anything

} // namespace

base::Task<std::optional<routing::Step>> Failover::begin()
{
    auto entering = enter(m_attempts.first());
    co_return co_await std::move(entering);
}

base::Task<std::optional<routing::Step>> Failover::after(const Attempt &attempt)
{
    m_leave.settle(attempt.end(), attempt.record().usage);
    if (attempt.succeeded() || attempt.committed() || calledOff())
        co_return std::nullopt;
    const auto &reset = attempt.reset();
    const auto waitMs = reset ? std::optional(reset->waitMs) : std::nullopt;
    auto entering = enter(m_attempts.next(attempt.record().failure, waitMs));
    co_return co_await std::move(entering);
}

/// Between a choice and its attempt another call may have taken the last place, or the only probe: then somebody else is
/// asked, or this one waits.
base::Task<std::optional<routing::Step>> Failover::enter(std::optional<routing::Step> step)
{
    std::int64_t queuedMs = 0;
    while (step && ((m_attempts.made() == 1 && step->waitMs == 0) || timeFor(step->waitMs))) { // one is always made
        if (step->waitMs > 0) {
            auto waiting = pause(step->waitMs);
            co_await std::move(waiting);
            if (calledOff())
                co_return std::nullopt;
        }
        const routing::Target &target = m_targets[step->target];
        m_leave = m_setup.gates.enter(target, step->key, step->forced);
        if (m_leave)
            co_return step;
        const bool full = m_leave.gate() == routing::Gate::Full;
        const auto refused = *step;
        step = m_attempts.instead(m_leave.gate());
        const bool again = step && step->target == refused.target && step->key == refused.key;
        if (!again || !full)
            continue;
        if (queuedMs >= kLongestQueueMs)
            co_return std::nullopt;
        step->waitMs = kLookAgainMs;
        queuedMs += kLookAgainMs;
    }
    co_return std::nullopt;
}

std::optional<std::int64_t> Failover::patience(bool stream) const
{
    const model::Settings &settings = m_setup.settings;
    if (settings.hedging == "fixed")
        return settings.hedgeAfterMs;
    if (settings.hedging != "p95")
        return std::nullopt;
    const std::int64_t usualUs = m_leave.usualWaitUs(stream);
    return usualUs < 0 ? std::nullopt : std::optional(std::max(usualUs / 1000, kLeastPatienceMs));
}

std::optional<routing::Step> Failover::beside()
{
    if (calledOff() || !timeFor(0) || !m_setup.gates.hedges().take())
        return std::nullopt;
    const auto step = m_attempts.beside();
    if (step) {
        const routing::Target &target = m_targets[step->target];
        m_leaveBeside = m_setup.gates.enter(target, step->key, false);
        if (m_leaveBeside)
            return step;
        m_attempts.unmakeBeside();
    }
    m_setup.gates.hedges().giveBack();
    return std::nullopt;
}

void Failover::leaveBeside()
{
    m_leaveBeside = {};
    m_attempts.unmakeBeside();
    m_setup.gates.hedges().giveBack();
}

void Failover::settleBeside(const Attempt &attempt)
{
    m_leaveBeside.settle(attempt.end(), attempt.record().usage);
}

void Failover::changeSides()
{
    std::swap(m_leave, m_leaveBeside);
    m_attempts.changeSides();
}

/// Whether an attempt that begins after `waitMs` has any time left. Without, it would be sent, and perhaps billed, only
/// to be broken off.
bool Failover::timeFor(std::int64_t waitMs) const
{
    return base::systemClock().steadyNanos() + waitMs * kNanosPerMilli < m_setup.deadline;
}

base::Task<> Failover::pause(std::int64_t millis)
{
    bool over = false;
    base::CallbackTimer timer(m_setup.reactor, [&] {
        over = true;
        m_setup.wake.raise();
    });
    timer.arm(base::systemClock().steadyNanos() + millis * kNanosPerMilli);
    while (!over && !calledOff())
        co_await m_setup.wake;
}

/// The gate that opens first says it for all.
routing::TargetReading Failover::refusal() const
{
    std::optional<routing::TargetReading> out;
    for (const routing::Target &target : m_targets)
        for (const model::ProviderKey *key : target.keys) {
            const auto reading = m_setup.gates.read(*target.provider, target.model, key);
            const bool sooner = !out || (reading.waitMs > 0 && (out->waitMs == 0 || reading.waitMs < out->waitMs));
            if (sooner)
                out = reading;
        }
    return out.value_or(routing::TargetReading{});
}

} // namespace exchange
