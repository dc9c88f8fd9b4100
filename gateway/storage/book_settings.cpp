#include "storage/book_settings.h"

#include "base/json.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::BookSettings;

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

base::Result<BookSettings> loadBookSettings(Database &db)
{
    auto select = db.config().prepare("SELECT name, value FROM settings");
    if (!select)
        return base::fail(std::move(select.error()));
    BookSettings out;
    auto done = select->forEach([&](const Statement &row) {
        const std::string name = row.text(0);
        for (const auto &field : model::fieldsOf<BookSettings>())
            if (field.name == name)
                if (const auto value = base::parseJson(row.text(1)))
                    static_cast<void>(field.write(out, *value)); // of another version: the default stays
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading how the books are kept");
    return out;
}

base::Result<> saveBookSettings(Database &db, const BookSettings &settings)
{
    for (const auto &field : model::fieldsOf<BookSettings>())
        if (auto done = save(db, field.name, field.read(settings)); !done)
            return base::fail(std::move(done.error()), "saving how the books are kept");
    return {};
}

} // namespace storage
