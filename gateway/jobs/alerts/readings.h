#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "jobs/alerts/alert_state.h"
#include "jobs/alerts/call_window.h"
#include "jobs/check_board.h"
#include "ledger/ledger.h"
#include "model/plan.h"
#include "routing/health.h"
#include "storage/database.h"

/// Everything that alerts watch, read from what is there: nothing here is on the path of a call.
namespace jobs {

/// A proxy of the pool.
struct ProxyReading {
    std::string subject{};
    std::string name{};
    bool usable = true;
    std::string detail{};
};

/// Who knows of it; proxies may be known to nobody.
struct ReadingSources {
    const model::Plan &plan;
    const routing::Health &health;
    const ledger::Ledger &ledger;
    const CallWindow &calls;
    const CheckBoard &checks;
    std::vector<ProxyReading> proxies{};
    std::int64_t switchSeenMs = 0; ///< Changes of the routing switch up to then were told of.
    std::int64_t nowMs = 0;
};

/// All of it. `open` are the alerts that are on. Errors: Storage; then nothing is known, and nothing is over.
base::Result<std::vector<Reading>> takeReadings(storage::Database &db, const ReadingSources &sources,
                                                const model::AlertSettings &settings,
                                                std::span<const model::Alert> open);

} // namespace jobs
