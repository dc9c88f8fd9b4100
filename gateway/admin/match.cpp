#include "admin/match.h"

#include "base/text.h"

namespace admin {
namespace {

/// Names of models have slashes.
constexpr std::string_view kRest = "...}";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Fills `values` from the `{name}` segments, and from all that is left for a last `{name...}`; false when the path is
/// another one.
bool matches(std::string_view pattern, std::string_view path, std::map<std::string, std::string, std::less<>> &values)
{
    while (!pattern.empty() && !path.empty()) {
        const auto patternEnd = pattern.find('/', 1);
        const auto pathEnd = path.find('/', 1);
        const std::string_view wanted = pattern.substr(0, patternEnd);
        const bool rest = wanted.ends_with(kRest);
        const std::string_view given = rest ? path : path.substr(0, pathEnd);
        if (wanted.starts_with("/{")) {
            auto value = percentDecode(given.substr(1), false);
            if (!value || value->empty())
                return false;
            values[std::string(wanted.substr(2, wanted.size() - (rest ? 2 + kRest.size() : 3)))] = std::move(*value);
            if (rest)
                return true;
        } else if (wanted != given) {
            return false;
        }
        pattern = patternEnd == std::string_view::npos ? std::string_view{} : pattern.substr(patternEnd);
        path = pathEnd == std::string_view::npos ? std::string_view{} : path.substr(pathEnd);
    }
    return pattern.empty() && path.empty();
}

} // namespace

Match matchOperation(std::string_view method, std::string_view path)
{
    Match out;
    std::string_view claimed; // a literal path goes before one with values, whichever the method
    for (const Operation &operation : operations()) {
        std::map<std::string, std::string, std::less<>> values;
        if (!matches(operation.path, path, values) || (!claimed.empty() && claimed != operation.path))
            continue;
        claimed = operation.path;
        if (toWord(operation.method) == method) {
            out.operation = &operation;
            out.path = std::move(values);
            return out;
        }
        out.allow += (out.allow.empty() ? "" : ", ") + std::string(toWord(operation.method));
    }
    return out;
}

base::Result<std::map<std::string, std::string, std::less<>>> parseQuery(std::string_view query)
{
    std::map<std::string, std::string, std::less<>> out;
    if (query.empty())
        return out;
    for (const std::string &pair : base::split(query, '&')) {
        const auto equals = pair.find('=');
        auto name = percentDecode(std::string_view(pair).substr(0, equals), true);
        auto value = percentDecode(
            equals == std::string::npos ? std::string_view{} : std::string_view(pair).substr(equals + 1), true);
        if (!name || !value)
            return base::fail(base::ErrorCode::BadRequest, "the query cannot be decoded");
        if (!name->empty())
            out[*name] = std::move(*value);
    }
    return out;
}

base::Result<std::string> percentDecode(std::string_view text, bool plusIsSpace)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return base::fail(base::ErrorCode::BadRequest, "a % must be followed by two hexadecimal digits");
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plusIsSpace && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!base::isUtf8(out) || out.find('\0') != std::string::npos)
        return base::fail(base::ErrorCode::BadRequest, "the text is not readable UTF-8");
    return out;
}

std::string percentEncode(std::string_view text)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'
                           || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

} // namespace admin
