#include "jobs/alerts/readings.h"

#include <algorithm>
#include <cmath>

#include "jobs/alerts/balance_readings.h"
#include "jobs/alerts/key_readings.h"
#include "ledger/budget_set.h"
#include "model/credit.h"
#include "storage/routing_switch.h"

namespace jobs {
namespace {

using model::AlertKind;
using model::AlertRule;

constexpr std::int64_t kPercent = 100;
constexpr std::int64_t kFewestCalls = 10; ///< Of less a rate says nothing.
constexpr double kMostAreFaster = 0.95;
constexpr std::int64_t kSwitchChanges = 10;
constexpr double kMicrosPerMilli = 1000;

void readBudgets(const ReadingSources &sources, std::vector<Reading> &out)
{
    if (!sources.plan.budgetSet)
        return;
    for (const ledger::LiveBudget &live : sources.plan.budgetSet->budgets()) {
        if (model::isPrepaid(live.terms))
            continue;
        model::Budget budget = live.terms;
        ledger::tell(budget, *live.account, sources.nowMs);
        const std::int64_t spent = budget.spent.value_or(0);
        const std::int64_t limit = budget.limit.value;
        Reading reading{.kind = AlertKind::BudgetReached, .subject = budget.id, .name = budget.name};
        reading.value = limit > 0
                            ? static_cast<std::int64_t>(100.0 * static_cast<double>(spent) / static_cast<double>(limit))
                            : kPercent;
        for (const std::int64_t passed : budget.passed)
            reading.level = std::max(reading.level, passed);
        reading.limit = reading.level;
        reading.firing = !budget.passed.empty();
        if (reading.level >= kPercent)
            reading.severity = model::Severity::Critical;
        out.push_back(std::move(reading));
    }
}

void readCalls(const ReadingSources &sources, const model::AlertSettings &settings, std::vector<Reading> &out)
{
    const AlertRule &errors = settings.rule(AlertKind::ErrorRate);
    const CallWindow::Sums calls = sources.calls.last(errors.windowMinutes.value_or(1), sources.nowMs);
    Reading rate{.kind = AlertKind::ErrorRate, .subject = "calls", .limit = errors.threshold.value_or(kPercent)};
    if (calls.calls >= kFewestCalls) {
        rate.value = calls.failed * kPercent / calls.calls;
        rate.firing = rate.value >= rate.limit;
    }
    out.push_back(std::move(rate));
    const AlertRule &slow = settings.rule(AlertKind::Latency);
    const CallWindow::Sums lately = sources.calls.last(slow.windowMinutes.value_or(1), sources.nowMs);
    Reading latency{.kind = AlertKind::Latency, .subject = "calls", .limit = slow.threshold.value_or(0)};
    const auto p95 = lately.firstToken.percentile(kMostAreFaster);
    if (p95 && lately.calls >= kFewestCalls) {
        latency.value = std::llround(*p95 / kMicrosPerMilli);
        latency.firing = latency.value >= latency.limit;
    }
    out.push_back(std::move(latency));
}

void readOthers(const ReadingSources &sources, std::vector<Reading> &out)
{
    for (const ProxyReading &proxy : sources.proxies)
        out.push_back({.kind = AlertKind::ProxyDown,
                       .subject = proxy.subject,
                       .name = proxy.name,
                       .detail = proxy.detail,
                       .firing = !proxy.usable});
    const ledger::LedgerCounts books = sources.ledger.counts();
    out.push_back({.kind = AlertKind::LedgerTrouble,
                   .subject = "ledger",
                   .detail = books.problem,
                   .firing = books.condition != ledger::Condition::Fine});
}

base::Result<> readSwitch(storage::Database &db, const ReadingSources &sources, std::vector<Reading> &out)
{
    const auto changes = storage::listSwitchChanges(db, kSwitchChanges);
    if (!changes)
        return base::fail(changes.error());
    for (const storage::SwitchChange &change : *changes)
        if (change.outcome == "effective" && change.effectiveMs > sources.switchSeenMs)
            out.push_back({.kind = AlertKind::SwitchChanged,
                           .subject = change.id,
                           .name = change.author,
                           .detail = change.reason,
                           .value = change.value ? 1 : 0,
                           .momentMs = change.effectiveMs});
    return {};
}

} // namespace

base::Result<std::vector<Reading>> takeReadings(storage::Database &db, const ReadingSources &sources,
                                                const model::AlertSettings &settings,
                                                std::span<const model::Alert> open)
{
    std::vector<Reading> out;
    if (auto done = readKeys(db, sources, open, out); !done)
        return base::fail(std::move(done.error()), "reading how keys are");
    if (auto done = readSwitch(db, sources, out); !done)
        return base::fail(std::move(done.error()), "reading the routing switch");
    const std::int64_t least = settings.rule(AlertKind::LowBalance).threshold.value_or(0);
    if (auto done = readBalances(db, sources, least, open, out); !done)
        return base::fail(std::move(done.error()), "reading what is left at providers");
    readBudgets(sources, out);
    readCalls(sources, settings, out);
    readOthers(sources, out);
    return out;
}

} // namespace jobs
