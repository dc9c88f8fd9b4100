#pragma once

#include <string_view>

namespace model {

/// In what a provider differs from the dialect it speaks. Rows are static data, one per preset that needs it.
struct Quirks {
    std::string_view tokenField =
        "max_tokens"; ///< What caps the output: `max_completion_tokens` with OpenAI; empty: as
                      ///< the client spelt it.
    /// Where thoughts stand in messages: `reasoning_content`, `reasoning`, `reasoning_details` (OpenRouter), `content`
    /// (Mistral's typed pieces); empty: it takes none back.
    std::string_view reasoningField = "reasoning_content";
    std::string_view systemRole = "system"; ///< What a developer's message is sent as: `system` or `developer`.
    std::string_view refused{}; ///< Parameters and kinds of content (`image_url`) that it answers 4xx to, with
                                ///< a space between.
    bool streamOptions = true;  ///< Takes `stream_options.include_usage`.
    bool takesEffort = true;    ///< Takes `reasoning_effort`.
    bool takesSchema = true;    ///< Takes `response_format` json_schema; else json_object and a word in the prompt.
    /// How thinking is switched on and off: `thinking` ({"type":"enabled"}), `enable_thinking` (Qwen), `reasoning`
    /// (OpenRouter); empty: by effort alone.
    std::string_view thinkingField{};
    /// Beginnings of the names of models that think, where others refuse to be asked for it; empty: all may be asked.
    std::string_view thinkers{};
    std::string_view refusedByThinkers{}; ///< Parameters that those models answer 4xx to, with a space between.
    std::string_view seedField = "seed";
    bool countsWholeRequest = true; ///< Gemini's countTokens takes more than contents as a `generateContentRequest`.
    bool takesCacheControl = false; ///< Pieces of content may carry Anthropic's `cache_control`.
    bool reasoningOnTop = false;    ///< Reasoning tokens are not inside completion_tokens (xAI): told by the sum.
};

} // namespace model
