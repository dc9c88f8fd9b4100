#pragma once

#include <vector>

#include "admin/operation.h"
#include "model/call_record.h"
#include "storage/request_filter.h"

/// Calls as the list and the export of requests choose and show them. Thread: that of the context.
namespace admin {

/// What a request's filters choose, of what its caller may see. Errors: Unprocessable with param naming a filter, Storage.
base::Result<storage::RequestFilter> requestFilter(const Context &context);

/// `limit` of a list, 50 when it is not given. Errors: Unprocessable with param `limit`.
base::Result<std::int64_t> rowsAsked(const Request &request);

/// A list of them, with whose they are. Errors: Storage.
base::Result<base::Json> requestRows(const Context &context, const std::vector<model::CallRecord> &calls);

} // namespace admin
