#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "model/sign_in_settings.h"
#include "storage/database.h"

/// How people sign in: one row of the settings. Thread: the Database's.
namespace storage {

/// Errors: Storage.
base::Result<model::SignInSettings> loadSignInSettings(Database &db);
/// Takes the version that was read, writes under the next one and returns it.
/// Errors: Conflict when the version has passed, Storage.
base::Result<model::SignInSettings> saveSignInSettings(Database &db, model::SignInSettings settings);

/// The users that an issuer knows: its subject to our id. Errors: Storage.
base::Result<std::map<std::string, std::string, std::less<>>> oidcSubjects(Database &db);

} // namespace storage
