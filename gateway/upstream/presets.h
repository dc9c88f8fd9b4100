#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace upstream {

/// Where a provider runs: at a company, on this computer, or inside this program.
enum class PresetGroup : std::uint8_t { Hosted, Local, Sandbox };
std::string_view toWord(PresetGroup group);

/// How a request proves who asks.
enum class AuthStyle : std::uint8_t {
    Bearer,      ///< `Authorization: Bearer KEY`
    XApiKey,     ///< `x-api-key: KEY`
    ApiKey,      ///< `api-key: KEY`
    GoogApiKey,  ///< `x-goog-api-key: KEY`
    SigV4,       ///< Signed as AWS wants it; the key is `ACCESS:SECRET` or `ACCESS:SECRET:SESSION`, or a bearer key.
    VertexToken, ///< `Authorization: Bearer TOKEN`, which the key, a service account's JSON, is exchanged for.
};
std::string_view toWord(AuthStyle style);

/// Something a provider of this kind must be told besides its address.
struct PresetOption {
    std::string_view name; ///< Stands as `{name}` in addresses.
    std::string_view label;
    std::string_view hint;
    std::string_view initial{}; ///< Used where none is given.
    bool required = false;
};

/// A kind of provider people know by name: where it is, which dialect it speaks, and what its keys look like.
struct Preset {
    std::string_view id;
    std::string_view label;
    PresetGroup group;
    std::string_view icon;    ///< Name of one of our own line icons.
    std::string_view dialect; ///< Of `dialect/registry.cpp`, the main one first, with a space between; empty for the
                              ///< sandbox, which speaks any.
    std::string_view baseUrl; ///< Empty: must be given. `{name}` stands for an option.
    bool needsKey = false;
    std::string_view keyHint{};     ///< What its keys begin with; empty when they begin in no way of their own.
    std::string_view keyUrl{};      ///< The page where a key is made.
    std::string_view environment{}; ///< The variables its tools read the key from, with a space between.
    std::string_view keyCheck{};    ///< Below the base URL; for one that lists its models to anybody. Empty: /models.
    std::string_view docsUrl{};
    AuthStyle auth = AuthStyle::Bearer;
    std::span<const PresetOption> options{};
    std::string_view modelList = "/models"; ///< Below the base URL; empty: it has none.
    std::string_view modelHost{};           ///< In place of the base URL for that list, while that is the preset's.
    std::string_view prefix{};              ///< Between the base URL and the dialect's path.
    std::string_view versionedPrefix{};     ///< In its place where the option `api_version` is given, and sent along.
    std::string_view service{};             ///< SigV4: what the signature is for.
};

std::span<const Preset> presets();
const Preset *findPreset(std::string_view id);

/// The dialect of the provider's own, without those it speaks besides.
std::string_view mainDialect(const Preset &preset);
/// The names in `dialect`.
std::vector<std::string_view> dialectsOf(const Preset &preset);

/// The names in `environment`.
std::vector<std::string_view> variablesOf(const Preset &preset);

} // namespace upstream
