#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "jobs/exposition.h"
#include "model/call_record.h"
#include "model/plan.h"

namespace jobs {

/// Counts calls and their attempts for `/metrics`, as they get their rows, so that the sums are those of the ledger.
/// There is a bounded number of series: models that are not in the plan and that no provider has answered for are told
/// together, as `other`, and so are all once there are too many.
/// Names follow the OpenTelemetry conventions for generative AI, as Prometheus spells them.
/// Source: opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics.
/// Thread: take(), end() and adopt() the storage writer's; write() any.
class CallMetrics {
public:
    CallMetrics();
    ~CallMetrics();
    CallMetrics(const CallMetrics &) = delete;
    CallMetrics &operator=(const CallMetrics &) = delete;

    /// Counts from the next end() on.
    void take(const model::CallRecord &call);
    /// Those taken since the last time count, or are forgotten.
    void end(bool committed);
    /// Its providers' models are told apart from now on.
    void adopt(const model::Plan &plan);

    void write(Exposition &out) const;

    static constexpr std::size_t kMostSeries = 500;
    static constexpr std::size_t kMostModels = 200; ///< That are in no plan.

private:
    struct Series;
    /// What counts of an attempt, without a text of its own: many are taken a second.
    struct AttemptSample {
        Series *series = nullptr;
        model::FailureClass failure = model::FailureClass::None;
        model::Usage usage{};
        model::Nanos cost{};
        model::Confidence confidence = model::Confidence::Unpriced;
        std::int64_t firstByteUs = -1;
        std::int64_t durationUs = 0;
    };
    struct CallSample {
        Series *series = nullptr;
        std::size_t attempts = 0; ///< Of m_attempts.
        int status = 0;
        model::Outcome outcome = model::Outcome::Done;
        bool stream = false;
        std::int64_t overheadUs = 0;
        std::int64_t firstTokenUs = -1;
        std::int64_t durationUs = 0;
    };
    static constexpr std::size_t kFailures = static_cast<std::size_t>(model::FailureClass::HedgeLost) + 1;
    /// Of a series, by dialect, provider and model as they are in the records.
    struct SeriesName {
        std::string_view endpoint{};
        std::string_view provider{};
        std::string_view model{};
        bool operator==(const SeriesName &) const = default;
    };
    struct SeriesHash {
        std::size_t operator()(const SeriesName &name) const;
    };

    void count(const CallSample &call);
    static void count(const CallSample &call, const AttemptSample &attempt);
    Series *seriesOf(const SeriesName &name, bool answered);
    Series &made(const SeriesName &name);
    bool tellsApart(const SeriesName &name, bool answered);
    void writeCalls(Exposition &out) const;
    void writeSpending(Exposition &out) const;
    void writeTimes(Exposition &out) const;
    template <typename Pick>
    void writeHistograms(Exposition &out, Pick pick) const;

    using ModelName = std::pair<std::string, std::string>; // provider and model
    std::vector<CallSample> m_waiting{};                   // the storage writer's, as the next
    std::vector<AttemptSample> m_attempts{};               // of those, one behind the other
    mutable std::mutex m_mutex{};                          // for all below
    std::vector<std::unique_ptr<Series>> m_series{};
    std::unordered_map<SeriesName, Series *, SeriesHash> m_byName{}; // the names are the series'
    std::set<ModelName> m_listed{};
    std::set<ModelName> m_learned{};
    Histogram m_overhead;
};

} // namespace jobs
