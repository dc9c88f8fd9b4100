#pragma once

#include <string_view>

#include "admin/operation.h"
#include "storage/key_scope.h"
#include "storage/people.h"

/// How much of what there is a caller gets to see: tenants stay apart here, in every answer.
/// Thread: that of the context.
namespace admin {

/// The client keys whose calls the caller may see. Errors: Storage.
base::Result<storage::KeyScope> scopeOf(const Context &context);

/// Whether the caller may see what belongs to these; `keyId` where it is a key.
bool sees(const Context &context, const storage::KeyOwner &owner, std::string_view keyId = {});
/// Whether the caller may see what belongs to a team as a whole.
bool seesTeam(const Context &context, std::string_view teamId);

/// The team that whatever the caller makes belongs to; empty for who sees everything.
std::string boundTeam(const Context &context);

/// Nobody hands out more than they have, or lays hands on who has more. Errors: Forbidden with param `role`.
base::Result<> checkRole(const Context &context, model::Role role);

} // namespace admin
