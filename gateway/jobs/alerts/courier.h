#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "jobs/alerts/sender.h"
#include "storage/alert_notices.h"

namespace jobs {

/// When a message that could not be sent is tried again. Unit: milliseconds.
std::int64_t pauseAfter(std::int64_t tries);
/// So long a message is tried.
inline constexpr std::int64_t kGiveUpMs = 86'400'000;

/// A notice after a try: sent, given up, or to be tried again later. Pure.
storage::AlertNotice afterTry(storage::AlertNotice notice, const base::Result<> &how, std::int64_t wallMs);

/// Carries messages, each channel on a thread of its own while it has any: one that is down delays no other. Of one
/// channel the messages go in order.
/// Thread: that of its maker; `tell` is called on the channel's. Its end waits for what is under way, a second at most.
class Courier final {
public:
    /// Of a message that was tried, as it is now.
    using Tell = std::function<void(storage::AlertNotice notice)>;
    Courier(secrets::SecretStore &secrets, const base::Clock &clock, Tell tell);
    ~Courier() { stop(); }
    Courier(const Courier &) = delete;
    Courier &operator=(const Courier &) = delete;

    /// Sends what is due of `waiting`, oldest first, over channels that are free. What was sent already and is only not
    /// written down yet is told of once more instead.
    void carry(const model::AlertSettings &settings, const std::vector<storage::AlertNotice> &waiting);
    /// Carries nothing any more, and calls nobody. Waits for what is under way.
    void stop();
    /// That it was sent is written down. Thread: any.
    void written(const std::string &noticeId);

private:
    struct Round {
        std::thread thread{};
        std::atomic<bool> over{false};
    };
    struct Sent {
        storage::AlertNotice notice{};
        std::optional<std::int64_t> writtenMs{}; ///< Steady; nothing: it is not written down yet.
    };
    using Batch = std::vector<storage::AlertNotice>;
    void reap();
    void start(const model::AlertChannel &channel, Batch batch);
    void run(const model::AlertChannel &channel, Batch batch);
    std::optional<Sent> sentAlready(const std::string &noticeId);

    secrets::SecretStore &m_secrets;
    const base::Clock &m_clock;
    Tell m_tell;
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex{};
    std::map<std::string, Sent> m_sent{};                     ///< Under m_mutex; of the last while.
    std::map<std::string, std::unique_ptr<Round>> m_rounds{}; ///< By channel.
};

} // namespace jobs
