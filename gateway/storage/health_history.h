#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// When each provider's key was out of use: kept for a month, the newest 100,000 at most. The words are those of routing.
/// Thread: the Database's. Errors: Storage.
namespace storage {

inline constexpr std::int64_t kHealthHistoryMs = 32 * 86'400'000LL;
inline constexpr std::int64_t kMostHealthHistory = 100'000;

/// A time during which a key was not to be used. Unit: Unix milliseconds.
struct KeyOutage {
    std::int64_t no = 0; ///< Given by the table; later ones have a higher one.
    std::string providerId{};
    std::string keyId{}; ///< Empty where the provider needs no key.
    std::string model{}; ///< Empty: every model.
    std::string kind{};
    std::int64_t beganMs = 0;
    std::int64_t endsMs = 0; ///< When it is to end, or did before its time.
    std::string reason{};
    std::string source{};
    std::string endedBy{}; ///< Empty: its time was up, or will be.
    friend bool operator==(const KeyOutage &, const KeyOutage &) = default;
};

/// In the place of one of the same key, model and kind that is still on, which ends with it. What a check marks again for
/// the same reason goes on instead. Forgets what is too old.
base::Result<> beginKeyOutage(Database &db, const KeyOutage &outage);
/// Of the one of the same key, model and kind that is on at `atMs`.
base::Result<> endKeyOutage(Database &db, const KeyOutage &which, std::int64_t atMs, std::string_view by);
/// All of one kind that are on: what this program knew of them went with its last run.
base::Result<> endKeyOutages(Database &db, std::string_view kind, std::int64_t atMs, std::string_view by);

struct OutageFilter {
    std::int64_t fromMs = 0; ///< Those that were on at any time from then ...
    std::int64_t toMs = 0;   ///< ... until before then.
    std::string providerId{};
    std::string keyId{};
    std::int64_t beforeNo = 0; ///< 0: from the newest on.
    std::int64_t limit = 100;
};
/// A time out of use as sums of availability need it. Unit: Unix milliseconds.
struct OutageSpan {
    std::string providerId{};
    std::string keyId{};
    bool wholeKey = false; ///< All its models.
    std::int64_t beganMs = 0;
    std::int64_t endsMs = 0;
};
/// Those on at any time in [fromMs, toMs), oldest first, but for what an admin held.
base::Result<std::vector<OutageSpan>> outageSpans(Database &db, std::int64_t fromMs, std::int64_t toMs);

/// Newest first.
base::Result<std::vector<KeyOutage>> listKeyOutages(Database &db, const OutageFilter &filter);

} // namespace storage
