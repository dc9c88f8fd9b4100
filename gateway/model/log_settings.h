#pragma once

#include <cstdint>
#include <string>

#include "model/fields.h"

namespace model {

/// What this program says about itself, and how much of it is kept in files. It is set with the settings, but is no part
/// of the plan: no call sees it.
struct LogSettings {
    std::string level = "info";      ///< `debug`, `info`, `warning`, `error`: lines below are not kept.
    std::int64_t fileMegabytes = 10; ///< Of one file; 0: there are none.
    std::int64_t files = 5;          ///< The oldest goes when there are more.
};

template <>
std::span<const Field<LogSettings>> fieldsOf<LogSettings>();

} // namespace model
