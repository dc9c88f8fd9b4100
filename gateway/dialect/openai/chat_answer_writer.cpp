#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/chat_answer.h"
#include "dialect/openai/usage.h"
#include "dialect/openai/words.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::Part;
using model::PartKind;

/// Null when there is none: SDKs tell that from an empty text.
void append(base::Json &text, const std::string &more)
{
    text = base::textOr(text) + more;
}

/// Calls whose arguments the model left out take none.
base::Json toolCall(const Part &part, model::FinishReason finish)
{
    base::Json out = writeOpenaiToolCall(part);
    if (part.arguments.empty() && finish == model::FinishReason::ToolCalls)
        out["function"]["arguments"] = "{}";
    return out;
}

base::Json message(const model::ChatChoice &choice)
{
    base::Json out = {{"role", "assistant"}, {"content", nullptr}, {"refusal", nullptr}};
    base::Json thoughts;
    base::Json calls = base::Json::array();
    base::Json annotations = base::Json::array();
    for (const Part &part : choice.parts) {
        if (part.kind == PartKind::Text)
            append(out["content"], part.text);
        else if (part.kind == PartKind::Refusal)
            append(out["refusal"], part.text);
        else if (part.kind == PartKind::Thinking && !part.text.empty())
            append(thoughts, part.text);
        else if (part.kind == PartKind::ToolCall)
            calls.push_back(toolCall(part, choice.finish));
        for (const model::Citation &citation : part.citations)
            annotations.push_back(writeOpenaiCitation(citation));
    }
    if (!thoughts.is_null())
        out["reasoning_content"] = std::move(thoughts);
    if (!calls.empty())
        out["tool_calls"] = std::move(calls);
    if (!annotations.empty())
        out["annotations"] = std::move(annotations);
    if (out["content"].is_null() && out["refusal"].is_null() && !out.contains("tool_calls"))
        out["content"] = "";
    return out;
}

base::Json choiceJson(const model::ChatChoice &choice, bool own)
{
    base::Json out = {{"index", choice.index},
                      {"message", message(choice)},
                      {"logprobs", choice.logprobs},
                      {"finish_reason", openaiFinishWord(choice.finish)}};
    if (own)
        putBack(out, base::Json(choice.extra));
    return out;
}

} // namespace

AnswerHead openaiHead(std::string_view id, std::string_view model, std::int64_t createdSeconds, const AnswerFor &client)
{
    return {.id = id.empty() ? "chatcmpl-" + std::string(client.requestId) : std::string(id),
            .model = std::string(model.empty() ? client.requestedModel : model),
            .createdSeconds = createdSeconds > 0 ? createdSeconds : client.nowSeconds};
}

std::string writeOpenaiAnswer(const model::ChatAnswer &answer, const AnswerFor &client)
{
    const bool own = answer.dialect == openaiChat.id;
    AnswerHead head = openaiHead(answer.id, answer.model, answer.createdSeconds, client);
    base::Json choices = base::Json::array();
    for (const model::ChatChoice &choice : answer.choices)
        choices.push_back(choiceJson(choice, own));
    base::Json out = {{"id", std::move(head.id)},       {"object", "chat.completion"},
                      {"created", head.createdSeconds}, {"model", std::move(head.model)},
                      {"choices", std::move(choices)},  {"usage", writeOpenaiUsage(answer.usage)}};
    if (own && !answer.serviceTier.empty())
        out["service_tier"] = answer.serviceTier;
    if (own)
        putBack(out, base::Json(answer.extra));
    return base::dump(out);
}

} // namespace dialect
