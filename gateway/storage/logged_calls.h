#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/usage.h"
#include "storage/database.h"

/// The request log as it is read from front to back, for what goes through all of it.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// A call and how it was routed.
struct LoggedCallRow {
    std::int64_t no = 0;
    std::int64_t startedMs = 0;
    std::string clientKeyId{};
    std::string clientKeyName{};
    std::string endpoint{};
    std::string application{}; ///< Empty when it is not known.
    bool stream = false;
    model::Usage usage{};
    std::optional<std::int64_t> costNanos{}; ///< Nothing when it is not known.
    std::string trace{};                     ///< Empty when it has none.
};

/// Where a reading stands: behind the call of that time and number.
struct LogPlace {
    std::int64_t startedMs = 0;
    std::int64_t no = 0;
};

/// Calls that started in [fromMs, toMs).
struct LogSpan {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
};

/// Gives the next calls behind `after`, oldest first and `limit` at most, to `take`; returns where it got to, or nothing
/// when there are no more. A reading of many rows is cut into such pieces, because each holds back the writer's
/// checkpoints while it lasts.
base::Result<std::optional<LogPlace>> readLog(Database &db, const LogSpan &span, const LogPlace &after,
                                              std::int64_t limit,
                                              const std::function<void(const LoggedCallRow &)> &take);

/// How many calls started in that time.
base::Result<std::int64_t> countLog(Database &db, const LogSpan &span);

} // namespace storage
