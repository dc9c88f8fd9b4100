#include "dialect/gemini/schema.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "dialect/gemini/names.h"

namespace dialect {
namespace {

constexpr std::string_view kMaps[] = {"properties", "$defs"};
constexpr std::string_view kLists[] = {"prefixItems", "anyOf", "oneOf", "allOf"};
constexpr std::string_view kSingles[] = {"items", "additionalProperties"};

template <typename Range>
bool isIn(const Range &names, std::string_view name)
{
    return std::ranges::find(names, name) != std::end(names);
}

/// Calls `work` with each schema directly below this one. A property's name is no keyword.
template <typename Work>
void forEachInner(std::string_view key, base::Json &value, Work work)
{
    if (isIn(kMaps, key) && value.is_object()) {
        for (auto &[name, inner] : value.get_ref<base::Json::object_t &>())
            work(inner);
    } else if ((isIn(kLists, key) || key == "items") && value.is_array()) {
        for (base::Json &inner : value)
            work(inner);
    } else if (isIn(kSingles, key) && value.is_object()) {
        work(value);
    }
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// Counts are 64 bit numbers, which Google's JSON writes as texts.
void countAsNumber(std::string_view key, base::Json &value)
{
    static constexpr std::string_view kCounts[] = {"minItems",  "maxItems",      "minLength",
                                                   "maxLength", "minProperties", "maxProperties"};
    if (!value.is_string() || !isIn(kCounts, key))
        return;
    const std::string &text = value.get_ref<const std::string &>();
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc() && end == text.data() + text.size())
        value = count;
}

} // namespace

void toJsonSchema(base::Json &schema)
{
    if (!schema.is_object())
        return;
    base::Json out = base::Json::object();
    bool nullable = false;
    for (auto &[spelt, value] : schema.get_ref<base::Json::object_t &>()) {
        const std::string key = spelt.starts_with('$') ? spelt : camelCase(spelt);
        if (key == "nullable" && value.is_boolean()) {
            nullable = value.get<bool>();
            continue;
        }
        if (value.is_null() && key != "default" && key != "example")
            continue;
        if (key == "type" && value.is_string())
            value = lower(value.get<std::string>());
        countAsNumber(key, value);
        forEachInner(key, value, toJsonSchema);
        out[key] = std::move(value);
    }
    if (nullable && base::at(out, "type").is_string())
        out["type"] = base::Json::array({out["type"], "null"});
    schema = std::move(out);
}

namespace {

constexpr std::string_view kKnown[] = {
    "$id",       "$defs",      "$ref",    "$anchor",       "type",          "format",  "title",
    "enum",      "items",      "minimum", "maximum",       "minItems",      "anyOf",   "description",
    "maxItems",  "properties", "oneOf",   "prefixItems",   "required",      "allOf",   "additionalProperties",
    "minLength", "maxLength",  "pattern", "minProperties", "maxProperties", "default", "propertyOrdering",
    "nullable",
};
constexpr std::string_view kMeaningless[] = {"$schema", "$comment", "examples", "strict"};

using Dropped = std::function<void(std::string_view)>;

/// A bound that does not include itself is the next whole number; of others it is said that it was lost.
void replaceBound(base::Json &schema, const char *key, const char *plain, std::int64_t step, const Dropped &dropped)
{
    if (!schema.contains(key))
        return;
    const base::Json bound = schema[key];
    schema.erase(key);
    if (bound.is_number_integer() && base::at(schema, "type") == "integer" && !schema.contains(plain))
        schema[plain] = bound.get<std::int64_t>() + step;
    else if (!bound.is_boolean() || bound.get<bool>())
        dropped(key);
}

void renameDefinitions(base::Json &schema)
{
    static constexpr std::string_view kOld = "#/definitions/";
    if (schema.contains("definitions") && !schema.contains("$defs")) {
        schema["$defs"] = std::move(schema["definitions"]);
        schema.erase("definitions");
    }
    if (const std::string to = base::textOr(base::at(schema, "$ref")); to.starts_with(kOld))
        schema["$ref"] = "#/$defs/" + to.substr(kOld.size());
}

} // namespace

void cleanSchema(base::Json &schema, const Dropped &dropped)
{
    if (!schema.is_object())
        return;
    renameDefinitions(schema);
    if (schema.contains("const")) {
        if (!schema.contains("enum"))
            schema["enum"] = base::Json::array({schema["const"]});
        schema.erase("const");
    }
    replaceBound(schema, "exclusiveMinimum", "minimum", 1, dropped);
    replaceBound(schema, "exclusiveMaximum", "maximum", -1, dropped);
    std::vector<std::string> unknown;
    for (auto &[key, value] : schema.get_ref<base::Json::object_t &>()) {
        if (isIn(kKnown, key))
            forEachInner(key, value, [&](base::Json &inner) { cleanSchema(inner, dropped); });
        else
            unknown.push_back(key);
    }
    for (const std::string &key : unknown) {
        schema.erase(key);
        if (!isIn(kMeaningless, key))
            dropped(key);
    }
}

} // namespace dialect
