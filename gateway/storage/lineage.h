#pragma once

#include <string>

#include "base/result.h"
#include "storage/database.h"

/// Which line of changes config.db carries on. What it has put elsewhere, like entries of the keychain, belongs to that
/// line: a config.db that was begun anew, copied to another directory or put back from a backup names less than others
/// may still need.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// The line's id; a new one when there is none yet, or when config.db carried it on in another place.
base::Result<std::string> lineageAt(Database &db, const std::string &place);
/// A new id, from here on.
base::Result<std::string> beginLineage(Database &db, const std::string &place);

} // namespace storage
