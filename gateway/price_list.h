#pragma once

#include "base/result.h"
#include "pricing/catalogue.h"

namespace gateway {

/// The prices that came with the program. Errors: Internal. Thread: any.
base::Result<pricing::Catalogue> loadPrices();

} // namespace gateway
