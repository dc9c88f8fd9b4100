#include "dialect/bedrock/bedrock_request.h"

#include <algorithm>

#include "dialect/bedrock/bedrock_blocks.h"
#include "dialect/foreign_request.h"

namespace dialect {
namespace {

using base::Json;
using model::ChatField;
using model::ChatRole;
using model::Receipt;

constexpr ChatField kUnsayable[] = {
    ChatField::Seed,          ChatField::PresencePenalty, ChatField::FrequencyPenalty, ChatField::LogitBias,
    ChatField::Logprobs,      ChatField::TopLogprobs,     ChatField::Choices,          ChatField::User,
    ChatField::CacheKey,      ChatField::ServiceTier,     ChatField::Metadata,         ChatField::Store,
    ChatField::ParallelTools, ChatField::ReasoningSummary};
constexpr std::int64_t kLeastBudget = 1024;

bool isClaude(std::string_view model)
{
    return model.find("anthropic.claude") != std::string_view::npos;
}

/// Roles alternate: neighbours of one role become one message. System prompts stand apart, wherever they were said.
base::Result<> putMessages(Json &body, model::ChatRequest &request, Receipt &receipt)
{
    BedrockBlocks blocks(receipt);
    Json system = Json::array();
    Json all = Json::array();
    for (model::ChatMessage &message : request.messages) {
        if (!message.name.empty())
            receipt.dropped(ChatField::SpeakerName);
        const bool isSystem = message.role == ChatRole::System || message.role == ChatRole::Developer;
        if (isSystem && !all.empty())
            receipt.changed(ChatField::SystemPlace, "system");
        const char *role = message.role == ChatRole::Assistant ? "assistant" : "user";
        const bool goesOn = !all.empty() && all.back()["role"] == role;
        Json content = Json::array();
        for (model::Part &part : message.parts)
            if (auto added = blocks.append(isSystem ? system : goesOn ? all.back()["content"] : content, part); !added)
                return added;
        if (!isSystem && !goesOn && !content.empty())
            all.push_back({{"role", role}, {"content", std::move(content)}});
    }
    body["messages"] = std::move(all);
    if (!system.empty())
        body["system"] = std::move(system);
    return {};
}

bool hasToolBlocks(const model::ChatRequest &request)
{
    return std::ranges::any_of(request.messages, [](const model::ChatMessage &message) {
        return std::ranges::any_of(message.parts, [](const model::Part &part) {
            return part.kind == model::PartKind::ToolCall || part.kind == model::PartKind::ToolResult;
        });
    });
}

/// Null where the model may do as it likes.
Json toolChoice(const model::ToolChoice &choice)
{
    using Mode = model::ToolChoice::Mode;
    if (choice.mode == Mode::Required)
        return {{"any", Json::object()}};
    if (choice.mode == Mode::Named && !choice.names.empty())
        return {{"tool", {{"name", choice.names.front()}}}};
    return nullptr;
}

Json toolSpec(model::ToolOffer &tool)
{
    Json spec = {{"name", std::move(tool.name)}};
    if (!tool.description.empty())
        spec["description"] = std::move(tool.description);
    spec["inputSchema"]["json"] = tool.parameters.is_null() ? Json{{"type", "object"}, {"properties", Json::object()}}
                                                            : std::move(tool.parameters);
    if (tool.strict.value_or(false))
        spec["strict"] = true;
    return {{"toolSpec", std::move(spec)}};
}

/// "No tool" cannot be said: they are left out, unless earlier calls make the provider ask for them.
void putTools(Json &body, model::ChatRequest &request, bool needed, Receipt &receipt)
{
    using Mode = model::ToolChoice::Mode;
    if (request.toolChoice.mode == Mode::None && !request.tools.empty()) {
        if (!needed) {
            receipt.changed(ChatField::ToolChoice, "no tools offered");
            return;
        }
        receipt.dropped(ChatField::ToolChoice);
    }
    if (request.toolChoice.mode == Mode::Required && keepAllowedTools(request))
        receipt.changed(ChatField::ToolChoice, "any");
    Json tools = Json::array();
    for (model::ToolOffer &tool : request.tools) {
        if (tool.hosted)
            continue;
        const Json cacheControl = std::move(tool.cacheControl);
        tools.push_back(toolSpec(tool));
        if (!cacheControl.is_null())
            tools.push_back(BedrockBlocks::cachePoint(cacheControl));
    }
    if (tools.empty())
        return;
    body["toolConfig"]["tools"] = std::move(tools);
    if (Json choice = toolChoice(request.toolChoice); !choice.is_null())
        body["toolConfig"]["toolChoice"] = std::move(choice);
}

void putClamped(Json &config, const char *name, const Json &value, ChatField field, Receipt &receipt)
{
    if (!value.is_number())
        return;
    const double given = value.get<double>();
    const double clamped = std::clamp(given, 0.0, 1.0);
    config[name] = given == clamped ? value : Json(clamped);
    if (given != clamped)
        receipt.changed(field, base::dump(config[name]));
}

void putSampling(Json &body, model::ChatRequest &request, Receipt &receipt)
{
    Json config = Json::object();
    if (request.maxTokens)
        config["maxTokens"] = *request.maxTokens;
    putClamped(config, "temperature", request.temperature, ChatField::Temperature, receipt);
    putClamped(config, "topP", request.topP, ChatField::TopP, receipt);
    if (!request.stop.empty())
        config["stopSequences"] = std::move(request.stop);
    if (!config.empty())
        body["inferenceConfig"] = std::move(config);
    if (request.topK.is_null())
        return;
    if (isClaude(request.model))
        body["additionalModelRequestFields"]["top_k"] = std::move(request.topK);
    else
        receipt.dropped(ChatField::TopK);
}

void putFormat(Json &body, model::OutputFormat &format, Receipt &receipt)
{
    using Kind = model::OutputFormat::Kind;
    if (format.kind == Kind::JsonObject)
        receipt.dropped(ChatField::Format, "only a JSON schema can be asked for");
    if (format.kind != Kind::JsonSchema)
        return;
    Json schema = {{"schema", base::dump(format.schema)}}; // as text
    if (!format.name.empty())
        schema["name"] = std::move(format.name);
    if (!format.description.empty())
        schema["description"] = std::move(format.description);
    body["outputConfig"]["textFormat"] = {{"type", "json_schema"}, {"structure", {{"jsonSchema", std::move(schema)}}}};
}

/// While it thinks, Claude takes no other temperature than 1, no top_k and no small top_p.
void dropSampling(Json &body, Receipt &receipt)
{
    constexpr double kLeastTopP = 0.95;
    const auto drop = [&](const char *object, const char *name, ChatField field) {
        body[object].erase(name);
        receipt.dropped(field, "not while it thinks");
    };
    const Json config = base::at(body, "inferenceConfig");
    if (const Json &given = base::at(config, "temperature"); given.is_number() && given != 1)
        drop("inferenceConfig", "temperature", ChatField::Temperature);
    if (const Json &given = base::at(config, "topP"); given.is_number() && given < kLeastTopP)
        drop("inferenceConfig", "topP", ChatField::TopP);
    if (base::at(body, "additionalModelRequestFields").contains("top_k"))
        drop("additionalModelRequestFields", "top_k", ChatField::TopK);
}

/// How to think is each maker's own matter.
void putThinking(Json &body, const model::ChatRequest &request, Receipt &receipt)
{
    const model::ReasoningWish &wish = request.reasoning;
    if (!wish.asked())
        return;
    const std::string_view name = request.model;
    if (name.find("openai.gpt-oss") != std::string_view::npos && !wish.effort.empty()) {
        body["additionalModelRequestFields"]["reasoning_effort"] = wish.effort;
        return;
    }
    if (!isClaude(name))
        return receipt.dropped(ChatField::Reasoning);
    if (base::at(body, "toolConfig").contains("toolChoice"))
        return receipt.dropped(ChatField::Reasoning, "not with a tool that must be called");
    dropSampling(body, receipt);
    Json &thinking = body["additionalModelRequestFields"]["thinking"];
    if (wish.adaptive) {
        thinking = {{"type", "adaptive"}};
        if (!wish.effort.empty())
            body["additionalModelRequestFields"]["output_config"] = {{"effort", wish.effort}};
        return;
    }
    std::int64_t budget = std::max(kLeastBudget, wish.budgetTokens.value_or(budgetFor(wish.effort)));
    if (request.maxTokens && budget >= *request.maxTokens) { // it counts against the output
        const std::int64_t most = budget + *request.maxTokens;
        body["inferenceConfig"]["maxTokens"] = most;
        receipt.changed(ChatField::MaxTokens, std::to_string(most));
    }
    thinking = {{"type", "enabled"}, {"budget_tokens", budget}};
    if (wish.budgetTokens != budget)
        receipt.changed(ChatField::Reasoning, std::to_string(budget));
}

} // namespace

base::Result<std::string> writeBedrockRequest(model::ChatRequest &&request, const model::Quirks & /*quirks*/,
                                              Receipt &receipt)
{
    dropExtras(request, receipt);
    dropSaid(request, kUnsayable, receipt);
    const bool needsTools = hasToolBlocks(request);
    Json body = Json::object();
    if (auto done = putMessages(body, request, receipt); !done)
        return base::fail(done.error());
    putTools(body, request, needsTools, receipt);
    putSampling(body, request, receipt);
    putFormat(body, request.format, receipt);
    putThinking(body, request, receipt);
    return base::dump(body);
}

} // namespace dialect
