#include "jobs/alerts/sender.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "upstream/live_fetch.h"

namespace jobs {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 200ms; ///< How often it is seen whether to stop.
constexpr std::int64_t kPatienceMs = 15'000;

/// Waits for an answer, which is short.
class Reply final : public upstream::LiveListener {
public:
    void sent(const std::string &) override {}
    void begun(int status, const std::string &) override
    {
        const std::lock_guard lock(m_mutex);
        m_answer.status = status;
    }
    bool bytes(std::string_view bytes) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_answer.body.size() + bytes.size() > kMostBytes)
            return false;
        m_answer.body += bytes;
        return true;
    }
    void ended(const upstream::LiveEnd &end) override
    {
        const std::lock_guard lock(m_mutex);
        m_how = end.how;
        m_over = true;
        m_ends.notify_all();
    }

    base::Result<upstream::FetchAnswer> wait(const std::atomic<bool> &stop)
    {
        std::unique_lock lock(m_mutex);
        while (!m_over && !stop.load(std::memory_order_relaxed))
            m_ends.wait_for(lock, kLook);
        if (!m_over)
            return base::fail(base::ErrorCode::Cancelled, "sending was stopped");
        // Who has answered has taken it, even if there was more to read than we want.
        if (!m_how && (m_answer.status == 0 || m_how.error().code != base::ErrorCode::Cancelled))
            return base::fail(m_how.error());
        return m_answer;
    }

private:
    static constexpr std::size_t kMostBytes = 64 * 1024;
    std::mutex m_mutex{};
    std::condition_variable m_ends{};
    upstream::FetchAnswer m_answer{};
    base::Result<> m_how{};
    bool m_over = false;
};

base::Result<> post(const model::AlertChannel &channel, const secrets::SharedSecret &secret, const Message &message,
                    std::int64_t wallMs, const std::atomic<bool> &stop)
{
    upstream::FetchRequest request = requestOf(channel, secret, message, wallMs);
    request.timeoutMs = kPatienceMs;
    Reply reply; // outlives the fetch
    const upstream::LiveFetch fetch(std::move(request), reply);
    const auto answer = reply.wait(stop);
    if (!answer)
        return base::fail(answer.error());
    return judge(channel, *answer);
}

} // namespace

base::Result<> sendMessage(const model::AlertChannel &channel, secrets::SecretStore &secrets, const Message &message,
                           const base::Clock &clock, const std::atomic<bool> &stop)
{
    if (auto fine = checkChannel(channel); !fine)
        return fine;
    secrets::SharedSecret secret;
    if (!channel.secret.empty()) {
        auto found = secrets.get(channel.secret);
        if (!found)
            return base::fail(found.error());
        secret = std::move(*found);
    }
    const std::int64_t wallMs = clock.wallMillis();
    if (channel.kind == model::ChannelKind::Email)
        return upstream::sendMail(mailOf(channel, secret, message, wallMs), stop);
    return post(channel, secret, message, wallMs, stop);
}

} // namespace jobs
