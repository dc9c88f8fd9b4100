#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/switch_times.h"
#include "storage/database.h"

/// The routing switch and what became of every wish. What its state means is for the layer above: here it is JSON with
/// the member `value`, which is where the switch stands.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// Null before anybody touched it.
base::Result<base::Json> loadRoutingSwitch(Database &db);
base::Result<> saveRoutingSwitch(Database &db, const base::Json &state);

/// Times that were never set have their default.
base::Result<model::SwitchTimes> loadSwitchTimes(Database &db);
base::Result<> saveSwitchTimes(Database &db, const model::SwitchTimes &times);

/// One wish, and what became of it.
struct SwitchChange {
    std::string id{};
    std::int64_t askedMs = 0;     ///< Unix milliseconds.
    std::int64_t effectiveMs = 0; ///< When it took effect, or is to; 0 = never, it was undone.
    bool value = false;
    std::string outcome{}; ///< `pending`, `effective`, `undone`.
    std::string author{};
    std::string reason{};
};

base::Result<> insertSwitchChange(Database &db, const SwitchChange &change);
/// Of one that is pending.
base::Result<> endSwitchChange(Database &db, std::string_view id, std::string_view outcome, std::int64_t effectiveMs);
/// All that took effect, oldest first.
base::Result<std::vector<SwitchChange>> listEffectiveChanges(Database &db);
/// Newest first; those before the one with the id `after` when that is not empty.
base::Result<std::vector<SwitchChange>> listSwitchChanges(Database &db, std::int64_t limit,
                                                          std::string_view after = {});

} // namespace storage
