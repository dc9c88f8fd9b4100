#include "first_start.h"

#include <utility>

#include "base/clock.h"
#include "base/id.h"
#include "routing/targets.h"
#include "storage/plans.h"
#include "storage/providers.h"
#include "storage/sqlite_error.h"

namespace gateway {

base::Result<> seed(storage::Database &db)
{
    auto plan = storage::loadPlan(db);
    if (!plan || plan->version > 0)
        return plan ? base::Result<>() : base::Result<>(base::fail(plan.error()));
    const std::int64_t now = base::systemClock().wallMillis();
    const model::Provider sandbox{.id = base::makeId("prov_", now),
                                  .name = std::string(routing::kSandboxType),
                                  .type = std::string(routing::kSandboxType),
                                  .anyModel = true,
                                  .createdMs = now};
    if (auto done = storage::insertProvider(db, sandbox); !done)
        return done;
    plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    const auto recorded = storage::recordPlan(db, *plan, "first start", now);
    return recorded ? base::Result<>() : base::Result<>(base::fail(recorded.error()));
}

base::Error unusableConfig(const std::filesystem::path &directory, base::Error why)
{
    const std::string file = (directory / "config.db").string();
    if (storage::isDamage(why) || storage::isForeignSchema(why))
        why.detail = file
                     + " is damaged and was left as it is: put a backup in its place, or move it away to begin with "
                       "nothing configured; "
                     + why.detail;
    else if (why.code == base::ErrorCode::Storage || why.code == base::ErrorCode::Unavailable)
        why.detail = file + " cannot be used at the moment and was left as it is: " + why.detail;
    why.during.emplace_back("preparing the data directory");
    return why;
}

} // namespace gateway
