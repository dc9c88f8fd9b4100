#include "dialect/extras.h"

#include <utility>

namespace dialect {

base::Json Fields::take(std::string_view name)
{
    if (!m_object.is_object())
        return {};
    const auto hit = m_object.find(name);
    return hit == m_object.end() ? base::Json() : std::exchange(*hit, base::Json());
}

base::Json Fields::takeObject(std::string_view name)
{
    return look(name).is_object() ? take(name) : base::Json();
}

base::Json Fields::takeArray(std::string_view name)
{
    return look(name).is_array() ? take(name) : base::Json();
}

std::string Fields::takeText(std::string_view name)
{
    return hasText(name) ? movedText(take(name)) : std::string();
}

std::optional<std::int64_t> Fields::takeInteger(std::string_view name)
{
    const auto out = base::integerIn(look(name));
    if (out)
        take(name);
    return out;
}

std::optional<bool> Fields::takeTruth(std::string_view name)
{
    if (!look(name).is_boolean())
        return std::nullopt;
    return take(name).get<bool>();
}

base::Json Fields::rest() &&
{
    base::Json out;
    if (m_object.is_object())
        for (auto &[name, value] : m_object.items())
            addExtra(out, name, std::move(value));
    return out;
}

void addExtra(base::Json &extra, std::string_view name, base::Json &&value)
{
    if (!value.is_null())
        extra[std::string(name)] = std::move(value);
}

void addExtras(base::Json &extra, std::string_view inner, base::Json &&rest)
{
    if (rest.is_object())
        for (auto &[name, value] : rest.items())
            addExtra(extra, std::string(inner) + "." + name, std::move(value));
}

void putBack(base::Json &object, base::Json &&extra)
{
    if (!extra.is_object())
        return;
    for (auto &[name, value] : extra.items()) {
        const auto dot = name.find('.');
        const bool within = dot != std::string::npos && base::at(object, name.substr(0, dot)).is_object();
        base::Json &place = within ? object[name.substr(0, dot)] : object;
        const std::string last = within ? name.substr(dot + 1) : name;
        if (!place.contains(last))
            place[last] = std::move(value);
    }
}

void dropExtra(const base::Json &extra, std::string_view prefix, model::Receipt &receipt)
{
    if (!extra.is_object())
        return;
    for (const auto &[name, value] : extra.items())
        receipt.droppedExtra(std::string(prefix) + name);
}

std::string movedText(base::Json &&value)
{
    return value.is_string() ? std::move(value.get_ref<std::string &>()) : std::string();
}

} // namespace dialect
