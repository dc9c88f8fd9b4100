#include "routing/retry.h"

#include <algorithm>

namespace routing {
namespace {

constexpr std::int64_t kFirstBackoffMs = 500;
constexpr std::int64_t kLongestBackoffMs = 5000;
constexpr std::size_t kTriesWhenOthersWait = 2; // once more here, then somebody else's turn

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace

model::FailureClass classify(int status, std::string_view code, std::string_view message)
{
    using enum model::FailureClass;
    if (status == 402 || (status == 429 && (contains(code, "insufficient_quota") || contains(code, "billing"))))
        return QuotaGone;
    if (status == 429)
        return RateLimited;
    if (status == 401 || status == 403)
        return BadKey;
    if (status == 404)
        return NoSuchModel;
    if (status == 408 || status >= 500)
        return ServerError;
    if (status == 400 && (contains(code, "context_length") || contains(message, "maximum context length")))
        return ContextLength;
    if (status >= 400)
        return BadRequest;
    return BadAnswer; // 1xx as a final answer, 204, redirects
}

Attempts::Attempts(const std::vector<Target> &targets, RetryLimits limits, std::uint64_t draw)
    : m_targets(targets), m_limits(limits), m_random(draw)
{
}

std::optional<Step> Attempts::next(model::FailureClass failure, std::optional<std::int64_t> retryAfterMs)
{
    using enum model::FailureClass;
    if (m_made >= m_limits.attempts)
        return std::nullopt;
    std::optional<Step> step;
    switch (failure) {
    case Connect:
    case Timeout:
    case ServerError:
    case BadAnswer: {
        const bool othersWait = m_at.target + 1 < m_targets.size() || m_at.key + 1 < m_targets[m_at.target].keys.size();
        const bool waitable = retryAfterMs.value_or(0) <= m_limits.retryAfterMs;
        const bool onceMore = waitable && (!othersWait || m_onThisKey < kTriesWhenOthersWait);
        step = onceMore ? sameKey(std::max(backoff(), retryAfterMs.value_or(0))) : nextKey();
        break;
    }
    case RateLimited:
        step = nextKey();
        if (!step && retryAfterMs && *retryAfterMs <= m_limits.retryAfterMs)
            step = sameKey(*retryAfterMs);
        break;
    case QuotaGone:
    case BadKey:
    case NoKey:
        step = nextKey();
        break;
    case NoSuchModel:
        step = nextProvider();
        break;
    case None:
    case ContextLength:
    case BadRequest:
    case Cut:
    case Stalled:
    case Cancelled:
    case Stopping:
    case AnswerTooLarge:
        break;
    }
    if (step) {
        m_onThisKey = step->target == m_at.target && step->key == m_at.key ? m_onThisKey + 1 : 1;
        m_at = *step;
        ++m_made;
    }
    return step;
}

std::optional<Step> Attempts::sameKey(std::int64_t waitMs)
{
    return Step{m_at.target, m_at.key, waitMs};
}

std::optional<Step> Attempts::nextKey()
{
    if (m_at.key + 1 < m_targets[m_at.target].keys.size())
        return Step{m_at.target, m_at.key + 1, 0};
    return nextProvider();
}

std::optional<Step> Attempts::nextProvider()
{
    if (m_at.target + 1 < m_targets.size())
        return Step{m_at.target + 1, 0, 0};
    return std::nullopt;
}

/// min(500 ms * 2^n, 5 s) times 0.8 to 1.2. Source: protocol-facts section 9.
std::int64_t Attempts::backoff()
{
    const std::int64_t plain =
        std::min(kFirstBackoffMs << std::min<std::size_t>(m_onThisKey - 1, 8), kLongestBackoffMs);
    m_random = m_random * 6364136223846793005ULL + 1442695040888963407ULL;
    const auto percent = 80 + static_cast<std::int64_t>((m_random >> 33) % 41);
    return plain * percent / 100;
}

} // namespace routing
