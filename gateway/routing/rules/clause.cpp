#include "routing/rules/clause.h"

#include <algorithm>

#include "base/text.h"

namespace routing {
namespace {

constexpr std::size_t kMostTexts = 100;

std::string listed(std::initializer_list<std::string_view> words)
{
    std::string out;
    for (const std::string_view word : words)
        out.append(out.empty() ? "" : ", ").append(word);
    return out;
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

Clause Clause::in(std::string_view key) const
{
    return {base::at(m_value, key), m_path + "." + std::string(key)};
}

Clause Clause::in(std::size_t index) const
{
    return {m_value[index], m_path + "[" + std::to_string(index) + "]"};
}

tl::unexpected<base::Error> Clause::wrong(std::string detail) const
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), m_path);
}

base::Result<> Clause::onlyKeys(std::initializer_list<std::string_view> known) const
{
    if (!m_value.is_object())
        return wrong("must be an object with " + listed(known));
    for (const auto &[key, value] : m_value.items())
        if (std::ranges::find(known, key) == known.end())
            return in(key).wrong("is not known here; there are " + listed(known));
    return {};
}

base::Result<std::string> Clause::text(std::size_t longest) const
{
    if (!m_value.is_string())
        return wrong("must be text");
    auto out = m_value.get<std::string>();
    if (out.empty() || out.size() > longest)
        return wrong("must be text of 1 to " + std::to_string(longest) + " bytes");
    if (!base::isUtf8(out) || std::ranges::any_of(out, isControl))
        return wrong("must be readable text without control characters");
    return out;
}

base::Result<std::vector<std::string>> Clause::texts() const
{
    if (!m_value.is_array()) {
        auto one = text();
        if (!one)
            return base::fail(m_value.is_string() ? one.error() : wrong("must be text or a list of texts").value());
        return std::vector<std::string>{std::move(*one)};
    }
    if (m_value.empty() || m_value.size() > kMostTexts)
        return wrong("must hold 1 to " + std::to_string(kMostTexts) + " texts");
    std::vector<std::string> out;
    for (std::size_t i = 0; i < m_value.size(); ++i) {
        auto one = in(i).text();
        if (!one)
            return base::fail(std::move(one.error()));
        out.push_back(std::move(*one));
    }
    return out;
}

base::Result<std::vector<std::string>> Clause::words(std::initializer_list<std::string_view> known) const
{
    auto out = texts();
    if (!out)
        return out;
    for (std::size_t i = 0; i < out->size(); ++i)
        if (std::ranges::find(known, (*out)[i]) == known.end())
            return (m_value.is_array() ? in(i) : *this).wrong("must be one of " + listed(known));
    return out;
}

base::Result<bool> Clause::truth() const
{
    if (!m_value.is_boolean())
        return wrong("must be true or false");
    return m_value.get<bool>();
}

base::Result<std::int64_t> Clause::integer(std::int64_t least, std::int64_t most) const
{
    const auto number = base::integerIn(m_value);
    if (!number || *number < least || *number > most)
        return wrong("must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return *number;
}

base::Result<Range> readRange(const Clause &clause, std::int64_t least, std::int64_t most)
{
    if (auto known = clause.onlyKeys({"min", "max"}); !known)
        return base::fail(std::move(known.error()));
    if (!clause.has("min") && !clause.has("max"))
        return clause.wrong("needs min, max or both");
    Range out{least, most};
    for (const auto &[key, bound] : {std::pair("min", &out.min), std::pair("max", &out.max)}) {
        if (!clause.has(key))
            continue;
        const auto number = clause.in(key).integer(least, most);
        if (!number)
            return base::fail(number.error());
        *bound = *number;
    }
    if (out.min > out.max)
        return clause.in("min").wrong("must not be above max");
    return out;
}

} // namespace routing
