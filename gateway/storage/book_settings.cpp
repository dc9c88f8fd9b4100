#include "storage/book_settings.h"

#include "storage/settings_rows.h"

namespace storage {

using model::BookSettings;

base::Result<BookSettings> loadBookSettings(Database &db)
{
    return loadSettingsRows<BookSettings>(db, "reading how the books are kept");
}

base::Result<> saveBookSettings(Database &db, const BookSettings &settings)
{
    return saveSettingsRows(db, settings, "saving how the books are kept");
}

} // namespace storage
