#include <utility>

#include "dialect/completions/text_completion.h"
#include "dialect/extras.h"

namespace dialect {
namespace {

using ChatField = model::ChatField;

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

/// A string, or a list of one; other forms mean something to no chat model.
base::Result<std::string> promptOf(base::Json &&prompt)
{
    if (prompt.is_string())
        return movedText(std::move(prompt));
    if (!prompt.is_array() || prompt.empty())
        return bad("prompt must be a string here", "prompt");
    if (prompt.front().is_number() || prompt.front().is_array())
        return bad("a prompt of tokens can only go to a provider of text completions; send words", "prompt");
    if (prompt.size() > 1)
        return bad("several prompts in one call can only go to a provider of text completions; send them one by one",
                   "prompt");
    return movedText(std::move(prompt.front()));
}

base::Result<> refuseUnsayable(const Fields &fields)
{
    if (base::truthOr(fields.look("echo")))
        return bad("echo is only possible with a provider of text completions", "echo");
    if (!base::textOr(fields.look("suffix")).empty())
        return bad("suffix is only possible with a provider of text completions", "suffix");
    return {};
}

void readStop(Fields &fields, model::ChatRequest &out)
{
    out.bareStop = fields.hasText("stop");
    if (out.bareStop)
        out.stop.push_back(fields.takeText("stop"));
    base::Json list = fields.takeArray("stop");
    for (base::Json &word : list)
        out.stop.push_back(movedText(std::move(word)));
}

void readParameters(Fields &fields, model::ChatRequest &out)
{
    out.maxTokens = fields.takeInteger("max_tokens");
    out.temperature = fields.take("temperature");
    out.topP = fields.take("top_p");
    out.seed = fields.take("seed");
    out.presencePenalty = fields.take("presence_penalty");
    out.frequencyPenalty = fields.take("frequency_penalty");
    out.logitBias = fields.take("logit_bias");
    out.choices = fields.takeInteger("n");
    out.user = fields.takeText("user");
    out.topLogprobs = fields.takeInteger("logprobs");
    if (out.topLogprobs)
        out.logprobs = true;
    if (base::integerIn(fields.look("best_of")).value_or(1) == out.choices.value_or(1))
        fields.take("best_of"); // says no more than `n`
    fields.takeTruth("echo");
    fields.takeText("suffix");
    readStop(fields, out);
}

/// The words of the one turn that a completion can go on from.
base::Result<std::string> wordsOf(std::vector<model::ChatMessage> &&messages)
{
    std::string out;
    for (model::ChatMessage &message : messages) {
        if (message.role != model::ChatRole::User || messages.size() > 1)
            return bad("a text completion takes one prompt and no conversation", "messages");
        for (model::Part &part : message.parts) {
            if (part.kind != model::PartKind::Text)
                return bad("a text completion takes words only", "messages");
            out += part.text;
        }
    }
    return out;
}

void setParameters(base::Json &body, model::ChatRequest &request)
{
    const auto set = [&](ChatField field, base::Json &&value) {
        if (!value.is_null())
            body[std::string(completionsFieldName(field))] = std::move(value);
    };
    set(ChatField::MaxTokens, request.maxTokens ? base::Json(*request.maxTokens) : base::Json());
    set(ChatField::Temperature, std::move(request.temperature));
    set(ChatField::TopP, std::move(request.topP));
    set(ChatField::Seed, std::move(request.seed));
    set(ChatField::PresencePenalty, std::move(request.presencePenalty));
    set(ChatField::FrequencyPenalty, std::move(request.frequencyPenalty));
    set(ChatField::LogitBias, std::move(request.logitBias));
    set(ChatField::Choices, request.choices ? base::Json(*request.choices) : base::Json());
    if (request.logprobs.value_or(false))
        set(ChatField::Logprobs, request.topLogprobs.value_or(0));
    set(ChatField::User, request.user.empty() ? base::Json() : base::Json(std::move(request.user)));
    if (!request.stop.empty())
        set(ChatField::Stop, request.bareStop ? base::Json(request.stop.front()) : base::Json(request.stop));
}

void dropUnsayable(const model::ChatRequest &request, model::Receipt &receipt)
{
    const auto drop = [&](ChatField field, bool there) {
        if (there)
            receipt.dropped(field);
    };
    drop(ChatField::TopK, !request.topK.is_null());
    drop(ChatField::Tools, !request.tools.empty());
    drop(ChatField::Format, request.format.kind > model::OutputFormat::Kind::Text);
    drop(ChatField::Reasoning, request.reasoning.asked());
    drop(ChatField::ServiceTier, !request.serviceTier.empty());
    drop(ChatField::CacheKey, !request.cacheKey.empty());
    drop(ChatField::Metadata, !request.metadata.is_null());
    drop(ChatField::Store, request.store.value_or(false));
}

} // namespace

base::Result<model::ChatRequest> readCompletionsRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    Fields fields(std::move(*json));
    if (auto refused = refuseUnsayable(fields); !refused)
        return base::fail(refused.error());
    auto prompt = promptOf(fields.take("prompt"));
    if (!prompt)
        return base::fail(prompt.error());
    model::ChatRequest out{.dialect = std::string(kCompletionsId),
                           .model = peek.model,
                           .stream = peek.stream,
                           .usageInStream = peek.usageAsked};
    fields.take("model");
    fields.take("stream");
    Fields options(fields.takeObject("stream_options"));
    options.take("include_usage");
    model::ChatMessage turn{.role = model::ChatRole::User, .bare = true};
    turn.parts.push_back({.kind = model::PartKind::Text, .text = std::move(*prompt)});
    out.messages.push_back(std::move(turn));
    readParameters(fields, out);
    out.extra = std::move(fields).rest();
    addExtra(out.extra, "stream_options", std::move(options).rest());
    return out;
}

base::Result<std::string> writeCompletionsRequest(model::ChatRequest &&request, const model::Quirks &,
                                                  model::Receipt &receipt)
{
    auto prompt = wordsOf(std::move(request.messages));
    if (!prompt)
        return base::fail(prompt.error());
    base::Json body = {{"model", request.model}, {"prompt", std::move(*prompt)}};
    setParameters(body, request);
    dropUnsayable(request, receipt);
    if (request.dialect == kCompletionsId)
        putBack(body, std::move(request.extra));
    else
        dropExtra(request.extra, "", receipt);
    if (request.stream) {
        body["stream"] = true;
        body["stream_options"]["include_usage"] = true;
    }
    return base::dump(body);
}

std::string_view completionsFieldName(ChatField field)
{
    switch (field) {
    case ChatField::MaxTokens:
        return "max_tokens";
    case ChatField::Temperature:
        return "temperature";
    case ChatField::TopP:
        return "top_p";
    case ChatField::Seed:
        return "seed";
    case ChatField::PresencePenalty:
        return "presence_penalty";
    case ChatField::FrequencyPenalty:
        return "frequency_penalty";
    case ChatField::LogitBias:
        return "logit_bias";
    case ChatField::Logprobs:
    case ChatField::TopLogprobs:
        return "logprobs";
    case ChatField::Choices:
        return "n";
    case ChatField::Stop:
        return "stop";
    case ChatField::User:
        return "user";
    default: // what this dialect has no word for no client of it can have sent
        return "prompt";
    }
}

} // namespace dialect
