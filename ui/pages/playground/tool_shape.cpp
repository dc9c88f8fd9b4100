#include "ui/pages/playground/tool_shape.h"

namespace ui {
namespace {

using base::Json;
using Id = ClientDialect::Id;

/// The field of a tool that holds its schema.
const char *schemaField(Id id)
{
    if (id == Id::Anthropic)
        return "input_schema";
    return id == Id::Gemini ? "parametersJsonSchema" : "parameters";
}

/// What a provider runs itself has a type of its own.
bool isFunction(const Json &tool)
{
    const std::string type = base::textOr(base::at(tool, "type"), "function");
    return type == "function" || type == "custom";
}

void readTool(Id id, const Json &tool, std::vector<OfferedTool> &out)
{
    if (!isFunction(tool))
        return;
    OfferedTool read{.name = base::textOr(base::at(tool, "name")),
                     .description = base::textOr(base::at(tool, "description")),
                     .parameters = base::at(tool, schemaField(id))};
    if (id == Id::Gemini && read.parameters.is_null())
        read.parameters = base::at(tool, "parameters");
    if (!read.name.empty())
        out.push_back(std::move(read));
}

Json writeTool(Id id, const OfferedTool &tool)
{
    Json out = Json::object();
    if (id == Id::Responses)
        out["type"] = "function";
    out["name"] = tool.name;
    if (!tool.description.empty())
        out["description"] = tool.description;
    if (!tool.parameters.is_null())
        out[schemaField(id)] = tool.parameters;
    return id == Id::Chat ? Json{{"type", "function"}, {"function", std::move(out)}} : out;
}

} // namespace

std::vector<OfferedTool> readTools(const ClientDialect &dialect, const Json &tools)
{
    std::vector<OfferedTool> out;
    if (!tools.is_array())
        return out;
    for (const Json &tool : tools) {
        if (dialect.id == Id::Gemini) {
            if (const Json &functions = base::at(tool, "functionDeclarations"); functions.is_array())
                for (const Json &function : functions)
                    readTool(dialect.id, function, out);
        } else {
            readTool(dialect.id, dialect.id == Id::Chat ? base::at(tool, "function") : tool, out);
        }
    }
    return out;
}

Json writeTools(const ClientDialect &dialect, const std::vector<OfferedTool> &tools)
{
    Json out = Json::array();
    for (const OfferedTool &tool : tools)
        out.push_back(writeTool(dialect.id, tool));
    if (dialect.id == Id::Gemini && !out.empty())
        out = Json::array({{{"functionDeclarations", std::move(out)}}});
    return out;
}

OfferedTool exampleTool()
{
    return {
        "get_weather",
        "The weather in a city",
        {{"type", "object"}, {"properties", {{"city", {{"type", "string"}}}}}, {"required", Json::array({"city"})}}};
}

Json exampleSchema()
{
    return {{"type", "object"},
            {"properties", {{"answer", {{"type", "string"}}}}},
            {"required", Json::array({"answer"})},
            {"additionalProperties", false}};
}

} // namespace ui
