#include "dialect/ollama/ollama_request.h"

#include "dialect/foreign_request.h"

namespace dialect {
namespace {

using base::Json;
using model::ChatField;
using model::ChatRole;
using model::Part;
using model::PartKind;
using model::Receipt;

constexpr ChatField kUnsayable[] = {ChatField::LogitBias, ChatField::Choices,          ChatField::User,
                                    ChatField::CacheKey,  ChatField::ServiceTier,      ChatField::Metadata,
                                    ChatField::Store,     ChatField::ReasoningSummary, ChatField::ParallelTools};

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

void append(std::string &text, const std::string &more)
{
    if (!text.empty() && !more.empty())
        text += '\n';
    text += more;
}

/// One message of ours becomes one for each tool's result in it and one for the rest.
class Messages {
public:
    Messages(const model::ChatRequest &request, Receipt &receipt) : m_request(request), m_receipt(receipt) {}

    base::Result<> add(model::ChatMessage &message)
    {
        if (!message.name.empty())
            m_receipt.dropped(ChatField::SpeakerName);
        One one;
        for (Part &part : message.parts) {
            dropBelongings(part, m_receipt);
            if (part.kind == PartKind::ToolResult)
                addResult(part);
            else if (auto added = addPart(one, part); !added)
                return added;
        }
        const bool empty = one.text.empty() && one.thinking.empty() && one.images.empty() && one.calls.empty();
        if (message.role == ChatRole::Tool || (empty && !message.bare))
            return {};
        Json out = {{"role", roleWord(message.role)}, {"content", std::move(one.text)}};
        if (!one.thinking.empty())
            out["thinking"] = std::move(one.thinking);
        if (!one.images.empty())
            out["images"] = std::move(one.images);
        if (!one.calls.empty())
            out["tool_calls"] = std::move(one.calls);
        m_all.push_back(std::move(out));
        return {};
    }
    Json take() { return std::move(m_all); }

private:
    struct One {
        std::string text{};
        std::string thinking{};
        Json images = Json::array();
        Json calls = Json::array();
    };

    void addResult(const Part &part)
    {
        if (part.isError)
            m_receipt.dropped(ChatField::ToolError);
        Json out = {{"role", "tool"}, {"content", resultText(part, m_receipt)}};
        const std::string name = part.name.empty() ? toolCalled(m_request, part.id) : part.name;
        if (!name.empty())
            out["tool_name"] = name;
        if (!part.id.empty())
            out["tool_call_id"] = part.id;
        m_all.push_back(std::move(out));
    }

    base::Result<> addPart(One &out, Part &part)
    {
        switch (part.kind) {
        case PartKind::Refusal:
            m_receipt.changed(ChatField::Refusal, "text");
            [[fallthrough]];
        case PartKind::Text:
            append(out.text, part.text);
            return {};
        case PartKind::Thinking:
            append(out.thinking, part.text);
            return {};
        case PartKind::ToolCall:
            return addCall(out, part);
        case PartKind::Image:
            if (!part.media.detail.empty())
                m_receipt.dropped(ChatField::ImageDetail);
            if (part.media.data.empty())
                m_receipt.dropped(ChatField::Image, "only base64 data can be sent");
            else
                out.images.push_back(part.media.data);
            return {};
        case PartKind::Document:
            if (part.media.text.empty())
                m_receipt.dropped(ChatField::Document);
            else
                m_receipt.changed(ChatField::Document, "text");
            append(out.text, part.media.text);
            return {};
        case PartKind::Audio:
        case PartKind::Video:
            m_receipt.dropped(fieldOf(part.kind));
            return {};
        default:
            return {}; // what is redacted or opaque is noted already
        }
    }

    static base::Result<> addCall(One &out, const Part &part)
    {
        auto arguments = argumentsObject(part.arguments);
        if (!arguments)
            return base::fail(arguments.error());
        Json call = {{"function", {{"name", part.name}, {"arguments", std::move(*arguments)}}}};
        if (!part.id.empty())
            call["id"] = part.id;
        out.calls.push_back(std::move(call));
        return {};
    }

