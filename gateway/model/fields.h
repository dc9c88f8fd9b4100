#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace model {

/// What a field is to its readers: one list of these per resource gives JSON both ways, the OpenAPI schema,
/// the UI's columns and the audit diff.
enum class FieldKind : std::uint8_t { Text, Integer, Truth, Time, TextList, IntegerList, TextMap, Object, ObjectList };

enum class FieldUse : std::uint8_t {
    Editable,   ///< May be given on create and on update.
    CreateOnly, ///< May be given on create, fixed from then on.
    ReadOnly,   ///< Ours: shown, refused on input.
    WriteOnly,  ///< May be given, is never shown (where a secret is, for instance).
};

/// One field of resource `T`. `read` gives its JSON; `write` takes a JSON value of the right kind and says what is
/// wrong with it otherwise, with the part that is as `param` if it is not the whole (the caller adds the field's name).
template <typename T>
struct Field {
    std::string_view name;
    FieldKind kind;
    FieldUse use;
    base::Json (*read)(const T &);
    base::Result<> (*write)(T &, const base::Json &);
    std::string_view about;      ///< One sentence, shown in the API reference and as the UI's tool tip.
    bool required = false;       ///< Must be given on create.
    std::string_view words = {}; ///< For closed sets: the allowed words, space-separated.
};

enum class Input : std::uint8_t { Create, Update };

/// The field list of a resource; each is specialised in the resource's own source file.
template <typename T>
std::span<const Field<T>> fieldsOf();

template <typename T>
base::Json toJson(const T &value)
{
    base::Json out = base::Json::object();
    for (const Field<T> &field : fieldsOf<T>())
        if (field.use != FieldUse::WriteOnly)
            out[std::string(field.name)] = field.read(value);
    return out;
}

/// Takes over the given fields. Errors: Unprocessable with `param` = the field, BadRequest when it is no object.
template <typename T>
base::Result<> applyJson(T &value, const base::Json &input, Input kind)
{
    if (!input.is_object())
        return base::fail(base::ErrorCode::BadRequest, "the body must be a JSON object");
    for (const auto &[name, given] : input.items()) {
        if (name == "if_version" && kind == Input::Update)
            continue; // a precondition, not a field
        const Field<T> *hit = nullptr;
        for (const Field<T> &field : fieldsOf<T>())
            if (field.name == name)
                hit = &field;
        if (hit == nullptr)
            return base::fail(base::ErrorCode::Unprocessable, "there is no field \"" + name + "\"", name);
        if (hit->use == FieldUse::ReadOnly || (hit->use == FieldUse::CreateOnly && kind == Input::Update))
            return base::fail(base::ErrorCode::Unprocessable, "\"" + name + "\" cannot be set", name);
        if (auto done = hit->write(value, given); !done) {
            const std::string where = name + done.error().param; // a part of the field, such as `[1].model`
            return base::fail(base::ErrorCode::Unprocessable, "\"" + where + "\" " + done.error().detail, where);
        }
    }
    if (kind == Input::Create)
        for (const Field<T> &field : fieldsOf<T>())
            if (field.required && !input.contains(field.name))
                return base::fail(base::ErrorCode::Unprocessable, "\"" + std::string(field.name) + "\" is required",
                                  std::string(field.name));
    return {};
}

/// The JSON schema (OpenAPI 3.1) of a resource as it is shown, or as it is given.
template <typename T>
base::Json schemaOf(std::optional<Input> input = std::nullopt);

/// One property of such a schema.
base::Json propertySchema(FieldKind kind, std::string_view about, std::string_view words);

template <typename T>
base::Json schemaOf(std::optional<Input> input)
{
    base::Json properties = base::Json::object();
    base::Json required = base::Json::array();
    for (const Field<T> &field : fieldsOf<T>()) {
        const bool shown = field.use != FieldUse::WriteOnly;
        const bool taken = field.use == FieldUse::Editable || field.use == FieldUse::WriteOnly
                           || (field.use == FieldUse::CreateOnly && input == Input::Create);
        if (input ? !taken : !shown)
            continue;
        properties[std::string(field.name)] = propertySchema(field.kind, field.about, field.words);
        if (input == Input::Create && field.required)
            required.push_back(field.name);
    }
    base::Json out = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        out["required"] = std::move(required);
    if (input)
        out["additionalProperties"] = false;
    return out;
}

} // namespace model
