#include "dialect/long_strings.h"

#include <algorithm>

#include "dialect/dialect.h"

namespace dialect {
namespace {

constexpr std::size_t kLong = 4096;
constexpr std::size_t kKept = 256; // more than any name that is read

/// Where the string that begins behind `at` ends: the place of its closing quote.
std::size_t closingQuote(std::string_view json, std::size_t at)
{
    for (std::size_t quote = json.find('"', at); quote != std::string_view::npos; quote = json.find('"', quote + 1)) {
        std::size_t backslashes = 0;
        while (quote - backslashes > at && json[quote - backslashes - 1] == '\\')
            ++backslashes;
        if (backslashes % 2 == 0)
            return quote;
    }
    return std::string_view::npos;
}

/// A beginning that ends neither in an escape nor within a character.
std::string_view beginning(std::string_view text)
{
    const std::string_view most = text.substr(0, kKept);
    const auto *end =
        std::ranges::find_if(most, [](char c) { return c == '\\' || static_cast<unsigned char>(c) > 0x7e; });
    const auto size = static_cast<std::size_t>(end - most.begin());
    return size > 0 ? most.substr(0, size) : "x"; // it holds something, and must go on doing so
}

} // namespace

std::optional<std::string> withoutLongStrings(std::string_view json)
{
    std::string out;
    std::size_t from = 0; // of what has not been copied yet
    std::size_t open = json.find('"');
    while (open != std::string_view::npos) {
        const std::size_t close = closingQuote(json, open + 1);
        if (close == std::string_view::npos)
            break; // the parser will say so
        if (close - open > kLong) {
            out.append(json, from, open + 1 - from).append(beginning(json.substr(open + 1, close - open - 1)));
            from = close;
        }
        open = json.find('"', close + 1);
    }
    if (from == 0)
        return std::nullopt;
    out.reserve(out.size() + (json.size() - from) + kReadablePadding);
    out.append(json, from);
    return out;
}

} // namespace dialect
