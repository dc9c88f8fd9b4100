#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/budget.h"
#include "storage/database.h"

/// The budgets in config.db. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// Sorted by name.
base::Result<std::vector<model::Budget>> listBudgets(Database &db);
base::Result<model::Budget> getBudget(Database &db, std::string_view id);
base::Result<> insertBudget(Database &db, const model::Budget &budget);
base::Result<model::Budget> updateBudget(Database &db, model::Budget budget);
base::Result<> removeBudget(Database &db, std::string_view id);

} // namespace storage
