#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// When each proxy of the pool was down: kept for a month, the newest thousand of each at most.
/// Thread: the Database's. Errors: Storage.
namespace storage {

inline constexpr std::int64_t kProxyHistoryMs = 32 * 86'400'000LL;
inline constexpr std::int64_t kMostProxyHistory = 1000;

/// A time during which a proxy was not to be used. Unit: Unix milliseconds.
struct ProxyDownTime {
    std::string proxyId{};
    std::int64_t beganMs = 0;
    std::int64_t endedMs = 0; ///< 0: it still is.
    std::string reason{};
    friend bool operator==(const ProxyDownTime &, const ProxyDownTime &) = default;
};

/// In the place of the one of the same proxy that began then. Forgets what is too old.
base::Result<> saveProxyDownTime(Database &db, const ProxyDownTime &time);
/// Of the one that began then, if it is still on.
base::Result<> endProxyDownTime(Database &db, const std::string &proxyId, std::int64_t beganMs, std::int64_t atMs);
/// All that are still on: what this program knew of them went with its last run.
base::Result<> endProxyDownTimes(Database &db, std::int64_t atMs);
/// Those on at any time from then, newest first.
base::Result<std::vector<ProxyDownTime>> listProxyDownTimes(Database &db, std::int64_t fromMs);

} // namespace storage
