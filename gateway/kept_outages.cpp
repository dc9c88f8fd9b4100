#include "kept_outages.h"

#include <QDebug>

#include "base/clock.h"
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

void keepOutages(routing::Health &health, storage::StorageThread &writer)
{
    const std::int64_t wallMs = base::systemClock().wallMillis();
    writer.run([wallMs](storage::Database &db) -> base::Result<> {
        endOpenBreakers(db, wallMs);
        return {};
    });
    health.onWait([&writer](const routing::WaitEvent &event) {
        writer.run([event](storage::Database &db) { return write(db, event); });
    });
}

} // namespace gateway
