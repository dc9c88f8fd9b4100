#include "kept_cooldowns.h"

#include "base/clock.h"
#include "storage/key_cooldowns.h"

namespace gateway {
namespace {

using Rows = std::vector<storage::KeyCooldown>;

storage::KeyCooldown toStored(const routing::CooldownRow &row)
{
    return {.keyId = row.keyId,
            .model = row.model,
            .wallUntil = row.wallUntil,
            .bootUntil = row.bootUntil,
            .bootId = row.bootId,
            .lengthMs = row.lengthMs,
            .reason = std::string(toWord(row.reason)),
            .source = std::string(toWord(row.source))};
}

routing::CooldownRow fromStored(const storage::KeyCooldown &row)
{
    return {.keyId = row.keyId,
            .model = row.model,
            .wallUntil = row.wallUntil,
            .bootUntil = row.bootUntil,
            .bootId = row.bootId,
            .lengthMs = row.lengthMs,
            .reason = routing::cooldownReason(row.reason),
            .source = routing::cooldownSource(row.source)};
}

base::Result<> write(storage::Database &db, const routing::CooldownRow &row)
{
    if (row.lengthMs <= 0)
        return storage::removeKeyCooldown(db, row.keyId, row.model);
    return storage::saveKeyCooldown(db, toStored(row));
}

} // namespace

base::Result<> keepCooldowns(routing::Health &health, const model::Plan &plan, storage::StorageThread &writer)
{
    const std::int64_t wallMs = base::systemClock().wallMillis();
    const auto stored = writer.runAndWait<Rows>([wallMs](storage::Database &db) -> base::Result<Rows> {
        if (auto done = storage::forgetKeyCooldowns(db, wallMs); !done)
            return base::fail(done.error());
        return storage::listKeyCooldowns(db);
    });
    if (!stored)
        return base::fail(stored.error(), "reading the waits of keys");
    std::vector<routing::CooldownRow> rows;
    for (const storage::KeyCooldown &row : *stored)
        rows.push_back(fromStored(row));
    health.restore(plan, rows);
    // A wait that cannot be written down is forgotten at the next start: that costs one refusal then.
    health.onCooldown([&writer](const routing::CooldownRow &row) {
        writer.run([row](storage::Database &db) { return write(db, row); });
    });
    return {};
}

} // namespace gateway
