#include "storage/booked_attempts.h"

#include <limits>

#include "storage/request_columns.h"
#include "storage/resource.h"

namespace storage {
namespace {

std::string readSql(bool allKeys)
{
    std::string columns;
    for (const auto &column : attemptColumns().columns())
        columns += ", tries." + column.name.toStdString();
    return "SELECT calls.started_ms, calls.no, calls.client_key_id, calls.requested_model" + columns
           + " FROM (SELECT no, id, started_ms, client_key_id, requested_model FROM requests WHERE started_ms < :to "
             "AND (started_ms, no) > (:after_ms, :after_no)"
           + (allKeys ? "" : " AND client_key_id IN (SELECT value FROM json_each(:keys))")
           + " ORDER BY started_ms, no LIMIT :limit) AS calls "
             "LEFT JOIN cost_records AS tries ON tries.request_id = calls.id ORDER BY 1, 2, tries.attempt";
}

} // namespace

base::Result<std::optional<LogPlace>> readAttempts(Database &db, const KeyScope &keys, const LogSpan &span,
                                                   const LogPlace &after, std::int64_t limit,
                                                   const std::function<void(const BookedAttempt &)> &take)
{
    constexpr int kOwn = 4; // columns before those of the attempt
    static const std::string all = readSql(true), some = readSql(false);
    auto select = db.usage().prepare(keys.isAll() ? all : some);
    if (!select)
        return base::fail(std::move(select.error()));
    const bool begins = after.startedMs < span.fromMs;
    select->bind(u":after_ms"_s, begins ? span.fromMs - 1 : after.startedMs);
    select->bind(u":after_no"_s, begins ? std::numeric_limits<std::int64_t>::max() : after.no);
    select->bind(u":to"_s, span.toMs);
    select->bind(u":limit"_s, limit);
    if (!keys.isAll())
        select->bind(u":keys"_s, std::string_view(keys.json()));
    std::optional<LogPlace> last;
    auto done = select->forEach([&](const Statement &row) {
        last = {row.integer(0), row.integer(1)};
        if (row.maybeInteger(kOwn + 5)) // a call that was turned away has no attempt, and so no start of one
            take({*last, row.text(2), row.text(3), attemptColumns().read(row, kOwn)});
    });
    if (!done)
        return base::fail(std::move(done.error()));
    return last;
}

} // namespace storage
