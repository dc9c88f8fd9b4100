#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "storage/connection.h"

/// What was written to config.db, told by the database itself: whoever changes a row there need not say so, and cannot
/// forget to. Triggers of the writer's own connection note it; they are in no file, and other programs never see them.
/// A column that is not listed is not noted, so that a new one cannot give away a secret.
/// Thread: the Connection's. Errors: Storage.
namespace storage {

/// A row that is not as it was.
struct SeenChange {
    std::string place{};                      ///< `users/user_1`; `settings` for all that are one value each.
    std::string name{};                       ///< Of what it is, as it was last; empty where it has none.
    base::Json before = base::Json::object(); ///< The fields that were changed, without secrets.
    base::Json after = base::Json::object();  ///< The same as they are now.
};

/// From now on. For the connection that writes, once its tables are there.
base::Result<> watchChanges(Connection &config);
/// Begins anew. Not inside a transaction: what it does must not be undone with that.
base::Result<> forgetSeen(Connection &config);

/// Everything since forgetSeen() that was not undone, in the order of its first change: `rows` has the first ones, and
/// `more` says how many there are besides.
struct SeenChanges {
    std::vector<SeenChange> rows{};
    std::int64_t more = 0;
};
base::Result<SeenChanges> changesSeen(Connection &config);

} // namespace storage
