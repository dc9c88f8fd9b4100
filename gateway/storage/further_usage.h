#pragma once

#include <string>
#include <string_view>

#include "model/usage.h"

/// The counts that few attempts have, in one column instead of one each. Pure. Thread: any.
namespace storage {

/// JSON of the counts that are there; empty when none is.
std::string furtherUsage(const model::Usage &usage);
/// Reads that into `usage`; what it does not name becomes none.
void readFurtherUsage(model::Usage &usage, std::string_view text);

} // namespace storage
