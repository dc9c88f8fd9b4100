#pragma once

#include <cstdint>

#include "base/result.h"
#include "storage/database.h"

namespace demo {

/// When keys of the made-up providers were out of use on the last day. After the providers. Errors: Storage.
base::Result<> addOutages(storage::Database &db, std::int64_t nowMs);

} // namespace demo
