#include "storage/logged_calls.h"

#include <limits>

#include "storage/further_usage.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

// As bytes, which are taken over as they are: most of a row is its trace.
constexpr std::string_view kRead =
    "SELECT no, started_ms, CAST(client_key_id AS BLOB), CAST(client_key_name AS BLOB), CAST(endpoint AS BLOB), "
    "stream, "
    "input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens, "
    "usage_reported, CASE WHEN confidence = 'unpriced' THEN NULL ELSE cost_nanos END, CAST(coalesce((SELECT trace FROM "
    "routing_decisions WHERE request_id = requests.id), '') AS BLOB), CAST(further_usage AS BLOB), CAST(application AS "
    "BLOB) "
    "FROM requests WHERE started_ms < :to AND (started_ms, no) > (:after_ms, :after_no) "
    "ORDER BY started_ms, no LIMIT :limit";

void read(LoggedCallRow &to, const Statement &row)
{
    to.no = row.integer(0);
    to.startedMs = row.integer(1);
    to.clientKeyId = row.bytes(2);
    to.clientKeyName = row.bytes(3);
    to.endpoint = row.bytes(4);
    to.stream = row.integer(5) != 0;
    to.usage = {.input = row.integer(6),
                .cacheRead = row.integer(7),
                .cacheWrite5m = row.integer(8),
                .cacheWrite1h = row.integer(9),
                .output = row.integer(10),
                .reasoning = row.integer(11),
                .reported = row.integer(12) != 0};
    to.costNanos = row.maybeInteger(13);
    to.trace = row.bytes(14);
    readFurtherUsage(to.usage, row.bytes(15));
    to.application = row.bytes(16);
}

} // namespace

base::Result<std::optional<LogPlace>> readLog(Database &db, const LogSpan &span, const LogPlace &after,
                                              std::int64_t limit,
                                              const std::function<void(const LoggedCallRow &)> &take)
{
    auto select = db.usage().prepare(kRead);
    if (!select)
        return base::fail(std::move(select.error()));
    const bool begins = after.startedMs < span.fromMs;
    select->bind(u":after_ms"_s, begins ? span.fromMs - 1 : after.startedMs);
    select->bind(u":after_no"_s, begins ? std::numeric_limits<std::int64_t>::max() : after.no);
    select->bind(u":to"_s, span.toMs);
    select->bind(u":limit"_s, limit);
    LoggedCallRow row;
    std::int64_t rows = 0;
    auto done = select->forEach([&](const Statement &from) {
        read(row, from);
        ++rows;
        take(row);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading the log");
    if (rows < limit)
        return std::optional<LogPlace>();
    return std::optional(LogPlace{row.startedMs, row.no});
}

base::Result<std::int64_t> countLog(Database &db, const LogSpan &span)
{
    auto select = db.usage().prepare("SELECT count(*) FROM requests WHERE started_ms >= :from AND started_ms < :to");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, span.fromMs);
    select->bind(u":to"_s, span.toMs);
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting the log");
    return out;
}

} // namespace storage
