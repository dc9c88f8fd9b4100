#include "storage/retention.h"

#include <string>

#include "storage/request_blocks.h"
#include "storage/resource.h"

namespace storage {
namespace {

constexpr std::string_view kOldest = "FROM requests WHERE started_ms < :before ORDER BY started_ms, no LIMIT :most)";

base::Result<std::int64_t> remove(Database &db, const std::string &sql, std::int64_t beforeMs, std::int64_t most)
{
    auto statement = db.usage().prepare(sql + std::string(kOldest));
    if (!statement)
        return base::fail(std::move(statement.error()));
    statement->bind(u":before"_s, beforeMs);
    statement->bind(u":most"_s, most);
    if (auto done = statement->run(); !done)
        return base::fail(std::move(done.error()), "forgetting old calls");
    return statement->changed();
}

base::Result<std::int64_t> number(Database &db, std::string_view sql, const char *during)
{
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), during);
    return out;
}

base::Result<std::int64_t> pragma(Database &db, std::string_view name)
{
    return number(db, "PRAGMA " + std::string(name), "reading the size of usage.db");
}

} // namespace

base::Result<std::int64_t> forgetCalls(Database &db, std::int64_t beforeMs, std::int64_t most)
{
    return db.usage().transaction([&]() -> base::Result<std::int64_t> {
        for (const char *table : {"cost_records", "routing_decisions"})
            if (auto done = remove(db, std::string("DELETE FROM ") + table + " WHERE request_id IN (SELECT id ",
                                   beforeMs, most);
                !done)
                return done;
        const auto gone = remove(db, "DELETE FROM requests WHERE no IN (SELECT no ", beforeMs, most);
        if (!gone || *gone == 0)
            return gone;
        if (auto done = forgetSummaries(db); !done)
            return base::fail(std::move(done.error()));
        return gone;
    });
}

base::Result<std::int64_t> oldestCall(Database &db)
{
    return number(db, "SELECT coalesce((SELECT min(started_ms) FROM requests), 0)", "looking for the oldest call");
}

base::Result<std::int64_t> usageBytes(Database &db)
{
    const auto pages = pragma(db, "page_count");
    const auto free = pragma(db, "freelist_count");
    const auto size = pragma(db, "page_size");
    if (!pages || !free || !size)
        return base::fail(!pages ? pages.error() : !free ? free.error() : size.error());
    return (*pages - *free) * *size;
}

base::Result<> shrinkUsage(Database &db)
{
    return db.usage().execute("PRAGMA incremental_vacuum(500)");
}

} // namespace storage
