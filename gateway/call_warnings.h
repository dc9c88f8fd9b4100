#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "logs/log.h"
#include "storage/storage_thread.h"

namespace gateway {

/// Writes a warning to the log for calls that failed at a provider: which, at which one, what kind of error. Never what
/// the provider said, which may quote the prompt. A few a turn, and how many there were besides.
/// Thread: that of its maker. `jobs` outlives it.
class CallWarnings final {
public:
    CallWarnings(storage::StorageThread &jobs, logs::Log &log);
    CallWarnings(const CallWarnings &) = delete;
    CallWarnings &operator=(const CallWarnings &) = delete;

private:
    storage::NextTurn turn(storage::Database &db);
    base::Result<> warn(storage::Database &db);

    logs::Log &m_log;
    std::optional<std::int64_t> m_seen{}; // the last row that was looked at; the jobs thread's
    std::unique_ptr<storage::Recurring> m_turns{};
};

} // namespace gateway
