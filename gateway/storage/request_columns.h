#pragma once

#include "model/call_record.h"
#include "storage/table.h"

/// The columns of `requests` and `cost_records`.
namespace storage {

const Table<model::CallRecord> &callColumns();
const Table<model::AttemptRecord> &attemptColumns();

} // namespace storage
