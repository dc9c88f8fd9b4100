#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

namespace upstream {

/// A time in which a proxy was not to be used. Unit: Unix milliseconds; `endedMs` 0: it still is.
struct ProxyOutage {
    std::int64_t beganMs = 0;
    std::int64_t endedMs = 0;
    std::string why{};
};

/// What is known of one proxy now.
struct ProxyReport {
    bool down = false;
    std::int64_t calls = 0;        ///< Connections that calls were given through it.
    std::int64_t open = 0;         ///< Of them, under way.
    std::int64_t failures = 0;     ///< Times that it did not do what it is for.
    std::int64_t firstByteUs = -1; ///< Moving mean of the time to the first byte of an answer; -1: none yet.
    std::int64_t workedMs = 0;     ///< When it last did. Unix milliseconds; 0: never.
    std::int64_t failedMs = 0;
    std::string lastError{};
    std::int64_t checkedMs = 0;
    std::int64_t checkUs = -1;          ///< What the last check that went well took; -1: none did.
    std::vector<ProxyOutage> outages{}; ///< Newest first.
};

/// When things happen, on both clocks.
struct Moment {
    std::int64_t steadyNs = 0;
    std::int64_t wallMs = 0;
};

/// How one proxy does, shared by all workers: it is the same for each that one of them found it dead. It belongs to the
/// pool and lives on when the proxies are published anew.
/// Thread: any. What is asked before a call (mayTry(), firstByteUs()) and told while it goes well takes no lock; only
/// what goes wrong and what people look at does.
class ProxyState {
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 2;

public:
    /// Whether a call may go through it: it is up, or its rest is over and nobody else is trying it.
    bool mayTry(std::int64_t steadyNs);
    bool isDown() const { return m_restUntilNs.load(std::memory_order_relaxed) != 0; }
    /// Moving mean; -1 before there are enough.
    std::int64_t firstByteUs() const;

    void begun()
    {
        m_calls.fetch_add(1, std::memory_order_relaxed);
        m_open.fetch_add(1, std::memory_order_relaxed);
    }
    void ended() { m_open.fetch_sub(1, std::memory_order_relaxed); }
    /// A connection through it stands.
    void worked(const Moment &now);
    void answered(std::int64_t firstByteUs);
    /// It is of no use: it rests, longer each time in a row.
    void broke(const Moment &now, const std::string &why);
    /// The same, but by comparison: another got there where it did not.
    void outdone(const Moment &now, const std::string &why);
    /// It took a connection and nothing came for as long as that is waited for: it hangs, or what is behind it does. It
    /// is to be asked itself; so often in a row it rests, if nobody has. False: it spoke just now, so that it is not it.
    bool silent(const Moment &now, std::int64_t begunNs, const std::string &why);
    /// A call waited for long, and it is not known for whom.
    void doubt(const Moment &now);
    bool isDoubted() const { return m_doubted.load(std::memory_order_relaxed); }
    /// It was asked itself and answered, whatever that was. It is back, unless others get where it does not.
    void spoke(const Moment &now);
    /// Something went wrong that may not be its fault.
    void troubled(const Moment &now, const std::string &why);
    void checked(const Moment &now, std::int64_t tookUs);
    /// It was edited: what was found of it holds no longer.
    void forget();
    std::int64_t checkedMs() const { return m_checkedMs.load(std::memory_order_relaxed); }
    std::int64_t workedMs() const { return m_workedMs.load(std::memory_order_relaxed); }
    /// When its rest is over; 0 while it is up.
    std::int64_t restUntilNs() const { return m_restUntilNs.load(std::memory_order_relaxed); }

    ProxyReport report() const;

private:
    void note(const Moment &now, const std::string &why);
    void rest(const Moment &now, const std::string &why, bool compared);
    void comeBack(const Moment &now);
    bool spokeJustNow(const Moment &now) const;

    std::atomic<std::int64_t> m_restUntilNs{0}; ///< 0: it is up.
    std::atomic<std::int64_t> m_restMs{0};      ///< How long the last rest was.
    std::atomic<std::int64_t> m_tryUntilNs{0};  ///< Somebody is trying it; should nothing come of that, until then.
    std::atomic<std::int64_t> m_calls{0};
    std::atomic<std::int64_t> m_open{0};
    std::atomic<std::int64_t> m_failures{0};
    std::atomic<std::int64_t> m_firstByteUs{-1};
    std::atomic<std::int64_t> m_samples{0};
    std::atomic<std::int64_t> m_workedMs{0};
    std::atomic<std::int64_t> m_checkedMs{0};
    std::atomic<std::int64_t> m_checkUs{-1};
    std::atomic<std::int64_t> m_silences{0};     ///< In a row.
    std::atomic<std::int64_t> m_spokeNs{kNever}; ///< When it last answered for itself; steady.
    std::atomic<bool> m_doubted{false};
    mutable std::mutex m_mutex{};
    std::int64_t m_silentNs = kNever;    ///< When its last silence was seen, steady; under m_mutex.
    bool m_compared = false;             ///< It rests because another got there; under m_mutex.
    std::int64_t m_failedMs = 0;         ///< Under m_mutex.
    std::string m_lastError{};           ///< Under m_mutex.
    std::deque<ProxyOutage> m_outages{}; ///< Under m_mutex; newest first.
};

} // namespace upstream
