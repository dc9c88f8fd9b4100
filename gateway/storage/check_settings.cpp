#include "storage/check_settings.h"

#include "storage/settings_rows.h"

namespace storage {

using model::CheckSettings;

base::Result<CheckSettings> loadCheckSettings(Database &db)
{
    return loadSettingsRows<CheckSettings>(db, "reading how keys are checked");
}

base::Result<> saveCheckSettings(Database &db, const CheckSettings &settings)
{
    return saveSettingsRows(db, settings, "saving how keys are checked");
}

} // namespace storage
