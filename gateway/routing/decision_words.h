#pragma once

#include <optional>
#include <string_view>

#include "routing/decision.h"

/// The words for the parts of a decision in JSON, both ways.
namespace routing {

std::string_view toWord(PassedOver why);
std::string_view toWord(Gate gate);
std::string_view toWord(HealthState state);
std::optional<Gate> gateFrom(std::string_view word);
std::optional<HealthState> healthStateFrom(std::string_view word);

} // namespace routing
