#include "dialect/anthropic/tool_writer.h"

#include <utility>

#include "dialect/anthropic/places.h"
#include "dialect/anthropic/schema_fit.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatField;
using model::ToolChoice;
using model::ToolOffer;

/// `input_schema` must be there and describe an object.
Json objectSchema(Json &&schema, model::Receipt &receipt)
{
    if (!schema.is_object())
        return {{"type", "object"}, {"properties", Json::object()}};
    Json &type = schema["type"];
    if (type != "object") {
        if (!type.is_null())
            receipt.changed(ChatField::Tools, "input_schema of type object");
        type = "object";
    }
    return std::move(schema);
}

Json toolJson(ToolOffer &&tool, std::string_view dialect, bool strict, model::Receipt &receipt)
{
    const bool own = dialect == kId;
    if (tool.hosted) {
        if (own)
            return std::move(tool.extra);
        receipt.dropped(ChatField::HostedTool, tool.name);
        return {};
    }
    Json out = {{"name", std::move(tool.name)}};
    if (!tool.description.empty())
        out["description"] = std::move(tool.description);
    out["input_schema"] = own && tool.parameters.is_object() ? std::move(tool.parameters)
                                                             : objectSchema(std::move(tool.parameters), receipt);
    if (tool.strict && (own || (*tool.strict && strict))) {
        if (!own && fitSchema(out["input_schema"]))
            receipt.changed(ChatField::Tools, "strict schemas within what Anthropic compiles");
        out["strict"] = *tool.strict;
    } else if (tool.strict.value_or(false)) {
        receipt.dropped(ChatField::ToolStrict, "the model has no strict tools");
    }
    if (!tool.cacheControl.is_null())
        out["cache_control"] = std::move(tool.cacheControl);
    placeExtra(out, std::move(tool.extra), own, extraPaths(dialect).tool, receipt);
    return out;
}

Json choiceJson(ToolChoice &choice, model::Receipt &receipt)
{
    using enum ToolChoice::Mode;
    Json out = Json::object();
    if (choice.mode == None)
        return {{"type", "none"}};
    if (choice.names.size() == 1 && (choice.mode == Named || choice.mode == Required)) {
        out = {{"type", "tool"}, {"name", std::move(choice.names.front())}};
    } else if (choice.mode == Required || choice.mode == Named) {
        out["type"] = "any";
        if (!choice.names.empty())
            receipt.changed(ChatField::ToolChoice, "any tool");
    } else if (choice.mode == Auto || choice.parallel) {
        out["type"] = "auto";
    }
    if (choice.parallel)
        out["disable_parallel_tool_use"] = !*choice.parallel;
    return out;
}

} // namespace

void writeTools(std::vector<ToolOffer> &&tools, ToolChoice &&choice, std::string_view dialect, bool strict, Json &body,
                model::Receipt &receipt)
{
    const bool own = dialect == kId;
    const bool chosen = choice.mode != ToolChoice::Mode::Unset || choice.parallel;
    Json list = Json::array();
    for (ToolOffer &tool : tools)
        if (Json json = toolJson(std::move(tool), dialect, strict, receipt); !json.is_null())
            list.push_back(std::move(json));
    const bool none = list.empty();
    if (!none)
        body["tools"] = std::move(list);
    Json extra = std::move(choice.extra);
    if (none && !own) {
        if (choice.mode == ToolChoice::Mode::Required || choice.mode == ToolChoice::Mode::Named)
            receipt.dropped(ChatField::ToolChoice, "there is no tool to choose");
    } else if (chosen) {
        body["tool_choice"] = choiceJson(choice, receipt);
    }
    if (own && extra.is_object())
        restore(body["tool_choice"], std::move(extra));
    else
        placeExtra(body, std::move(extra), false, extraPaths(dialect).toolChoice, receipt);
}

} // namespace dialect::anthropic
