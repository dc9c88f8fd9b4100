#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/request_filter.h"

/// Which calls a list shows, without reading them: most of it happens within indexes.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// A call's place in the list by time.
struct RowKey {
    std::int64_t startedMs = 0;
    std::int64_t no = 0;
};
inline constexpr RowKey kNewest{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()};
inline constexpr RowKey kOldest{std::numeric_limits<std::int64_t>::min(), 0};

enum class SortBy : std::uint8_t { Started, Cost, Duration, Tokens };
enum class Direction : std::uint8_t { Ascending, Descending };

struct RequestOrder {
    SortBy by = SortBy::Started;
    Direction direction = Direction::Descending;
};

/// A piece of the list.
struct Stretch {
    std::int64_t limit = 50;
    std::int64_t offset = 0;
    RowKey before = kNewest; ///< Only what comes after this one in the list by time, newest first,
    RowKey until = kOldest;  ///< and up to this one.
};

/// By time, newest or oldest first.
base::Result<std::vector<RowKey>> keysByTime(Database &db, const RequestFilter &filter, Direction direction,
                                             const Stretch &stretch);
/// By time, newest first, without walking over what is before the stretch. Nothing where that cannot be.
base::Result<std::optional<std::vector<RowKey>>> keysFarDown(Database &db, const RequestFilter &filter,
                                                             const Stretch &stretch);
/// By a figure; equal ones newest first. Looks at every match: the caller sees to it that they are not too many.
base::Result<std::vector<RowKey>> keysByFigure(Database &db, const RequestFilter &filter, RequestOrder order,
                                               const Stretch &stretch);
/// How long calls took: 50, 95 and 99 of a hundred so long or shorter. Unit: microseconds; nothing where none did.
struct CallTimes {
    std::optional<std::array<std::int64_t, 3>> duration{};
    std::optional<std::array<std::int64_t, 3>> firstToken{};
};
/// Looks at every match, as keysByFigure().
base::Result<CallTimes> timesOfCalls(Database &db, const RequestFilter &filter);
/// How many match, exactly.
base::Result<std::int64_t> countRequests(Database &db, const RequestFilter &filter);
/// The place that was written last; 0 when there is none.
base::Result<std::int64_t> lastWritten(Database &db);

} // namespace storage
