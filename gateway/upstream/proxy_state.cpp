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
constexpr std::int64_t kMostSilences = 3;
constexpr std::int64_t kBelievedNs = 15'000 * kNanosPerMilli; ///< So long after it spoke a silence is not laid to it.

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
    if (m_silences.load(std::memory_order_relaxed) != 0)
        m_silences.store(0, std::memory_order_relaxed);
    if (m_restUntilNs.load(std::memory_order_relaxed) == 0) // nearly always
        return;
    const std::lock_guard lock(m_mutex);
    comeBack(now);
}

/// Under m_mutex.
void ProxyState::comeBack(const Moment &now)
{
    m_restUntilNs = 0;
    m_restMs = 0;
    m_tryUntilNs = 0;
    if (!m_outages.empty() && m_outages.front().endedMs == 0)
        m_outages.front().endedMs = now.wallMs;
}

bool ProxyState::spokeJustNow(const Moment &now) const
{
    return now.steadyNs - m_spokeNs.load(std::memory_order_relaxed) < kBelievedNs;
}

void ProxyState::spoke(const Moment &now)
{
    const std::lock_guard lock(m_mutex);
    m_spokeNs = now.steadyNs;
    m_silences = 0;
    m_doubted = false;
    if (!m_compared)
        comeBack(now);
}

void ProxyState::doubt(const Moment &now)
{
    if (!spokeJustNow(now))
        m_doubted.store(true, std::memory_order_relaxed);
}

/// Calls that hung side by side have seen one silence, not many.
bool ProxyState::silent(const Moment &now, std::int64_t begunNs, const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    if (spokeJustNow(now)) {
        note(now, why);
        return false;
    }
    m_doubted = true;
    if (begunNs < m_silentNs) {
        note(now, why);
        return true;
    }
    m_silentNs = now.steadyNs;
    if (++m_silences >= kMostSilences || isDown())
        rest(now, why, false);
    else
        note(now, why);
    return true;
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

void ProxyState::broke(const Moment &now, const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    rest(now, why, false);
}

void ProxyState::outdone(const Moment &now, const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    rest(now, why, true);
}

/// Calls that were begun before it was found dead fail after that, too: only one of them makes the rest longer. Under
/// m_mutex.
void ProxyState::rest(const Moment &now, const std::string &why, bool compared)
{
    note(now, why);
    m_doubted = false;
    const std::int64_t until = m_restUntilNs;
    m_compared = compared && (until == 0 || m_compared);
    if (until != 0 && now.steadyNs < until)
        return;
    const std::int64_t next = until == 0 ? kFirstRestMs : std::min(kLongestRestMs, 2 * m_restMs.load());
    m_restMs = next;
    m_restUntilNs = std::max<std::int64_t>(1, now.steadyNs + next * kNanosPerMilli);
    m_tryUntilNs = 0;
    if (until != 0)
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
    m_silences = 0;
    m_spokeNs = kNever;
    m_doubted = false;
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
