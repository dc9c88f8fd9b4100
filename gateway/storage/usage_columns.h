#pragma once

#include <string>
#include <string_view>

#include "storage/table.h"
#include "storage/usage.h"

/// The sums, as every table of them has them.
namespace storage {

const Table<UsageSums> &sumColumns();
/// `text` around the name of each sum, with `@` standing for the name; joined by commas.
std::string forEachSum(std::string_view text);

} // namespace storage
