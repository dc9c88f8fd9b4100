#include "storage/settings_rows.h"

namespace storage {

base::Result<> saveSettingsRow(Database &db, std::string_view name, const base::Json &value)
{
    auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                      "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":name"_s, name);
    upsert->bind(u":value"_s, std::string_view(base::dump(value)));
    return upsert->run();
}

} // namespace storage
