#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "base/secret.h"
#include "pricing/catalogue.h"

/// A data directory for looking around and for pictures: a year of made-up calls, and providers that answer by
/// themselves. Thread: the main thread, before a Gateway has the directory.
namespace demo {

/// Where the keys of the made-up providers are said to be; it must be in the environment for them to look well.
inline constexpr const char *kKeyVariable = "DEMO_PROVIDER_KEY";

struct Wish {
    std::int64_t calls = 60'000;
    std::uint64_t seed = 4141;
    std::int64_t nowMs = 0; ///< Unix milliseconds: when the made-up year ends.
    std::int64_t zoneOffsetMs = 0;
};

/// True for a directory that fill() has filled.
bool isDemo(const std::filesystem::path &directory);

/// Fills a directory that is empty or not there; one that is a demo already stays as it is. The same wish gives the
/// same calls.
/// Errors: Conflict for a directory with anything else in it, Storage.
base::Result<> fill(const std::filesystem::path &directory, const Wish &wish, const pricing::Catalogue &prices);

/// A client key of the demo, with which it calls itself. Errors: NotFound.
base::Result<base::Secret> ownKey(const std::filesystem::path &directory);

} // namespace demo
