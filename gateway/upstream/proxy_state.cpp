#include "upstream/proxy_state.h"

#include <algorithm>

namespace upstream {
namespace {

constexpr std::int64_t kNanosPerMilli = 1'000'000;
constexpr std::int64_t kFirstRestMs = 1'000;
constexpr std::int64_t kLongestRestMs = 60'000;
constexpr std::int64_t kTrialNs = 15'000 * kNanosPerMilli; ///< Longer than a connection is waited for.
constexpr std::int64_t kEnoughSamples = 8;
constexpr std::int64_t kWeightOfNew = 8; ///< One in so many.
constexpr std::size_t kMostOutages = 50;

} // namespace

bool ProxyState::mayTry(std::int64_t steadyNs)
{
    const std::int64_t rest = m_restUntilNs.load(std::memory_order_relaxed);
    if (rest == 0)
        return true;
    if (steadyNs < rest)
        return false;
    std::int64_t trial = m_tryUntilNs.load(std::memory_order_relaxed);
    return steadyNs >= trial
           && m_tryUntilNs.compare_exchange_strong(trial, steadyNs + kTrialNs, std::memory_order_relaxed);
}

std::int64_t ProxyState::firstByteUs() const
{
    return m_samples.load(std::memory_order_relaxed) < kEnoughSamples ? -1
                                                                      : m_firstByteUs.load(std::memory_order_relaxed);
}

void ProxyState::worked(const Moment &now)
{
    m_workedMs.store(now.wallMs, std::memory_order_relaxed);
    if (m_restUntilNs.load(std::memory_order_relaxed) == 0) // nearly always
        return;
    const std::lock_guard lock(m_mutex);
    m_restUntilNs = 0;
    m_restMs = 0;
    m_tryUntilNs = 0;
    if (!m_outages.empty() && m_outages.front().endedMs == 0)
        m_outages.front().endedMs = now.wallMs;
}

/// Two at a time may lose one of the samples, which is of no matter to a mean.
void ProxyState::answered(std::int64_t firstByteUs)
{
    const std::int64_t before = m_firstByteUs.load(std::memory_order_relaxed);
    m_firstByteUs.store(before < 0 ? firstByteUs : before + (firstByteUs - before) / kWeightOfNew,
                        std::memory_order_relaxed);
    m_samples.fetch_add(1, std::memory_order_relaxed);
}

void ProxyState::note(const Moment &now, const std::string &why)
{
    m_failures.fetch_add(1, std::memory_order_relaxed);
    m_failedMs = now.wallMs;
    m_lastError = why;
}

/// Calls that were begun before it was found dead fail after that, too: only one of them makes the rest longer.
void ProxyState::broke(const Moment &now, const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    note(now, why);
    const std::int64_t rest = m_restUntilNs;
    if (rest != 0 && now.steadyNs < rest)
        return;
    const std::int64_t next = rest == 0 ? kFirstRestMs : std::min(kLongestRestMs, 2 * m_restMs.load());
    m_restMs = next;
    m_restUntilNs = std::max<std::int64_t>(1, now.steadyNs + next * kNanosPerMilli);
    m_tryUntilNs = 0;
    if (rest != 0)
        return;
    m_outages.push_front({.beganMs = now.wallMs, .why = why});
    if (m_outages.size() > kMostOutages)
        m_outages.pop_back();
}

void ProxyState::troubled(const Moment &now, const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    note(now, why);
}

void ProxyState::checked(const Moment &now, std::int64_t tookUs)
{
    m_checkedMs.store(now.wallMs, std::memory_order_relaxed);
    if (tookUs >= 0)
        m_checkUs.store(tookUs, std::memory_order_relaxed);
}

void ProxyState::forget()
{
    const std::lock_guard lock(m_mutex);
    m_restUntilNs = 0;
    m_restMs = 0;
    m_tryUntilNs = 0;
    m_firstByteUs = -1;
    m_samples = 0;
    m_checkedMs = 0;
    m_checkUs = -1;
    m_workedMs = 0;
    m_failedMs = 0;
    m_lastError.clear();
    if (!m_outages.empty() && m_outages.front().endedMs == 0)
        m_outages.pop_front();
}

ProxyReport ProxyState::report() const
{
    const std::lock_guard lock(m_mutex);
    return {.down = isDown(),
            .calls = m_calls,
            .open = m_open,
            .failures = m_failures,
            .firstByteUs = m_firstByteUs,
            .workedMs = m_workedMs,
            .failedMs = m_failedMs,
            .lastError = m_lastError,
            .checkedMs = m_checkedMs,
            .checkUs = m_checkUs,
            .outages = {m_outages.begin(), m_outages.end()}};
}

} // namespace upstream
