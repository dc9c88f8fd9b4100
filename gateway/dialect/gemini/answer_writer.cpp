#include <utility>

#include "dialect/gemini/answer.h"
#include "dialect/gemini/citations.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/parts.h"
#include "dialect/gemini/usage.h"

namespace dialect {
namespace {

using model::PartKind;

base::Json candidateOf(const model::ChatChoice &choice, const base::Json &extra)
{
    base::Json parts = base::Json::array();
    std::vector<model::Citation> citations;
    GeminiEnding ending{choice.finish, choice.nativeFinish, {}};
    for (const model::Part &part : choice.parts) {
        base::Json one = geminiPart(part);
        if (one.is_null()) {
            if (part.kind == PartKind::ToolCall)
                ending.brokenCall = part.name;
            continue;
        }
        citations.insert(citations.end(), part.citations.begin(), part.citations.end());
        parts.push_back(std::move(one));
    }
    base::Json out = base::Json::object();
    out["content"] = parts.empty() ? base::Json::object() : base::Json{{"parts", std::move(parts)}, {"role", "model"}};
    addGeminiFinish(out, ending);
    out["index"] = choice.index;
    if (base::Json logprobs = geminiLogprobs(choice.logprobs); !logprobs.is_null())
        out["logprobsResult"] = std::move(logprobs);
    if (isGeminiExtra(extra))
        mergeBack(out, candidateExtra(extra, choice.index));
    else if (base::Json grounding = geminiGrounding(citations); !grounding.is_null())
        out["groundingMetadata"] = std::move(grounding);
    return out;
}

/// A prompt that was blocked has no candidates at all.
bool isBlockedPrompt(const model::ChatAnswer &answer)
{
    const std::string reason = base::textOr(base::at(base::at(answer.extra, "promptFeedback"), "blockReason"));
    return !reason.empty() && answer.choices.size() == 1 && answer.choices.front().parts.empty()
           && answer.choices.front().nativeFinish == reason;
}

} // namespace

bool isGeminiExtra(const base::Json &extra)
{
    for (const char *name : {"candidates", "usageMetadata", "promptFeedback", "createTime", "modelStatus"})
        if (!base::at(extra, name).is_null())
            return true;
    return false;
}

const base::Json &candidateExtra(const base::Json &extra, std::int64_t index)
{
    for (const base::Json &one : base::at(extra, "candidates"))
        if (base::integerOr(base::at(one, "index"), -1) == index)
            return one;
    return base::at(base::Json(), "");
}

void addGeminiFinish(base::Json &candidate, const GeminiEnding &ending)
{
    if (ending.reason == model::FinishReason::None)
        return;
    const bool broken =
        !ending.brokenCall.empty()
        && (ending.reason == model::FinishReason::ToolCalls || ending.reason == model::FinishReason::Stop);
    candidate["finishReason"] =
        broken ? std::string("MALFORMED_FUNCTION_CALL") : std::string(geminiFinishWord(ending.reason, ending.native));
    if (broken)
        candidate["finishMessage"] = "the arguments of the call of " + ending.brokenCall + " are not a JSON object";
}

base::Json geminiFrame(base::Json &&candidates, const model::Usage &usage, const base::Json &extra)
{
    base::Json out = base::Json::object();
    if (!candidates.empty())
        out["candidates"] = std::move(candidates);
    if (base::Json counts = geminiUsage(usage); !counts.is_null())
        out["usageMetadata"] = std::move(counts);
    if (!isGeminiExtra(extra))
        return out;
    for (const auto &[name, value] : extra.items())
        if (name == "usageMetadata" && value.is_object())
            mergeBack(out["usageMetadata"], value);
        else if (name != "candidates" && !out.contains(name))
            out[name] = value;
    return out;
}

std::string writeGeminiAnswer(const model::ChatAnswer &answer, const AnswerFor &client)
{
    base::Json candidates = base::Json::array();
    if (!isBlockedPrompt(answer))
        for (const model::ChatChoice &choice : answer.choices)
            candidates.push_back(candidateOf(choice, answer.extra));
    base::Json out = geminiFrame(std::move(candidates), answer.usage, answer.extra);
    out["modelVersion"] = answer.model.empty() ? std::string(client.requestedModel) : answer.model;
    out["responseId"] = answer.id.empty() ? std::string(client.requestId) : answer.id;
    return base::dump(out);
}

} // namespace dialect
