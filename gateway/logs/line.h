#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace logs {

/// How much a line matters; a later one matters more.
enum class Level : std::uint8_t { Debug, Info, Warning, Error };

/// Its name: `warning`.
std::string_view toWord(Level level);
std::optional<Level> levelNamed(std::string_view word);

/// One thing that happened, in words and in values. No prompt and no answer is ever in one.
struct Line {
    std::uint64_t id = 0;  ///< Rising, also over restarts.
    std::int64_t atMs = 0; ///< Unix milliseconds.
    Level level = Level::Info;
    std::string category{}; ///< The part of the program it comes from: `ledger`.
    std::string message{};
    base::Json fields = base::Json::object(); ///< Values by name.
};
using SharedLine = std::shared_ptr<const Line>;

/// `{"id","time","level","category","message","fields"}`, as files and the admin API have it.
base::Json toJson(const Line &line);
/// Nothing for text that is no such object: a line that was cut short, or somebody else's.
std::optional<Line> parseLine(std::string_view text);

} // namespace logs
