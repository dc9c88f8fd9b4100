#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/fields.h"

/// Readers and writers for the plain kinds of members, so that a field list names the member and nothing more.
namespace model {

inline auto wrongKind(const char *what)
{
    return base::fail(base::ErrorCode::Unprocessable, what);
}

template <typename T>
struct MemberOf;
template <typename C, typename V>
struct MemberOf<V C::*> {
    using Class = C;
    using Value = V;
};

template <auto Member>
using ClassOf = typename MemberOf<decltype(Member)>::Class;

using HeaderList = std::vector<std::pair<std::string, std::string>>;

template <auto Member>
base::Json readMember(const ClassOf<Member> &from)
{
    using Value = typename MemberOf<decltype(Member)>::Value;
    const Value &value = from.*Member;
    if constexpr (std::is_same_v<Value, HeaderList>) {
        base::Json out = base::Json::object();
        for (const auto &[name, text] : value)
            out[name] = text;
        return out;
    } else if constexpr (std::is_same_v<Value, std::optional<std::int64_t>>) {
        return value ? base::Json(*value) : base::Json(nullptr);
    } else {
        return value;
    }
}

template <auto Member>
base::Result<> writeMember(ClassOf<Member> &to, const base::Json &value)
{
    using Value = typename MemberOf<decltype(Member)>::Value;
    Value &target = to.*Member;
    if constexpr (std::is_same_v<Value, std::string>) {
        if (!value.is_string())
            return wrongKind("must be text");
        target = value.get<std::string>();
    } else if constexpr (std::is_same_v<Value, bool>) {
        if (!value.is_boolean())
            return wrongKind("must be true or false");
        target = value.get<bool>();
    } else if constexpr (std::is_same_v<Value, std::int64_t>) {
        const auto number = base::integerIn(value);
        if (!number)
            return wrongKind("must be a whole number");
        target = *number;
    } else if constexpr (std::is_same_v<Value, std::optional<std::int64_t>>) {
        target = base::integerIn(value);
        if (!target && !value.is_null())
            return wrongKind("must be a whole number or null");
    } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
        if (!value.is_array())
            return wrongKind("must be a list of texts");
        Value out;
        for (const base::Json &item : value) {
            if (!item.is_string())
                return wrongKind("must be a list of texts");
            out.push_back(item.template get<std::string>());
        }
        target = std::move(out);
    } else {
        static_assert(std::is_same_v<Value, HeaderList>);
        if (!value.is_object())
            return wrongKind("must be an object of texts");
        Value out;
        for (const auto &[name, text] : value.items()) {
            if (!text.is_string())
                return wrongKind("must be an object of texts");
            out.emplace_back(name, text.template get<std::string>());
        }
        target = std::move(out);
    }
    return {};
}

/// A time kept in Unix milliseconds (0: none), shown as RFC 3339.
template <auto Member>
base::Json readTime(const ClassOf<Member> &from)
{
    return from.*Member == 0 ? base::Json(nullptr) : base::Json(base::rfc3339(from.*Member));
}

/// Takes RFC 3339 or null.
template <auto Member>
base::Result<> writeTime(ClassOf<Member> &to, const base::Json &value)
{
    if (value.is_null()) {
        to.*Member = 0;
        return {};
    }
    const auto millis = value.is_string() ? base::parseRfc3339(value.get<std::string>()) : std::nullopt;
    if (!millis)
        return wrongKind("must be a time such as 2026-11-20T09:30:00Z, or null");
    to.*Member = *millis;
    return {};
}

template <typename T>
base::Result<> refuseWrite(T &, const base::Json &)
{
    return wrongKind("cannot be set");
}

} // namespace model
