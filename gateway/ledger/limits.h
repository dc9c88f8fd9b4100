#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ledger/limit_set.h"
#include "model/plan.h"
#include "storage/recent_use.h"

namespace ledger {

/// Keeps the meters of rate limits from plan to plan: what came in stays counted when a limit changes. They are of all
/// workers together, and exact: this is a part of the Ledger that calls share (`design.md`).
/// What came in lately is not written down a second time: a limit that is new, and every one after a start, begins with
/// the calls of the last minute as usage.db has them, so that nothing is forgotten over a restart or a kill.
/// Thread: that which publishes plans; the meters any.
class Limits {
public:
    struct Past {
        std::vector<storage::RecentUse> calls{};
        std::vector<storage::RecentUse> attempts{};
    };
    /// What began at that wall time or later. Asked only when a meter is new.
    using LoadPast = std::function<base::Result<Past>(std::int64_t sinceWallMs)>;

    struct Now {
        std::int64_t bootMs = 0;
        std::int64_t wallMs = 0;
    };

    /// The limits of the plan's keys, users, teams, providers and models; null when it has none.
    /// Errors: those of `load`; nothing has changed then.
    base::Result<std::shared_ptr<const LimitSet>> adopt(const model::Plan &plan, const LoadPast &load, const Now &now);

    using Name = std::pair<LimitScope, std::string>; ///< Of a model: the provider's id and the name, a line each.
    using Meters = std::map<Name, std::shared_ptr<LimitMeter>>;

private:
    Meters m_meters{};
};

} // namespace ledger
