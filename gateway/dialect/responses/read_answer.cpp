#include <utility>

#include "dialect/extras.h"
#include "dialect/responses/answer.h"
#include "dialect/responses/items.h"
#include "dialect/responses/request.h"
#include "dialect/responses/words.h"

namespace dialect {
namespace {

/// Of the request, or told by other fields of the answer.
constexpr std::string_view kRepeated[] = {"object",
                                          "status",
                                          "background",
                                          "completed_at",
                                          "error",
                                          "incomplete_details",
                                          "instructions",
                                          "max_tool_calls",
                                          "max_output_tokens",
                                          "parallel_tool_calls",
                                          "previous_response_id",
                                          "prompt_cache_key",
                                          "reasoning",
                                          "safety_identifier",
                                          "store",
                                          "temperature",
                                          "text",
                                          "tool_choice",
                                          "tools",
                                          "top_logprobs",
                                          "top_p",
                                          "truncation",
                                          "user",
                                          "frequency_penalty",
                                          "presence_penalty",
                                          "prompt_cache_retention",
                                          "id",
                                          "model",
                                          "created_at",
                                          "output",
                                          "usage",
                                          "service_tier"};

} // namespace

base::Json responsesExtra(base::Json &&response)
{
    Fields fields(std::move(response));
    for (const std::string_view name : kRepeated)
        fields.take(name);
    if (fields.look("metadata").empty())
        fields.take("metadata");
    return std::move(fields).rest();
}

base::Result<model::ChatAnswer> readResponsesAnswer(std::string_view body)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    const std::string status = base::textOr(base::at(*json, "status"));
    if (const base::Json &error = base::at(*json, "error"); !error.is_null())
        return base::fail(base::ErrorCode::Upstream,
                          base::textOr(base::at(error, "message"), base::textOr(error, "the response failed")));
    if (!base::at(*json, "output").is_array() || status == "failed")
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is not a response");
    model::ChatAnswer out{.dialect = std::string(kResponsesId),
                          .id = base::textOr(base::at(*json, "id")),
                          .model = base::textOr(base::at(*json, "model")),
                          .createdSeconds = base::integerOr(base::at(*json, "created_at"))};
    out.serviceTier = base::textOr(base::at(*json, "service_tier"));
    out.usage = readResponsesUsage(base::at(*json, "usage"));
    model::ChatChoice &choice = out.choices.emplace_back();
    bool calls = false;
    for (base::Json &item : (*json)["output"])
        for (model::Part &part : readModelItem(std::move(item), &choice.logprobs)) {
            calls = calls || part.kind == model::PartKind::ToolCall;
            if (!saysNothing(part))
                choice.parts.push_back(std::move(part));
        }
    const std::string reason = base::textOr(base::at(base::at(*json, "incomplete_details"), "reason"));
    choice.finish = responsesFinish(status, reason, calls);
    choice.nativeFinish = reason.empty() ? status : reason;
    out.extra = responsesExtra(std::move(*json));
    return out;
}

} // namespace dialect
