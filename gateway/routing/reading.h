#pragma once

#include <cstdint>
#include <string_view>

#include "model/plan.h"

namespace routing {

enum class HealthState : std::uint8_t { Healthy, Degraded, Unhealthy };

/// Why one key of one provider may not be used now.
enum class Gate : std::uint8_t {
    Open,    ///< It may.
    Cooling, ///< It was told to wait, or we decided so; until `waitMs` from now.
    Broken,  ///< The breaker is open.
    Probing, ///< Half open, and the probes that are allowed are under way.
    Ramping, ///< Back, but this call is not among the share it gets yet.
    Full,    ///< As many calls are open as the provider takes at once.
    Held,    ///< An admin holds it.
    Limited, ///< A rate limit of the provider or the model has no room for this call.
};

/// A wait that a provider told is sat out within the call when it is no longer than this.
inline constexpr std::int64_t kInlineWaitMs = 10'000;

/// How one key of one provider did lately with one model, at one moment. What a choice was made from is kept in its
/// trace, so that the same choice can be made again.
struct TargetReading {
    Gate gate = Gate::Open;
    std::int64_t waitMs = 0; ///< Until the gate may open; 0 = not known.
    HealthState state = HealthState::Healthy;
    std::int64_t firstTokenUs = -1;    ///< Moving average; -1 = none seen.
    std::int64_t tokensPerSecond = -1; ///< Moving average of output; -1 = none seen.
    std::int64_t openCalls = 0;
    bool told = false; ///< Cooling: the provider said itself how long, so that it is not asked before.
    friend bool operator==(const TargetReading &, const TargetReading &) = default;
};

/// Whether it is shut for so short a time that a call may sit it out.
inline bool waitsInline(const TargetReading &reading, std::int64_t longestMs = kInlineWaitMs)
{
    return reading.gate == Gate::Cooling && reading.told && reading.waitMs > 0 && reading.waitMs <= longestMs;
}

/// What a choice asks of the shared Health, or of a kept trace. Thread: any; a worker asks without a lock.
class HealthView {
public:
    virtual ~HealthView() = default;
    /// `key` is null for a provider that needs none.
    virtual TargetReading read(const model::Provider &provider, std::string_view upstreamModel,
                               const model::ProviderKey *key) const = 0;
    /// The next number of the round robin called `group` (an alias, or a model's name).
    virtual std::uint64_t nextTurn(std::string_view group) const = 0;
};

} // namespace routing
