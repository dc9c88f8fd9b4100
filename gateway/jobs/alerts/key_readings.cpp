#include "jobs/alerts/key_readings.h"

#include <algorithm>

#include "storage/health_history.h"

namespace jobs {
namespace {

using model::AlertKind;
using routing::CooldownReason;
using routing::Gate;
using routing::HealthReport;

constexpr std::int64_t kOutagesRead = 50;

bool isTrouble(const HealthReport &report)
{
    switch (report.reading.gate) {
    case Gate::Broken:
    case Gate::Probing:
        return true;
    case Gate::Cooling:
        return report.reason == CooldownReason::BadKey || report.reason == CooldownReason::QuotaGone
               || report.reason == CooldownReason::Overloaded || report.reason == CooldownReason::Broken;
    default:
        return false;
    }
}

/// One that is used, or would be.
bool matters(const HealthReport &report)
{
    return report.reading.gate != Gate::Open || report.window.good + report.window.bad > 0;
}

bool rests(const HealthReport &report)
{
    return (report.reading.gate == Gate::Cooling || report.reading.gate == Gate::Broken)
           && report.reason != CooldownReason::BadKey && report.reason != CooldownReason::NoSuchModel;
}

bool isRefused(std::span<const HealthReport> reports)
{
    return std::ranges::any_of(reports, [](const HealthReport &report) {
        return report.reading.gate == Gate::Cooling && report.reason == CooldownReason::BadKey;
    });
}

bool hasServed(std::span<const HealthReport> reports)
{
    return std::ranges::any_of(reports, [](const HealthReport &report) { return report.window.good > 0; });
}

std::string reasonOf(std::span<const HealthReport> reports)
{
    const auto hit = std::ranges::find_if(reports, isTrouble);
    const auto resting = std::ranges::find_if(reports, rests);
    if (hit != reports.end())
        return std::string(routing::toWord(hit->reason == CooldownReason::None ? CooldownReason::Broken : hit->reason));
    return resting == reports.end() ? std::string() : std::string(routing::toWord(resting->reason));
}

/// A key that was refused is not good again because its time is up: somebody must have shown it.
base::Result<bool> wasProved(storage::Database &db, const ReadingSources &sources, const std::string &provider,
                             const std::string &key)
{
    const auto outages = storage::listKeyOutages(db, {.fromMs = sources.nowMs - storage::kHealthHistoryMs,
                                                      .toMs = sources.nowMs + 1,
                                                      .providerId = provider,
                                                      .keyId = key,
                                                      .limit = kOutagesRead});
    if (!outages)
        return base::fail(outages.error());
    const std::string refused(routing::toWord(CooldownReason::BadKey));
    const auto newest = std::ranges::find(*outages, refused, &storage::KeyOutage::reason);
    return newest == outages->end() || !newest->endedBy.empty();
}

bool isOn(std::span<const model::Alert> open, AlertKind kind, std::string_view subject)
{
    return std::ranges::any_of(
        open, [&](const model::Alert &alert) { return alert.kind == kind && alert.subject == subject; });
}

base::Result<> readKey(storage::Database &db, const ReadingSources &sources, std::span<const model::Alert> open,
                       const model::Provider &provider, const model::ProviderKey &key, std::vector<Reading> &out)
{
    const auto reports = sources.health.report(provider, &key);
    const std::string name = provider.name + " / " + key.name;
    Reading invalid{.kind = AlertKind::KeyInvalid, .subject = key.id, .name = name, .firing = isRefused(reports)};
    if (!invalid.firing && isOn(open, AlertKind::KeyInvalid, key.id) && !hasServed(reports)) {
        const auto proved = wasProved(db, sources, provider.id, key.id);
        if (!proved)
            return base::fail(proved.error());
        invalid.firing = !*proved;
    }
    out.push_back(std::move(invalid));
    out.push_back({.kind = AlertKind::KeyCooling,
                   .subject = key.id,
                   .name = name,
                   .detail = reasonOf(reports),
                   .firing = isResting(reports)});
    return {};
}

Reading readProvider(const ReadingSources &sources, const model::Provider &provider)
{
    Reading out{.kind = AlertKind::ProviderDown, .subject = provider.id, .name = provider.name};
    if (provider.keys.empty()) {
        const auto reports = sources.health.report(provider, nullptr);
        out.firing = isDown(reports);
        out.detail = reasonOf(reports);
        return out;
    }
    bool any = false;
    for (const model::ProviderKey &key : provider.keys) {
        const auto reports = sources.health.report(provider, &key);
        if (!key.enabled || reports.front().reading.gate == Gate::Held)
            continue;
        any = true;
        if (!isDown(reports))
            return out;
        out.detail = reasonOf(reports);
    }
    out.firing = any;
    return out;
}

} // namespace

bool isDown(std::span<const HealthReport> reports)
{
    if (isTrouble(reports.front()))
        return true;
    const auto models = reports.subspan(1);
    return std::ranges::any_of(models, matters)
           && std::ranges::all_of(models, [](const HealthReport &one) { return !matters(one) || isTrouble(one); });
}

bool isResting(std::span<const HealthReport> reports)
{
    return std::ranges::any_of(reports, rests);
}

base::Result<> readKeys(storage::Database &db, const ReadingSources &sources, std::span<const model::Alert> open,
                        std::vector<Reading> &out)
{
    for (const model::Provider &provider : sources.plan.providers) {
        if (!provider.enabled)
            continue;
        for (const model::ProviderKey &key : provider.keys) {
            if (!key.enabled)
                continue;
            if (auto done = readKey(db, sources, open, provider, key, out); !done)
                return done;
        }
        out.push_back(readProvider(sources, provider));
    }
    return {};
}

} // namespace jobs
