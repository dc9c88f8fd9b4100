#include "dialect/anthropic/words.h"

#include <algorithm>
#include <utility>

namespace dialect::anthropic {
namespace {

using model::ChatField;
using model::FinishReason;

/// Source: protocol-facts section 7, wire fact 36. The first of a reason is the one that is written.
constexpr std::pair<std::string_view, FinishReason> kStopReasons[] = {
    {"end_turn", FinishReason::Stop},
    {"stop_sequence", FinishReason::StopSequence},
    {"max_tokens", FinishReason::Length},
    {"model_context_window_exceeded", FinishReason::Length},
    {"tool_use", FinishReason::ToolCalls},
    {"refusal", FinishReason::Refusal},
    {"pause_turn", FinishReason::Pause},
    {"compaction", FinishReason::Pause}, // the client sends the message back, as with pause_turn
};

/// Those at the end no client of this dialect can send; they are OpenAI's.
constexpr std::pair<ChatField, std::string_view> kFieldNames[] = {
    {ChatField::MaxTokens, "max_tokens"},
    {ChatField::Temperature, "temperature"},
    {ChatField::TopP, "top_p"},
    {ChatField::TopK, "top_k"},
    {ChatField::Stop, "stop_sequences"},
    {ChatField::User, "metadata.user_id"},
    {ChatField::Metadata, "metadata"},
    {ChatField::ServiceTier, "service_tier"},
    {ChatField::Tools, "tools"},
    {ChatField::HostedTool, "tools"},
    {ChatField::ToolStrict, "tools[].strict"},
    {ChatField::ToolChoice, "tool_choice"},
    {ChatField::ParallelTools, "tool_choice.disable_parallel_tool_use"},
    {ChatField::Format, "output_config.format"},
    {ChatField::FormatStrict, "output_config.format"},
    {ChatField::Reasoning, "thinking"},
    {ChatField::ReasoningSummary, "thinking.display"},
    {ChatField::CacheControl, "cache_control"},
    {ChatField::Image, "image"},
    {ChatField::ImageDetail, "image"},
    {ChatField::Document, "document"},
    {ChatField::FileId, "source.file_id"},
    {ChatField::Thinking, "thinking block"},
    {ChatField::Signature, "signature"},
    {ChatField::RedactedThinking, "redacted_thinking"},
    {ChatField::Citations, "citations"},
    {ChatField::ToolError, "tool_result.is_error"},
    {ChatField::Opaque, "content block"},
    {ChatField::SystemPlace, "system"},
    {ChatField::Seed, "seed"},
    {ChatField::PresencePenalty, "presence_penalty"},
    {ChatField::FrequencyPenalty, "frequency_penalty"},
    {ChatField::LogitBias, "logit_bias"},
    {ChatField::Logprobs, "logprobs"},
    {ChatField::TopLogprobs, "top_logprobs"},
    {ChatField::Choices, "n"},
    {ChatField::CacheKey, "prompt_cache_key"},
    {ChatField::Store, "store"},
    {ChatField::SpeakerName, "name"},
    {ChatField::Audio, "audio"},
    {ChatField::Video, "video"},
    {ChatField::Refusal, "refusal"},
};

} // namespace

FinishReason finishOf(std::string_view stopReason)
{
    const auto *hit = std::ranges::find(kStopReasons, stopReason, [](const auto &row) { return row.first; });
    return hit == std::end(kStopReasons) ? FinishReason::Other : hit->second;
}

std::string_view stopReasonOf(FinishReason reason)
{
    if (reason == FinishReason::ContentFilter)
        return "refusal";
    const auto *hit = std::ranges::find(kStopReasons, reason, [](const auto &row) { return row.second; });
    return hit == std::end(kStopReasons) ? "end_turn" : hit->first;
}

base::Json inputOf(const std::string &arguments)
{
    if (arguments.empty())
        return base::Json::object();
    auto parsed = base::parseJson(arguments);
    if (parsed && parsed->is_object())
        return std::move(*parsed);
    return {{kRawArguments, arguments}};
}

std::string argumentsOf(const base::Json &input)
{
    const base::Json &raw = base::at(input, kRawArguments);
    return raw.is_string() && input.size() == 1 ? raw.get<std::string>() : base::dump(input);
}

std::string_view fieldName(ChatField field)
{
    const auto *hit = std::ranges::find(kFieldNames, field, [](const auto &row) { return row.first; });
    return hit == std::end(kFieldNames) ? "" : hit->second;
}

} // namespace dialect::anthropic
