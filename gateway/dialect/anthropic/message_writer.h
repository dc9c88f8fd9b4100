#pragma once

#include <vector>

#include "base/json.h"
#include "dialect/anthropic/block_writer.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect::anthropic {

/// The messages of a request as this dialect wants them: the system prompt apart, turns of user and assistant, no empty
/// ones, all tool results of a turn in one user message and first in it.
class MessageWriter {
public:
    /// `dialect`: the client's; `receipt` must outlive this.
    MessageWriter(std::string_view dialect, model::Receipt &receipt);

    void take(model::ChatMessage &&message);
    /// A paragraph of ours at the end of the system prompt.
    void addInstruction(std::string text);

    /// Null when there is none.
    base::Json system();
    base::Json messages();

private:
    struct Turn {
        bool assistant = false;
        bool bare = false;
        model::ChatRole role = model::ChatRole::User; ///< Of the message that came last into it.
        base::Json results = base::Json::array();     ///< Tool results, which come first.
        base::Json blocks = base::Json::array();
        base::Json extra{}; ///< Of our own dialect.
    };
    void takeSystem(model::ChatMessage &&message);
    bool joins(const model::ChatMessage &message) const;
    void fitTurns();
    static base::Json contentOf(Turn &&turn);

    bool m_own;
    std::string_view m_path;
    model::Receipt &m_receipt;
    BlockWriter m_blocks;
    std::vector<Turn> m_turns{};
    base::Json m_system = base::Json::array();
    bool m_bareSystem = false;
};

} // namespace dialect::anthropic
