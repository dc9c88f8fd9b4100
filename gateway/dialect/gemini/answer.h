#pragma once

#include <memory>
#include <string>

#include "base/json.h"
#include "dialect/translate.h"
#include "model/chat.h"

namespace dialect {

std::string writeGeminiAnswer(const model::ChatAnswer &answer, const AnswerFor &client);

/// Server-sent events, or one growing array when the client asked for that. Calls come whole, as Gemini's do.
std::unique_ptr<StreamWriter> makeGeminiWriter(const AnswerFor &client);

/// How a candidate ends. A call whose arguments are no object cannot be shown, and Gemini has a word for that.
struct GeminiEnding {
    model::FinishReason reason = model::FinishReason::None;
    std::string native{};
    std::string brokenCall{}; ///< Name of a call that was left out.
};
/// Adds `finishReason` and, where there is something to say, `finishMessage`.
void addGeminiFinish(base::Json &candidate, const GeminiEnding &ending);

/// What is beside the candidates: usage, model, id. `extra` is this dialect's own, or null.
base::Json geminiFrame(base::Json &&candidates, const model::Usage &usage, const base::Json &extra);

/// Whether an answer's extra is one that this dialect's reader made, and the candidate's share of it.
bool isGeminiExtra(const base::Json &extra);
const base::Json &candidateExtra(const base::Json &extra, std::int64_t index);

} // namespace dialect
