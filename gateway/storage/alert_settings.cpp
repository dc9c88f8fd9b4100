#include "storage/alert_settings.h"

#include <algorithm>

#include "base/json.h"
#include "storage/resource.h"

namespace storage {
namespace {

using base::Json;
using model::AlertChannel;
using model::AlertRule;
using model::AlertSettings;

Json jsonOf(const AlertSettings &settings)
{
    Json out = model::toJson(settings);
    for (std::size_t i = 0; i < settings.channels.size(); ++i)
        out["channels"][i]["secret"] = settings.channels[i].secret; // the reference
    return out;
}

/// What another version has written and we do not know stays out; what is missing has its default.
template <typename T>
void takeKnown(T &to, const Json &json)
{
    for (const auto &field : model::fieldsOf<T>())
        if (const Json &value = base::at(json, field.name); !value.is_null() && field.use != model::FieldUse::ReadOnly)
            static_cast<void>(field.write(to, value));
}

void takeRule(AlertSettings &to, const Json &json)
{
    const auto kind = model::alertKindFrom(base::textOr(base::at(json, "kind")));
    const auto rule = std::ranges::find(to.rules, kind.value_or(model::AlertKind{}), &AlertRule::kind);
    if (kind && rule != to.rules.end())
        takeKnown(*rule, json);
}

AlertSettings settingsFrom(const Json &json)
{
    AlertSettings out;
    out.desktop = base::truthOr(base::at(json, "desktop"), out.desktop);
    out.desktopLeast = model::severityFrom(base::textOr(base::at(json, "desktop_severity"))).value_or(out.desktopLeast);
    for (const Json &rule : base::at(json, "rules"))
        takeRule(out, rule);
    for (const Json &channel : base::at(json, "channels")) {
        AlertChannel taken{.id = base::textOr(base::at(channel, "id"))};
        takeKnown(taken, channel);
        out.channels.push_back(std::move(taken));
    }
    out.version = base::integerOr(base::at(json, "version"), 1);
    return out;
}

} // namespace

base::Result<AlertSettings> loadAlertSettings(Database &db)
{
    auto select = db.config().prepare("SELECT value FROM settings WHERE name = 'alerts'");
    if (!select)
        return base::fail(std::move(select.error()));
    AlertSettings out;
    auto done = select->forEach([&](const Statement &row) {
        if (const auto json = base::parseJson(row.text(0)))
            out = settingsFrom(*json);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading what is told of");
    return out;
}

base::Result<AlertSettings> saveAlertSettings(Database &db, AlertSettings settings)
{
    return db.config().transaction([&]() -> base::Result<AlertSettings> {
        const auto current = loadAlertSettings(db);
        if (!current)
            return base::fail(current.error());
        if (current->version != settings.version)
            return base::fail(base::ErrorCode::Conflict,
                              "the settings are at version " + std::to_string(current->version)
                                  + " now; read them again and repeat the change",
                              "if_version");
        ++settings.version;
        auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES ('alerts', :value) "
                                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        upsert->bind(u":value"_s, std::string_view(base::dump(jsonOf(settings))));
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "saving what is told of");
        return settings;
    });
}

} // namespace storage
