#include "dialect/cohere/cohere_answer.h"

#include <algorithm>

#include "base/json.h"
#include "dialect/cohere/cohere_parts.h"

namespace dialect {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::Part;
using model::PartKind;

std::vector<Part> partsOf(const Json &message)
{
    std::vector<Part> out;
    if (at(message, "content").is_string())
        out.push_back({.kind = PartKind::Text, .text = textOr(at(message, "content"))});
    else
        for (const Json &block : at(message, "content")) {
            const bool thinking = textOr(at(block, "type")) == "thinking";
            out.push_back({.kind = thinking ? PartKind::Thinking : PartKind::Text,
                           .text = textOr(at(block, thinking ? "thinking" : "text"))});
        }
    for (const Json &citation : at(message, "citations")) {
        const auto index = static_cast<std::size_t>(base::integerOr(at(citation, "content_index"), 0));
        const auto text = std::ranges::find(out, PartKind::Text, &Part::kind);
        if (index < out.size() && out[index].kind == PartKind::Text)
            out[index].citations.push_back(cohereCitation(citation));
        else if (text != out.end())
            text->citations.push_back(cohereCitation(citation));
    }
    for (const Json &call : at(message, "tool_calls")) {
        const Json &function = at(call, "function");
        Part part{.kind = PartKind::ToolCall,
                  .id = textOr(at(call, "id")),
                  .name = textOr(at(function, "name")),
                  .arguments = textOr(at(function, "arguments"))};
        if (part.arguments.empty()) // how it says that there are none
            part.arguments = "{}";
        out.push_back(std::move(part));
    }
    return out;
}

} // namespace

model::FinishReason cohereFinish(std::string_view word)
{
    using enum model::FinishReason;
    if (word == "COMPLETE")
        return Stop;
    if (word == "STOP_SEQUENCE")
        return StopSequence;
    if (word == "MAX_TOKENS")
        return Length;
    if (word == "TOOL_CALL")
        return ToolCalls;
    return Other;
}

model::Usage cohereUsage(const Json &usage)
{
    const auto counts = [](const Json &one) {
        return at(one, "input_tokens").is_number() || at(one, "output_tokens").is_number();
    };
    const Json &tokens = counts(at(usage, "tokens")) ? at(usage, "tokens") : at(usage, "billed_units");
    model::Usage out{.reported = counts(tokens)};
    const auto count = [](const Json &value) { // some are written 12.0
        constexpr double kLargest = 9e15;
        const double number = value.is_number() ? value.get<double>() : 0;
        return number > 0 && number < kLargest ? static_cast<std::int64_t>(number) : 0;
    };
    out.input = count(at(tokens, "input_tokens"));
    out.output = count(at(tokens, "output_tokens"));
    out.reasoning = std::min(out.output, count(at(tokens, "reasoning_tokens")));
    out.cacheRead = std::min(out.input, count(at(usage, "cached_tokens")));
    return out;
}

model::Citation cohereCitation(const Json &citation)
{
    const Json &sources = at(citation, "sources");
    const Json &document = at(sources.is_array() && !sources.empty() ? sources[0] : sources, "document");
    return {.url = textOr(at(document, "url")),
            .title = textOr(at(document, "title")),
            .citedText = textOr(at(document, "text"), textOr(at(document, "snippet"))),
            .from = base::integerIn(at(citation, "start")),
            .to = base::integerIn(at(citation, "end")),
            .extra = citation};
}

ErrorFacts readCohereError(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return {};
    const std::string type = textOr(at(*json, "error_type"));
    return {.message = textOr(at(*json, "message")), .code = type, .type = type};
}

base::Result<model::ChatAnswer> readCohereAnswer(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json || !at(*json, "message").is_object())
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is no chat answer of Cohere");
    const std::string native = textOr(at(*json, "finish_reason"));
    if (native == "ERROR" || native == "TIMEOUT")
        return base::fail(base::ErrorCode::Upstream,
                          textOr(at(*json, "error"), "the provider could not finish the answer"));
    model::ChatAnswer out{.dialect = "cohere", .id = textOr(at(*json, "id"))};
    model::ChatChoice choice{.parts = partsOf((*json)["message"])};
    choice.nativeFinish = native;
    choice.finish = native.empty() ? model::FinishReason::None : cohereFinish(native);
    if (const Json &plan = at((*json)["message"], "tool_plan"); plan.is_string())
        choice.extra = {{"tool_plan", plan}};
    out.choices.push_back(std::move(choice));
    out.usage = cohereUsage(at(*json, "usage"));
    return out;
}

} // namespace dialect
