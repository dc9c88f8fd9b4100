#include <algorithm>
#include <utility>

#include "dialect/extras.h"
#include "dialect/responses/input.h"
#include "dialect/responses/request.h"
#include "dialect/responses/state.h"

namespace dialect {
namespace {

using model::ChatRequest;

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

/// What would need answers, or prompts, kept between calls.
base::Result<> refuseState(const Fields &fields)
{
    static constexpr std::string_view kStateful[] = {"previous_response_id", "conversation", "prompt"};
    for (const std::string_view name : kStateful)
        if (!fields.look(name).is_null())
            return base::fail(refusedState(name));
    if (base::truthOr(fields.look("background")))
        return base::fail(refusedState("background"));
    return {};
}

/// Strict mode asks more of a schema than being one: every object closed, every property required.
bool fitsStrictMode(const base::Json &schema)
{
    const base::Json &properties = base::at(schema, "properties");
    if (schema.is_object() && (properties.is_object() || base::at(schema, "type") == "object")) {
        const base::Json &required = base::at(schema, "required");
        if (base::at(schema, "additionalProperties") != false || required.size() < properties.size())
            return false;
    }
    if (!schema.is_structured())
        return true;
    return std::ranges::all_of(schema, fitsStrictMode);
}

model::ToolOffer readTool(base::Json &&tool)
{
    const std::string type = base::textOr(base::at(tool, "type"));
    if (type != "function")
        return {.hosted = true, .name = type, .extra = std::move(tool)};
    Fields fields(std::move(tool));
    fields.take("type");
    model::ToolOffer out{.name = fields.takeText("name"), .description = fields.takeText("description")};
    out.parameters = fields.take("parameters");
    out.strict = fields.takeTruth("strict");
    if (!out.strict && fitsStrictMode(out.parameters)) // strict is the default, for schemas that can be
        out.strict = true;
    out.extra = std::move(fields).rest();
    return out;
}

model::ToolChoice::Mode modeOf(std::string_view word)
{
    using enum model::ToolChoice::Mode;
    return word == "none" ? None : word == "required" ? Required : Auto;
}

/// The names in `allowed_tools`, when all are functions.
std::vector<std::string> allowedNames(const base::Json &tools)
{
    std::vector<std::string> out;
    for (const base::Json &tool : tools) {
        if (base::textOr(base::at(tool, "type")) != "function")
            return {};
        out.push_back(base::textOr(base::at(tool, "name")));
    }
    return out;
}

void readToolChoice(base::Json &&choice, model::ToolChoice &out)
{
    using enum model::ToolChoice::Mode;
    if (choice.is_string()) {
        out.mode = modeOf(movedText(std::move(choice)));
        return;
    }
    if (!choice.is_object())
        return;
    const std::string type = base::textOr(base::at(choice, "type"));
    if (type == "function") {
        out.mode = Named;
        out.names = {base::textOr(base::at(choice, "name"))};
        return;
    }
    out.mode = type == "allowed_tools" ? modeOf(base::textOr(base::at(choice, "mode"))) : Auto;
    if (out.mode == Required)
        out.names = allowedNames(base::at(choice, "tools"));
    if (out.names.empty())
        out.extra = std::move(choice);
}

/// `text`: the answer's format; what stands beside it (`verbosity`) goes back to where it was.
base::Json readText(base::Json &&text, model::OutputFormat &out)
{
    using enum model::OutputFormat::Kind;
    Fields fields(std::move(text));
    Fields format(fields.takeObject("format"));
    const std::string type = format.takeText("type");
    out.kind = type == "json_schema" ? JsonSchema : type == "json_object" ? JsonObject : type == "text" ? Text : Unset;
    out.name = format.takeText("name");
    out.description = format.takeText("description");
    out.schema = format.take("schema");
    out.strict = format.takeTruth("strict");
    out.extra = std::move(format).rest();
    if (out.kind == Unset && !type.empty())
        addExtra(out.extra, "type", type);
    return std::move(fields).rest();
}

void readReasoning(base::Json &&reasoning, model::ReasoningWish &out)
{
    Fields fields(std::move(reasoning));
    out.effort = fields.takeText("effort");
    out.summary = fields.takeText("summary");
    out.extra = std::move(fields).rest();
}

base::Json readInclude(base::Json &&include, ChatRequest &out)
{
    base::Json rest;
    for (base::Json &wish : include) {
        if (wish == "reasoning.encrypted_content")
            out.reasoning.replayable = true;
        else if (wish == "message.output_text.logprobs")
            out.logprobs = true;
        else
            rest.push_back(std::move(wish));
    }
    return rest;
}

void readParameters(Fields &fields, ChatRequest &out)
{
    out.maxTokens = fields.takeInteger("max_output_tokens");
    out.temperature = fields.take("temperature");
    out.topP = fields.take("top_p");
    out.topLogprobs = fields.takeInteger("top_logprobs");
    out.toolChoice.parallel = fields.takeTruth("parallel_tool_calls");
    out.user = fields.takeText("user");
    out.safetyUser = out.user.empty() && fields.hasText("safety_identifier");
    if (out.safetyUser)
        out.user = fields.takeText("safety_identifier");
    out.serviceTier = fields.takeText("service_tier");
    out.cacheKey = fields.takeText("prompt_cache_key");
    out.metadata = fields.takeObject("metadata");
    out.store = fields.takeTruth("store");
    if (fields.look("truncation") == "disabled")
        fields.take("truncation");
    fields.takeTruth("background");
}

/// A string; in answers that are sent back also a list of messages.
base::Result<> readInstructions(base::Json &&instructions, std::vector<model::ChatMessage> &out)
{
    if (!instructions.is_array() && !instructions.is_string() && !instructions.is_null())
        return bad("instructions must be a string", "instructions");
    if (!instructions.is_string())
        return InputReader(out).read(std::move(instructions));
    model::ChatMessage message{.role = model::ChatRole::System, .bare = true, .apart = true};
    message.parts.push_back({.kind = model::PartKind::Text, .text = movedText(std::move(instructions))});
    out.push_back(std::move(message));
    return {};
}

} // namespace

base::Result<model::ChatRequest> readResponsesRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    Fields fields(std::move(*json));
    if (auto refused = refuseState(fields); !refused)
        return base::fail(refused.error());
    ChatRequest out{
        .dialect = std::string(kResponsesId), .model = peek.model, .stream = peek.stream, .usageInStream = true};
    fields.take("model");
    fields.take("stream");
    if (auto done = readInstructions(fields.take("instructions"), out.messages); !done)
        return base::fail(done.error());
    if (auto done = InputReader(out.messages).read(fields.take("input")); !done)
        return base::fail(done.error());
    for (base::Json tools = fields.takeArray("tools"); base::Json & tool : tools)
        out.tools.push_back(readTool(std::move(tool)));
    readToolChoice(fields.take("tool_choice"), out.toolChoice);
    readReasoning(fields.takeObject("reasoning"), out.reasoning);
    readParameters(fields, out);
    base::Json text = readText(fields.takeObject("text"), out.format);
    base::Json include = readInclude(fields.takeArray("include"), out);
    out.extra = std::move(fields).rest();
    addExtra(out.extra, "text", std::move(text));
    addExtra(out.extra, "include", std::move(include));
    return out;
}

} // namespace dialect
