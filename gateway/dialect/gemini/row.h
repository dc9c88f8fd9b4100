#pragma once

#include <string_view>

#include "dialect/dialect.h"
#include "dialect/gemini/errors.h"
#include "dialect/gemini/facts.h"

namespace dialect {

/// What every endpoint of Gemini's has in common; who makes a row of it adds how it is peeked at and read.
constexpr Dialect geminiRow(std::string_view id, std::string_view endpoint, std::string_view path)
{
    Dialect out{};
    out.id = id;
    out.endpoint = endpoint;
    out.path = path;
    out.readPrompt = readGeminiPrompt;
    out.rewrite = rewriteGemini;
    out.readError = readGeminiError;
    out.errorBody = geminiErrorBody;
    out.errorEvent = geminiErrorEvent;
    return out;
}

/// How Gemini spells a parameter of chat.
std::string_view geminiFieldName(model::ChatField field);

} // namespace dialect
