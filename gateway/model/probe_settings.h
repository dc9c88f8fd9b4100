#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/fields.h"

namespace model {

/// Whose models are asked themselves, by a tiny call that costs something. It is set with the settings, but is no part of
/// the plan: no call sees it.
struct ProbeSettings {
    std::vector<std::string> providers{}; ///< Ids. Empty: nobody's, and nothing is spent.
    std::int64_t intervalS = 900;
    std::int64_t dailyNanos = 50'000'000; ///< No more is spent on it in a day of UTC.
};

template <>
std::span<const Field<ProbeSettings>> fieldsOf<ProbeSettings>();

} // namespace model
