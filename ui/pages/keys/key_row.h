#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include "base/json.h"
#include "model/money.h"
#include "ui/pages/keys/rate_limits.h"

namespace ui {

/// Whether a key is taken at the door.
enum class KeyState : std::uint8_t { Active, Expired, Revoked };

/// One client key, as the list shows it; never the key itself. All text comes from outside and is shown as plain text
/// only.
struct KeyRow {
    QString id{};
    QString name{};
    QString prefix{};
    QString role{};
    QString user{}; ///< Whose it is, by id; empty: nobody's. For good.
    QString userName{};
    QString team{}; ///< For good, too.
    QString teamName{};
    QStringList allowedModels{};
    QStringList allowedProviders{}; ///< Ids.
    QStringList allowedAddresses{};
    QStringList tags{};
    RateLimits limits{};
    bool strict = false;     ///< Its calls are refused where a provider could not be told all they say.
    bool mustSign = false;   ///< Its calls are refused unless they are signed.
    QString signingSecret{}; ///< Where it is: `env:NAME`, `file:PATH`, `keychain:ID`; never the secret itself.
    QDateTime expiresAt{};   ///< Invalid: never.
    QDateTime revokedAt{};
    QDateTime createdAt{};
    QDateTime lastUsedAt{};
    QString previousPrefix{};  ///< Of the key before the last rotation, while it still works.
    QDateTime previousUntil{}; ///< Until when. Invalid: it does not.
    std::int64_t version = 0;
    friend bool operator==(const KeyRow &, const KeyRow &) = default;

    KeyState stateAt(const QDateTime &now) const;
    /// `mira, Research`; one of them alone, or nothing.
    QString ownerText() const;
};

/// What a key did today.
struct KeyUsage {
    std::int64_t calls = 0;
    std::int64_t unpricedCalls = 0;
    model::Nanos cost{};
    QString currency{};
    friend bool operator==(const KeyUsage &, const KeyUsage &) = default;
};

/// One row of `api_keys.list`, or the answer of an operation on one key. Nothing when it has no id.
std::optional<KeyRow> parseKey(const base::Json &row);

/// Reads the `data` of one answer of `api_keys.list`, newest first.
std::vector<KeyRow> parseKeys(const base::Json &answer);

/// Reads an answer of `usage.get` grouped by key. By the key's id.
QHash<QString, KeyUsage> parseKeyUsage(const base::Json &answer);

/// `member` as people read it; a word from the future stays as it is.
QString roleWord(const QString &role);

/// What a key of that role may do, in one sentence; empty for a word from the future.
QString roleMeaning(const QString &role);
/// What a user of that role may do.
QString userRoleMeaning(const QString &role);

/// The roles there are, least to most.
QStringList keyRoles();

/// When a key expires: `never`, `30 Jun 2027`, `in 11 days` for the last two weeks.
QString expiryText(const KeyRow &row, const QDateTime &now);

} // namespace ui
