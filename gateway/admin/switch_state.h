#pragma once

#include "admin/operation.h"
#include "routing/routing_switch.h"

/// The routing switch as it is stored. Errors: Storage. Thread: a storage thread; what writes, the writer's.
namespace admin {

base::Result<routing::RoutingSwitch> loadSwitch(storage::Database &db);

/// Brings it up to `now`: what was to take effect by then does, with its history and a plan version of its own, which
/// is yet to be published. Run it inside a transaction.
base::Result<routing::RoutingSwitch> settleSwitch(storage::Database &db, const base::Moment &now);

/// Writes what ask() or undo() made of a settled switch, with the history.
base::Result<> keepPending(storage::Database &db, const routing::RoutingSwitch &state, const base::Moment &now);
base::Result<> keepUndone(storage::Database &db, const routing::RoutingSwitch &state, const std::string &wishId);

/// `value`, `pending`, `cooldown`, `since`, `by`, `reason`: what is shown of it. Nothing that is over is in it.
base::Json switchJson(const routing::RoutingSwitch &state, const base::Moment &now);
base::Json switchSchema();

} // namespace admin
