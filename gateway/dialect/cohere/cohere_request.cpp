#include "dialect/cohere/cohere_request.h"

#include <algorithm>

#include "dialect/foreign_request.h"

namespace dialect {
namespace {

using base::Json;
using model::ChatField;
using model::ChatRole;
using model::Part;
using model::PartKind;
using model::Receipt;

constexpr ChatField kUnsayable[] = {ChatField::LogitBias,    ChatField::TopLogprobs, ChatField::Choices,
                                    ChatField::User,         ChatField::CacheKey,    ChatField::ServiceTier,
                                    ChatField::Metadata,     ChatField::Store,       ChatField::ReasoningSummary,
                                    ChatField::ParallelTools};

Json textBlock(std::string text)
{
    return {{"type", "text"}, {"text", std::move(text)}};
}

/// Null when it has no picture that can be sent.
Json imageBlock(model::Media &&media)
{
    std::string url = std::move(media.url);
    if (!media.data.empty())
        url = "data:" + media.mimeType + ";base64," + media.data;
    if (url.empty())
        return nullptr;
    Json image = {{"url", std::move(url)}};
    if (!media.detail.empty())
        image["detail"] = std::move(media.detail);
    return {{"type", "image_url"}, {"image_url", std::move(image)}};
}

Json callOf(Part &&part)
{
    return {
        {"id", std::move(part.id)},
        {"type", "function"},
        {"function",
         {{"name", std::move(part.name)}, {"arguments", part.arguments.empty() ? "{}" : std::move(part.arguments)}}}};
}

std::string_view roleWord(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
    case ChatRole::Developer:
        return "system";
    case ChatRole::Assistant:
        return "assistant";
    default:
        return "user";
    }
}

class Messages {
public:
    explicit Messages(Receipt &receipt) : m_receipt(receipt) {}

    void add(model::ChatMessage &&message)
    {
        if (!message.name.empty())
            m_receipt.dropped(ChatField::SpeakerName);
        for (Part &part : message.parts)
            if (part.kind == PartKind::ToolResult)
                addResult(std::move(part));
        Json content = Json::array();
        Json calls = Json::array();
        for (Part &part : message.parts) {
            dropBelongings(part, m_receipt);
            if (part.kind == PartKind::ToolCall)
                calls.push_back(callOf(std::move(part)));
            else if (Json block = blockOf(std::move(part)); !block.is_null())
                content.push_back(std::move(block));
        }
        if (message.role == ChatRole::Tool || (content.empty() && calls.empty()))
            return;
        Json out = {{"role", roleWord(message.role)}};
        const bool one = message.bare && content.size() == 1 && content[0].contains("text");
        if (!content.empty())
            out["content"] = one ? std::move(content[0]["text"]) : std::move(content);
        if (!calls.empty())
            out["tool_calls"] = std::move(calls);
        m_all.push_back(std::move(out));
    }
    Json take() { return std::move(m_all); }

private:
    void addResult(Part &&part)
    {
        if (part.isError)
            m_receipt.dropped(ChatField::ToolError);
        std::string text = resultText(part, m_receipt);
        m_all.push_back({{"role", "tool"}, {"tool_call_id", part.id}, {"content", std::move(text)}});
    }

    /// Null for what is left out, with a note of it.
    Json blockOf(Part &&part)
    {
        switch (part.kind) {
        case PartKind::Text:
            return textBlock(std::move(part.text));
        case PartKind::Refusal:
            m_receipt.changed(ChatField::Refusal, "text");
            return textBlock(std::move(part.text));
        case PartKind::Thinking:
            return part.text.empty() ? Json() : Json{{"type", "thinking"}, {"thinking", std::move(part.text)}};
        case PartKind::Image:
            if (Json block = imageBlock(std::move(part.media)); !block.is_null())
                return block;
            m_receipt.dropped(ChatField::Image, "only a URL or base64 data can be sent");
            return nullptr;
        case PartKind::Document:
            if (!part.media.text.empty()) {
                m_receipt.changed(ChatField::Document, "text");
                return textBlock(std::move(part.media.text));
            }
            [[fallthrough]];
        case PartKind::Audio:
        case PartKind::Video:
            m_receipt.dropped(fieldOf(part.kind));
            return nullptr;
        default:
            return nullptr; // tool results have their own messages; what is redacted or opaque is noted already
        }
    }

