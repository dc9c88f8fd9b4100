#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "model/call_record.h"

namespace jobs {

/// Sends what calls were to an OpenTelemetry collector: one trace a call, with a span for the call and one for each of
/// its attempts, in batches, as JSON over HTTP. What it cannot take is dropped and counted: calls never wait for it.
/// No prompt, no answer and no secret is in a span.
/// Thread: take() and end() the storage writer's; the rest any. Sending has a thread of its own, while there is where.
class Traces {
public:
    Traces() = default;
    ~Traces();
    Traces(const Traces &) = delete;
    Traces &operator=(const Traces &) = delete;

    /// The collector's base address, such as `http://127.0.0.1:4318`; empty: nothing is sent from now on.
    void sendTo(const std::string &endpoint);
    void take(const model::CallRecord &call);
    void end(bool committed);
    /// Sends what is waiting, once, and stops.
    void stop();

    struct Counts {
        std::int64_t sent = 0;    ///< Calls that the collector took.
        std::int64_t dropped = 0; ///< Calls that were too many, or that it did not take.
        std::int64_t waiting = 0;
    };
    Counts counts() const;

    static constexpr std::size_t kMostWaiting = 2048; ///< Calls.
    static constexpr std::size_t kBatch = 256;        ///< Calls.

private:
    void run();
    bool send(const std::string &endpoint, const std::vector<model::CallRecord> &batch);

    std::vector<model::CallRecord> m_taken{}; // the storage writer's: not committed yet
    std::atomic<bool> m_on{false};
    mutable std::mutex m_mutex{}; // for all below
    std::condition_variable m_news{};
    std::deque<model::CallRecord> m_waiting{};
    std::string m_endpoint{};
    Counts m_counts{};
    bool m_ending = false;
    std::thread m_thread{};
};

/// The body of one export. Pure. Source: opentelemetry.io/docs/specs/otlp, section OTLP/HTTP, JSON encoding.
std::string tracesJson(const std::vector<model::CallRecord> &calls);

} // namespace jobs
