#pragma once

#include <span>
#include <string_view>

namespace upstream {

/// A kind of provider people know by name: where it is and which dialect it speaks.
struct Preset {
    std::string_view id;
    std::string_view label;
    std::string_view dialect; ///< Of `dialect/registry.cpp`; empty for the sandbox, which speaks any.
    std::string_view baseUrl; ///< Empty: must be given.
    bool needsKey;
};

std::span<const Preset> presets();
const Preset *findPreset(std::string_view id);

} // namespace upstream
