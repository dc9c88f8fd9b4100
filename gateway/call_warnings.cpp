#include "call_warnings.h"

#include "storage/failed_calls.h"

namespace gateway {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 5s;
constexpr auto kDelay = 50ms;
constexpr std::int64_t kLinesATurn = 10;

logs::Line lineOf(const storage::FailedCall &call)
{
    return {.level = logs::Level::Warning,
            .category = "calls",
            .message = call.outcome == "partial" ? "an answer broke off" : "a call failed",
            .fields = {{"request_id", call.id},
                       {"provider", call.provider},
                       {"error", call.failure.empty() ? call.errorCode : call.failure},
                       {"code", call.errorCode},
                       {"status", call.status},
                       {"attempts", call.attempts}}};
}

} // namespace

CallWarnings::CallWarnings(storage::StorageThread &jobs, logs::Log &log) : m_log(log)
{
    m_turns = jobs.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
    m_turns->nudge();
}

/// A store that cannot be read is told of by whoever needs it more.
storage::NextTurn CallWarnings::turn(storage::Database &db)
{
    static_cast<void>(warn(db));
    return storage::NextTurn::AtInterval;
}

base::Result<> CallWarnings::warn(storage::Database &db)
{
    const auto newest = storage::newestCall(db);
    if (!newest)
        return base::fail(newest.error());
    if (!m_seen || *newest < *m_seen) // the start, or another usage.db: what was before was told before
        m_seen = *newest;
    if (*newest == *m_seen)
        return {};
    const auto failed = storage::failedCallsBehind(db, *m_seen, *newest, kLinesATurn);
    if (!failed)
        return base::fail(failed.error());
    const auto count = std::ssize(*failed) < kLinesATurn ? base::Result<std::int64_t>(std::ssize(*failed))
                                                         : storage::countFailedCallsBehind(db, *m_seen, *newest);
    if (!count)
        return base::fail(count.error());
    for (const storage::FailedCall &call : *failed)
        m_log.write(lineOf(call));
    if (*count > kLinesATurn)
        m_log.write({.level = logs::Level::Warning,
                     .category = "calls",
                     .message = "more calls failed",
                     .fields = {{"calls", *count - kLinesATurn}}});
    m_seen = *newest;
    return {};
}

} // namespace gateway
