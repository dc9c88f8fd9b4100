#pragma once

#include <cstdint>

#include "model/fields.h"

namespace model {

/// How long a change of the routing switch takes. It is set with the settings, but is no part of the plan: no call
/// sees it. Unit: milliseconds.
struct SwitchTimes {
    std::int64_t delayMs = 10'000;     ///< From the wish until it takes effect.
    std::int64_t cooldownMs = 300'000; ///< From then on it stays as it is; 0 = it may be changed at once.
    friend bool operator==(const SwitchTimes &, const SwitchTimes &) = default;
};

template <>
std::span<const Field<SwitchTimes>> fieldsOf<SwitchTimes>();

} // namespace model
