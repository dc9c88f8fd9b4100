#include "storage/log_settings.h"

#include "base/json.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::LogSettings;

/// One row, as JSON.
base::Result<> save(Database &db, std::string_view name, const base::Json &value)
{
    auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                      "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":name"_s, name);
    upsert->bind(u":value"_s, std::string_view(base::dump(value)));
    return upsert->run();
}

} // namespace

base::Result<LogSettings> loadLogSettings(Database &db)
{
    auto select = db.config().prepare("SELECT name, value FROM settings");
    if (!select)
        return base::fail(std::move(select.error()));
    LogSettings out;
    auto done = select->forEach([&](const Statement &row) {
        const std::string name = row.text(0);
        for (const auto &field : model::fieldsOf<LogSettings>())
            if (field.name == name)
                if (const auto value = base::parseJson(row.text(1)))
                    static_cast<void>(field.write(out, *value)); // of another version: the default stays
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading what is kept of the log");
    return out;
}

base::Result<> saveLogSettings(Database &db, const LogSettings &settings)
{
    const auto before = loadLogSettings(db);
    if (!before)
        return base::fail(before.error());
    for (const auto &field : model::fieldsOf<LogSettings>()) {
        if (field.read(*before) == field.read(settings))
            continue; // what stays the default has no row
        if (auto done = save(db, field.name, field.read(settings)); !done)
            return base::fail(std::move(done.error()), "saving what is kept of the log");
    }
    return {};
}

} // namespace storage
