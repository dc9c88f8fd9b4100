#include "dialect/responses/words.h"

#include <algorithm>

#include "dialect/responses/request.h"

namespace dialect {

model::FinishReason responsesFinish(std::string_view status, std::string_view incompleteReason, bool calls)
{
    using enum model::FinishReason;
    if (status == "completed")
        return calls ? ToolCalls : Stop;
    if (status != "incomplete")
        return None;
    return incompleteReason == "max_output_tokens" ? Length
           : incompleteReason == "content_filter"  ? ContentFilter
                                                   : Other;
}

std::string_view responsesIncompleteReason(model::FinishReason reason)
{
    using enum model::FinishReason;
    switch (reason) {
    case Length:
        return "max_output_tokens";
    case ContentFilter:
    case Refusal:
        return "content_filter";
    default:
        return "";
    }
}

model::Usage readResponsesUsage(const base::Json &usage)
{
    const auto count = [](const base::Json &object, std::string_view name) {
        return std::max<std::int64_t>(0, base::integerOr(base::at(object, name)));
    };
    model::Usage out;
    if (!base::at(usage, "input_tokens").is_number() && !base::at(usage, "output_tokens").is_number())
        return out;
    const base::Json &in = base::at(usage, "input_tokens_details");
    out.input = count(usage, "input_tokens");
    out.output = count(usage, "output_tokens");
    // What a provider claims of a part is never more than the whole.
    out.cacheRead = std::min(count(in, "cached_tokens"), out.input);
    out.cacheWrite5m = std::min(count(in, "cache_write_tokens"), out.input - out.cacheRead);
    out.reasoning = std::min(count(base::at(usage, "output_tokens_details"), "reasoning_tokens"), out.output);
    out.reported = true;
    return out;
}

std::string_view responsesFieldName(model::ChatField field)
{
    using enum model::ChatField;
    switch (field) {
    case MaxTokens:
        return "max_output_tokens";
    case Temperature:
        return "temperature";
    case TopP:
        return "top_p";
    case Logprobs:
        return "include[message.output_text.logprobs]";
    case TopLogprobs:
        return "top_logprobs";
    case User:
        return "user";
    case ServiceTier:
        return "service_tier";
    case CacheKey:
        return "prompt_cache_key";
    case Metadata:
        return "metadata";
    case Store:
        return "store";
    case Tools:
        return "tools";
    case HostedTool:
        return "tools[].type";
    case ToolStrict:
        return "tools[].strict";
    case ToolChoice:
        return "tool_choice";
    case ParallelTools:
        return "parallel_tool_calls";
    case Format:
        return "text.format";
    case FormatStrict:
        return "text.format.strict";
    case Reasoning:
        return "reasoning";
    case ReasoningSummary:
        return "reasoning.summary";
    case Image:
        return "input[].content[].image_url";
    case ImageDetail:
        return "input[].content[].detail";
    case Document:
        return "input[].content[].file_data";
    case Audio:
        return "input[].content[].input_audio";
    case FileId:
        return "input[].content[].file_id";
    case Thinking:
        return "input[].summary";
    case Signature:
    case RedactedThinking:
        return "input[].encrypted_content";
    case Refusal:
        return "input[].content[].refusal";
    case Citations:
        return "input[].content[].annotations";
    case Opaque:
        return "input[].type";
    case SystemPlace:
        return "instructions";
    default: // what this dialect has no word for no client of it can have sent
        return "input";
    }
}

} // namespace dialect
