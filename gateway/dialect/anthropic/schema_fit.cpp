#include "dialect/anthropic/schema_fit.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace dialect::anthropic {
namespace {

using base::Json;

/// Source: Anthropic's structured outputs page, "JSON Schema limitations".
constexpr std::string_view kRefused[] = {"minimum",     "maximum",       "exclusiveMinimum", "exclusiveMaximum",
                                         "multipleOf",  "minLength",     "maxLength",        "maxItems",
                                         "uniqueItems", "minProperties", "maxProperties"};

bool isRefused(std::string_view key, const Json &value)
{
    if (key == "minItems")
        return base::integerOr(value) > 1;
    return std::ranges::find(kRefused, key) != std::end(kRefused);
}

bool moveConstraints(Json &schema)
{
    std::string words;
    Json kept = Json::object();
    for (auto field = schema.begin(); field != schema.end(); ++field) {
        if (isRefused(field.key(), field.value()))
            words += (words.empty() ? "" : ", ") + field.key() + ": " + base::dump(field.value());
        else
            kept[field.key()] = std::move(field.value());
    }
    schema = std::move(kept);
    if (words.empty())
        return false;
    const std::string there = base::textOr(base::at(schema, "description"));
    schema["description"] = there.empty() ? "{" + words + "}" : there + "\n\n{" + words + "}";
    return true;
}

/// All schemas in an object of schemas (`properties`) or a list of them (`anyOf`).
bool fitEach(Json &schemas)
{
    bool changed = false;
    if (schemas.is_structured())
        for (Json &schema : schemas)
            changed = fitSchema(schema) || changed;
    return changed;
}

bool isObjectSchema(const Json &schema)
{
    const Json &type = base::at(schema, "type");
    return type == "object" || (type.is_array() && std::ranges::find(type, Json("object")) != type.end())
           || (type.is_null() && base::at(schema, "properties").is_object());
}

} // namespace

bool fitSchema(Json &schema)
{
    if (!schema.is_object())
        return false;
    bool changed = moveConstraints(schema);
    for (auto field = schema.begin(); field != schema.end(); ++field) {
        const std::string_view key = field.key();
        if (key == "properties" || key == "$defs" || key == "definitions" || key == "anyOf" || key == "allOf"
            || key == "oneOf")
            changed = fitEach(field.value()) || changed;
        else if (key == "items")
            changed = fitSchema(field.value()) || changed;
    }
    if (isObjectSchema(schema) && base::at(schema, "additionalProperties") != Json(false)) {
        schema["additionalProperties"] = false;
        changed = true;
    }
    return changed;
}

} // namespace dialect::anthropic
