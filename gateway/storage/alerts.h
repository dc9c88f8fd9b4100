#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/alerts.h"
#include "storage/database.h"

/// What was the matter, and what still is: those that are over are kept for 90 days, the newest 10,000 at most.
/// Thread: the Database's. Errors: Storage.
namespace storage {

inline constexpr std::int64_t kAlertHistoryMs = 90 * 86'400'000LL;
inline constexpr std::int64_t kMostAlerts = 10'000;

/// Those that are not over, oldest first.
base::Result<std::vector<model::Alert>> openAlerts(Database &db);
/// In the place of one with the same id.
base::Result<> putAlert(Database &db, const model::Alert &alert);
/// Errors: NotFound.
base::Result<model::Alert> getAlert(Database &db, std::string_view id);
/// When the newest of a kind began; 0: there is none.
base::Result<std::int64_t> newestAlert(Database &db, model::AlertKind kind);
/// Those that are too old go, with what was to be sent of them.
base::Result<> forgetAlerts(Database &db, std::int64_t nowMs);

struct AlertFilter {
    std::optional<bool> open{};
    std::optional<model::AlertKind> kind{};
    std::optional<model::Severity> severity{};
    std::int64_t fromMs = 0; ///< Those that were on at any time from then ...
    std::int64_t toMs = 0;   ///< ... until before then; 0: all.
    std::string before{};    ///< An id: only older ones.
    std::int64_t limit = 100;
};
/// Newest first.
base::Result<std::vector<model::Alert>> listAlerts(Database &db, const AlertFilter &filter);

} // namespace storage
