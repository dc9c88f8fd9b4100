#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/deadline.h"
#include "base/result.h"
#include "routing/routing_switch.h"
#include "storage/storage_thread.h"

namespace admin {

class ActLog;
class Backstage;

/// Sees to it that a pending change of the routing switch takes effect at its time.
/// Thread: move() on the writer's; made and ended on any. What it is given outlives it.
class SwitchTimer {
public:
    using Publish = std::function<base::Result<>(storage::Database &)>;
    SwitchTimer(Backstage &gateway, ActLog &acts, storage::StorageThread &writer, Publish publish);

    /// Does what is due, publishes the plan when calls do not begin with the newest one, and comes back for the rest.
    base::Result<> move(storage::Database &db);

private:
    base::Result<routing::RoutingSwitch> settle(storage::Database &db, const base::Moment &now);
    base::Result<> publishNewest(storage::Database &db);
    void tell(const routing::RoutingSwitch &state, const base::Moment &now);
    Backstage &m_gateway;
    ActLog &m_acts;
    Publish m_publish;
    std::optional<routing::RoutingSwitch> m_told{}; ///< Those who watch know it like that.
    std::unique_ptr<storage::Recurring> m_turns;
};

} // namespace admin
