#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "model/fields.h"
#include "storage/database.h"
#include "storage/resource.h"

/// Settings of which each field is a row of its own in config.db, as JSON. Thread: the Database's. Errors: Storage.
namespace storage {

/// What has no row keeps its default, and so does what another version wrote and this one does not understand.
template <typename Settings>
base::Result<Settings> loadSettingsRows(Database &db, std::string_view doing)
{
    auto select = db.config().prepare("SELECT name, value FROM settings");
    if (!select)
        return base::fail(std::move(select.error()));
    Settings out;
    auto done = select->forEach([&](const Statement &row) {
        const std::string name = row.text(0);
        for (const auto &field : model::fieldsOf<Settings>())
            if (field.name == name)
                if (const auto value = base::parseJson(row.text(1)))
                    static_cast<void>(field.write(out, *value));
    });
    if (!done)
        return base::fail(std::move(done.error()), std::string(doing));
    return out;
}

base::Result<> saveSettingsRow(Database &db, std::string_view name, const base::Json &value);

template <typename Settings>
base::Result<> saveSettingsRows(Database &db, const Settings &settings, std::string_view doing)
{
    for (const auto &field : model::fieldsOf<Settings>())
        if (auto done = saveSettingsRow(db, field.name, field.read(settings)); !done)
            return base::fail(std::move(done.error()), std::string(doing));
    return {};
}

} // namespace storage
