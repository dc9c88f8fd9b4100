#include "dialect/openai/words.h"

#include <algorithm>
#include <utility>

namespace dialect {
namespace {

using model::Field;
using model::FinishReason;

/// Source: wire facts 13 to 22, protocol-facts section 7; Mistral says model_length, Together eos, Zhipu sensitive.
constexpr std::pair<std::string_view, FinishReason> kFinish[] = {
    {"stop", FinishReason::Stop},
    {"eos", FinishReason::Stop},
    {"length", FinishReason::Length},
    {"model_length", FinishReason::Length},
    {"tool_calls", FinishReason::ToolCalls},
    {"function_call", FinishReason::ToolCalls},
    {"content_filter", FinishReason::ContentFilter},
    {"sensitive", FinishReason::ContentFilter},
};

constexpr std::pair<Field, std::string_view> kNames[] = {
    {Field::MaxTokens, "max_tokens"},
    {Field::Temperature, "temperature"},
    {Field::TopP, "top_p"},
    {Field::TopK, "top_k"},
    {Field::Seed, "seed"},
    {Field::PresencePenalty, "presence_penalty"},
    {Field::FrequencyPenalty, "frequency_penalty"},
    {Field::LogitBias, "logit_bias"},
    {Field::Logprobs, "logprobs"},
    {Field::TopLogprobs, "top_logprobs"},
    {Field::Choices, "n"},
    {Field::Stop, "stop"},
    {Field::User, "user"},
    {Field::ServiceTier, "service_tier"},
    {Field::CacheKey, "prompt_cache_key"},
    {Field::Metadata, "metadata"},
    {Field::Store, "store"},
    {Field::Tools, "tools"},
    {Field::HostedTool, "tools[]"},
    {Field::ToolStrict, "tools[].function.strict"},
    {Field::ToolChoice, "tool_choice"},
    {Field::ParallelTools, "parallel_tool_calls"},
    {Field::Format, "response_format"},
    {Field::FormatStrict, "response_format.json_schema.strict"},
    {Field::Reasoning, "reasoning_effort"},
    {Field::ReasoningSummary, "reasoning.summary"},
    {Field::CacheControl, "messages[].content[].cache_control"},
    {Field::SpeakerName, "messages[].name"},
    {Field::Image, "messages[].content[].image_url"},
    {Field::ImageDetail, "messages[].content[].image_url.detail"},
    {Field::Document, "messages[].content[].file"},
    {Field::Audio, "messages[].content[].input_audio"},
    {Field::Video, "messages[].content[].video_url"},
    {Field::FileId, "messages[].content[].file.file_id"},
    {Field::Thinking, "messages[].reasoning_content"},
    {Field::Signature, "messages[].reasoning_details[].signature"},
    {Field::RedactedThinking, "messages[].reasoning_details[].data"},
    {Field::Refusal, "messages[].refusal"},
    {Field::Citations, "messages[].annotations"},
    {Field::ToolError, "messages[].content"},
    {Field::Opaque, "messages[].content[]"},
    {Field::SystemPlace, "messages[].role"},
};

} // namespace

FinishReason openaiFinish(std::string_view word)
{
    if (word.empty())
        return FinishReason::None;
    const auto *hit = std::ranges::find(kFinish, word, [](const auto &row) { return row.first; });
    return hit == std::end(kFinish) ? FinishReason::Other : hit->second;
}

std::string_view openaiFinishWord(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Length:
        return "length";
    case FinishReason::ToolCalls:
        return "tool_calls";
    case FinishReason::ContentFilter:
    case FinishReason::Refusal:
        return "content_filter";
    case FinishReason::None:
    case FinishReason::Stop:
    case FinishReason::StopSequence:
    case FinishReason::Pause:
    case FinishReason::Other:
        break;
    }
    return "stop";
}

std::string_view openaiFieldName(Field field)
{
    const auto *hit = std::ranges::find(kNames, field, [](const auto &row) { return row.first; });
    return hit == std::end(kNames) ? std::string_view() : hit->second;
}

std::string madeUpCallId(std::string_view answerId, std::int64_t choice, std::size_t number)
{
    std::string out = "call_";
    for (const char c : answerId.substr(0, 48))
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out += c;
    if (choice > 0)
        out.append("_").append(std::to_string(choice));
    return out.append("_").append(std::to_string(number));
}

} // namespace dialect
