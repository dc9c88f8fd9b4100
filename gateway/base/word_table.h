#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

/// Tables of the words that stand for the values of an enum, read both ways.
namespace base {

template <typename Enum>
using WordRow = std::pair<Enum, std::string_view>;

/// Empty when the value has no word.
template <typename Enum, std::size_t N>
constexpr std::string_view wordOf(const WordRow<Enum> (&rows)[N], Enum value)
{
    for (const auto &[known, word] : rows)
        if (known == value)
            return word;
    return {};
}

/// Nothing for a word that is not in the table.
template <typename Enum, std::size_t N>
constexpr std::optional<Enum> valueOf(const WordRow<Enum> (&rows)[N], std::string_view text)
{
    for (const auto &[value, word] : rows)
        if (word == text)
            return value;
    return std::nullopt;
}

} // namespace base
