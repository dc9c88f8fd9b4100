#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/fields.h"

namespace model {

/// How providers' keys are checked by themselves. It is set with the settings, but is no part of the plan: no call sees it.
struct CheckSettings {
    bool on = true;
    std::int64_t intervalS = 60;
    std::int64_t timeoutS = 10;
    std::int64_t retries = 3;          ///< Of one check, a second apart and more.
    std::int64_t failures = 3;         ///< Failed checks in a row until a key counts as down.
    std::vector<std::string> except{}; ///< Ids of providers that are not checked.
};

template <>
std::span<const Field<CheckSettings>> fieldsOf<CheckSettings>();

} // namespace model
