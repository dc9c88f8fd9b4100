#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

namespace storage {

/// A wait of a provider's key as it is kept over a restart. The words are those of routing.
struct KeyCooldown {
    std::string keyId{}; ///< The provider's own id where it needs no key.
    std::string model{}; ///< Empty: every model. `*`: what an admin holds.
    std::int64_t wallUntil = 0;
    std::int64_t bootUntil = 0;
    std::string bootId{};
    std::int64_t lengthMs = 0;
    std::string reason{};
    std::string source{};
    friend bool operator==(const KeyCooldown &, const KeyCooldown &) = default;
};

/// Puts it in the place of an earlier one of the same key and model. Thread: the writer's. Errors: Storage.
base::Result<> saveKeyCooldown(Database &db, const KeyCooldown &cooldown);
base::Result<> removeKeyCooldown(Database &db, std::string_view keyId, std::string_view model);
base::Result<std::vector<KeyCooldown>> listKeyCooldowns(Database &db);
/// Removes those that are over by the wall clock for longer than they lasted.
base::Result<> forgetKeyCooldowns(Database &db, std::int64_t wallMs);

} // namespace storage
