#include "storage/failed_calls.h"

namespace storage {
namespace {

using namespace Qt::StringLiterals;

constexpr std::string_view kColumns =
    "SELECT r.no, r.id, r.started_ms, r.provider_name, r.outcome, r.error_code, "
    "coalesce((SELECT c.failure FROM cost_records c WHERE c.request_id = r.id ORDER BY c.attempt DESC LIMIT 1), ''), "
    "coalesce((SELECT c.status FROM cost_records c WHERE c.request_id = r.id ORDER BY c.attempt DESC LIMIT 1), 0), "
    "(SELECT count(*) FROM cost_records c WHERE c.request_id = r.id) FROM requests r ";
constexpr std::string_view kBehind = "WHERE no > :after AND no <= :last AND outcome IN ('failed', 'partial')";

FailedCall rowOf(const Statement &row)
{
    return {.no = row.integer(0),
            .id = row.text(1),
            .startedMs = row.integer(2),
            .provider = row.text(3),
            .outcome = row.text(4),
            .errorCode = row.text(5),
            .failure = row.text(6),
            .status = row.integer(7),
            .attempts = row.integer(8)};
}

base::Result<std::vector<FailedCall>> rowsOf(Statement &select)
{
    std::vector<FailedCall> out;
    if (auto done = select.forEach([&](const Statement &row) { out.push_back(rowOf(row)); }); !done)
        return base::fail(std::move(done.error()), "reading calls that failed");
    return out;
}

base::Result<std::int64_t> numberOf(base::Result<Statement> select)
{
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()), "counting calls that failed");
    return out;
}

} // namespace

base::Result<std::int64_t> newestCall(Database &db)
{
    auto select = db.usage().prepare("SELECT coalesce(max(no), 0) FROM requests");
    if (!select)
        return base::fail(std::move(select.error()));
    return numberOf(std::move(select));
}

base::Result<std::vector<FailedCall>> failedCallsBehind(Database &db, std::int64_t after, std::int64_t last,
                                                        std::int64_t limit)
{
    std::string sql(kColumns);
    sql.append(kBehind).append(" ORDER BY no LIMIT :limit");
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":after"_s, after);
    select->bind(u":last"_s, last);
    select->bind(u":limit"_s, limit);
    return rowsOf(*select);
}

base::Result<std::int64_t> countFailedCallsBehind(Database &db, std::int64_t after, std::int64_t last)
{
    std::string sql("SELECT count(*) FROM requests ");
    auto select = db.usage().prepare(sql.append(kBehind));
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":after"_s, after);
    select->bind(u":last"_s, last);
    return numberOf(std::move(select));
}

base::Result<std::vector<FailedCall>> newestFailedCalls(Database &db, std::int64_t fromMs, std::int64_t limit)
{
    std::string sql(kColumns);
    sql.append(
        "WHERE r.started_ms >= :from AND r.outcome IN ('failed', 'partial') ORDER BY r.started_ms DESC LIMIT :limit");
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    select->bind(u":limit"_s, limit);
    return rowsOf(*select);
}

} // namespace storage
