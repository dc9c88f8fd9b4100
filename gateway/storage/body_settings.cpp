#include "storage/body_settings.h"

#include "storage/settings_rows.h"

namespace storage {

using model::BodySettings;

base::Result<BodySettings> loadBodySettings(Database &db)
{
    return loadSettingsRows<BodySettings>(db, "reading whose requests and answers are kept");
}

base::Result<> saveBodySettings(Database &db, const BodySettings &settings)
{
    const auto before = loadBodySettings(db);
    if (!before)
        return base::fail(before.error());
    for (const auto &field : model::fieldsOf<BodySettings>()) {
        if (field.read(*before) == field.read(settings))
            continue; // what stays the default has no row
        if (auto done = saveSettingsRow(db, field.name, field.read(settings)); !done)
            return base::fail(std::move(done.error()), "saving whose requests and answers are kept");
    }
    return {};
}

} // namespace storage
