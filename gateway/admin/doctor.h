#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

/// The self-check of `switchyard doctor`: each check is a sentence, and how to mend what it found.
namespace admin {

struct Context;

enum class Finding : std::uint8_t {
    Good,
    Note, ///< Worth knowing; nothing has to be done.
    Act,  ///< Something has to be done.
};
std::string_view toWord(Finding finding); ///< `good`

struct SelfCheck {
    std::string id{}; ///< `disk_space`
    Finding finding = Finding::Good;
    std::string message{};
    std::string mend{}; ///< Empty when nothing has to be done.
};
using SelfChecks = std::vector<SelfCheck>;

/// `{"state": the worst, "checks": [{"id","state","message","mend"}]}`
base::Json toJson(const SelfChecks &checks);
/// What can be looked at without the stores: directory, space, clock, descriptors, libraries. Thread: any.
SelfChecks checksOfGround(const std::filesystem::path &dataDirectory, std::int64_t nowMs);
/// Databases, journal, keychain and keys, log. Thread: the context's; reads whole files.
SelfChecks checksOfStores(const Context &context);
/// Where it listens, with which certificate; and the providers, as Request::asked has them.
SelfChecks checksOfNetwork(const Context &context);

} // namespace admin
