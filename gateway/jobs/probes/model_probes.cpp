#include "jobs/probes/model_probes.h"

#include <algorithm>
#include <utility>

#include <QLoggingCategory>

#include "base/id.h"
#include "jobs/key_checker.h"
#include "ledger/budget_set.h"
#include "model/budget.h"
#include "model/call_totals.h"
#include "pricing/cost.h"
#include "storage/model_probes.h"
#include "storage/probe_settings.h"
#include "storage/spend.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.health")

using namespace std::chrono_literals;
using model::FailureClass;

constexpr auto kInterval = 5s; // within which other settings are seen
constexpr auto kDelay = 200ms; // what was booked has its row by then
constexpr std::size_t kAtOnce = 4;
constexpr std::int64_t kTimeoutMs = 30'000;
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMostDoublings = 3;
constexpr std::int64_t kFirstMs = 10 * kSecond; ///< Within which those just chosen are asked first.
constexpr double kSpread = 0.1;

} // namespace

struct ModelProbes::Asked {
    ProbeTarget target{};
    ProbeQuestion question{};
    routing::Permit permit{};
    model::CallRecord record{};
};

std::int64_t nextProbe(std::int64_t failures, std::int64_t intervalMs, std::int64_t nowMs, double luck)
{
    const std::int64_t pauseMs = intervalMs << std::clamp<std::int64_t>(failures, 0, kMostDoublings);
    return nowMs + pauseMs - static_cast<std::int64_t>(static_cast<double>(pauseMs) * kSpread * luck);
}

base::Result<std::int64_t> spentOnProbes(storage::Database &db, std::int64_t nowMs)
{
    const std::int64_t from = nowMs - nowMs % kDayMs;
    return storage::spentOn(db, model::toWord(model::BudgetScope::Key), kProbeKeyId, from, from + kDayMs);
}

ModelProbes::ModelProbes(const Parts &parts, const base::Clock &clock, const base::BootClock &boot)
    : m_parts(parts), m_clock(clock), m_boot(boot)
{
    m_turns = parts.thread.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
}

/// A turn that is running still uses m_turns: it goes as a member does, not by reset().
ModelProbes::~ModelProbes()
{
    const std::lock_guard lock(m_mutex);
    m_ending = true;
}

/// Calls went well there lately, and none went wrong.
bool ModelProbes::isProven(const ProbeTarget &target) const
{
    const auto reports = m_parts.health.report(*target.provider, target.key);
    const auto hit = std::ranges::find(reports, target.model, &routing::HealthReport::model);
    return hit != reports.end() && hit->window.good > 0 && hit->window.bad == 0;
}

/// What the program before this one found, and when each is to be asked again by that.
void ModelProbes::restore(storage::Database &db, const model::ProbeSettings &settings)
{
    const auto kept = storage::listModelProbes(db);
    if (!kept) {
        qCWarning(ownLog, "what models answered last is not known: %s", base::describe(kept.error()).c_str());
        return;
    }
    const std::int64_t nowMs = m_boot.millis();
    for (const storage::KeptProbe &row : *kept) {
        if (std::ranges::find(settings.providers, row.providerId) == settings.providers.end())
            continue;
        const std::int64_t agoMs = std::max<std::int64_t>(m_clock.wallMillis() - row.atMs, 0);
        const std::int64_t dueMs = nextProbe(row.failures, settings.intervalS * kSecond, nowMs - agoMs, checkLuck());
        const std::int64_t soonMs = nowMs + static_cast<std::int64_t>(static_cast<double>(kFirstMs) * checkLuck());
        m_parts.board.update({row.providerId, row.model}, [&](ModelProbe &probe) {
            probe = {.asked = true,
                     .failure = row.failure,
                     .status = row.status,
                     .atMs = row.atMs,
                     .byCall = row.byCall,
                     .latencyUs = row.latencyUs,
                     .detail = row.detail,
                     .failures = row.failures,
                     .dueMs = std::max(dueMs, soonMs)};
        });
    }
}

void ModelProbes::keep(const ProbedModel &name, const ModelProbe &probe)
{
    m_parts.writer.run([row = storage::KeptProbe{.providerId = name.provider,
                                                 .model = name.model,
                                                 .atMs = probe.atMs,
                                                 .byCall = probe.byCall,
                                                 .failure = probe.failure,
                                                 .status = probe.status,
                                                 .latencyUs = probe.latencyUs,
                                                 .detail = probe.detail,
                                                 .failures = probe.failures}](storage::Database &db) {
        return storage::saveModelProbe(db, row);
    });
}

