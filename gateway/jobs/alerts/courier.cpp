#include "jobs/alerts/courier.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "jobs/alerts/alert_text.h"

namespace jobs {
namespace {

constexpr std::int64_t kFirstPauseMs = 2'000;
constexpr std::int64_t kLongestPauseMs = 600'000;
constexpr std::int64_t kDoublings = 9; ///< Until the longest.
constexpr std::size_t kLongestProblem = 200;
constexpr std::int64_t kRememberedMs =
    60'000; ///< Longer than what waits may have been read before it was written down.
constexpr std::int64_t kNanosPerMilli = 1'000'000;

Message messageOf(const storage::AlertNotice &notice)
{
    const auto shown = base::parseJson(notice.alert);
    return {.id = notice.id, .event = notice.event, .alert = alertFrom(shown ? *shown : base::Json())};
}

} // namespace

std::int64_t pauseAfter(std::int64_t tries)
{
    return std::min(kFirstPauseMs << std::clamp<std::int64_t>(tries - 1, 0, kDoublings), kLongestPauseMs);
}

storage::AlertNotice afterTry(storage::AlertNotice notice, const base::Result<> &how, std::int64_t wallMs)
{
    ++notice.tries;
    if (how) {
        notice.state = "sent";
        notice.endedMs = wallMs;
        notice.problem.clear();
        return notice;
    }
    notice.problem = base::clip(how.error().detail, kLongestProblem);
    notice.nextMs = wallMs + pauseAfter(notice.tries);
    if (wallMs - notice.madeMs >= kGiveUpMs) {
        notice.state = "given_up";
        notice.endedMs = wallMs;
    }
    return notice;
}

Courier::Courier(secrets::SecretStore &secrets, const base::Clock &clock, Tell tell)
    : m_secrets(secrets), m_clock(clock), m_tell(std::move(tell))
{
}

void Courier::stop()
{
    m_stop = true;
    for (auto &[channel, round] : m_rounds)
        round->thread.join();
    m_rounds.clear();
}

void Courier::reap()
{
    for (auto at = m_rounds.begin(); at != m_rounds.end();) {
        if (!at->second->over) {
            ++at;
            continue;
        }
        at->second->thread.join();
        at = m_rounds.erase(at);
    }
    const std::int64_t steadyMs = m_clock.steadyNanos() / kNanosPerMilli;
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_sent, [steadyMs](const auto &row) {
        return row.second.writtenMs && *row.second.writtenMs < steadyMs - kRememberedMs;
    });
}

void Courier::carry(const model::AlertSettings &settings, const std::vector<storage::AlertNotice> &waiting)
{
    if (m_stop)
        return;
    reap();
    std::map<std::string, Batch> batches;
    for (const storage::AlertNotice &notice : waiting)
        if (!m_rounds.contains(notice.channelId))
            batches[notice.channelId].push_back(notice);
    const std::int64_t nowMs = m_clock.wallMillis();
    for (auto &[id, batch] : batches) {
        const model::AlertChannel *channel = settings.channel(id);
        const bool clockWasPutBack = batch.front().nextMs > nowMs + kLongestPauseMs;
        if (channel != nullptr && channel->enabled && (batch.front().nextMs <= nowMs || clockWasPutBack))
            start(*channel, std::move(batch));
    }
}

void Courier::start(const model::AlertChannel &channel, Batch batch)
{
    auto &round = m_rounds[channel.id] = std::make_unique<Round>();
    round->thread = std::thread([this, channel, batch = std::move(batch), over = &round->over]() mutable {
        run(channel, std::move(batch));
        *over = true;
    });
}

std::optional<Courier::Sent> Courier::sentAlready(const std::string &noticeId)
{
    const std::lock_guard lock(m_mutex);
    const auto hit = m_sent.find(noticeId);
    return hit == m_sent.end() ? std::nullopt : std::optional(hit->second);
}

void Courier::run(const model::AlertChannel &channel, Batch batch)
{
    for (storage::AlertNotice &notice : batch) {
        if (m_stop)
            return;
        if (const auto sent = sentAlready(notice.id)) {
            if (!sent->writtenMs)
                m_tell(sent->notice);
            continue;
        }
        const auto how = sendMessage(channel, m_secrets, messageOf(notice), m_clock, m_stop);
        if (!how && how.error().code == base::ErrorCode::Cancelled)
            return;
        storage::AlertNotice tried = afterTry(notice, how, m_clock.wallMillis());
        if (how) {
            const std::lock_guard lock(m_mutex);
            m_sent[notice.id] = {tried, std::nullopt};
        }
        m_tell(std::move(tried));
        if (!how)
            return; // what is behind it waits with it
    }
}

void Courier::written(const std::string &noticeId)
{
    const std::lock_guard lock(m_mutex);
    if (const auto hit = m_sent.find(noticeId); hit != m_sent.end())
        hit->second.writtenMs = m_clock.steadyNanos() / kNanosPerMilli;
}

} // namespace jobs
