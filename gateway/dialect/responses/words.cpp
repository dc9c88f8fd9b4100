#include "dialect/responses/words.h"

#include <algorithm>

#include "dialect/openai/usage.h"
#include "dialect/responses/request.h"

namespace dialect {
namespace {

struct FieldName {
    model::ChatField field;
    std::string_view name;
};
using enum model::ChatField;
constexpr FieldName kFieldNames[] = {
    {MaxTokens, "max_output_tokens"},
    {Temperature, "temperature"},
    {TopP, "top_p"},
    {Logprobs, "include[message.output_text.logprobs]"},
    {TopLogprobs, "top_logprobs"},
    {User, "user"},
    {ServiceTier, "service_tier"},
    {CacheKey, "prompt_cache_key"},
    {Metadata, "metadata"},
    {Store, "store"},
    {Tools, "tools"},
    {HostedTool, "tools[].type"},
    {ToolStrict, "tools[].strict"},
    {ToolChoice, "tool_choice"},
    {ParallelTools, "parallel_tool_calls"},
    {Format, "text.format"},
    {FormatStrict, "text.format.strict"},
    {Reasoning, "reasoning"},
    {ReasoningSummary, "reasoning.summary"},
    {Image, "input[].content[].image_url"},
    {ImageDetail, "input[].content[].detail"},
    {Document, "input[].content[].file_data"},
    {Audio, "input[].content[].input_audio"},
    {FileId, "input[].content[].file_id"},
    {Thinking, "input[].summary"},
    {Signature, "input[].encrypted_content"},
    {RedactedThinking, "input[].encrypted_content"},
    {Refusal, "input[].content[].refusal"},
    {Citations, "input[].content[].annotations"},
    {Opaque, "input[].type"},
    {SystemPlace, "instructions"},
};

} // namespace

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
    out.inputAudio = std::min(count(in, "audio_tokens"), out.input);
    out.outputAudio = std::min(count(base::at(usage, "output_tokens_details"), "audio_tokens"), out.output);
    out.toolUses = count(usage, "num_server_side_tools_used"); // xAI's
    if (const base::Json &cost = base::at(usage, "cost"); cost.is_number())
        out.statedNanos = nanosStated(cost.get<double>());
    else
        out.statedNanos = nanosOfTicks(base::integerOr(base::at(usage, "cost_in_usd_ticks"), -1));
    out.reported = true;
    return out;
}

std::string_view responsesFieldName(model::ChatField field)
{
    const auto *hit = std::ranges::find(kFieldNames, field, &FieldName::field);
    return hit == std::end(kFieldNames) ? "input" : hit->name; // the rest no client of this dialect can have sent
}

} // namespace dialect
