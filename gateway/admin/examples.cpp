#include "admin/examples.h"

#include <QFile>
#include <QString>

/// In a static library a resource must be asked for by name, from outside of any namespace.
static void registerReference()
{
    Q_INIT_RESOURCE(reference);
}

namespace admin {
namespace {

using base::Json;

constexpr char kReference = '@';
constexpr int kMostSteps = 8; ///< From one example to another.

Json sampleOfType(std::string_view type, const Json &schema)
{
    if (type == "string")
        return "text";
    if (type == "integer" || type == "number")
        return 1;
    if (type == "boolean")
        return true;
    if (type == "array")
        return Json::array({sampleOf(base::at(schema, "items"))});
    if (type != "object")
        return nullptr;
    Json out = Json::object();
    for (const auto &[name, property] : base::at(schema, "properties").items())
        out[name] = sampleOf(property);
    return out;
}

} // namespace

const Json &Examples::row(std::string_view id) const
{
    const Json *hit = &base::at(m_rows, id);
    for (int step = 0; hit->is_string() && step < kMostSteps; ++step)
        hit = &base::at(m_rows, std::string_view(hit->get_ref<const std::string &>()).substr(1));
    return *hit;
}

Json Examples::body(const Operation &operation) const
{
    if (operation.bodySchema == nullptr)
        return nullptr;
    const Json &written = base::at(row(operation.id), "body");
    return written.is_null() ? sampleOf(operation.bodySchema()) : filled(written);
}

Json Examples::answer(const Operation &operation) const
{
    if (operation.answerSchema == nullptr)
        return nullptr;
    const Json &written = base::at(row(operation.id), "answer");
    return written.is_null() ? sampleOf(operation.answerSchema()) : filled(written);
}

Json Examples::filled(const Json &value, int depth) const
{
    if (value.is_string()) {
        const std::string_view text = value.get_ref<const std::string &>();
        if (!text.starts_with(kReference) || depth == kMostSteps)
            return value;
        const Json &other = base::at(row(text.substr(1)), "answer");
        return other.is_null() ? value : filled(other, depth + 1);
    }
    if (!value.is_structured())
        return value;
    Json out = value;
    for (Json &inner : out)
        inner = filled(inner, depth);
    return out;
}

std::string readReference(std::string_view name)
{
    registerReference();
    QFile file(QStringLiteral(":/switchyard/docs/") + QLatin1String(name.data(), static_cast<qsizetype>(name.size())));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Json sampleOf(const Json &schema)
{
    const Json &words = base::at(schema, "enum");
    if (words.is_array() && !words.empty())
        return words.front();
    const Json &ways = base::at(schema, "oneOf");
    if (ways.is_array() && !ways.empty())
        return sampleOf(ways.front());
    const Json &type = base::at(schema, "type");
    return sampleOfType(base::textOr(type.is_array() && !type.empty() ? type.front() : type), schema);
}

Json schemaLike(const Json &example)
{
    if (example.is_string())
        return {{"type", "string"}};
    if (example.is_boolean())
        return {{"type", "boolean"}};
    if (example.is_number())
        return {{"type", example.is_number_integer() ? "integer" : "number"}};
    if (example.is_array())
        return {{"type", "array"}, {"items", example.empty() ? Json::object() : schemaLike(example.front())}};
    if (!example.is_object())
        return Json::object(); // null: of any type
    Json properties = Json::object();
    for (const auto &[name, value] : example.items())
        properties[name] = schemaLike(value);
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

Json completed(Json schema, const Json &example)
{
    if (example.is_array() && !example.empty() && schema.contains("items"))
        schema["items"] = completed(std::move(schema["items"]), example.front());
    const bool mapOfOneKind = base::at(schema, "additionalProperties").is_object();
    if (!example.is_object() || mapOfOneKind || base::textOr(base::at(schema, "type")) != "object")
        return schema;
    Json &properties = schema["properties"];
    for (const auto &[name, member] : example.items())
        properties[name] =
            properties.contains(name) ? completed(std::move(properties[name]), member) : schemaLike(member);
    return schema;
}

} // namespace admin
