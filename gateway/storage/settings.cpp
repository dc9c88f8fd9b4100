#include "storage/settings.h"

#include <string>
#include <variant>

#include "base/text.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::Settings;

/// Name of the row and the member it sets.
struct Row {
    std::string_view name;
    std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*> member;
};

constexpr Row kRows[] = {
    // a new setting is one line here
    {"default_model", &Settings::defaultModel},
    {"max_attempts", &Settings::maxAttempts},
    {"strategy", &Settings::strategy},
    {"affinity", &Settings::affinity},
    {"hedging", &Settings::hedging},
    {"hedge_after_ms", &Settings::hedgeAfterMs},
    {"hedge_percent", &Settings::hedgePercent},
    {"version", &Settings::version},
};

void readRow(Settings &settings, std::string_view name, std::string value)
{
    for (const Row &row : kRows) {
        if (row.name != name)
            continue;
        if (const auto *text = std::get_if<std::string Settings::*>(&row.member))
            settings.**text = std::move(value);
        else if (const auto *truth = std::get_if<bool Settings::*>(&row.member))
            settings.**truth = value != "0";
        else if (const auto number = base::parseInteger(value))
            settings.*std::get<std::int64_t Settings::*>(row.member) = *number;
        return;
    }
}

std::string rowValue(const Settings &settings, const Row &row)
{
    if (const auto *text = std::get_if<std::string Settings::*>(&row.member))
        return settings.**text;
    if (const auto *truth = std::get_if<bool Settings::*>(&row.member))
        return settings.**truth ? "1" : "0";
    return std::to_string(settings.*std::get<std::int64_t Settings::*>(row.member));
}

base::Result<> writeRow(Connection &config, std::string_view name, const std::string &value)
{
    auto upsert = config.prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                 "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":name"_s, name);
    upsert->bind(u":value"_s, std::string_view(value));
    return upsert->run();
}

} // namespace

base::Result<Settings> loadSettings(Database &db)
{
    Settings out;
    auto select = db.config().prepare("SELECT name, value FROM settings");
    if (!select)
        return base::fail(std::move(select.error()));
    auto done = select->forEach([&](const Statement &row) { readRow(out, row.text(0), row.text(1)); });
    if (!done)
        return base::fail(std::move(done.error()), "reading the settings");
    return out;
}

base::Result<Settings> saveSettings(Database &db, Settings settings)
{
    return db.config().transaction([&]() -> base::Result<Settings> {
        const auto current = loadSettings(db);
        if (!current)
            return base::fail(current.error());
        if (current->version != settings.version)
            return base::fail(base::ErrorCode::Conflict,
                              "the settings are at version " + std::to_string(current->version)
                                  + " now; read them again and repeat the change",
                              "if_version");
        ++settings.version;
        for (const Row &row : kRows)
            if (auto done = writeRow(db.config(), row.name, rowValue(settings, row)); !done)
                return base::fail(std::move(done.error()), "saving the settings");
        return settings;
    });
}

} // namespace storage
