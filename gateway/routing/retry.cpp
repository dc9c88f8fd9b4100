#include "routing/retry.h"

#include <algorithm>
#include <utility>

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

Attempts::Attempts(const std::vector<Target> &targets, RetryLimits limits, std::uint64_t draw, const HealthView &health)
    : m_targets(targets), m_health(health), m_limits(limits), m_random(draw)
{
}

std::optional<Step> Attempts::first()
{
    const auto step = onwards({});
    if (step)
        m_at = *step;
    return step;
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
    case BadAnswer:
        step = sameKeyOrNext(failure, retryAfterMs);
        break;
    case RateLimited:
        step = whoeverIsSooner(retryAfterMs);
        break;
    case QuotaGone:
    case BadKey:
    case NoKey:
        step = onwards(nextKey());
        break;
    case NoSuchModel:
        step = onwards(nextProvider());
        break;
    case None:
    case ContextLength:
    case BadRequest:
    case Cut:
    case Stalled:
    case Cancelled:
    case Stopping:
    case AnswerTooLarge:
    case HedgeLost:
        break;
    }
    if (step) {
        m_onThisKey = step->target == m_at.target && step->key == m_at.key ? m_onThisKey + 1 : 1;
        m_at = *step;
        ++m_made;
    }
    return step;
}

std::optional<Step> Attempts::instead(Gate refused)
{
    if (auto other = firstOpen(nextKey())) {
        m_onThisKey = 1;
        m_at = *other;
        return other;
    }
    if (refused == Gate::Limited)
        if (auto later = soonest(nextKey())) {
            m_onThisKey = 1;
            m_at = *later;
            return later;
        }
    if (refused == Gate::Held || refused == Gate::Limited)
        return std::nullopt;
    m_at.waitMs = 0;
    m_at.forced = true;
    return m_at;
}

std::optional<Step> Attempts::beside()
{
    if (m_made >= m_limits.attempts)
        return std::nullopt;
    auto step = firstOpen(nextProvider());
    if (!step)
        step = firstOpen(nextKey());
    if (step) {
        m_beside = *step;
        m_onKeyBeside = 1;
        ++m_made;
    }
    return step;
}

void Attempts::changeSides()
{
    std::swap(m_at, m_beside);
    std::swap(m_onThisKey, m_onKeyBeside);
}

template <typename Do>
void Attempts::eachFrom(Place from, Do visit) const
{
    for (; from.target < m_targets.size(); from = {from.target + 1, 0})
        for (; from.key < m_targets[from.target].keys.size(); ++from.key)
            if (visit(from))
                return;
}

TargetReading Attempts::read(Place place) const
{
    const Target &target = m_targets[place.target];
    return m_health.read(*target.provider, target.model, target.keys[place.key]);
}

std::optional<Step> Attempts::firstOpen(Place from) const
{
    std::optional<Step> out;
    eachFrom(from, [&](Place place) {
        // On its way back it was let in for its share when the targets were chosen; asked again it might say no.
        if (const Gate gate = read(place).gate; gate == Gate::Open || gate == Gate::Ramping)
            out = Step{place.target, place.key, 0, false};
        return out.has_value();
    });
    return out;
}

/// The gate that opens first, if that is worth waiting for. What is a guess of ours is not waited for.
std::optional<Step> Attempts::soonest(Place from) const
{
    std::optional<Step> out;
    eachFrom(from, [&](Place place) {
        const TargetReading reading = read(place);
        const std::int64_t waitMs = reading.told ? reading.waitMs : 0;
        const bool forcible = reading.gate != Gate::Held && reading.gate != Gate::Limited;
        if (forcible && waitMs <= m_limits.waitMs && (!out || waitMs < out->waitMs))
            out = Step{place.target, place.key, waitMs, true};
        return false;
    });
    return out;
}

/// The same among those that said themselves when, and soon.
std::optional<Step> Attempts::opensSoon(Place from) const
{
    std::optional<Step> out;
    eachFrom(from, [&](Place place) {
        const TargetReading reading = read(place);
        if (waitsInline(reading, m_limits.waitMs) && (!out || reading.waitMs < out->waitMs))
            out = Step{place.target, place.key, reading.waitMs, true};
        return false;
    });
    return out;
}

std::optional<Step> Attempts::onwards(Place from) const
{
    const auto open = firstOpen(from);
    return open ? open : soonest(from);
}

/// One who kept us waiting for its first token in vain is not waited for twice while another is there.
std::optional<Step> Attempts::sameKeyOrNext(model::FailureClass failure, std::optional<std::int64_t> retryAfterMs)
{
    const auto other = firstOpen(nextKey());
    const bool waitable = retryAfterMs.value_or(0) <= m_limits.waitMs;
    const Gate gate = read({m_at.target, m_at.key}).gate;
    const bool mayAgain = failure != model::FailureClass::Timeout && m_onThisKey < kTriesWhenOthersWait
                          && (gate == Gate::Open || gate == Gate::Cooling); // Cooling: until then we wait
    if (!other && !mayAgain)
        if (const auto soon = opensSoon(nextKey()))
            return soon;
    if (waitable && (!other || mayAgain))
        return Step{m_at.target, m_at.key, std::max(backoff(), retryAfterMs.value_or(0)), !other};
    return other ? other : soonest(nextKey());
}

/// Whoever is open; else everybody has to wait: this key for as long as it was told, the others for what is left of
/// theirs.
std::optional<Step> Attempts::whoeverIsSooner(std::optional<std::int64_t> retryAfterMs) const
{
    if (const auto open = firstOpen(nextKey()))
        return open;
    const auto other = soonest(nextKey());
    if (!retryAfterMs || *retryAfterMs > m_limits.waitMs || (other && other->waitMs <= *retryAfterMs))
        return other;
    return Step{m_at.target, m_at.key, *retryAfterMs, true};
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
