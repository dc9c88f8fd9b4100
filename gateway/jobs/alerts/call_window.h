#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "base/result.h"
#include "model/latency.h"
#include "storage/database.h"

namespace jobs {

/// How calls went in the last hour, by ten seconds: each row of the log is read once, when it is new.
/// Thread: that of the Database.
class CallWindow {
public:
    struct Sums {
        std::int64_t calls = 0;  ///< Without those that the client broke off or we turned away.
        std::int64_t failed = 0; ///< Of those.
        model::LatencyHistogram firstToken{};
    };

    /// Reads what is new. Errors: Storage.
    base::Result<> follow(storage::Database &db, std::int64_t nowMs);
    /// Of the calls that ended in the last so many minutes.
    Sums last(std::int64_t minutes, std::int64_t nowMs) const;

private:
    struct Slot {
        std::int64_t startMs = 0;
        Sums sums{};
    };
    base::Result<std::int64_t> newestRow(storage::Database &db) const;
    Slot &slotOf(std::int64_t atMs);

    std::deque<Slot> m_slots{};
    std::optional<std::int64_t> m_read{}; ///< The newest row that was read.
};

} // namespace jobs
