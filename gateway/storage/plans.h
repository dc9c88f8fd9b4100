#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/plan.h"
#include "storage/database.h"

/// The plan as it stands, and every version that was published. Thread: the Database's. Errors: Storage.
namespace storage {

/// One published version. `json` is empty in a list.
struct PlanVersion {
    std::int64_t version = 0;
    std::int64_t publishedMs = 0; ///< Unix milliseconds.
    std::string author{};
    std::string json{};
};

/// Everything, enabled or not: providers by priority then name with their keys (by priority then name) and models
/// (by name). `version` is that of the last published plan, 0 before the first.
base::Result<model::Plan> loadPlan(Database &db);

/// The plan as history keeps it: no digests of client keys, credentials in custom headers masked, and of a provider's
/// key only where it is kept.
base::Json planJson(const model::Plan &plan);

/// Of the last plan that was published; 0 before the first.
base::Result<std::int64_t> newestPlanVersion(Database &db);

/// Appends `plan` under the next number and returns that number.
base::Result<std::int64_t> recordPlan(Database &db, const model::Plan &plan, std::string_view author,
                                      std::int64_t publishedMs);

/// Newest first, below version `before` when that is not 0.
base::Result<std::vector<PlanVersion>> listPlans(Database &db, std::int64_t limit, std::int64_t before = 0);
/// Errors: NotFound.
base::Result<PlanVersion> getPlan(Database &db, std::int64_t version);

} // namespace storage
