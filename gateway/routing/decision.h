#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "routing/targets.h"

namespace routing {

/// The decision trace of a call, as JSON text: plan version, the draw, and the targets in the order they would be
/// tried. With the same plan, findTargets(requested, draw) gives this order again.
std::string describeDecision(std::int64_t planVersion, std::uint64_t draw, const std::vector<Target> &targets);

} // namespace routing
