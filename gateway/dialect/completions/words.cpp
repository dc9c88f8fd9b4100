#include "dialect/completions/words.h"

#include <algorithm>
#include <utility>

#include "dialect/openai/usage.h"

namespace dialect {
namespace {

using base::Json;

std::int64_t countAt(const Json &object, std::string_view name)
{
    return std::max<std::int64_t>(0, base::integerOr(base::at(object, name)));
}

} // namespace

model::FinishReason completionsFinish(std::string_view word)
{
    using enum model::FinishReason;
    return word.empty()               ? None
           : word == "stop"           ? Stop
           : word == "length"         ? Length
           : word == "content_filter" ? ContentFilter
                                      : Other;
}

std::string_view completionsFinishWord(model::FinishReason reason)
{
    using enum model::FinishReason;
    return reason == Length ? "length" : reason == ContentFilter || reason == Refusal ? "content_filter" : "stop";
}

model::Usage readCompletionsUsage(const base::Json &usage)
{
    model::Usage out;
    if (!usage.is_object())
        return out;
    out.input = countAt(usage, "prompt_tokens");
    out.output = countAt(usage, "completion_tokens");
    out.cacheRead = std::min(out.input, countAt(base::at(usage, "prompt_tokens_details"), "cached_tokens"));
    out.reasoning = std::min(out.output, countAt(base::at(usage, "completion_tokens_details"), "reasoning_tokens"));
    if (const Json &cost = base::at(usage, "cost"); cost.is_number())
        out.statedNanos = nanosStated(cost.get<double>());
    out.reported = true;
    return out;
}

Json writeCompletionsUsage(const model::Usage &usage)
{
    if (!usage.reported)
        return {};
    return {{"prompt_tokens", usage.input},
            {"completion_tokens", usage.output},
            {"total_tokens", usage.input + usage.output},
            {"prompt_tokens_details", {{"cached_tokens", usage.cacheRead}}},
            {"completion_tokens_details", {{"reasoning_tokens", usage.reasoning}}}};
}

Json writeCompletionsLogprobs(const base::Json &logprobs)
{
    const base::Json &tokens = base::at(logprobs, "content");
    if (!tokens.is_array())
        return {};
    Json out = {{"text_offset", Json::array()},
                {"token_logprobs", Json::array()},
                {"tokens", Json::array()},
                {"top_logprobs", Json::array()}};
    std::int64_t offset = 0;
    for (const base::Json &token : tokens) {
        const std::string text = base::textOr(base::at(token, "token"));
        Json top = Json::object();
        for (const base::Json &one : base::at(token, "top_logprobs"))
            top[base::textOr(base::at(one, "token"))] = base::at(one, "logprob");
        out["text_offset"].push_back(std::exchange(offset, offset + std::ssize(text)));
        out["token_logprobs"].push_back(base::at(token, "logprob"));
        out["tokens"].push_back(text);
        out["top_logprobs"].push_back(std::move(top));
    }
    return out;
}

Json readCompletionsLogprobs(const base::Json &logprobs)
{
    const base::Json &tokens = base::at(logprobs, "tokens");
    const base::Json &values = base::at(logprobs, "token_logprobs");
    const base::Json &tops = base::at(logprobs, "top_logprobs");
    if (!tokens.is_array())
        return {};
    Json out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        Json top = Json::array();
        if (tops.is_array() && i < tops.size() && tops[i].is_object())
            for (const auto &[token, logprob] : tops[i].items())
                top.push_back({{"token", token}, {"logprob", logprob}});
        out["content"].push_back({{"token", tokens[i]},
                                  {"logprob", values.is_array() && i < values.size() ? values[i] : Json()},
                                  {"top_logprobs", std::move(top)}});
    }
    return out;
}

Json completionsHead(std::string_view id, std::string_view modelName, std::int64_t created, const AnswerFor &client)
{
    return {{"id", id.empty() ? "cmpl-" + std::string(client.requestId) : std::string(id)},
            {"object", "text_completion"},
            {"created", created > 0 ? created : client.nowSeconds},
            {"model", modelName.empty() ? client.requestedModel : modelName}};
}

Json completionsChoice(std::int64_t index, std::string_view text, base::Json &&logprobs, base::Json &&finish)
{
    return {{"text", text}, {"index", index}, {"logprobs", std::move(logprobs)}, {"finish_reason", std::move(finish)}};
}

} // namespace dialect
