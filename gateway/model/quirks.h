#pragma once

#include <string_view>

namespace model {

/// In what a provider differs from the dialect it speaks. Rows are static data, one per preset that needs it.
struct Quirks {
    std::string_view tokenField = "max_tokens"; ///< What caps the output: `max_completion_tokens` with OpenAI.
    std::string_view reasoningField =
        "reasoning_content";                ///< Where thoughts stand in messages; empty: it takes none back.
    std::string_view systemRole = "system"; ///< Or `developer`.
    std::string_view refused{};             ///< Parameters it answers 4xx to, with a space between.
    bool streamOptions = true;              ///< Takes `stream_options.include_usage`.
    bool takesEffort = true;                ///< Takes `reasoning_effort`.
    bool takesSchema = true;     ///< Takes `response_format` json_schema; else json_object and a word in the prompt.
    bool reasoningOnTop = false; ///< Reasoning tokens are not inside completion_tokens (xAI): told by the sum.
};

} // namespace model
