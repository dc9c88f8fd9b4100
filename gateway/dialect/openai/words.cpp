#include "dialect/openai/words.h"

#include <algorithm>
#include <utility>

namespace dialect {
namespace {

using model::ChatField;
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

constexpr std::pair<ChatField, std::string_view> kNames[] = {
    {ChatField::MaxTokens, "max_tokens"},
    {ChatField::Temperature, "temperature"},
    {ChatField::TopP, "top_p"},
    {ChatField::TopK, "top_k"},
    {ChatField::Seed, "seed"},
    {ChatField::PresencePenalty, "presence_penalty"},
    {ChatField::FrequencyPenalty, "frequency_penalty"},
    {ChatField::LogitBias, "logit_bias"},
    {ChatField::Logprobs, "logprobs"},
    {ChatField::TopLogprobs, "top_logprobs"},
    {ChatField::Choices, "n"},
    {ChatField::Stop, "stop"},
    {ChatField::User, "user"},
    {ChatField::ServiceTier, "service_tier"},
    {ChatField::CacheKey, "prompt_cache_key"},
    {ChatField::Metadata, "metadata"},
    {ChatField::Store, "store"},
    {ChatField::Tools, "tools"},
    {ChatField::HostedTool, "tools[]"},
    {ChatField::ToolStrict, "tools[].function.strict"},
    {ChatField::ToolChoice, "tool_choice"},
    {ChatField::ParallelTools, "parallel_tool_calls"},
    {ChatField::Format, "response_format"},
    {ChatField::FormatStrict, "response_format.json_schema.strict"},
    {ChatField::Reasoning, "reasoning_effort"},
    {ChatField::ReasoningSummary, "reasoning.summary"},
    {ChatField::CacheControl, "messages[].content[].cache_control"},
    {ChatField::SpeakerName, "messages[].name"},
    {ChatField::Image, "messages[].content[].image_url"},
    {ChatField::ImageDetail, "messages[].content[].image_url.detail"},
    {ChatField::Document, "messages[].content[].file"},
    {ChatField::Audio, "messages[].content[].input_audio"},
    {ChatField::Video, "messages[].content[].video_url"},
    {ChatField::FileId, "messages[].content[].file.file_id"},
    {ChatField::Thinking, "messages[].reasoning_content"},
    {ChatField::Signature, "messages[].reasoning_details[].signature"},
    {ChatField::RedactedThinking, "messages[].reasoning_details[].data"},
    {ChatField::Refusal, "messages[].refusal"},
    {ChatField::Citations, "messages[].annotations"},
    {ChatField::ToolError, "messages[].content"},
    {ChatField::Opaque, "messages[].content[]"},
    {ChatField::SystemPlace, "messages[].role"},
    {ChatField::Dimensions, "dimensions"},
    {ChatField::VectorEncoding, "encoding_format"},
    {ChatField::TokenInput, "input"},
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

std::string_view openaiFieldName(ChatField field)
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
