#include "dialect/openai/chat_request_reader.h"

#include <array>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/message_reader.h"

namespace dialect {
namespace {

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

model::ToolOffer readFunction(base::Json &&json)
{
    Fields function(std::move(json));
    model::ToolOffer out;
    out.name = function.takeText("name");
    out.description = function.takeText("description");
    out.parameters = function.takeObject("parameters");
    out.strict = function.takeTruth("strict");
    addExtras(out.extra, "function", std::move(function).rest());
    return out;
}

base::Result<model::ToolOffer> readTool(base::Json &&json, const std::string &where)
{
    if (!json.is_object())
        return bad(where + " must be an object", where);
    const std::string type = base::textOr(base::at(json, "type"), "function");
    if (type != "function" || !base::at(json, "function").is_object())
        return model::ToolOffer{.hosted = true, .name = type, .extra = std::move(json)};
    Fields tool(std::move(json));
    model::ToolOffer out = readFunction(tool.take("function"));
    tool.take("type");
    out.cacheControl = tool.takeObject("cache_control");
    putBack(out.extra, std::move(tool).rest());
    return out;
}

base::Result<> readTools(Fields &body, model::ChatRequest &out)
{
    base::Json tools = body.takeArray("tools");
    for (std::size_t i = 0; i < tools.size(); ++i) {
        auto tool = readTool(std::move(tools[i]), "tools[" + std::to_string(i) + "]");
        if (!tool)
            return base::fail(tool.error());
        out.tools.push_back(std::move(*tool));
    }
    base::Json functions = body.takeArray("functions");
    out.legacyFunctions = !functions.empty() && tools.empty();
    for (base::Json &function : functions)
        out.tools.push_back(readFunction(std::move(function)));
    return {};
}

std::string functionName(const base::Json &choice)
{
    const base::Json &function = base::at(choice, "function");
    return base::textOr(base::at(function, "name"), base::textOr(base::at(choice, "name")));
}

/// `{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[...]}}`
void readAllowedTools(base::Json &&choice, model::ToolChoice &out)
{
    using Mode = model::ToolChoice::Mode;
    const base::Json &allowed = base::at(choice, "allowed_tools");
    out.mode = base::textOr(base::at(allowed, "mode")) == "required" ? Mode::Required : Mode::Auto;
    for (const base::Json &tool : base::at(allowed, "tools"))
        if (std::string name = functionName(tool); out.mode == Mode::Required && !name.empty())
            out.names.push_back(std::move(name));
    if (out.names.empty() || out.names.size() != base::at(allowed, "tools").size())
        out.extra = {{"allowed_tools", allowed}};
}

void readToolChoice(base::Json &&choice, model::ToolChoice &out)
{
    using Mode = model::ToolChoice::Mode;
    static constexpr std::pair<std::string_view, Mode> kWords[] = {
        {"auto", Mode::Auto}, {"none", Mode::None}, {"required", Mode::Required}, {"any", Mode::Required}};
    if (choice.is_string()) {
        for (const auto &[word, mode] : kWords)
            if (choice.get_ref<const std::string &>() == word)
                out.mode = mode;
        if (choice == "any") // Mistral's word for it
            out.extra = std::move(choice);
        return;
    }
    const std::string type = base::textOr(base::at(choice, "type"), "function");
    if (type == "allowed_tools") {
        readAllowedTools(std::move(choice), out);
    } else if (std::string name = functionName(choice); type == "function" && !name.empty()) {
        out.mode = Mode::Named;
        out.names = {std::move(name)};
    } else if (choice.is_object()) {
        out.extra = std::move(choice);
    }
}

void readFormat(Fields &body, model::OutputFormat &out)
{
    using Kind = model::OutputFormat::Kind;
    const std::string type = base::textOr(base::at(body.look("response_format"), "type"));
    if (type != "text" && type != "json_object" && type != "json_schema")
        return; // one we do not know stays among the rest
    Fields format(body.take("response_format"));
    format.take("type");
    out.kind = type == "text" ? Kind::Text : type == "json_object" ? Kind::JsonObject : Kind::JsonSchema;
    if (out.kind == Kind::JsonSchema) {
        Fields inner(format.takeObject("json_schema"));
        out.name = inner.takeText("name");
        out.description = inner.takeText("description");
        out.schema = inner.takeObject("schema");
        out.strict = inner.takeTruth("strict");
        addExtras(out.extra, "json_schema", std::move(inner).rest());
    }
    putBack(out.extra, std::move(format).rest());
}

/// `thinking` is Anthropic's, which DeepSeek, Zhipu and others took over.
void readThinking(Fields &body, model::ReasoningWish &out)
{
    const std::string type = base::textOr(base::at(body.look("thinking"), "type"));
    if (type != "enabled" && type != "disabled" && type != "adaptive" && type != "auto")
        return;
    Fields thinking(body.take("thinking"));
    out.spelling = "thinking";
    thinking.take("type");
    out.adaptive = type == "adaptive" || type == "auto";
    if (!out.adaptive)
        out.enabled = type == "enabled";
    out.budgetTokens = thinking.takeInteger("budget_tokens");
    out.extra = std::move(thinking).rest();
}

/// Source: wire facts 16 and 24; `reasoning` is OpenRouter's, `enable_thinking` is Qwen's.
void readReasoning(Fields &body, model::ReasoningWish &out)
{
    readThinking(body, out);
    if (out.spelling.empty() && body.look("enable_thinking").is_boolean()) {
        out.spelling = "enable_thinking";
        out.enabled = body.takeTruth("enable_thinking");
        out.budgetTokens = body.takeInteger("thinking_budget");
    }
    if (body.hasText("reasoning_effort")) {
        out.effort = body.takeText("reasoning_effort");
    } else if (out.spelling.empty() && body.look("reasoning").is_object()) {
        Fields reasoning(body.take("reasoning"));
        out.spelling = "reasoning";
        out.effort = reasoning.takeText("effort");
        out.budgetTokens = reasoning.takeInteger("max_tokens");
        out.enabled = reasoning.takeTruth("enabled");
        out.summary = reasoning.takeText("summary");
        if (const auto hide = reasoning.takeTruth("exclude"))
            out.showThoughts = !*hide;
        out.extra = std::move(reasoning).rest();
    }
}

void readStop(Fields &body, model::ChatRequest &out)
{
    const base::Json &stop = body.look("stop");
    out.bareStop = stop.is_string();
    if (out.bareStop) {
        out.stop = {body.takeText("stop")};
        return;
    }
    for (const base::Json &one : stop)
        if (!one.is_string())
            return; // not ours to judge: stays among the rest
    base::Json list = body.takeArray("stop");
    for (base::Json &one : list)
        out.stop.push_back(movedText(std::move(one)));
}

void readLimits(Fields &body, model::ChatRequest &out)
{
    for (const char *name : {"max_completion_tokens", "max_tokens"})
        if (!out.maxTokens) {
            out.maxTokens = body.takeInteger(name);
            out.tokenField = out.maxTokens ? name : "";
        }
    out.logprobs = body.takeTruth("logprobs");
    out.topLogprobs = body.takeInteger("top_logprobs");
    out.choices = body.takeInteger("n");
    readStop(body, out);
}

void readOptions(Fields &body, model::ChatRequest &out)
{
    const std::pair<const char *, base::Json *> values[] = {
        {"temperature", &out.temperature},
        {"top_p", &out.topP},
        {"top_k", &out.topK},
        {"seed", &out.seed},
        {"presence_penalty", &out.presencePenalty},
        {"frequency_penalty", &out.frequencyPenalty},
        {"logit_bias", &out.logitBias},
        {"metadata", &out.metadata},
    };
    for (const auto &[name, value] : values)
        *value = body.take(name);
    readLimits(body, out);
    out.user = body.takeText("user");
    out.serviceTier = body.takeText("service_tier");
    out.cacheKey = body.takeText("prompt_cache_key");
    out.store = body.takeTruth("store");
    out.toolChoice.parallel = body.takeTruth("parallel_tool_calls");
    readToolChoice(body.take(out.legacyFunctions ? "function_call" : "tool_choice"), out.toolChoice);
    readFormat(body, out.format);
    readReasoning(body, out.reasoning);
}

void readStream(Fields &body, const RequestPeek &peek, model::ChatRequest &out)
{
    out.stream = peek.stream;
    out.usageInStream = peek.usageAsked;
    body.take("stream");
    Fields options(body.takeObject("stream_options"));
    options.take("include_usage");
    addExtras(out.extra, "stream_options", std::move(options).rest());
}

} // namespace

base::Result<model::ChatRequest> readOpenaiRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    Fields fields(std::move(*json));
    model::ChatRequest out{.dialect = std::string(openaiChat.id), .model = peek.model};
    fields.take("model");
    readStream(fields, peek, out);
    if (auto tools = readTools(fields, out); !tools)
        return base::fail(tools.error());
    auto messages = readOpenaiMessages(fields.take("messages"));
    if (!messages)
        return base::fail(messages.error());
    out.messages = std::move(*messages);
    readOptions(fields, out);
    putBack(out.extra, std::move(fields).rest());
    return out;
}

} // namespace dialect
