#include "call_retention.h"

#include <algorithm>

#include <QLoggingCategory>

#include "storage/book_settings.h"
#include "storage/retention.h"

namespace gateway {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.storage")

using namespace std::chrono_literals;

constexpr auto kInterval = 60s;
constexpr auto kDelay = 50ms;
constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kMegabyte = 1LL << 20;
constexpr std::int64_t kCallsAtOnce = 200;

/// The calls that began before may go; 0: none may.
base::Result<std::int64_t> endOfOld(storage::Database &db, const model::BookSettings &settings, std::int64_t now)
{
    const std::int64_t byAge = settings.keepDays > 0 ? now - settings.keepDays * kDayMs : 0;
    if (settings.keepMegabytes <= 0)
        return byAge;
    const auto bytes = storage::usageBytes(db);
    if (!bytes)
        return bytes;
    return *bytes > settings.keepMegabytes * kMegabyte ? std::max(byAge, now - kDayMs) : byAge;
}

/// True when there may be more.
base::Result<bool> forgetSome(storage::Database &db, std::int64_t now)
{
    const auto settings = storage::loadBookSettings(db);
    if (!settings)
        return base::fail(settings.error());
    const auto before = endOfOld(db, *settings, now);
    if (!before)
        return base::fail(before.error());
    if (*before <= 0)
        return false;
    const auto gone = storage::forgetCalls(db, *before, kCallsAtOnce);
    if (!gone)
        return base::fail(gone.error());
    if (*gone > 0)
        if (auto done = storage::shrinkUsage(db); !done)
            return base::fail(std::move(done.error()));
    return *gone == kCallsAtOnce;
}

} // namespace

CallRetention::CallRetention(storage::StorageThread &writer, std::function<void(std::int64_t)> begins,
                             const base::Clock &clock)
    : m_begins(std::move(begins)), m_clock(clock)
{
    m_turns = writer.every(kInterval, kDelay, [this](storage::Database &db) { return turn(db); });
    m_turns->nudge();
}

storage::NextTurn CallRetention::turn(storage::Database &db)
{
    const auto more = forgetSome(db, m_clock.wallMillis());
    if (!more)
        qCWarning(ownLog, "old calls stay for now: %s", base::describe(more.error()).c_str());
    else if (m_begins)
        tell(db);
    return more && *more ? storage::NextTurn::Now : storage::NextTurn::AtInterval;
}

void CallRetention::tell(storage::Database &db)
{
    if (const auto oldest = storage::oldestCall(db); oldest && *oldest > 0)
        m_begins(*oldest);
}

} // namespace gateway
