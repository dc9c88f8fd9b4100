#pragma once

#include <string_view>

#include "base/result.h"
#include "base/zone_offsets.h"

namespace routing {

using base::ZoneLookup;
using base::ZoneOffsets;

/// `UTC`, an empty name (UTC as well) and minutes east of it.
base::Result<ZoneOffsets> zonesWithoutNames(std::string_view name);

} // namespace routing
