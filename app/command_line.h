#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace app {

/// `--name value`, `--name=value` and switches, and the words between them. Pure.
struct Arguments {
    std::vector<std::string> words{};
    std::map<std::string, std::vector<std::string>> values{};

    bool has(const std::string &name) const { return values.contains(name); }
    std::string value(const std::string &name) const
    {
        const auto hit = values.find(name);
        return hit == values.end() || hit->second.empty() ? std::string() : hit->second.back();
    }
    std::vector<std::string> all(const std::string &name) const
    {
        const auto hit = values.find(name);
        return hit == values.end() ? std::vector<std::string>() : hit->second;
    }
};

/// `taking` are the options that take a value, `switches` those that take none.
/// Errors: BadRequest for an option that is neither, or lacks its value.
base::Result<Arguments> parseArguments(std::span<char *const> given, const std::vector<std::string> &taking,
                                       const std::vector<std::string> &switches);

/// What the window takes, also from a second start.
inline const std::vector<std::string> kWindowOptions = {"data-dir", "listen",   "port", "workers",   "database",
                                                        "shots",    "shots-of", "page", "demo-calls"};
inline const std::vector<std::string> kWindowSwitches = {"gallery", "hidden",     "wizard",    "demo",
                                                         "tls",     "plain-http", "demo-quiet"};

inline constexpr int kExitFailed = 1;
inline constexpr int kExitWrongUse = 2;

/// Says what was wrong on standard error; returns the exit code for it.
int complain(const base::Error &error);
int wrongUse(const std::string &what);

} // namespace app
