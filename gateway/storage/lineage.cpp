#include "storage/lineage.h"

#include "base/clock.h"
#include "base/id.h"
#include "storage/resource.h"

namespace storage {
namespace {

// One row of the settings: the id, a space, the place.
constexpr const char *kRead = "SELECT value FROM settings WHERE name = 'lineage'";
constexpr const char *kWrite = "INSERT INTO settings (name, value) VALUES ('lineage', :value) "
                               "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

} // namespace

base::Result<std::string> lineageAt(Database &db, const std::string &place)
{
    std::string row;
    auto select = db.config().prepare(kRead);
    if (!select)
        return base::fail(std::move(select.error()));
    if (auto done = select->forEach([&](const Statement &one) { row = one.text(0); }); !done)
        return base::fail(std::move(done.error()), "reading whose config.db this is");
    const auto space = row.find(' ');
    if (space == std::string::npos || row.compare(space + 1, std::string::npos, place) != 0)
        return beginLineage(db, place);
    return row.substr(0, space);
}

base::Result<std::string> beginLineage(Database &db, const std::string &place)
{
    std::string id = base::makeId("line_", base::systemClock().wallMillis());
    const std::string row = id + " " + place;
    auto upsert = db.config().prepare(kWrite);
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":value"_s, std::string_view(row));
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "noting whose config.db this is");
    return id;
}

} // namespace storage
