#include "storage/self_check.h"

#include <sqlite3.h>

namespace storage {

base::Result<std::string> quickCheck(Connection &connection)
{
    auto check = connection.prepare("PRAGMA quick_check(3)");
    if (!check)
        return base::fail(std::move(check.error()));
    std::string out;
    auto done = check->forEach([&](const Statement &row) {
        if (const std::string words = row.text(0); words != "ok")
            out += (out.empty() ? "" : "; ") + words;
    });
    if (!done)
        return base::fail(std::move(done.error()));
    return out;
}

base::Result<std::int64_t> newestCallMs(Database &db)
{
    auto select = db.usage().prepare("SELECT coalesce(max(started_ms), 0) FROM requests");
    if (!select)
        return base::fail(std::move(select.error()));
    std::int64_t out = 0;
    if (auto done = select->forEach([&](const Statement &row) { out = row.integer(0); }); !done)
        return base::fail(std::move(done.error()));
    return out;
}

std::string sqliteVersion()
{
    return ::sqlite3_libversion();
}

} // namespace storage