    Receipt &m_receipt;
    Json m_all = Json::array();
};

/// A number inside what Cohere takes.
void putClamped(Json &body, const char *name, const Json &value, ChatField field, double least, double most,
                Receipt &receipt)
{
    if (!value.is_number())
        return;
    const double clamped = std::clamp(value.get<double>(), least, most);
    if (clamped == value.get<double>()) {
        body[name] = value;
        return;
    }
    const auto whole = static_cast<std::int64_t>(clamped);
    body[name] = static_cast<double>(whole) == clamped ? Json(whole) : Json(clamped);
    receipt.changed(field, base::dump(body[name]));
}

void putSampling(Json &body, model::ChatRequest &request, Receipt &receipt)
{
    if (request.maxTokens)
        body["max_tokens"] = *request.maxTokens;
    if (!request.temperature.is_null())
        body["temperature"] = std::move(request.temperature);
    putClamped(body, "p", request.topP, ChatField::TopP, 0.01, 0.99, receipt);
    putClamped(body, "k", request.topK, ChatField::TopK, 0, 500, receipt);
    if (!request.seed.is_null())
        body["seed"] = std::move(request.seed);
    putClamped(body, "frequency_penalty", request.frequencyPenalty, ChatField::FrequencyPenalty, 0, 1, receipt);
    putClamped(body, "presence_penalty", request.presencePenalty, ChatField::PresencePenalty, 0, 1, receipt);
    if (!request.stop.empty())
        body["stop_sequences"] = std::move(request.stop);
    if (request.logprobs.value_or(false))
        body["logprobs"] = true;
}

/// "This tool" is said as "some tool" with no other offered.
void putTools(Json &body, model::ChatRequest &request, Receipt &receipt)
{
    using Mode = model::ToolChoice::Mode;
    const Mode mode = request.toolChoice.mode;
    if (mode == Mode::Named || mode == Mode::Required) {
        if (keepAllowedTools(request) || mode == Mode::Named)
            receipt.changed(ChatField::ToolChoice, "REQUIRED");
    }
    Json tools = Json::array();
    bool strict = false;
    for (model::ToolOffer &tool : request.tools) {
        if (tool.hosted)
            continue;
        if (!tool.cacheControl.is_null())
            receipt.dropped(ChatField::CacheControl);
        strict = strict || tool.strict.value_or(false);
        Json function = {{"name", std::move(tool.name)}};
        if (!tool.description.empty())
            function["description"] = std::move(tool.description);
        function["parameters"] = tool.parameters.is_null() ? Json{{"type", "object"}, {"properties", Json::object()}}
                                                           : std::move(tool.parameters);
        tools.push_back({{"type", "function"}, {"function", std::move(function)}});
    }
    if (tools.empty())
        return;
    body["tools"] = std::move(tools);
    if (strict)
        body["strict_tools"] = true;
    if (mode == Mode::None)
        body["tool_choice"] = "NONE";
    else if (mode == Mode::Named || mode == Mode::Required)
        body["tool_choice"] = "REQUIRED";
}

void putFormat(Json &body, model::OutputFormat &format)
{
    using Kind = model::OutputFormat::Kind;
    if (format.kind != Kind::JsonObject && format.kind != Kind::JsonSchema)
        return;
    body["response_format"] = {{"type", "json_object"}};
    if (format.kind == Kind::JsonSchema)
        body["response_format"]["json_schema"] = std::move(format.schema);
}

void putThinking(Json &body, const model::ReasoningWish &wish, Receipt &receipt)
{
    if (wish.asked()) {
        body["thinking"] = {{"type", "enabled"}};
        if (wish.budgetTokens.value_or(0) > 0)
            body["thinking"]["token_budget"] = *wish.budgetTokens;
        else if (!wish.effort.empty())
            receipt.changed(ChatField::Reasoning, "enabled");
    } else if (wish.effort == "none" || wish.enabled == false) {
        body["thinking"] = {{"type", "disabled"}};
    }
}

} // namespace

base::Result<std::string> writeCohereRequest(model::ChatRequest &&request, const model::Quirks & /*quirks*/,
                                             Receipt &receipt)
{
    dropExtras(request, receipt);
    dropSaid(request, kUnsayable, receipt);
    Json body = {{"model", std::move(request.model)}, {"stream", request.stream}};
    Messages messages(receipt);
    for (model::ChatMessage &message : request.messages)
        messages.add(std::move(message));
    body["messages"] = messages.take();
    putTools(body, request, receipt);
    putFormat(body, request.format);
    putThinking(body, request.reasoning, receipt);
    putSampling(body, request, receipt);
    return base::dump(body);
}

} // namespace dialect