    const model::ChatRequest &m_request; ///< Its calls are not moved away: results ask for their names.
    Receipt &m_receipt;
    Json m_all = Json::array();
};

void putTools(Json &body, model::ChatRequest &request, Receipt &receipt)
{
    using Mode = model::ToolChoice::Mode;
    const Mode mode = request.toolChoice.mode;
    if (mode == Mode::None) {
        if (!request.tools.empty())
            receipt.changed(ChatField::ToolChoice, "no tools offered");
        return;
    }
    if (mode == Mode::Required || mode == Mode::Named) {
        keepAllowedTools(request);
        receipt.dropped(ChatField::ToolChoice);
    }
    Json tools = Json::array();
    for (model::ToolOffer &tool : request.tools) {
        if (tool.hosted)
            continue;
        if (!tool.cacheControl.is_null())
            receipt.dropped(ChatField::CacheControl);
        if (tool.strict.value_or(false))
            receipt.dropped(ChatField::ToolStrict);
        Json function = {{"name", std::move(tool.name)}, {"description", std::move(tool.description)}};
        function["parameters"] = tool.parameters.is_null() ? Json{{"type", "object"}, {"properties", Json::object()}}
                                                           : std::move(tool.parameters);
        tools.push_back({{"type", "function"}, {"function", std::move(function)}});
    }
    if (!tools.empty())
        body["tools"] = std::move(tools);
}

void putOptions(Json &body, model::ChatRequest &request)
{
    Json options = Json::object();
    const auto put = [&](const char *name, Json &value) {
        if (!value.is_null())
            options[name] = std::move(value);
    };
    if (request.maxTokens)
        options["num_predict"] = *request.maxTokens;
    put("temperature", request.temperature);
    put("top_p", request.topP);
    put("top_k", request.topK);
    put("seed", request.seed);
    put("presence_penalty", request.presencePenalty);
    put("frequency_penalty", request.frequencyPenalty);
    if (!request.stop.empty())
        options["stop"] = std::move(request.stop);
    if (!options.empty())
        body["options"] = std::move(options);
    if (request.logprobs.value_or(false)) {
        body["logprobs"] = true;
        if (request.topLogprobs)
            body["top_logprobs"] = *request.topLogprobs;
    }
}

/// Levels are understood by gpt-oss only, which in turn does not understand true and false.
void putThinking(Json &body, const model::ReasoningWish &wish, std::string_view modelName, Receipt &receipt)
{
    const bool levels = modelName.find("gpt-oss") != std::string_view::npos;
    if (!wish.asked()) {
        if (wish.effort == "none" || wish.enabled == false)
            body["think"] = false;
        return;
    }
    if (!levels) {
        body["think"] = true;
        if (!wish.effort.empty() || wish.budgetTokens)
            receipt.changed(ChatField::Reasoning, "true");
        return;
    }
    const std::string level = wish.effort == "minimal"                         ? "low"
                              : wish.effort == "xhigh" || wish.effort == "max" ? "high"
                              : wish.effort.empty()                            ? "medium"
                                                                               : wish.effort;
    body["think"] = level;
    if (level != wish.effort || wish.budgetTokens)
        receipt.changed(ChatField::Reasoning, level);
}

} // namespace

base::Result<std::string> writeOllamaRequest(model::ChatRequest &&request, const model::Quirks & /*quirks*/,
                                             Receipt &receipt)
{
    dropExtras(request, receipt);
    dropSaid(request, kUnsayable, receipt);
    Json body = {{"model", request.model}, {"stream", request.stream}}; // it streams unless told not to
    Messages messages(request, receipt);
    for (model::ChatMessage &message : request.messages)
        if (auto added = messages.add(message); !added)
            return base::fail(added.error());
    body["messages"] = messages.take();
    putTools(body, request, receipt);
    using Kind = model::OutputFormat::Kind;
    if (request.format.kind == Kind::JsonObject)
        body["format"] = "json";
    else if (request.format.kind == Kind::JsonSchema)
        body["format"] = std::move(request.format.schema);
    putThinking(body, request.reasoning, request.model, receipt);
    putOptions(body, request);
    return base::dump(body);
}

} // namespace dialect
