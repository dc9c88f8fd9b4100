#include "dialect/foreign_request.h"

#include <algorithm>

namespace dialect {
namespace {

using model::ChatField;
using model::Part;
using model::PartKind;

void dropKeys(const base::Json &extra, const std::string &where, model::Receipt &receipt)
{
    if (!extra.is_object())
        return;
    for (const auto &[name, value] : extra.items())
        receipt.droppedExtra(where + name);
}

void dropPartExtras(const std::vector<Part> &parts, const std::string &where, model::Receipt &receipt)
{
    for (const Part &part : parts) {
        if (part.kind == PartKind::Opaque)
            receipt.dropped(ChatField::Opaque, base::textOr(base::at(part.extra, "type")));
        else
            dropKeys(part.extra, where, receipt);
        dropPartExtras(part.content, where + "content[].", receipt);
    }
}

bool says(const model::ChatRequest &request, ChatField field)
{
    switch (field) {
    case ChatField::MaxTokens:
        return request.maxTokens.has_value();
    case ChatField::Temperature:
        return !request.temperature.is_null();
    case ChatField::TopP:
        return !request.topP.is_null();
    case ChatField::TopK:
        return !request.topK.is_null();
    case ChatField::Seed:
        return !request.seed.is_null();
    case ChatField::PresencePenalty:
        return !request.presencePenalty.is_null();
    case ChatField::FrequencyPenalty:
        return !request.frequencyPenalty.is_null();
    case ChatField::LogitBias:
        return !request.logitBias.is_null();
    case ChatField::Logprobs:
        return request.logprobs.value_or(false);
    case ChatField::TopLogprobs:
        return request.topLogprobs.value_or(0) > 0;
    case ChatField::Choices:
        return request.choices.value_or(1) > 1;
    case ChatField::Stop:
        return !request.stop.empty();
    case ChatField::User:
        return !request.user.empty();
    case ChatField::ServiceTier:
        return !request.serviceTier.empty();
    case ChatField::CacheKey:
        return !request.cacheKey.empty();
    case ChatField::Metadata:
        return !request.metadata.is_null();
    case ChatField::Store:
        return request.store.value_or(false);
    case ChatField::ParallelTools:
        return !request.toolChoice.parallel.value_or(true);
    case ChatField::ReasoningSummary:
        return !request.reasoning.summary.empty();
    case ChatField::Reasoning:
        return request.reasoning.asked() || request.reasoning.enabled.has_value() || !request.reasoning.effort.empty();
    default:
        return false;
    }
}

} // namespace

void dropExtras(const model::ChatRequest &request, model::Receipt &receipt)
{
    dropKeys(request.extra, "", receipt);
    for (const model::ChatMessage &message : request.messages) {
        dropKeys(message.extra, "messages[].", receipt);
        dropPartExtras(message.parts, "messages[].content[].", receipt);
    }
    for (const model::ToolOffer &tool : request.tools)
        if (tool.hosted)
            receipt.dropped(ChatField::HostedTool, tool.name);
        else
            dropKeys(tool.extra, "tools[].", receipt);
    dropKeys(request.toolChoice.extra, "tool_choice.", receipt);
    dropKeys(request.format.extra, "response_format.", receipt);
    dropKeys(request.reasoning.extra, "reasoning.", receipt);
}

void dropSaid(const model::ChatRequest &request, std::span<const ChatField> fields, model::Receipt &receipt)
{
    for (const ChatField field : fields)
        if (says(request, field))
            receipt.dropped(field);
}

void dropBelongings(const Part &part, model::Receipt &receipt, Belongings kept)
{
    if (!kept.signature && !part.signature.empty())
        receipt.dropped(part.kind == PartKind::RedactedThinking ? ChatField::RedactedThinking : ChatField::Signature);
    if (!kept.cacheControl && !part.cacheControl.is_null())
        receipt.dropped(ChatField::CacheControl);
    if (!part.citations.empty())
        receipt.dropped(ChatField::Citations);
}

base::Result<base::Json> argumentsObject(std::string_view arguments)
{
    if (arguments.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return base::Json::object();
    auto json = base::parseJson(arguments);
    if (json && json->is_null())
        return base::Json::object();
    if (!json || !json->is_object())
        return base::fail(base::ErrorCode::BadRequest,
                          "the arguments of an earlier tool call are no JSON object, and the provider takes no other",
                          "messages");
    return json;
}

std::string resultText(const Part &result, model::Receipt &receipt)
{
    std::string out;
    for (const Part &part : result.content) {
        if (part.kind != PartKind::Text && part.kind != PartKind::Opaque)
            receipt.dropped(fieldOf(part.kind));
        if (part.kind == PartKind::Text)
            out += (out.empty() ? "" : "\n") + part.text;
    }
    return out;
}

ChatField fieldOf(PartKind kind)
{
    switch (kind) {
    case PartKind::Image:
        return ChatField::Image;
    case PartKind::Document:
        return ChatField::Document;
    case PartKind::Audio:
        return ChatField::Audio;
    case PartKind::Video:
        return ChatField::Video;
    case PartKind::Thinking:
        return ChatField::Thinking;
    case PartKind::RedactedThinking:
        return ChatField::RedactedThinking;
    case PartKind::Refusal:
        return ChatField::Refusal;
    default:
        return ChatField::Opaque;
    }
}

std::string toolCalled(const model::ChatRequest &request, std::string_view callId)
{
    for (const model::ChatMessage &message : request.messages)
        for (const Part &part : message.parts)
            if (part.kind == PartKind::ToolCall && part.id == callId)
                return part.name;
    return {};
}

bool keepAllowedTools(model::ChatRequest &request)
{
    const auto &names = request.toolChoice.names;
    if (names.empty())
        return false;
    return std::erase_if(
               request.tools,
               [&](const model::ToolOffer &tool) { return std::ranges::find(names, tool.name) == names.end(); })
           > 0;
}

std::int64_t budgetFor(std::string_view effort)
{
    constexpr std::pair<std::string_view, std::int64_t> kBudgets[] = {
        {"minimal", 1024}, {"low", 1024}, {"medium", 2048}, {"high", 4096}, {"xhigh", 16384}, {"max", 32768}};
    for (const auto &[word, tokens] : kBudgets)
        if (word == effort)
            return tokens;
    return 2048;
}

} // namespace dialect
