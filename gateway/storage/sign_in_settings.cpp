#include "storage/sign_in_settings.h"

#include "base/json.h"
#include "storage/resource.h"

namespace storage {
namespace {

using base::Json;
using model::SignInSettings;

Json jsonOf(const SignInSettings &settings)
{
    Json out = model::toJson(settings);
    out["oidc_client_secret"] = settings.clientSecret; // the reference
    return out;
}

/// What another version has written and we do not know stays out; what is missing has its default.
SignInSettings settingsFrom(const Json &json)
{
    SignInSettings out;
    for (const auto &field : model::fieldsOf<SignInSettings>())
        if (const Json &value = base::at(json, field.name); !value.is_null() && field.use != model::FieldUse::ReadOnly)
            static_cast<void>(field.write(out, value));
    out.version = base::integerOr(base::at(json, "version"), 1);
    return out;
}

} // namespace

base::Result<SignInSettings> loadSignInSettings(Database &db)
{
    auto select = db.config().prepare("SELECT value FROM settings WHERE name = 'sign_in'");
    if (!select)
        return base::fail(std::move(select.error()));
    SignInSettings out;
    auto done = select->forEach([&](const Statement &row) {
        if (const auto json = base::parseJson(row.text(0)))
            out = settingsFrom(*json);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading how people sign in");
    return out;
}

base::Result<SignInSettings> saveSignInSettings(Database &db, SignInSettings settings)
{
    return db.config().transaction([&]() -> base::Result<SignInSettings> {
        const auto current = loadSignInSettings(db);
        if (!current)
            return base::fail(current.error());
        if (current->version != settings.version)
            return base::fail(base::ErrorCode::Conflict,
                              "the settings are at version " + std::to_string(current->version)
                                  + " now; read them again and repeat the change",
                              "if_version");
        ++settings.version;
        auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES ('sign_in', :value) "
                                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        upsert->bind(u":value"_s, std::string_view(base::dump(jsonOf(settings))));
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "saving how people sign in");
        return settings;
    });
}

base::Result<std::map<std::string, std::string, std::less<>>> oidcSubjects(Database &db)
{
    auto select = db.config().prepare("SELECT oidc_subject, id FROM users WHERE oidc_subject <> ''");
    if (!select)
        return base::fail(std::move(select.error()));
    std::map<std::string, std::string, std::less<>> out;
    auto done = select->forEach([&](const Statement &row) { out.emplace(row.text(0), row.text(1)); });
    if (!done)
        return base::fail(std::move(done.error()), "reading whom an issuer knows");
    return out;
}

} // namespace storage
