#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect {

/// Writes turns as the items of a Responses request. What another dialect's turns have and no item can say is noted on
/// the receipt.
class InputWriter {
public:
    /// `dialect`: whose turns they are; only our own get their `extra` and ids back.
    InputWriter(std::string_view dialect, model::Receipt &receipt);
    void write(model::ChatMessage &&message);
    base::Json items() && { return std::move(m_items); }

private:
    void writePart(model::ChatMessage &message, std::size_t at, bool joins);
    void addEmpty(model::ChatMessage &&message);
    void addContent(model::ChatMessage &message, model::Part &&part, bool joins);
    void addThinking(model::Part &&part, bool joins);
    void addCall(model::Part &&part);
    void addResult(model::Part &&part);
    void addOpaque(model::Part &&part);
    base::Json startMessage(model::ChatMessage &message, model::Part &part) const;
    /// Null for what has no place there.
    base::Json pieceOf(model::Part &part, bool models);
    base::Json textOf(model::Part &part, bool models);
    base::Json documentOf(model::Media &&media);
    bool takesFile(const model::Media &media);
    bool canReplay(const model::Part &part) const;
    void finishItem(base::Json &item, model::Part &part);
    void giveExtra(base::Json &object, base::Json &&extra, std::string_view place);
    void noteLost(const model::Part &part);

    bool m_own;
    bool m_openaiFiles;
    std::string m_place; ///< How the client spells a turn: `messages[].`
    model::Receipt &m_receipt;
    base::Json m_items = base::Json::array();
    bool m_messageOpen = false; ///< The last item is a message that takes more content.
};

} // namespace dialect
