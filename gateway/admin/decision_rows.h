#pragma once

#include "admin/call_owners.h"
#include "admin/names.h"
#include "admin/operation.h"
#include "storage/requests.h"

/// Calls with their decisions, as a request's filters choose them.
namespace admin {

/// Newest first, `limit` at most. Errors: those of the filters, Storage.
base::Result<storage::RequestPage> decisionPage(const Context &context, std::int64_t limit);

/// A call with its attempts and its decision, with the names of what they have by id.
base::Json detailOf(const model::CallRecord &call, const Names &names, const CallOwners &owners);

} // namespace admin
