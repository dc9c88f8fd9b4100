#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/snapshot.h"
#include "jobs/call_metrics.h"
#include "jobs/events.h"
#include "jobs/traces.h"
#include "ledger/fold_watcher.h"
#include "model/plan.h"

namespace jobs {

/// What becomes of calls once they have their rows: they are counted, told to those who watch, and traced.
/// Thread: the storage writer's, but for tell() and hush().
class FoldedCalls final : public ledger::FoldWatcher {
public:
    /// Both outlive it.
    FoldedCalls(CallMetrics &metrics, Traces &traces) : m_metrics(metrics), m_traces(traces) {}

    /// From here on there are events, and a plan that says whose calls are. Thread: any.
    void tell(std::shared_ptr<Events> events, const base::Snapshot<model::Plan> &plan);
    /// The plan is about to go. Thread: any.
    void hush();

    void booked(const model::CallRecord &call) override;
    void ended(bool committed) override;
    void conditionChanged(ledger::Condition condition, const std::string &problem) override;

private:
    struct Owner {
        std::string user{};
        std::string team{};
    };
    struct Told {
        base::Json body{};
        std::string team{};
    };
    void readPlan();

    CallMetrics &m_metrics;
    Traces &m_traces;
    std::mutex m_mutex{}; // for these three
    std::shared_ptr<Events> m_events{};
    const base::Snapshot<model::Plan> *m_plans = nullptr;
    std::shared_ptr<const model::Plan> m_plan{};          // of which the owners are
    std::map<std::string, Owner, std::less<>> m_owners{}; // by the client key's id
    std::vector<Told> m_waiting{};
};

} // namespace jobs
