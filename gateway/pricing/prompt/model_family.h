#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/tokens/encodings.h"

namespace pricing {

/// How the models of one maker count a prompt: in which encoding we count, and what is between that and what they say.
/// Source: the makers' guides where they tell; else what recorded calls were billed. Unit: tokens; permille of tokens.
struct ModelFamily {
    std::string_view id{};
    EncodingId encoding = EncodingId::O200kBase;
    bool exact = false; ///< The encoding is the models' own.
    std::int64_t textPermille = 1000;
    std::int64_t perRequest = 0;
    std::int64_t perMessage = 0;
    std::int64_t perCall = 0;         ///< Of a tool call, and of a tool's result.
    std::int64_t withTools = 0;       ///< Once, when tools are offered.
    std::int64_t withToolsInChat = 0; ///< The same, unless they come by OpenAI's Responses.
    std::int64_t perTool = 0;
    std::int64_t toolPermille = 1000; ///< Of the text that tools are shown as.
    bool toolsAsTypes = false;        ///< Which is TypeScript; else the JSON they came as.
    bool showsSchema = false;         ///< The schema that an answer must keep to is part of the prompt.
    bool rereadsThoughts = true;      ///< Those since the user's last words are.
    std::int64_t withSchema = 0;      ///< Once, when the answer, or a tool's arguments, must keep to a schema.
    std::int64_t proofPermille = 0;   ///< Of the characters of the signatures of thoughts.
};

/// A model's name as tables of names take it: in lower case, without what stands before the last `/`.
std::string plainModelName(std::string_view model);

/// By plainModelName(); a family of the usual for names that nobody knows.
const ModelFamily &familyOf(std::string_view plainName);

} // namespace pricing
