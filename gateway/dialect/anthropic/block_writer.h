#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect::anthropic {

/// Writes parts of a request's messages as content blocks, and what cannot be said on the receipt.
class BlockWriter {
public:
    /// `dialect`: the client's. `receipt` must outlive this.
    BlockWriter(std::string_view dialect, model::Receipt &receipt);

    /// Null when the part has no place here.
    base::Json write(model::Part &&part);
    bool own() const { return m_own; }

private:
    base::Json media(model::Part &&part);
    base::Json thinking(model::Part &&part);
    base::Json toolUse(model::Part &&part);
    base::Json toolResult(model::Part &&part);
    void finish(base::Json &block, model::Part &&part);

    bool m_own;
    std::string_view m_path; ///< How the client spells where parts stand.
    model::Receipt &m_receipt;
};

/// An id as Anthropic takes it (`^[a-zA-Z0-9_-]+$`): unchanged where it fits, otherwise another one, the same each time.
std::string wireId(const std::string &id);

/// One content block of an answer; `own`: the answer came from this dialect. Null for what clients cannot be told.
base::Json answerBlock(const model::Part &part, bool own);
/// As it stands in a text block or a `citations_delta`. Null for what clients cannot be told.
base::Json citationJson(const model::Citation &citation, bool own);

} // namespace dialect::anthropic
