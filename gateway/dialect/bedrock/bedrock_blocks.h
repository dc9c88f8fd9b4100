#pragma once

#include <string>

#include "base/result.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect {

/// Content blocks of Converse messages.
class BedrockBlocks {
public:
    explicit BedrockBlocks(model::Receipt &receipt) : m_receipt(receipt) {}

    /// Appends what the part becomes: its block, a cache point behind it, or nothing but a note.
    /// Errors: BadRequest for a call's arguments that are no JSON object.
    base::Result<> append(base::Json &blocks, model::Part &part);
    /// `{"cachePoint": ...}` for Anthropic's cache control.
    static base::Json cachePoint(const base::Json &cacheControl);

private:
    base::Json blockOf(model::Part &part);
    base::Json mediaBlock(const model::Part &part);
    base::Json documentBlock(const model::Part &part);
    base::Json thinkingBlock(const model::Part &part);
    base::Json resultBlock(model::Part &part);

    model::Receipt &m_receipt;
    int m_documents = 0;
};

} // namespace dialect
