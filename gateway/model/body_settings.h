#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/fields.h"

namespace model {

/// Whether what calls say and are answered is kept, and how much of it. It is set with the settings, but is no part of the
/// plan: no call goes another way for it.
struct BodySettings {
    std::string store = "off";           ///< `off`, `errors`, `sample`, `all`.
    std::int64_t percent = 10;           ///< Of the calls, with `sample`.
    std::int64_t kilobytes = 256;        ///< Of one body; what is longer is cut.
    std::int64_t keepDays = 7;           ///< Older ones go.
    std::int64_t megabytes = 1024;       ///< Of all; the oldest go when there are more.
    std::vector<std::string> patterns{}; ///< Regular expressions; what they match is taken out.
    std::string key{};                   ///< Where the key is that they are encrypted with; empty: in a file of ours.
};

template <>
std::span<const Field<BodySettings>> fieldsOf<BodySettings>();

} // namespace model
