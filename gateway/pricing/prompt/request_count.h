#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/chat.h"
#include "pricing/tokens/encodings.h"

namespace pricing {

/// What a prompt is made of. Unit: tokens of the family's encoding, but for the numbers of things.
struct PromptMeasure {
    std::int64_t text = 0;  ///< Of all turns: words, calls and their results, thoughts that are still before the model.
    std::int64_t media = 0; ///< Tokens as the model's maker counts them.
    std::int64_t messages = 0;
    std::int64_t calls = 0; ///< Tool calls and results.
    std::int64_t tools = 0;
    std::int64_t toolText = 0;
    std::int64_t proofs = 0; ///< Signatures of thoughts. Unit: characters.
    bool schema = false;     ///< The answer, or a tool's arguments, must keep to one.
    friend bool operator==(const PromptMeasure &, const PromptMeasure &) = default;
};

/// `model` is the provider's name of it: its family says how things are counted.
PromptMeasure measure(const Encodings &encodings, const model::ChatRequest &request, std::string_view model);

/// The input tokens of a request as the model's provider would count them. Text is exact for OpenAI's models; what is
/// around it, tools and media follow what is published or was seen; other families are calibrated (README has the error).
/// Pure. Linear in the request, some 20 ms a MB. Thread: any; not a worker's for requests above 64 KiB.
std::int64_t countRequest(const Encodings &encodings, const model::ChatRequest &request, std::string_view model);

/// The output tokens of an answer: what it says, thinks and calls, in all its choices.
std::int64_t countAnswer(const Encodings &encodings, const model::ChatAnswer &answer, std::string_view model);

/// The tokens of a text that a model reads or wrote.
std::int64_t countText(const Encodings &encodings, std::string_view text, std::string_view model);

/// The same, but no more than there are: of models whose encoding is not public a fifth less than calibration says.
std::int64_t leastTokens(const Encodings &encodings, std::string_view text, std::string_view model);

/// The most input tokens of a request of so many bytes: its words are counted, every other byte is one. Nothing for models
/// whose encoding is not public: calibration bounds nothing.
std::optional<std::int64_t> mostTokens(const Encodings &encodings, const model::ChatRequest &request,
                                       std::int64_t bytes, std::string_view model);

/// Whether mostTokens() can tell anything of it.
bool hasEncoding(std::string_view model);

} // namespace pricing
