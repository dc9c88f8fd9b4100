#pragma once

#include <string_view>

#include "model/chat.h"
#include "model/quirks.h"
#include "model/receipt.h"

namespace dialect {

/// What the writers of a Chat Completions request go by.
struct WriteTo {
    const model::Quirks &quirks;
    model::Receipt &receipt;
    bool own = false;    ///< The client spoke this dialect: what is unknown goes back to where it was.
    bool legacy = false; ///< In `functions` and `function_call`.

    bool refuses(std::string_view word) const;
};

/// Whether a list with spaces between holds the word.
bool hasWord(std::string_view list, std::string_view word);

/// The `messages`.
base::Json writeOpenaiMessages(std::vector<model::ChatMessage> &&messages, const WriteTo &to);

/// A piece of a `content` list; null when it cannot be said, which is on the receipt then.
base::Json writeOpenaiPart(model::Part &&part, const WriteTo &to);

/// An entry of `tool_calls`.
base::Json writeOpenaiToolCall(const model::Part &part);

base::Json writeOpenaiCitation(const model::Citation &citation);

} // namespace dialect
