#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/people.h"
#include "storage/database.h"
#include "storage/key_scope.h"

/// Users and teams in config.db, and whose client keys are. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Sorted by name.
base::Result<std::vector<model::User>> listUsers(Database &db);
base::Result<model::User> getUser(Database &db, std::string_view id);
base::Result<> insertUser(Database &db, const model::User &user);
base::Result<model::User> updateUser(Database &db, model::User user);
/// Their keys are revoked with them.
base::Result<> removeUser(Database &db, std::string_view id, std::int64_t nowMs);

/// Sorted by name.
base::Result<std::vector<model::Team>> listTeams(Database &db);
base::Result<model::Team> getTeam(Database &db, std::string_view id);
base::Result<> insertTeam(Database &db, const model::Team &team);
base::Result<model::Team> updateTeam(Database &db, model::Team team);
/// Its keys are revoked with it.
base::Result<> removeTeam(Database &db, std::string_view id, std::int64_t nowMs);

/// Whose a key is or was; empty for nobody's.
struct KeyOwner {
    std::string userId{};
    std::string teamId{};
};
/// Of all keys there ever were, by id.
base::Result<std::map<std::string, KeyOwner>> keyOwners(Database &db);
/// The keys of one user, of one team, or of one user in one team.
base::Result<KeyScope> keysOwnedBy(Database &db, const KeyOwner &owner);
/// What users and teams are or were called, by id.
base::Result<std::map<std::string, std::string>> ownerNames(Database &db);

/// How a user signs in. Never in an answer.
struct Credentials {
    std::string passwordHash{}; ///< Empty: no password.
    std::string oidcSubject{};  ///< Empty: not by an issuer.
};
base::Result<Credentials> credentialsOf(Database &db, std::string_view userId);
base::Result<> setPasswordHash(Database &db, std::string_view userId, std::string_view hash);
base::Result<> setOidcSubject(Database &db, std::string_view userId, std::string_view subject);
/// By name or e-mail address. Errors: NotFound.
base::Result<model::User> userNamed(Database &db, std::string_view nameOrEmail);
base::Result<model::User> userOfOidcSubject(Database &db, std::string_view subject);

} // namespace storage
