#pragma once

#include <cstdint>
#include <string>

namespace model {

/// What a request's prompt is like, in no dialect. A dialect reads it from the body once per call.
struct PromptFacts {
    static constexpr std::size_t kWindow = 16 * 1024; ///< How much of the last user turn anybody looks at. Unit: bytes.

    std::string lastUserText{}; ///< Unescaped, cut at kWindow on a character boundary.
    std::int64_t textBytes = 0; ///< Of all texts of all turns, the system prompt included.
    std::int64_t turns = 0;     ///< Messages of the user.
    std::int64_t tools = 0;     ///< Tools offered.
    std::int64_t images = 0;
    bool schema = false;        ///< JSON schema output is asked for.
    bool thinking = false;      ///< Reasoning is asked for.
    std::int64_t maxOutput = 0; ///< Tokens; 0 = not said.
};

} // namespace model
