#include "kept_outages.h"

#include "base/clock.h"
#include "storage/health_history.h"

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

} // namespace

base::Result<> keepOutages(routing::Health &health, storage::StorageThread &writer)
{
    const std::int64_t wallMs = base::systemClock().wallMillis();
    const auto ended = writer.runAndWait<bool>([wallMs](storage::Database &db) -> base::Result<bool> {
        const std::string_view breaker = toWord(routing::OutOfUse::Breaker); // it does not outlive its program
        if (auto done = storage::endKeyOutages(db, breaker, wallMs, "restarted"); !done)
            return base::fail(done.error());
        return true;
    });
    if (!ended)
        return base::fail(ended.error());
    health.onWait([&writer](const routing::WaitEvent &event) {
        writer.run([event](storage::Database &db) { return write(db, event); });
    });
    return {};
}

} // namespace gateway
