#include "server/head_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace server {
namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::array<bool, 256> tokenTable()
{
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const char c = static_cast<char>(i);
        table[i] = isDigit(c) || isLetter(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    }
    table[0] = false;
    return table;
}

constexpr std::array<bool, 256> kToken = tokenTable();
constexpr std::string_view kMethods[] = {"GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"};

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isPort(std::string_view text)
{
    return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, isDigit);
}

// Names of models hold slashes, and clients escape them; below this path a name is looked up and nothing else.
constexpr std::string_view kModelNames = "/v1/models/";

/// Escapes must spell text (UTF-8, no controls) and none of the characters that give a path its shape.
bool escapesAreHarmless(std::string_view path)
{
    std::string decoded;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            decoded += path[i];
            continue;
        }
        if (path.size() - i < 3)
            return false;
        const int high = hexValue(path[i + 1]);
        const int low = hexValue(path[i + 2]);
        if (high < 0 || low < 0)
            return false;
        const char c = static_cast<char>(high * 16 + low);
        if (static_cast<unsigned char>(c) < 0x20 || std::string_view(".\\;\x7f").find(c) != std::string_view::npos)
            return false;
        if (c == '/' && !path.starts_with(kModelNames))
            return false;
        decoded += c;
        i += 2;
    }
    return base::isUtf8(decoded);
}

} // namespace

bool isToken(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return kToken[static_cast<unsigned char>(c)]; });
}

bool isFieldText(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7F) || c == '\t';
    });
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7F;
}

bool isHostSyntax(std::string_view value)
{
    std::size_t end = 0;
    if (value.starts_with('[')) {
        end = value.find(']');
        if (end == std::string_view::npos || end == 1)
            return false;
        if (!std::ranges::all_of(value.substr(1, end - 1),
                                 [](char c) { return hexValue(c) >= 0 || c == ':' || c == '.'; }))
            return false;
        ++end;
    } else {
        while (end < value.size()
               && (isLetter(value[end]) || isDigit(value[end]) || value[end] == '.' || value[end] == '-'
                   || value[end] == '_'))
            ++end;
        if (end == 0)
            return false;
    }
    return end == value.size() || (value[end] == ':' && isPort(value.substr(end + 1)));
}

bool isServedMethod(std::string_view method)
{
    return std::ranges::find(kMethods, method) != std::end(kMethods);
}

bool isPlainPath(std::string_view path)
{
    bool escaped = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (c == ';' || c == '\\')
            return false;
        escaped = escaped || c == '%';
        if (c != '/')
            continue;
        const std::string_view segment = path.substr(i + 1, path.find('/', i + 1) - (i + 1));
        const bool last = i + 1 + segment.size() == path.size();
        if (segment == "." || segment == ".." || (segment.empty() && !last))
            return false;
    }
    return !escaped || escapesAreHarmless(path);
}

bool isEventsPath(std::string_view path)
{
    return path == "/api/v1/events" || path == "/api/events";
}

} // namespace server