/// What is chosen again later begins anew.
void ModelProbes::forgetOthers(const std::vector<std::string> &providers)
{
    m_parts.board.forgetUnless(
        [&](const ProbedModel &name) { return std::ranges::find(providers, name.provider) != providers.end(); });
    if (std::exchange(m_chosen, providers) != providers)
        m_parts.writer.run([providers](storage::Database &db) { return storage::keepModelProbesOf(db, providers); });
}

/// Those whose turn it is, as far as there is money for them.
std::vector<ProbeTarget> ModelProbes::dueOf(const model::Plan &plan, const model::ProbeSettings &settings,
                                            std::int64_t room)
{
    const std::int64_t nowMs = m_boot.millis();
    const std::int64_t intervalMs = settings.intervalS * kSecond;
    const auto prices = m_parts.prices.current();
    std::vector<ProbeTarget> out;
    for (const model::Provider &provider : plan.providers) {
        if (std::ranges::find(settings.providers, provider.id) == settings.providers.end())
            continue;
        for (ProbeTarget &target : probeTargets(provider)) {
            const auto cost = probeCost(*prices, target, m_clock.wallMillis());
            if (!cost)
                continue;
            const bool proven = isProven(target);
            bool byCall = false;
            const ModelProbe probe = m_parts.board.update({provider.id, target.model}, [&](ModelProbe &kept) {
                if (kept.dueMs == 0)
                    kept.dueMs = nowMs + static_cast<std::int64_t>(static_cast<double>(kFirstMs) * checkLuck());
                byCall = kept.dueMs <= nowMs && proven && kept.asked;
                if (!byCall)
                    return;
                kept = {.asked = true, .atMs = m_clock.wallMillis(), .byCall = true, .latencyUs = kept.latencyUs};
                kept.dueMs = nextProbe(0, intervalMs, nowMs, checkLuck());
            });
            if (byCall)
                keep({provider.id, target.model}, probe);
            if (probe.dueMs > nowMs || cost->value > room || out.size() >= kAtOnce)
                continue;
            room -= cost->value;
            out.push_back(std::move(target));
        }
    }
    return out;
}

storage::NextTurn ModelProbes::turn(storage::Database &db)
{
    if (m_asking || m_ending) // whoever asks wants a turn at the end
        return storage::NextTurn::AtInterval;
    db.follow();
    const auto settings = storage::loadProbeSettings(db);
    if (!settings) {
        qCWarning(ownLog, "models are not asked for now: %s", base::describe(settings.error()).c_str());
        return storage::NextTurn::AtInterval;
    }
    const auto plan = m_parts.plan.current();
    if (std::exchange(m_intervalS, settings->intervalS) != settings->intervalS)
        m_parts.board.unplan();
    if (!std::exchange(m_restored, true))
        restore(db, *settings);
    forgetOthers(settings->providers);
    if (settings->providers.empty())
        return storage::NextTurn::AtInterval;
    const auto spent = spentOnProbes(db, m_clock.wallMillis());
    if (!spent) {
        qCWarning(ownLog, "models are not asked for now: %s", base::describe(spent.error()).c_str());
        return storage::NextTurn::AtInterval;
    }
    Round round{.plan = plan, .intervalMs = settings->intervalS * kSecond};
    round.due = dueOf(*plan, *settings, settings->dailyNanos - *spent);
    if (round.due.empty())
        return storage::NextTurn::AtInterval;
    m_asking = true;
    m_asker = std::jthread([this, round = std::move(round)] {
        ask(round);
        m_asking = false;
        const std::lock_guard lock(m_mutex);
        if (!m_ending)
            m_turns->nudge();
    });
    return storage::NextTurn::AtInterval;
}

void ModelProbes::note(const ProbeTarget &target, const Round &round, const std::function<void(ModelProbe &)> &change)
{
    const ProbedModel name{target.provider->id, target.model};
    keep(name, m_parts.board.update(name, [&](ModelProbe &probe) {
        probe.asked = true;
        probe.byCall = false;
        probe.atMs = m_clock.wallMillis();
        change(probe);
        probe.dueMs = nextProbe(probe.failures, round.intervalMs, m_boot.millis(), checkLuck());
    }));
}

/// One that rests, or whose key cannot be read, is not asked: who says so knows it already.
void ModelProbes::ask(const Round &round)
{
    routing::Health::Reader health(m_parts.health);
    std::vector<Asked> asked;
    for (const ProbeTarget &target : round.due) {
        auto question = probeQuestion(m_parts.secrets, target, kTimeoutMs, m_parts.proxies);
        auto permit = health.enter(*target.provider, target.model, target.key, false);
        if (question && permit) {
            asked.push_back({.target = target, .question = std::move(*question), .permit = std::move(permit)});
            continue;
        }
        const std::string why = question ? "it rests just now, and was not asked" : question.error().detail;
        note(target, round, [&why](ModelProbe &probe) {
            probe.detail = why;
            probe.failure = FailureClass::NoKey;
        });
    }
    send(asked, round);
}

