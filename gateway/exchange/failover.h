#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/task.h"
#include "base/wake.h"
#include "exchange/attempt.h"
#include "exchange/client_stream.h"
#include "exchange/target_gates.h"
#include "routing/retry.h"

namespace exchange {

/// Leads one call from attempt to attempt: chooses where the next one goes, with the health of the targets in view, waits
/// for it where that is worth it, and tells Health how each ended.
/// Thread: the worker's.
class Failover {
public:
    struct Setup {
        base::Reactor &reactor;
        base::Wake &wake;
        TargetGates &gates;
        const ClientStream &client;
        const bool &stopping;
        std::int64_t deadline; ///< Of the call with all its attempts. Unit: steady nanoseconds.
        const model::Settings &settings;
    };
    /// `targets` outlives it.
    Failover(const Setup &setup, const std::vector<routing::Target> &targets, routing::RetryLimits limits,
             std::uint64_t draw)
        : m_setup(setup), m_targets(targets), m_attempts(targets, limits, draw, setup.gates)
    {
    }

    /// Where the first attempt goes. Nothing when nobody may be asked now, or the call was called off.
    base::Task<std::optional<routing::Step>> begin();
    /// Where the attempt after this one goes, once its time has come. Nothing when the call ends with it.
    base::Task<std::optional<routing::Step>> after(const Attempt &attempt);
    /// For how long the attempt under way may bring nothing before another is sent beside it. Nothing: no other is.
    /// Unit: milliseconds.
    std::optional<std::int64_t> patience(bool stream) const;
    /// Where an attempt beside the one under way goes, at once. Nothing when there is nobody else, or as many calls as
    /// the settings allow had one.
    std::optional<routing::Step> beside();
    /// It is not sent after all.
    void leaveBeside();
    /// It is over.
    void settleBeside(const Attempt &attempt);
    /// It takes the place of the one it was beside, and that its.
    void changeSides();
    /// How many attempts were led to, this one included.
    std::size_t made() const { return m_attempts.made(); }
    /// Why begin() found nobody.
    routing::TargetReading refusal() const;

private:
    base::Task<std::optional<routing::Step>> enter(std::optional<routing::Step> step);
    base::Task<> pause(std::int64_t millis);
    bool timeFor(std::int64_t waitMs) const;
    bool calledOff() const { return m_setup.client.gone() || m_setup.stopping; }

    Setup m_setup;
    const std::vector<routing::Target> &m_targets;
    routing::Attempts m_attempts;
    Leave m_leave{};
    Leave m_leaveBeside{};
};

} // namespace exchange
