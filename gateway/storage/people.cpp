#include "storage/people.h"

#include "storage/resource.h"

namespace storage {
namespace {

using model::Limits;
using model::Team;
using model::User;

const Table<User> &users()
{
    static const Table<User> table("users",
                                   {
                                       column<User, &User::id>("id"),
                                       column<User, &User::name>("name"),
                                       column<User, &User::email>("email"),
                                       column<User, &User::role>("role"),
                                       column<User, &User::teamId>("team_id"),
                                       column<User, &User::disabled>("disabled"),
                                       column<User, &User::tags>("tags"),
                                       column<User, &User::limits, &Limits::requestsPerMinute>("requests_per_minute"),
                                       column<User, &User::limits, &Limits::tokensPerMinute>("tokens_per_minute"),
                                       column<User, &User::limits, &Limits::concurrentCalls>("concurrent_calls"),
                                       column<User, &User::createdMs>("created_ms"),
                                       column<User, &User::version>("version"),
                                   });
    return table;
}

const Table<Team> &teams()
{
    static const Table<Team> table("teams",
                                   {
                                       column<Team, &Team::id>("id"),
                                       column<Team, &Team::name>("name"),
                                       column<Team, &Team::disabled>("disabled"),
                                       column<Team, &Team::tags>("tags"),
                                       column<Team, &Team::limits, &Limits::requestsPerMinute>("requests_per_minute"),
                                       column<Team, &Team::limits, &Limits::tokensPerMinute>("tokens_per_minute"),
                                       column<Team, &Team::limits, &Limits::concurrentCalls>("concurrent_calls"),
                                       column<Team, &Team::createdMs>("created_ms"),
                                       column<Team, &Team::version>("version"),
                                   });
    return table;
}

base::Result<> revokeKeysOf(Database &db, const char *column, std::string_view id, std::int64_t nowMs)
{
    auto revoke = db.config().prepare(std::string("UPDATE api_keys SET revoked_ms = :now, version = version + 1 "
                                                  "WHERE revoked_ms = 0 AND ")
                                      + column + " = :id");
    if (!revoke)
        return base::fail(std::move(revoke.error()));
    revoke->bind(u":now"_s, nowMs);
    revoke->bind(u":id"_s, id);
    if (auto done = revoke->run(); !done)
        return base::fail(std::move(done.error()), "revoking keys");
    return {};
}

base::Result<User> oneUser(Database &db, const char *condition, std::string_view text)
{
    auto rows = listRows(db.config(), users(), condition, text);
    if (!rows)
        return base::fail(std::move(rows.error()));
    if (rows->size() != 1)
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    return std::move(rows->front());
}

base::Result<> setText(Database &db, const char *column, std::string_view userId, std::string_view text)
{
    auto update = db.config().prepare(std::string("UPDATE users SET ") + column + " = :text WHERE id = :id");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":text"_s, text);
    update->bind(u":id"_s, userId);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "changing how a user signs in");
    if (update->changed() == 0)
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    return {};
}

} // namespace

base::Result<std::vector<User>> listUsers(Database &db)
{
    return listRows(db.config(), users(), "ORDER BY name");
}
base::Result<User> getUser(Database &db, std::string_view id)
{
    return getRow(db.config(), users(), id);
}
base::Result<> insertUser(Database &db, const User &user)
{
    return insertRow(db.config(), users(), user);
}
base::Result<User> updateUser(Database &db, User user)
{
    return updateRow(db.config(), users(), std::move(user));
}
base::Result<> removeUser(Database &db, std::string_view id, std::int64_t nowMs)
{
    if (auto removed = removeRow(db.config(), users(), id); !removed)
        return removed;
    return revokeKeysOf(db, "user_id", id, nowMs);
}

