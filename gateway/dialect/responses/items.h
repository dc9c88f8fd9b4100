#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/chat.h"

/// The items of the Responses API: what stands in a request's `input` and in an answer's `output`.
namespace dialect {

/// A piece of an item's content: `input_text`, `output_text`, `refusal`, `input_image`, `input_file`, `input_audio`;
/// another is Opaque. Not empty `logprobs` are added to `logprobs`, where somebody wants them.
model::Part readContentPart(base::Json &&part, base::Json *logprobs = nullptr);

/// An item's content: a list of pieces, or a string as one piece.
std::vector<model::Part> readContent(base::Json &&content, base::Json *logprobs = nullptr);

/// The pieces of an item of the model's: a message, its reasoning, a call; a hosted tool's call is Opaque. A message's
/// pieces bear its id; what the item says besides is the `extra` of the first.
std::vector<model::Part> readModelItem(base::Json &&item, base::Json *logprobs = nullptr);

model::Citation readAnnotation(const base::Json &annotation);

/// Whether the two belong to one item: pieces of a message with one id, or summaries of one piece of reasoning, which
/// the last of them has the signature of.
bool sameItem(const model::Part &before, const model::Part &next);

/// Reasoning that came without words and without what proves it.
bool saysNothing(const model::Part &part);

} // namespace dialect
