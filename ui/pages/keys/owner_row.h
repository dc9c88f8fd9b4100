#pragma once

#include <optional>
#include <vector>

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include "base/json.h"
#include "ui/pages/keys/key_row.h"
#include "ui/pages/keys/rate_limits.h"
#include "ui/widgets/cell.h"

namespace ui {

/// What a user and a team have in common. All text comes from outside and is shown as plain text only.
struct OwnerRow {
    QString id{};
    QString name{};
    bool disabled = false; ///< Their keys are refused.
    QStringList tags{};
    RateLimits limits{}; ///< Of all their keys together.
    QDateTime createdAt{};
    std::int64_t version = 0;
    int keys = 0;                    ///< Those that are not revoked.
    std::optional<KeyUsage> spent{}; ///< This month; nothing while it is not known.
    QString waiting{};               ///< What it waits for and can still be undone; empty: for nothing.
    friend bool operator==(const OwnerRow &, const OwnerRow &) = default;
};

struct UserRow : OwnerRow {
    QString email{};
    QString role{};
    QString team{}; ///< Its id; empty: of none.
    QString teamName{};
    friend bool operator==(const UserRow &, const UserRow &) = default;
};

struct TeamRow : OwnerRow {
    int members = 0;
    friend bool operator==(const TeamRow &, const TeamRow &) = default;
};

/// Reads an answer of `users.list`, `teams.list`.
std::vector<UserRow> parseUsers(const base::Json &answer);
std::vector<TeamRow> parseTeams(const base::Json &answer);

/// Ids of those whose keys are refused: who is disabled, and who is in a team that is.
QSet<QString> barredOwners(const std::vector<UserRow> &users, const std::vector<TeamRow> &teams);

/// How many keys that are not revoked each owner has, by id: `member` is where a key tells whose it is.
QHash<QString, int> keysOf(const base::Json &keys, QString KeyRow::*member);

/// Reads an answer of `cost.by_user` (`word` is "user") or `cost.by_team`. By their id.
QHash<QString, KeyUsage> parseSpent(const base::Json &answer, const std::string &word);

/// Cells that the lists of users and of teams share.
Cell limitsCellOf(const OwnerRow &row);
Cell keysCellOf(const OwnerRow &row);
Cell spentCellOf(const OwnerRow &row);
Cell stateCellOf(const OwnerRow &row);

} // namespace ui
