#include <algorithm>
#include <iterator>
#include <utility>

#include "dialect/extras.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/parts.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/schema.h"

namespace dialect {
namespace {

using model::ChatRole;

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

base::Result<model::ChatMessage> readContent(base::Json &content, const std::string &where, GeminiCallIds &ids)
{
    model::ChatMessage out;
    if (content.is_string()) { // what Google's SDKs take for a content
        out.parts.push_back({.text = content.get<std::string>()});
        return out;
    }
    if (!content.is_object())
        return bad(where + " must be an object with parts", where);
    bool wrong = false;
    takeFields(content, out.extra, [&](std::string_view name, base::Json &value) {
        if (name == "role" && value.is_string()) {
            if (value == "model")
                out.role = ChatRole::Assistant;
        } else if (name == "parts" && value.is_array()) {
            for (base::Json &part : value) {
                wrong = wrong || !part.is_object();
                out.parts.push_back(readGeminiPart(std::move(part), ids));
            }
        } else if (name == "parts") {
            wrong = true;
        } else {
            return false;
        }
        return true;
    });
    if (wrong)
        return bad(where + ".parts must be an array of objects", where + ".parts");
    const auto isResult = [](const model::Part &part) { return part.kind == model::PartKind::ToolResult; };
    if (out.role == ChatRole::User && !out.parts.empty() && std::ranges::all_of(out.parts, isResult))
        out.role = ChatRole::Tool;
    return out;
}

/// `parameters` is Gemini's own schema, `parametersJsonSchema` is JSON schema.
model::ToolOffer readDeclaration(base::Json &declaration)
{
    model::ToolOffer out;
    takeFields(declaration, out.extra, [&](std::string_view name, base::Json &value) {
        if (name == "name" && value.is_string())
            out.name = std::move(value.get_ref<std::string &>());
        else if (name == "description" && value.is_string())
            out.description = std::move(value.get_ref<std::string &>());
        else if ((name == "parameters" || name == "parametersJsonSchema") && out.parameters.is_null()) {
            if (name == "parameters")
                toJsonSchema(value);
            out.parameters = std::move(value);
        } else
            return false;
        return true;
    });
    return out;
}

base::Result<> readTools(base::Json &tools, model::ChatRequest &out)
{
    if (!tools.is_array())
        return bad("tools must be an array", "tools");
    for (base::Json &tool : tools) {
        if (!tool.is_object())
            return bad("tools must be an array of objects", "tools");
        base::Json hosted;
        takeFields(tool, hosted, [&](std::string_view name, base::Json &value) {
            if (name != "functionDeclarations" || !value.is_array())
                return false;
            for (base::Json &declaration : value)
                out.tools.push_back(readDeclaration(declaration));
            return true;
        });
        if (hosted.is_object())
            for (auto &[name, value] : hosted.get_ref<base::Json::object_t &>())
                out.tools.push_back({.hosted = true, .name = name, .extra = {{name, std::move(value)}}});
    }
    return {};
}

/// ANY with one name is the call of that one.
void readCallingConfig(base::Json &config, model::ToolChoice &out)
{
    using Mode = model::ToolChoice::Mode;
    base::Json extra;
    takeFields(config, extra, [&](std::string_view name, base::Json &value) {
        if (name == "mode" && (value == "AUTO" || value == "NONE" || value == "ANY"))
            out.mode = value == "AUTO" ? Mode::Auto : value == "NONE" ? Mode::None : Mode::Required;
        else if (name == "allowedFunctionNames" && value.is_array())
            for (const base::Json &allowed : value)
                out.names.push_back(base::textOr(allowed));
        else
            return false;
        return true;
    });
    if (out.mode == Mode::Required && out.names.size() == 1)
        out.mode = Mode::Named;
    else if (out.mode != Mode::Required && !out.names.empty())
        extra["allowedFunctionNames"] = std::exchange(out.names, {});
    if (base::at(extra, "mode") == "VALIDATED") // the model decides; its arguments are checked
        out.mode = Mode::Auto;
    addExtras(out.extra, "functionCallingConfig", std::move(extra));
}

model::ToolChoice readToolConfig(base::Json &config)
{
    model::ToolChoice out;
    base::Json extra;
    takeFields(config, extra, [&](std::string_view name, base::Json &value) {
        if (name != "functionCallingConfig" || !value.is_object())
            return false;
        readCallingConfig(value, out);
        return true;
    });
    if (!extra.is_null())
        for (auto &[name, value] : extra.get_ref<base::Json::object_t &>())
            out.extra[name] = std::move(value);
    return out;
}

base::Result<> readContents(base::Json &contents, model::ChatRequest &out, GeminiCallIds &ids)
{
    if (!contents.is_array())
        return bad("contents must be an array", "contents");
    for (std::size_t i = 0; i < contents.size(); ++i) {
        auto message = readContent(contents[i], "contents[" + std::to_string(i) + "]", ids);
        if (!message)
            return base::fail(message.error());
        out.messages.push_back(std::move(*message));
    }
    return {};
}

/// Its role means nothing.
base::Result<> readSystem(base::Json &content, model::ChatRequest &out, GeminiCallIds &ids)
{
    auto message = readContent(content, "systemInstruction", ids);
    if (!message)
        return base::fail(message.error());
    message->role = ChatRole::System;
    out.messages.insert(out.messages.begin(), std::move(*message));
    return {};
}

} // namespace

base::Result<model::ChatRequest> readGeminiRequest(base::Json &&body, const RequestPeek &peek)
{
    model::ChatRequest out{.dialect = std::string(kGeminiId), .model = peek.model, .stream = peek.stream};
    out.usageInStream = true;
    GeminiCallIds ids;
    base::Result<> done;
    const auto take = [&](std::string_view name, base::Json &value) {
        if (!done || name == "model") // the path names it
            return true;
        if (name == "contents")
            done = readContents(value, out, ids);
        else if (name == "systemInstruction")
            done = readSystem(value, out, ids);
        else if (name == "tools")
            done = readTools(value, out);
        else if (name == "toolConfig" && value.is_object())
            out.toolChoice = readToolConfig(value);
        else if (name == "generationConfig" && value.is_object())
            readGenerationConfig(value, out);
        else
            return false;
        return true;
    };
    takeFields(body, out.extra, take);
    if (!done)
        return base::fail(done.error());
    return out;
}

base::Result<model::ChatRequest> readGeminiRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    return readGeminiRequest(std::move(*json), peek);
}

} // namespace dialect
