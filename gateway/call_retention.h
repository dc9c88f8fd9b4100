#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/clock.h"
#include "storage/storage_thread.h"

namespace gateway {

/// Lets old calls go as the settings say (`keep_days`, `keep_megabytes`): a few at a time on the writer, between whatever
/// else it has to do. By size, those of the last day stay in any case.
/// Thread: that of its maker. `writer` outlives it.
class CallRetention final {
public:
    /// `begins` hears, on the writer's thread, when the oldest call that is left began; may be empty.
    explicit CallRetention(storage::StorageThread &writer, std::function<void(std::int64_t)> begins = {},
                           const base::Clock &clock = base::systemClock());
    CallRetention(const CallRetention &) = delete;
    CallRetention &operator=(const CallRetention &) = delete;

private:
    storage::NextTurn turn(storage::Database &db);
    void tell(storage::Database &db);

    std::function<void(std::int64_t)> m_begins;
    const base::Clock &m_clock;
    std::unique_ptr<storage::Recurring> m_turns{};
};

} // namespace gateway
