#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "dialect/gemini/names.h"
#include "model/chat.h"
#include "model/receipt.h"

namespace dialect {

/// Notes each field of an extra as dropped, `path` before its name.
void dropGeminiExtra(const base::Json &extra, std::string_view path, model::Receipt &receipt);

/// Makes a request's messages into `systemInstruction` and `contents`. For one request.
class GeminiContents {
public:
    /// The receipt must outlive this.
    GeminiContents(const model::ChatRequest &request, model::Receipt &receipt);

    /// Errors: BadRequest for what Gemini cannot be told.
    base::Result<> add(model::ChatMessage &&message);
    /// Puts them into the body.
    void finish(base::Json &body);

private:
    base::Result<> addPart(model::Part &&part, base::Json &parts);
    base::Result<> addResult(model::Part &&part, base::Json &parts);
    base::Result<> addOther(model::Part &&part, base::Json &parts);
    base::Result<> checkMedia(model::Part &part);
    void addSystem(model::ChatMessage &&message);
    void addCall(model::Part &&part, base::Json &parts);
    void push(const char *role, base::Json &&parts, base::Json &&extra, model::ChatRole from);
    void noteLosses(const model::Part &part);

    model::Receipt &m_receipt;
    bool m_own;
    GeminiFamily m_family;
    std::string m_messagePath{};
    base::Json m_system = base::Json::array();
    base::Json m_contents = base::Json::array();
    std::optional<model::ChatRole> m_last{};
    bool m_signed = false; ///< The turn being written has a signature on one of its calls.
    std::vector<std::pair<std::string, std::string>> m_calls{}; ///< Id and name of the calls so far.
};

} // namespace dialect