base::Result<std::vector<Team>> listTeams(Database &db)
{
    return listRows(db.config(), teams(), "ORDER BY name");
}
base::Result<Team> getTeam(Database &db, std::string_view id)
{
    return getRow(db.config(), teams(), id);
}
base::Result<> insertTeam(Database &db, const Team &team)
{
    return insertRow(db.config(), teams(), team);
}
base::Result<Team> updateTeam(Database &db, Team team)
{
    return updateRow(db.config(), teams(), std::move(team));
}
base::Result<> removeTeam(Database &db, std::string_view id, std::int64_t nowMs)
{
    if (auto removed = removeRow(db.config(), teams(), id); !removed)
        return removed;
    return revokeKeysOf(db, "team_id", id, nowMs);
}

base::Result<std::map<std::string, KeyOwner>> keyOwners(Database &db)
{
    auto select = db.config().prepare("SELECT key_id, user_id, team_id FROM key_owners");
    if (!select)
        return base::fail(std::move(select.error()));
    std::map<std::string, KeyOwner> out;
    auto done = select->forEach([&](const Statement &row) { out[row.text(0)] = {row.text(1), row.text(2)}; });
    if (!done)
        return base::fail(std::move(done.error()), "reading whose keys are");
    return out;
}

base::Result<KeyScope> keysOwnedBy(Database &db, const KeyOwner &owner)
{
    if (owner.userId.empty() && owner.teamId.empty())
        return KeyScope::only({});
    std::string sql = "SELECT key_id FROM key_owners WHERE true";
    if (!owner.userId.empty())
        sql += " AND user_id = :user";
    if (!owner.teamId.empty())
        sql += " AND team_id = :team";
    auto select = db.config().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    if (!owner.userId.empty())
        select->bind(u":user"_s, std::string_view(owner.userId));
    if (!owner.teamId.empty())
        select->bind(u":team"_s, std::string_view(owner.teamId));
    std::vector<std::string> ids;
    if (auto done = select->forEach([&](const Statement &row) { ids.push_back(row.text(0)); }); !done)
        return base::fail(std::move(done.error()), "reading whose keys are");
    return KeyScope::only(std::move(ids));
}

base::Result<std::map<std::string, std::string>> ownerNames(Database &db)
{
    auto select = db.config().prepare("SELECT id, name FROM owner_names");
    if (!select)
        return base::fail(std::move(select.error()));
    std::map<std::string, std::string> out;
    if (auto done = select->forEach([&](const Statement &row) { out[row.text(0)] = row.text(1); }); !done)
        return base::fail(std::move(done.error()), "reading names");
    return out;
}

base::Result<Credentials> credentialsOf(Database &db, std::string_view userId)
{
    auto select = db.config().prepare("SELECT password_hash, oidc_subject FROM users WHERE id = :id");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":id"_s, userId);
    std::optional<Credentials> out;
    if (auto done = select->forEach([&](const Statement &row) { out = {row.text(0), row.text(1)}; }); !done)
        return base::fail(std::move(done.error()), "reading how a user signs in");
    if (!out)
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    return std::move(*out);
}

base::Result<> setPasswordHash(Database &db, std::string_view userId, std::string_view hash)
{
    return setText(db, "password_hash", userId, hash);
}
base::Result<> setOidcSubject(Database &db, std::string_view userId, std::string_view subject)
{
    return setText(db, "oidc_subject", userId, subject);
}

base::Result<User> userNamed(Database &db, std::string_view nameOrEmail)
{
    if (nameOrEmail.empty())
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    auto byName = oneUser(db, "WHERE name = :filter", nameOrEmail);
    return byName || byName.error().code != base::ErrorCode::NotFound
               ? byName
               : oneUser(db, "WHERE email = :filter", nameOrEmail);
}
base::Result<User> userOfOidcSubject(Database &db, std::string_view subject)
{
    if (subject.empty())
        return base::fail(base::ErrorCode::NotFound, "there is no such user");
    return oneUser(db, "WHERE oidc_subject = :filter", subject);
}

} // namespace storage
