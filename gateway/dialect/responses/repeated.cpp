#include "dialect/responses/response_object.h"

namespace dialect {
namespace {

using base::Json;

/// The value, or what the API fills in.
Json orElse(const Json &value, Json fallback)
{
    return value.is_null() ? std::move(fallback) : value;
}

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json() : Json(text);
}

Json formatOf(const model::OutputFormat &format)
{
    using enum model::OutputFormat::Kind;
    if (format.kind == JsonObject)
        return {{"type", "json_object"}};
    if (format.kind != JsonSchema)
        return {{"type", "text"}};
    return {{"type", "json_schema"},
            {"description", textOrNull(format.description)},
            {"name", format.name},
            {"schema", format.schema},
            {"strict", format.strict.value_or(false)}};
}

Json toolOf(const model::ToolOffer &tool)
{
    if (tool.hosted)
        return tool.extra;
    return {{"type", "function"},
            {"description", textOrNull(tool.description)},
            {"name", tool.name},
            {"parameters", tool.parameters},
            {"strict", tool.strict.value_or(false)}};
}

Json choiceOf(const model::ToolChoice &choice)
{
    using enum model::ToolChoice::Mode;
    if (!choice.extra.is_null())
        return choice.extra;
    if (choice.mode == Named && !choice.names.empty())
        return {{"type", "function"}, {"name", choice.names.front()}};
    if (choice.mode == Required && !choice.names.empty()) {
        Json out = {{"type", "allowed_tools"}, {"mode", "required"}};
        for (const std::string &name : choice.names)
            out["tools"].push_back({{"type", "function"}, {"name", name}});
        return out;
    }
    return choice.mode == None ? "none" : choice.mode == Required ? "required" : "auto";
}

Json instructionsOf(const model::ChatRequest &request)
{
    if (request.messages.empty() || !request.messages.front().apart || request.messages.front().parts.empty())
        return {};
    return request.messages.front().parts.front().text;
}

Json parametersOf(const model::ChatRequest &request)
{
    Json tools = Json::array();
    for (const model::ToolOffer &tool : request.tools)
        tools.push_back(toolOf(tool));
    Json text = base::at(request.extra, "text").is_object() ? base::at(request.extra, "text") : Json::object();
    text["format"] = formatOf(request.format);
    Json out = {
        {"instructions", instructionsOf(request)},
        {"max_output_tokens", request.maxTokens ? Json(*request.maxTokens) : Json()},
        {"parallel_tool_calls", request.toolChoice.parallel.value_or(true)},
        {"prompt_cache_key", textOrNull(request.cacheKey)},
        {"reasoning",
         {{"effort", textOrNull(request.reasoning.effort)}, {"summary", textOrNull(request.reasoning.summary)}}},
        {"safety_identifier", request.safetyUser ? Json(request.user) : Json()},
        {"temperature", orElse(request.temperature, 1.0)},
        {"text", std::move(text)},
        {"tool_choice", choiceOf(request.toolChoice)},
        {"tools", std::move(tools)},
        {"top_logprobs", request.topLogprobs.value_or(0)},
        {"top_p", orElse(request.topP, 1.0)},
        {"truncation", base::textOr(base::at(request.extra, "truncation"), "disabled")},
        {"user", request.safetyUser ? Json() : textOrNull(request.user)},
        {"metadata", request.metadata.is_null() ? Json::object() : request.metadata}};
    return out;
}

} // namespace

std::string repeatedParameters(const model::ChatRequest *request)
{
    const std::string object = base::dump(parametersOf(request != nullptr ? *request : model::ChatRequest{}));
    return "," + object.substr(1, object.size() - 2);
}

} // namespace dialect
