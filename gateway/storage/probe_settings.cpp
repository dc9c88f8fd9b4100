#include "storage/probe_settings.h"

#include "storage/settings_rows.h"

namespace storage {

using model::ProbeSettings;

base::Result<ProbeSettings> loadProbeSettings(Database &db)
{
    return loadSettingsRows<ProbeSettings>(db, "reading how models are asked");
}

base::Result<> saveProbeSettings(Database &db, const ProbeSettings &settings)
{
    return saveSettingsRows(db, settings, "saving how models are asked");
}

} // namespace storage
