#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace upstream {

/// Where a provider runs: at a company, on this computer, or inside this program.
enum class PresetGroup : std::uint8_t { Hosted, Local, Sandbox };
std::string_view toWord(PresetGroup group);

/// A kind of provider people know by name: where it is, which dialect it speaks, and what its keys look like.
struct Preset {
    std::string_view id;
    std::string_view label;
    PresetGroup group;
    std::string_view icon;    ///< Name of one of our own line icons.
    std::string_view dialect; ///< Of `dialect/registry.cpp`; empty for the sandbox, which speaks any.
    std::string_view baseUrl; ///< Empty: must be given.
    bool needsKey = false;
    std::string_view keyHint{};     ///< What its keys begin with; empty when they begin in no way of their own.
    std::string_view keyUrl{};      ///< The page where a key is made.
    std::string_view environment{}; ///< The variables its tools read the key from, with a space between.
    std::string_view keyCheck{};    ///< Below the base URL; for one that lists its models to anybody. Empty: /models.
};

std::span<const Preset> presets();
const Preset *findPreset(std::string_view id);

/// The names in `environment`.
std::vector<std::string_view> variablesOf(const Preset &preset);

} // namespace upstream
