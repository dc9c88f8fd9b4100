#include "admin/metrics.h"

#include <algorithm>
#include <array>

#include "admin/backstage.h"
#include "admin/budget_progress.h"
#include "admin/handlers.h"
#include "jobs/exposition.h"
#include "jobs/process_usage.h"

namespace admin {
namespace {

using jobs::Exposition;
using enum jobs::MetricType;

constexpr double kNanos = 1e9;

void writeGauge(Exposition &out, std::string_view name, std::string_view help, std::int64_t value)
{
    out.family(name, Gauge, help);
    out.sample({}, value);
}

void writeCounter(Exposition &out, std::string_view name, std::string_view help, std::int64_t value)
{
    out.family(name, Counter, help);
    out.sample({}, value);
}

void writeServer(Exposition &out, const Backstage &gateway)
{
    const ListenerControl *listener = gateway.listener();
    out.family("switchyard_build_info", Gauge, "The version that runs; always 1.");
    out.sample({{"version", SWITCHYARD_VERSION}}, std::int64_t{1});
    writeGauge(out, "switchyard_open_calls", "Calls of clients under way.", listener ? listener->openCalls() : 0);
    writeGauge(out, "switchyard_open_connections", "Connections of clients.", listener ? listener->connections() : 0);
    writeGauge(out, "switchyard_plan_version", "The plan that calls are routed by.", gateway.plan.current()->version);
    writeGauge(out, "switchyard_routing_on", "Whether the routing switch is on.", gateway.plan.current()->routing);
    out.family("switchyard_event_loop_lag_seconds", Gauge,
               "Time until each worker came to what it was given just now.");
    const auto lags = listener ? listener->loopLags() : std::vector<std::int64_t>();
    for (std::size_t i = 0; i < lags.size(); ++i)
        out.sample({{"worker", std::to_string(i)}}, static_cast<double>(lags[i]) / kNanos);
}

void writeLedger(Exposition &out, const Backstage &gateway)
{
    const ledger::LedgerCounts counts = gateway.ledger.counts();
    writeCounter(out, "switchyard_journal_calls_total", "Settled calls given to the journal.", counts.appended);
    writeGauge(out, "switchyard_journal_backlog_calls", "Settled calls that wait for their row.", counts.lag());
    writeGauge(out, "switchyard_journal_waiting_calls", "Settled calls in memory until the disk takes them.",
               counts.waiting);
    writeCounter(out, "switchyard_journal_failures_total", "Times that the disk did not take a record.", counts.failed);
    writeCounter(out, "switchyard_journal_lost_calls_total", "Settled calls dropped since too many waited.",
                 counts.lost);
    out.family("switchyard_ledger_condition", Gauge, "How the books are: the one that is 1.");
    for (const auto condition : {ledger::Condition::Fine, ledger::Condition::Behind, ledger::Condition::Refusing})
        out.sample({{"condition", toWord(condition)}}, std::int64_t{counts.condition == condition});
    out.family("switchyard_storage_queue_jobs", Gauge, "Work that waits for each storage thread.");
    if (gateway.queues)
        for (const auto &[name, waiting] : gateway.queues())
            out.sample({{"thread", name}}, static_cast<std::int64_t>(waiting));
}

void writeBudgets(Exposition &out, const Backstage &gateway)
{
    const auto budgets = budgetsNow(*gateway.plan.current(), gateway.clock.wallMillis());
    const auto write = [&](std::string_view name, std::string_view help, auto read) {
        out.family(name, Gauge, help);
        for (const model::Budget &budget : budgets)
            out.sample({{"id", budget.id}, {"budget", budget.name}, {"scope", model::toWord(budget.scope)}},
                       read(budget));
    };
    write("switchyard_budget_limit_nanodollars", "What may be spent in the running period.",
          [](const model::Budget &b) { return b.limit.value; });
    write("switchyard_budget_spent_nanodollars", "What is spent in the running period.",
          [](const model::Budget &b) { return b.spent.value_or(0); });
    write("switchyard_budget_reserved_nanodollars", "What calls under way hold: their worst case.",
          [](const model::Budget &b) { return b.reserved.value_or(0); });
}

struct KeyReading {
    std::string provider{};
    std::string key{};
    routing::TargetReading reading{};
};

/// A provider that needs no key is its own.
std::vector<KeyReading> readKeys(const Backstage &gateway)
{
    std::vector<KeyReading> out;
    const auto plan = gateway.plan.current();
    const auto put = [&](const model::Provider &provider, const model::ProviderKey *key) {
        const auto reports = gateway.health.report(provider, key);
        out.push_back({provider.name, key == nullptr ? std::string() : key->name, reports.front().reading});
    };
    for (const model::Provider &provider : plan->providers) {
        if (provider.keys.empty())
            put(provider, nullptr);
        for (const model::ProviderKey &key : provider.keys)
            put(provider, &key);
    }
    return out;
}

void writeTargets(Exposition &out, const Backstage &gateway)
{
    using routing::Gate;
    using routing::HealthState;
    constexpr std::array<std::pair<HealthState, std::string_view>, 3> kStates{{{HealthState::Healthy, "healthy"},
                                                                               {HealthState::Degraded, "degraded"},
                                                                               {HealthState::Unhealthy, "unhealthy"}}};
    const auto keys = readKeys(gateway);
    out.family("switchyard_provider_key_usable", Gauge, "Whether calls may use a provider's key now.");
    for (const KeyReading &one : keys) {
        const Gate gate = one.reading.gate;
        const bool usable = gate == Gate::Open || gate == Gate::Probing || gate == Gate::Ramping || gate == Gate::Full;
        out.sample({{"provider", one.provider}, {"key", one.key}}, std::int64_t{usable});
    }
    out.family("switchyard_provider_key_health", Gauge, "How a provider's key did lately: the state that is 1.");
    for (const KeyReading &one : keys)
        for (const auto &[state, word] : kStates)
            out.sample({{"provider", one.provider}, {"key", one.key}, {"state", word}},
                       std::int64_t{one.reading.state == state});
    out.family("switchyard_provider_open_calls", Gauge, "Requests to a provider under way, by its key.");
    for (const KeyReading &one : keys)
        out.sample({{"provider", one.provider}, {"key", one.key}}, one.reading.openCalls);
}

void writeProxies(Exposition &out, const upstream::ProxyPool &pool)
{
    const auto table = pool.current();
    const auto write = [&](std::string_view name, jobs::MetricType type, std::string_view help, auto read) {
        out.family(name, type, help);
        for (const upstream::ProxyRef &proxy : table->proxies)
            out.sample({{"proxy", proxy->row.name}}, read(*proxy, proxy->state->report()));
    };
    using upstream::PoolProxy;
    using upstream::ProxyReport;
    write("switchyard_proxy_usable", Gauge, "Whether calls may go through a proxy of the pool now.",
          [](const PoolProxy &proxy, const ProxyReport &report) {
              return std::int64_t{proxy.row.enabled && !report.down};
          });
    write("switchyard_proxy_calls_total", Counter, "Requests that were begun through a proxy.",
          [](const PoolProxy &, const ProxyReport &report) { return report.calls; });
    write("switchyard_proxy_failures_total", Counter, "Times that a proxy failed.",
          [](const PoolProxy &, const ProxyReport &report) { return report.failures; });
    write("switchyard_proxy_open_calls", Gauge, "Requests through a proxy under way.",
          [](const PoolProxy &, const ProxyReport &report) { return report.open; });
}

void writeTraces(Exposition &out, const jobs::Traces &traces)
{
    const jobs::Traces::Counts counts = traces.counts();
    writeCounter(out, "switchyard_traces_sent_total", "Calls that the trace collector took.", counts.sent);
    writeCounter(out, "switchyard_traces_dropped_total", "Calls that it did not take, or that were too many.",
                 counts.dropped);
    writeGauge(out, "switchyard_traces_waiting_calls", "Calls that wait to be sent to it.", counts.waiting);
}

/// Under the names that all programs use. What the system does not say is left out.
void writeProcess(Exposition &out)
{
    const jobs::ProcessUsage usage = jobs::processUsage();
    const auto write = [&](std::string_view name, jobs::MetricType type, std::string_view help, auto value) {
        if (value < 0)
            return;
        out.family(name, type, help);
        out.sample({}, value);
    };
    write("process_cpu_seconds_total", Counter, "Processor time used.", usage.cpuSeconds);
    write("process_resident_memory_bytes", Gauge, "Memory in use.", usage.residentBytes);
    write("process_virtual_memory_bytes", Gauge, "Address space in use.", usage.virtualBytes);
    write("process_start_time_seconds", Gauge, "When the program started, Unix time.", usage.startedSeconds);
    write("process_threads", Gauge, "Threads.", usage.threads);
    write("process_open_fds", Gauge, "Open file descriptors.", usage.openFiles);
    write("process_max_fds", Gauge, "Most open file descriptors.", usage.mostFiles);
    write("process_network_receive_bytes_total", Counter, "Bytes received over IP.", usage.receivedBytes);
    write("process_network_transmit_bytes_total", Counter, "Bytes sent over IP.", usage.sentBytes);
}

} // namespace

base::Json metricsAnswer()
{
    return {{"type", "object"},
            {"properties",
             {{"type", {{"type", "string"}, {"description", "The media type of the text."}}},
              {"text", {{"type", "string"}, {"description", "A line for each sample."}}}}}};
}

Outcome writeMetrics(const Context &context)
{
    const Backstage &gateway = context.gateway;
    Exposition out;
    writeServer(out, gateway);
    if (gateway.calls != nullptr)
        gateway.calls->write(out);
    writeLedger(out, gateway);
    writeBudgets(out, gateway);
    writeTargets(out, gateway);
    writeProxies(out, gateway.proxies);
    if (gateway.traces != nullptr)
        writeTraces(out, *gateway.traces);
    writeProcess(out);
    return base::Json{{"type", Exposition::kContentType}, {"text", out.take()}};
}

} // namespace admin
