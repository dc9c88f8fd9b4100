#include <algorithm>
#include <utility>

#include "dialect/completions/text_completion.h"
#include "dialect/completions/words.h"

namespace dialect {

using base::Json;

base::Result<model::ChatAnswer> readCompletionsAnswer(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    const base::Json &choices = base::at(*json, "choices");
    if (!choices.is_array())
        return base::fail(base::ErrorCode::Upstream, base::textOr(base::at(base::at(*json, "error"), "message"),
                                                                  "the provider sent JSON that is no completion"));
    model::ChatAnswer out{.dialect = std::string(kCompletionsId),
                          .id = base::textOr(base::at(*json, "id")),
                          .model = base::textOr(base::at(*json, "model")),
                          .createdSeconds = base::integerOr(base::at(*json, "created"))};
    out.usage = readCompletionsUsage(base::at(*json, "usage"));
    for (const base::Json &choice : choices) {
        const std::int64_t index = base::integerOr(base::at(choice, "index"), std::ssize(out.choices));
        if (std::ranges::find(out.choices, index, &model::ChatChoice::index) != out.choices.end())
            continue; // a number is told once
        model::ChatChoice &one = out.choices.emplace_back();
        one.index = index;
        one.parts.push_back({.kind = model::PartKind::Text, .text = base::textOr(base::at(choice, "text"))});
        one.nativeFinish = base::textOr(base::at(choice, "finish_reason"));
        one.finish = completionsFinish(one.nativeFinish);
        one.logprobs = readCompletionsLogprobs(base::at(choice, "logprobs"));
    }
    return out;
}

std::string writeCompletionsAnswer(const model::ChatAnswer &answer, const AnswerFor &client)
{
    Json out = completionsHead(answer.id, answer.model, answer.createdSeconds, client);
    Json &choices = out["choices"] = Json::array();
    for (const model::ChatChoice &choice : answer.choices) {
        std::string text;
        for (const model::Part &part : choice.parts)
            if (part.kind == model::PartKind::Text || part.kind == model::PartKind::Refusal)
                text += part.text;
        choices.push_back(completionsChoice(choice.index, text, writeCompletionsLogprobs(choice.logprobs),
                                            std::string(completionsFinishWord(choice.finish))));
    }
    out["usage"] = writeCompletionsUsage(answer.usage);
    return base::dump(out);
}

} // namespace dialect
