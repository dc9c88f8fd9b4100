#include "dialect/bedrock/bedrock_answer.h"

#include <algorithm>
#include <utility>

#include "base/json.h"

namespace dialect {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::Part;
using model::PartKind;

Part thinkingOf(const Json &reasoning)
{
    if (at(reasoning, "redactedContent").is_string())
        return {.kind = PartKind::RedactedThinking, .signature = textOr(at(reasoning, "redactedContent"))};
    const Json &text = at(reasoning, "reasoningText");
    return {.kind = PartKind::Thinking, .text = textOr(at(text, "text")), .signature = textOr(at(text, "signature"))};
}

Part callOf(const Json &use)
{
    const Json &input = at(use, "input");
    return {.kind = PartKind::ToolCall,
            .id = textOr(at(use, "toolUseId")),
            .name = textOr(at(use, "name")),
            .arguments = input.is_null() ? "{}" : base::dump(input)};
}

Part citedOf(const Json &cited)
{
    Part out{.kind = PartKind::Text};
    for (const Json &piece : at(cited, "content"))
        out.text += textOr(at(piece, "text"));
    for (const Json &citation : at(cited, "citations"))
        out.citations.push_back({.title = textOr(at(citation, "title")), .extra = citation});
    return out;
}

Part partOf(const Json &block)
{
    if (at(block, "text").is_string())
        return {.kind = PartKind::Text, .text = textOr(at(block, "text"))};
    if (at(block, "toolUse").is_object())
        return callOf(at(block, "toolUse"));
    if (at(block, "reasoningContent").is_object())
        return thinkingOf(at(block, "reasoningContent"));
    if (at(block, "citationsContent").is_object())
        return citedOf(at(block, "citationsContent"));
    return {.kind = PartKind::Opaque, .extra = block};
}

} // namespace

model::FinishReason bedrockFinish(std::string_view word)
{
    using enum model::FinishReason;
    constexpr std::pair<std::string_view, model::FinishReason> kWords[] = {
        {"end_turn", Stop},
        {"stop_sequence", StopSequence},
        {"max_tokens", Length},
        {"model_context_window_exceeded", Length},
        {"tool_use", ToolCalls},
        {"guardrail_intervened", ContentFilter},
        {"content_filtered", ContentFilter},
        {"refusal", Refusal},
        {"pause_turn", Pause},
    };
    const auto *hit = std::ranges::find(kWords, word, [](const auto &row) { return row.first; });
    return hit == std::end(kWords) ? Other : hit->second;
}

model::Usage bedrockUsage(const Json &usage)
{
    const auto count = [&](const char *name) { return std::max<std::int64_t>(0, base::integerOr(at(usage, name))); };
    model::Usage out;
    out.reported = at(usage, "inputTokens").is_number() || at(usage, "outputTokens").is_number();
    out.cacheRead = count("cacheReadInputTokens");
    const std::int64_t written = count("cacheWriteInputTokens");
    for (const Json &detail : at(usage, "cacheDetails"))
        if (textOr(at(detail, "ttl")) == "1h")
            out.cacheWrite1h += std::max<std::int64_t>(0, base::integerOr(at(detail, "inputTokens")));
    out.cacheWrite1h = std::min(out.cacheWrite1h, written);
    out.cacheWrite5m = written - out.cacheWrite1h;
    out.input = count("inputTokens") + out.cacheRead + written;
    out.output = count("outputTokens");
    return out;
}

base::Result<model::ChatAnswer> readBedrockAnswer(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json || !at(at(*json, "output"), "message").is_object())
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is no Converse answer");
    model::ChatAnswer out{.dialect = "bedrock"};
    model::ChatChoice choice;
    for (const Json &block : at((*json)["output"]["message"], "content"))
        choice.parts.push_back(partOf(block));
    choice.nativeFinish = textOr(at(*json, "stopReason"));
    if (!choice.nativeFinish.empty())
        choice.finish = bedrockFinish(choice.nativeFinish);
    choice.stopSequence = textOr(at(at(*json, "additionalModelResponseFields"), "stop_sequence"));
    out.choices.push_back(std::move(choice));
    out.usage = bedrockUsage(at(*json, "usage"));
    return out;
}

} // namespace dialect
