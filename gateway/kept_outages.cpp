#include "kept_outages.h"

#include <algorithm>

#include <QDebug>
#include <QLoggingCategory>

#include "base/clock.h"
#include "base/text.h"
#include "storage/health_history.h"
#include "storage/sqlite_error.h"

namespace gateway {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.health")

storage::KeyOutage toStored(const routing::WaitEvent &event)
{
    return {.providerId = event.providerId,
            .keyId = event.keyId,
            .model = event.model,
            .kind = std::string(toWord(event.kind)),
            .beganMs = event.atMs,
            .endsMs = event.untilMs,
            .reason = std::string(toWord(event.reason)),
            .source = std::string(toWord(event.source))};
}

base::Result<> write(storage::Database &db, const routing::WaitEvent &event)
{
    const storage::KeyOutage outage = toStored(event);
    return event.begins ? storage::beginKeyOutage(db, outage)
                        : storage::endKeyOutage(db, outage, event.atMs, toWord(event.by));
}

/// What was open when the last program ended was over with it: a breaker does not outlive its program. It is a record
/// for people, so a damaged one stops nobody: it is read anew, and then left to who looks after usage.db.
void endOpenBreakers(storage::Database &db, std::int64_t atMs)
{
    const auto end = [&] { return storage::endKeyOutages(db, toWord(routing::OutOfUse::Breaker), atMs, "restarted"); };
    auto ended = end();
    for (int seen = 1; seen < storage::kDamageBelieved && !ended && storage::isDamage(ended.error()); ++seen)
        if (db.reopenUsage())
            ended = end();
    if (!ended)
        qCWarning(ownLog, "when keys came back into use is not known: %s", base::describe(ended.error()).c_str());
}

base::Json orNull(std::string text)
{
    return text.empty() ? base::Json(nullptr) : base::Json(std::move(text));
}

/// For whoever watches: `out` and `back`, with the names as they are now.
base::Json eventJson(const model::Plan &plan, const routing::WaitEvent &event)
{
    const auto provider = std::ranges::find(plan.providers, event.providerId, &model::Provider::id);
    const bool known = provider != plan.providers.end();
    std::string keyName;
    if (known)
        if (const auto key = std::ranges::find(provider->keys, event.keyId, &model::ProviderKey::id);
            key != provider->keys.end())
            keyName = key->name;
    base::Json out = {
        {"event", event.begins ? "out" : "back"}, {"kind", toWord(event.kind)},
        {"provider_id", event.providerId},        {"provider", orNull(known ? provider->name : std::string())},
        {"key_id", orNull(event.keyId)},          {"key", orNull(keyName)},
        {"model", orNull(event.model)},           {"at", base::rfc3339(event.atMs)}};
    if (!event.begins) {
        out["by"] = toWord(event.by);
        return out;
    }
    const bool ends = event.untilMs < routing::kUntilCleared;
    out["until"] = ends ? base::Json(base::rfc3339(event.untilMs)) : base::Json(nullptr);
    out["reason"] = toWord(event.reason);
    out["source"] = toWord(event.source);
    return out;
}

} // namespace

void keepOutages(routing::Health &health, storage::StorageThread &writer, base::Snapshot<model::Plan> &plan,
                 const std::shared_ptr<jobs::Events> &events)
{
    const std::int64_t wallMs = base::systemClock().wallMillis();
    writer.run([wallMs](storage::Database &db) -> base::Result<> {
        endOpenBreakers(db, wallMs);
        return {};
    });
    health.onWait([&writer, &plan, events](const routing::WaitEvent &event) {
        writer.run([event, events, now = plan.current()](storage::Database &db) {
            if (!event.again)
                events->publish(jobs::Topic::Health, eventJson(*now, event));
            return write(db, event);
        });
    });
}

} // namespace gateway
