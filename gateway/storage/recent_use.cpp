#include "storage/recent_use.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kLongestCallMs = 15 * 60 * 1000;

base::Result<std::vector<RecentUse>> read(base::Result<Statement> select, std::int64_t sinceMs)
{
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":since"_s, sinceMs);
    select->bind(u":earliest"_s, sinceMs - kLongestCallMs);
    std::vector<RecentUse> out;
    auto done = select->forEach([&](const Statement &row) {
        out.push_back({.subject = row.text(0),
                       .model = row.text(1),
                       .startedMs = row.integer(2),
                       .count = row.integer(3),
                       .tokens = row.integer(4)});
    });
    if (!done)
        return base::fail(std::move(done.error()));
    return out;
}

} // namespace

base::Result<std::vector<RecentUse>> recentCalls(Database &db, std::int64_t sinceMs)
{
    return read(db.usage().prepare("SELECT client_key_id, '', max(started_ms), count(*), "
                                   "sum(input_tokens + output_tokens) FROM requests "
                                   "WHERE started_ms >= max(:since, :earliest) AND outcome <> 'refused' "
                                   "GROUP BY client_key_id, started_ms / 10"),
                sinceMs);
}

base::Result<std::vector<RecentUse>> recentAttempts(Database &db, std::int64_t sinceMs)
{
    return read(db.usage().prepare("SELECT c.provider_id, c.model, max(c.started_ms), count(*), "
                                   "sum(c.input_tokens + c.output_tokens) FROM requests r "
                                   "JOIN cost_records c ON c.request_id = r.id "
                                   "WHERE r.started_ms >= :earliest AND r.started_ms + r.duration_us / 1000 >= :since "
                                   "AND c.started_ms >= :since GROUP BY c.provider_id, c.model, c.started_ms / 10"),
                sinceMs);
}

} // namespace storage
