#include "storage/key_cooldowns.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<KeyCooldown> &cooldowns()
{
    static const Table<KeyCooldown> table("key_cooldowns",
                                          {
                                              column<KeyCooldown, &KeyCooldown::keyId>("key_id"),
                                              column<KeyCooldown, &KeyCooldown::model>("model"),
                                              column<KeyCooldown, &KeyCooldown::wallUntil>("until_ms"),
                                              column<KeyCooldown, &KeyCooldown::bootUntil>("boot_until"),
                                              column<KeyCooldown, &KeyCooldown::bootId>("boot_id"),
                                              column<KeyCooldown, &KeyCooldown::lengthMs>("length_ms"),
                                              column<KeyCooldown, &KeyCooldown::reason>("reason"),
                                              column<KeyCooldown, &KeyCooldown::source>("source"),
                                          });
    return table;
}

} // namespace

base::Result<> saveKeyCooldown(Database &db, const KeyCooldown &cooldown)
{
    auto save = db.config().prepare("INSERT OR REPLACE INTO key_cooldowns (" + cooldowns().list() + ") VALUES ("
                                    + cooldowns().values() + ")");
    if (!save)
        return base::fail(std::move(save.error()));
    cooldowns().bind(*save, cooldown);
    if (auto done = save->run(); !done)
        return base::fail(std::move(done.error()), "keeping the wait of a key");
    return {};
}

base::Result<> removeKeyCooldown(Database &db, std::string_view keyId, std::string_view model)
{
    auto remove = db.config().prepare("DELETE FROM key_cooldowns WHERE key_id = :key_id AND model = :model");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":key_id"_s, keyId);
    remove->bind(u":model"_s, model);
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "ending the wait of a key");
    return {};
}

base::Result<std::vector<KeyCooldown>> listKeyCooldowns(Database &db)
{
    return listRows(db.config(), cooldowns(), "ORDER BY key_id, model");
}

base::Result<> forgetKeyCooldowns(Database &db, std::int64_t wallMs)
{
    auto remove = db.config().prepare("DELETE FROM key_cooldowns WHERE until_ms + length_ms < :now");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":now"_s, wallMs);
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "forgetting the waits of keys");
    return {};
}

} // namespace storage