/// What cannot be booked is not asked, and stays due.
base::Result<> ModelProbes::begin(Asked &one)
{
    const std::int64_t nowMs = m_clock.wallMillis();
    model::CallRecord &record = one.record;
    record.id = base::makeId("req_", nowMs);
    record.startedMs = nowMs;
    record.clientKeyId = kProbeKeyId;
    record.clientKeyName = kProbeKeyName;
    record.endpoint = dialect::openaiChat.endpoint;
    record.requestedModel = one.target.provider->name + "/" + one.target.model;
    if (!m_parts.ledger.healthy())
        return base::fail(base::ErrorCode::Unavailable, "calls cannot be booked at the moment");
    return m_parts.ledger.begin({.id = record.id,
                                 .startedMs = nowMs,
                                 .clientKeyId = record.clientKeyId,
                                 .clientKeyName = record.clientKeyName,
                                 .endpoint = record.endpoint,
                                 .requestedModel = record.requestedModel,
                                 .routedModel = one.target.model,
                                 .providerId = one.target.provider->id,
                                 .providerName = one.target.provider->name,
                                 .requestBytes = static_cast<std::int64_t>(one.question.request.body.size())});
}

void ModelProbes::send(std::vector<Asked> &asked, const Round &round)
{
    std::erase_if(asked, [this](Asked &one) { return !begin(one); });
    std::vector<upstream::FetchRequest> requests;
    for (const Asked &one : asked)
        requests.push_back(one.question.request);
    const std::vector<upstream::FetchReport> reports = upstream::fetchAll(requests, &m_ending);
    for (std::size_t i = 0; i < asked.size(); ++i)
        end(asked[i], reports[i], round);
}

/// As any call: priced by what the provider counted, in the books, and in every budget that it falls under.
void ModelProbes::book(model::CallRecord &record, model::AttemptRecord &attempt, const model::Provider &provider)
{
    attempt.confidence = model::Confidence::Measured; // nothing was served, nothing is owed
    const bool well = attempt.failure == FailureClass::None;
    if (well || attempt.usage.reported) {
        const auto prices = m_parts.prices.current();
        const auto cost =
            pricing::costOf(attempt.usage, prices->find({provider.id, provider.type, attempt.model}, record.startedMs));
        attempt.cost = cost.amount;
        attempt.confidence = cost.confidence;
    }
    record.attempts.push_back(attempt);
    model::takeLast(record, attempt);
    model::sumCosts(record);
    record.usage = attempt.usage;
    record.durationUs = attempt.durationUs;
    record.outcome = well ? model::Outcome::Done : model::Outcome::Failed;
    record.status = well ? attempt.status : 502;
    record.errorCode = well ? std::string() : std::string("probe_failed");
    static_cast<void>(m_parts.ledger.settle(record)); // it waits in memory where the disk does not take it
    const auto plan = m_parts.plan.current();
    if (plan->budgetSet && attempt.cost.value != 0)
        plan->budgetSet->count({.clientKeyId = record.clientKeyId,
                                .requestedModel = record.requestedModel,
                                .providerId = attempt.providerId,
                                .model = attempt.model},
                               attempt.cost, record.startedMs, nullptr);
}

void ModelProbes::end(Asked &asked, const upstream::FetchReport &report, const Round &round)
{
    const ProbeTarget &target = asked.target;
    model::CallRecord &record = asked.record;
    model::AttemptRecord attempt{.providerId = target.provider->id,
                                 .providerName = target.provider->name,
                                 .keyId = target.key == nullptr ? std::string() : target.key->id,
                                 .model = target.model,
                                 .startedMs = record.startedMs};
    readProbe(asked.question, report, attempt);
    if (asked.question.wire.translated)
        attempt.dialect = asked.question.wire.dialect->id;
    if (m_ending)
        attempt.failure = FailureClass::Stopping;
    book(record, attempt, *target.provider);
    if (m_ending)
        return;
    const bool well = attempt.failure == FailureClass::None;
    if (!isOnlyWay(report)) // silence may be of our own network, which checks of keys can tell
        asked.permit.settle({.failure = attempt.failure, .status = attempt.status, .waitedUs = attempt.firstByteUs});
    note(target, round, [&](ModelProbe &probe) {
        const bool answered = well || attempt.failure == FailureClass::BadRequest; // it is there
        probe.failure = answered ? FailureClass::None : attempt.failure;
        probe.status = attempt.status;
        probe.detail = attempt.error;
        probe.failures = answered ? 0 : probe.failures + 1;
        if (well)
            probe.latencyUs = attempt.durationUs;
    });
}

} // namespace jobs
