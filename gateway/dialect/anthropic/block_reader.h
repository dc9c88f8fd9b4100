#pragma once

#include <vector>

#include "base/json.h"
#include "model/chat.h"

namespace dialect::anthropic {

/// One content block of a request, an answer or a stream. What it is not known to hold stands in the part's extra; a
/// block of unknown type is Opaque.
model::Part readBlock(base::Json &&block);

model::Citation readCitation(base::Json &&citation);

/// A `content`: a list of blocks, or a text, which is one part then. Items that are no objects are passed over.
std::vector<model::Part> readContent(base::Json &&content);

} // namespace dialect::anthropic
