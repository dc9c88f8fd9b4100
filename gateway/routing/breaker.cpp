#include "routing/breaker.h"

#include <algorithm>
#include <array>
#include <limits>

namespace routing {
namespace {

constexpr std::array<std::uint32_t, 3> kShares{1, 5, 25}; // percent
constexpr std::uint64_t kTimeBits = (std::uint64_t{1} << 48) - 1;
constexpr std::uint32_t kFewestForState = 5;
constexpr std::uint32_t kDegradedPercent = 10;
constexpr std::uint32_t kHealthyPercent = 5;
constexpr std::int64_t kSlowerByUs = 500'000; // a drift that somebody would notice

Breaker begin(Breaker::Phase phase, std::int64_t nowMs)
{
    Breaker out;
    out.phase = phase & 3U;
    out.since = static_cast<std::uint64_t>(nowMs) & kTimeBits;
    return out;
}

std::int64_t age(const Breaker &breaker, std::int64_t nowMs)
{
    return nowMs - static_cast<std::int64_t>(breaker.since);
}

bool tooMany(const Counts &counts)
{
    const std::uint32_t all = counts.good + counts.bad;
    return all >= kBreaker.fewest && counts.bad * 100 >= all * kBreaker.percent;
}

/// As many failed as went well: what let it back was luck.
Breaker afterRamp(Breaker breaker, std::int64_t nowMs, Verdict verdict)
{
    if (verdict == Verdict::Good)
        breaker.passed = breaker.passed < 255 ? (breaker.passed + 1) & 255U : 255U;
    else
        breaker.probes = breaker.probes < 63 ? (breaker.probes + 1) & 63U : 63U;
    return breaker.probes > breaker.passed ? begin(Breaker::Open, nowMs) : breaker;
}

bool isSlow(HealthState before, const Signs &signs)
{
    if (signs.firstTokenUs < 0 || signs.usualUs < 0)
        return false;
    const std::int64_t factor = before == HealthState::Healthy ? 3 : 2;
    return signs.firstTokenUs > signs.usualUs * factor && signs.firstTokenUs > signs.usualUs + kSlowerByUs;
}

} // namespace

Verdict verdictOf(model::FailureClass failure)
{
    using enum model::FailureClass;
    switch (failure) {
    case None:
    case ContextLength: // it answered, and well: the request is at fault
    case BadRequest:
    case AnswerTooLarge:
        return Verdict::Good;
    case Connect:
    case ServerError:
    case BadAnswer:
    case Cut:
    case Stalled:
    case Timeout:
        return Verdict::Bad;
    case RateLimited:
    case QuotaGone:
    case BadKey:
    case NoSuchModel:
    case Cancelled:
    case Stopping:
    case NoKey:
    case HedgeLost: // that it was slow its latency says
        break;
    }
    return Verdict::Neutral;
}

Slice counted(Slice slice, std::uint32_t epoch, Verdict verdict)
{
    if (slice.epoch != epoch)
        slice = {.epoch = epoch};
    std::uint16_t &count = verdict == Verdict::Good ? slice.good : slice.bad;
    if (verdict != Verdict::Neutral && count < std::numeric_limits<std::uint16_t>::max())
        ++count;
    return slice;
}

Breaker atTime(Breaker breaker, std::int64_t nowMs)
{
    if (breaker.phase == Breaker::Open && age(breaker, nowMs) >= kBreaker.openMs)
        return begin(Breaker::HalfOpen, static_cast<std::int64_t>(breaker.since) + kBreaker.openMs);
    const auto wayBack = kBreaker.stageMs * static_cast<std::int64_t>(kShares.size());
    if (breaker.phase == Breaker::Ramp && age(breaker, nowMs) >= wayBack)
        return begin(Breaker::Closed, nowMs);
    return breaker;
}

std::uint32_t rampShare(const Breaker &breaker, std::int64_t nowMs)
{
    const auto stage = static_cast<std::size_t>(std::max<std::int64_t>(0, age(breaker, nowMs)) / kBreaker.stageMs);
    return breaker.phase == Breaker::Ramp && stage < kShares.size() ? kShares[stage] : 100;
}

Gate gateOf(const Breaker &stored, std::int64_t nowMs, std::uint32_t turn, std::int64_t &waitMs)
{
    const Breaker breaker = atTime(stored, nowMs);
    waitMs = 0;
    switch (static_cast<Breaker::Phase>(breaker.phase)) {
    case Breaker::Open:
        waitMs = kBreaker.openMs - age(breaker, nowMs);
        return Gate::Broken;
    case Breaker::HalfOpen:
        return breaker.probes < kBreaker.probes ? Gate::Open : Gate::Probing;
    case Breaker::Ramp:
        return turn % 100 < rampShare(breaker, nowMs) ? Gate::Open : Gate::Ramping;
    case Breaker::Closed:
        break;
    }
    return Gate::Open;
}

bool admit(Breaker &breaker, std::int64_t nowMs, bool forced, Admission &admission)
{
    breaker = atTime(breaker, nowMs);
    if (breaker.phase == Breaker::HalfOpen && breaker.probes < kBreaker.probes) {
        breaker.probes = (breaker.probes + 1) & 63U;
        admission = {.probe = true, .since = breaker.since};
        return true;
    }
    admission = {.probe = false, .since = breaker.since};
    const bool through = breaker.phase == Breaker::Closed || breaker.phase == Breaker::Ramp;
    return through || forced;
}

Breaker after(Breaker breaker, std::int64_t nowMs, Verdict verdict, const Admission &admission, const Counts &window)
{
    const bool ofThisPhase = admission.since == breaker.since;
    if (breaker.phase == Breaker::HalfOpen && admission.probe && ofThisPhase)
        breaker.probes = (breaker.probes - 1) & 63U;
    if (verdict == Verdict::Neutral)
        return breaker;
    switch (static_cast<Breaker::Phase>(breaker.phase)) {
    case Breaker::Closed:
        return verdict == Verdict::Bad && tooMany(window) ? begin(Breaker::Open, nowMs) : breaker;
    case Breaker::Open: // one that was forced, or began before: only what went well in it is news
        return verdict == Verdict::Good && ofThisPhase ? begin(Breaker::Ramp, nowMs) : breaker;
    case Breaker::HalfOpen:
        if (!ofThisPhase)
            return breaker;
        return begin(verdict == Verdict::Good ? Breaker::Ramp : Breaker::Open, nowMs);
    case Breaker::Ramp:
        return afterRamp(breaker, nowMs, verdict);
    }
    return breaker;
}

BreakerChange changeBetween(const Breaker &before, const Breaker &after)
{
    if (after.phase == Breaker::Open && before.phase != Breaker::Open)
        return BreakerChange::Opened;
    if (after.phase == Breaker::Ramp && before.phase != Breaker::Ramp)
        return BreakerChange::WayBack;
    return BreakerChange::None;
}

HealthState judge(HealthState before, const Signs &signs)
{
    if (signs.phase == Breaker::Open || signs.phase == Breaker::HalfOpen)
        return HealthState::Unhealthy;
    const std::uint32_t all = signs.window.good + signs.window.bad;
    const std::uint32_t border = before == HealthState::Healthy ? kDegradedPercent : kHealthyPercent;
    const bool failing = all >= kFewestForState && signs.window.bad * 100 >= all * border;
    if (failing || signs.phase == Breaker::Ramp || isSlow(before, signs))
        return HealthState::Degraded;
    return HealthState::Healthy;
}

} // namespace routing
