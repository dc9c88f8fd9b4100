#include "ui/pages/keys/key_row.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

#include "ui/pages/keys/list_values.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kSoonDays = 14;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::keys", text);
}

QString counted(const char *text, qint64 count)
{
    return QCoreApplication::translate("ui::keys", text, nullptr, static_cast<int>(count));
}

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

struct Role {
    QLatin1StringView id;
    const char *word;
    const char *meaning;     ///< Of a key.
    const char *userMeaning; ///< Of a user.
};
constexpr Role kRoles[] = {
    {"member"_L1, QT_TRANSLATE_NOOP("ui::keys", "Member"),
     QT_TRANSLATE_NOOP("ui::keys", "May call models. The right choice for an app."),
     QT_TRANSLATE_NOOP("ui::keys", "Calls models. Sees their own keys, calls and costs.")},
    {"viewer"_L1, QT_TRANSLATE_NOOP("ui::keys", "Viewer"),
     QT_TRANSLATE_NOOP("ui::keys", "May call models and read calls, costs and settings."),
     QT_TRANSLATE_NOOP("ui::keys", "Also sees calls, costs and settings.")},
    {"operator"_L1, QT_TRANSLATE_NOOP("ui::keys", "Operator"),
     QT_TRANSLATE_NOOP("ui::keys", "May also see the keys and test providers."),
     QT_TRANSLATE_NOOP("ui::keys", "Also tests providers and works the switch.")},
    {"admin"_L1, QT_TRANSLATE_NOOP("ui::keys", "Admin"),
     QT_TRANSLATE_NOOP("ui::keys", "May also change providers, keys and settings. Give it to no app."),
     QT_TRANSLATE_NOOP("ui::keys", "Also changes providers, keys, users and settings.")},
    {"super_admin"_L1, QT_TRANSLATE_NOOP("ui::keys", "Super admin"),
     QT_TRANSLATE_NOOP("ui::keys", "May do everything. Give it to no app."),
     QT_TRANSLATE_NOOP("ui::keys", "May do everything, in all teams.")},
};

const Role *findRole(const QString &id)
{
    const auto *hit = std::ranges::find(kRoles, id, &Role::id);
    return hit == std::end(kRoles) ? nullptr : hit;
}

} // namespace

KeyState KeyRow::stateAt(const QDateTime &now) const
{
    if (revokedAt.isValid())
        return KeyState::Revoked;
    return expiresAt.isValid() && expiresAt <= now ? KeyState::Expired : KeyState::Active;
}

QString KeyRow::ownerText() const
{
    const QString who = userName.isEmpty() ? user : userName;
    const QString where = teamName.isEmpty() ? team : teamName;
    return who.isEmpty() || where.isEmpty() ? who + where : who + u", "_s + where;
}

std::optional<KeyRow> parseKey(const base::Json &row)
{
    KeyRow out{.id = text(row, "id"),
               .name = text(row, "name"),
               .prefix = text(row, "prefix"),
               .role = text(row, "role"),
               .user = text(row, "user"),
               .userName = text(row, "user_name"),
               .team = text(row, "team"),
               .teamName = text(row, "team_name"),
               .allowedModels = namesOf(base::at(row, "allowed_models")),
               .allowedProviders = namesOf(base::at(row, "allowed_providers")),
               .allowedAddresses = namesOf(base::at(row, "allowed_ips")),
               .tags = namesOf(base::at(row, "tags")),
               .limits = parseLimits(base::at(row, "limits")),
               .strict = base::truthOr(base::at(row, "strict")),
               .mustSign = base::truthOr(base::at(row, "require_signature")),
               .signingSecret = text(row, "signing_secret"),
               .expiresAt = parseTime(text(row, "expires_at")),
               .revokedAt = parseTime(text(row, "revoked_at")),
               .createdAt = parseTime(text(row, "created_at")),
               .lastUsedAt = parseTime(text(row, "last_used_at")),
               .previousPrefix = text(row, "previous_prefix"),
               .previousUntil = parseTime(text(row, "previous_until")),
               .version = base::integerOr(base::at(row, "version"))};
    return out.id.isEmpty() ? std::nullopt : std::optional(std::move(out));
}

std::vector<KeyRow> parseKeys(const base::Json &answer)
{
    std::vector<KeyRow> rows;
    for (const base::Json &row : base::at(answer, "data"))
        if (auto parsed = parseKey(row))
            rows.push_back(std::move(*parsed));
    return rows;
}

QHash<QString, KeyUsage> parseKeyUsage(const base::Json &answer)
{
    QHash<QString, KeyUsage> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.insert(text(row, "key"), {.calls = base::integerOr(base::at(row, "calls")),
                                      .unpricedCalls = base::integerOr(base::at(row, "unpriced_calls")),
                                      .cost = {base::integerOr(base::at(row, "cost_nanos"))},
                                      .currency = text(row, "currency")});
    return out;
}

QString roleWord(const QString &role)
{
    const Role *known = findRole(role);
    return known ? translated(known->word) : role;
}

QString roleMeaning(const QString &role)
{
    const Role *known = findRole(role);
    return known ? translated(known->meaning) : QString();
}

QString userRoleMeaning(const QString &role)
{
    const Role *known = findRole(role);
    return known ? translated(known->userMeaning) : QString();
}

QStringList keyRoles()
{
    QStringList out;
    for (const Role &role : kRoles)
        out += role.id;
    return out;
}

QString expiryText(const KeyRow &row, const QDateTime &now)
{
    if (!row.expiresAt.isValid())
        return translated(QT_TRANSLATE_NOOP("ui::keys", "never"));
    const QDate day = row.expiresAt.toLocalTime().date();
    const qint64 days = now.toLocalTime().date().daysTo(day);
    if (row.stateAt(now) == KeyState::Active && days == 0)
        return translated(QT_TRANSLATE_NOOP("ui::keys", "today"));
    if (row.stateAt(now) == KeyState::Active && days <= kSoonDays)
        return counted(QT_TRANSLATE_N_NOOP("ui::keys", "in %n day(s)"), days);
    return dayText(row.expiresAt);
}

} // namespace ui
