#include "pricing/prompt/tool_text.h"

#include <algorithm>

#include "base/json.h"

namespace pricing {
namespace {

using base::Json;

constexpr int kDeepest = 32; // of schemas; what lies deeper is `any`

/// Writes schemas as types.
class TypeWriter {
public:
    std::string out{};

    void members(const Json &schema, int depth)
    {
        const Json &required = base::at(schema, "required");
        const auto must = [&](const std::string &name) {
            return required.is_array() && std::ranges::find(required, Json(name)) != required.end();
        };
        if (!base::at(schema, "properties").is_object())
            return;
        for (const auto &[name, member] : base::at(schema, "properties").items()) {
            comment(base::textOr(base::at(member, "description")));
            out += name + (must(name) ? ": " : "?: ");
            type(member, depth + 1);
            out += ",\n";
        }
    }

    void comment(const std::string &words)
    {
        if (!words.empty())
            out += "// " + words + "\n";
    }

    void type(const Json &schema, int depth)
    {
        const std::string kind = base::textOr(base::at(schema, "type"));
        if (depth > kDeepest)
            out += "any";
        else if (base::at(schema, "enum").is_array())
            joined(base::at(schema, "enum"), [this](const Json &one) { out += base::dump(one); });
        else if (base::at(schema, "anyOf").is_array())
            joined(base::at(schema, "anyOf"), [&](const Json &one) { type(one, depth + 1); });
        else if (kind == "object" && base::at(schema, "properties").is_object()) {
            out += "{\n";
            members(schema, depth);
            out += "}";
        } else if (kind == "array") {
            type(base::at(schema, "items"), depth + 1);
            out += "[]";
        } else if (kind == "integer")
            out += "number";
        else
            out += kind.empty() ? "any" : kind;
    }

private:
    template <typename Write>
    void joined(const Json &list, Write write)
    {
        bool first = true;
        for (const Json &one : list) {
            out += first ? "" : " | ";
            first = false;
            write(one);
        }
    }
};

} // namespace

std::string toolsAsTypes(const std::vector<model::ToolOffer> &tools)
{
    if (std::ranges::all_of(tools, &model::ToolOffer::hosted))
        return {};
    TypeWriter writer;
    writer.out = "# Tools\n\n## functions\n\nnamespace functions {\n\n";
    for (const model::ToolOffer &tool : tools) {
        if (tool.hosted)
            continue;
        writer.comment(tool.description);
        const Json &properties = base::at(tool.parameters, "properties");
        const bool bare = !properties.is_object() || properties.empty();
        writer.out += "type " + tool.name + (bare ? " = (" : " = (_: {\n");
        writer.members(tool.parameters, 0);
        writer.out += bare ? ") => any;\n\n" : "}) => any;\n\n";
    }
    writer.out += "} // namespace functions";
    return std::move(writer.out);
}

std::string toolsAsJson(const std::vector<model::ToolOffer> &tools)
{
    std::string out;
    for (const model::ToolOffer &tool : tools)
        if (!tool.hosted)
            out += base::dump({{"name", tool.name}, {"description", tool.description}, {"parameters", tool.parameters}})
                   + "\n";
    return out;
}

} // namespace pricing
