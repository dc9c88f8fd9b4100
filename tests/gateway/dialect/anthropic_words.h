#pragma once

#include <string>
#include <utility>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"

/// What the tests of Anthropic's requests share.
namespace words {

using base::Json;
using dialect::anthropicMessages;
using model::ChatField;
using model::ChatMessage;
using model::ChatRequest;
using model::ChatRole;
using model::ParameterFate;
using model::Part;
using model::PartKind;

inline base::Result<ChatRequest> read(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = anthropicMessages.peek(body, {});
    if (!peek)
        return base::fail(peek.error());
    return anthropicMessages.serve->readRequest(body, *peek);
}

struct Written {
    Json body{};
    model::Receipt receipt{};

    /// "dropped seed", "changed temperature: 1"
    std::string notes() const
    {
        static constexpr const char *kFates[] = {"renamed ", "defaulted ", "changed ", "dropped "};
        std::string out;
        for (const model::ParameterNote &note : receipt.notes()) {
            out += out.empty() ? "" : "; ";
            out += kFates[static_cast<int>(note.fate)];
            out += note.name.empty() ? std::string(anthropicMessages.serve->fieldName(note.field)) : note.name;
            out += note.detail.empty() ? "" : ": " + note.detail;
        }
        return out;
    }
};

inline Written write(ChatRequest request, const model::Quirks &quirks = {})
{
    Written out;
    const auto text = anthropicMessages.call->writeRequest(std::move(request), quirks, out.receipt);
    if (text)
        out.body = *base::parseJson(*text);
    return out;
}

inline Part textPart(std::string text)
{
    return {.kind = PartKind::Text, .text = std::move(text)};
}

/// A request of an OpenAI client: one question to an older model, unless said otherwise.
inline ChatRequest foreign(std::string model = "claude-sonnet-4-5")
{
    ChatRequest out{.dialect = "openai", .model = std::move(model), .maxTokens = 100};
    out.messages.push_back({.role = ChatRole::User, .parts = {textPart("Hi")}, .bare = true});
    return out;
}

} // namespace words
