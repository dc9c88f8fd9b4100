#include "kept_outages.h"

#include <QDebug>

#include "base/clock.h"
#include "base/text.h"
#include "storage/health_history.h"
#include "storage/sqlite_error.h"

namespace gateway {
namespace {

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

void tell(jobs::Events &events, const routing::WaitEvent &event)
{
    using base::Json;
    const bool ends = event.untilMs < routing::kUntilCleared;
    Json body = {{"provider_id", event.providerId},
                 {"key_id", event.keyId.empty() ? Json(nullptr) : Json(event.keyId)},
                 {"model", event.model.empty() ? Json(nullptr) : Json(event.model)},
                 {"kind", toWord(event.kind)},
                 {"on", event.begins}};
    if (event.begins) {
        body["until"] = ends ? Json(base::rfc3339(event.untilMs)) : Json(nullptr);
        body["reason"] = toWord(event.reason);
        body["source"] = toWord(event.source);
    } else {
        body["ended_by"] = toWord(event.by);
    }
    events.publish(jobs::Topic::Health, body);
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
        qWarning("when keys came back into use is not known: %s", base::describe(ended.error()).c_str());
}

} // namespace

void keepOutages(routing::Health &health, storage::StorageThread &writer, const std::shared_ptr<jobs::Events> &events)
{
    const std::int64_t wallMs = base::systemClock().wallMillis();
    writer.run([wallMs](storage::Database &db) -> base::Result<> {
        endOpenBreakers(db, wallMs);
        return {};
    });
    health.onWait([&writer, events](const routing::WaitEvent &event) {
        writer.run([event, events](storage::Database &db) {
            tell(*events, event);
            return write(db, event);
        });
    });
}

} // namespace gateway
