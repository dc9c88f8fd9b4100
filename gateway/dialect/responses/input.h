#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/chat.h"

namespace dialect {

/// Puts the items of a Responses request together into turns: what the model said, thought and called in one go is one
/// message; each of the user's, each system prompt and each result of a tool is one of its own.
class InputReader {
public:
    explicit InputReader(std::vector<model::ChatMessage> &out) : m_out(out) {}
    /// `input`: a string or a list of items. Errors: BadRequest for what only a store of ours could know.
    base::Result<> read(base::Json &&input);

private:
    base::Result<> readItem(base::Json &&item, std::size_t index);
    void addModelItem(base::Json &&item, bool message);
    void addMessage(base::Json &&item, model::ChatRole role);
    void addResult(base::Json &&item);
    void addOpaque(base::Json &&item);

    std::vector<model::ChatMessage> &m_out;
    bool m_open = false;                                  ///< The last message is the model's and may go on.
    std::unordered_map<std::string, std::string> m_names; ///< Of the tools, by call id.
};

} // namespace dialect
