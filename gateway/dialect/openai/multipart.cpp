#include "dialect/openai/multipart.h"

#include <algorithm>

#include "base/text.h"

namespace dialect {
namespace {

constexpr std::size_t kMostFields = 64;
constexpr std::size_t kLongestBoundary = 72; // RFC 2046: 70 characters and the two dashes
constexpr std::size_t kLongestHead = 4096;
constexpr std::string_view kLineEnd = "\r\n";

auto bad(const char *what)
{
    return base::fail(base::ErrorCode::BadRequest, what);
}

/// `name` of `form-data; name="model"`; a file is told by its `filename`.
struct Disposition {
    std::string_view name{};
    bool file = false;
};

std::string_view unquoted(std::string_view value)
{
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        return value.substr(1, value.size() - 2);
    return value;
}

Disposition readDisposition(std::string_view value)
{
    Disposition out;
    while (!value.empty()) {
        std::size_t end = 0;
        for (bool quoted = false; end < value.size() && (quoted || value[end] != ';'); ++end)
            quoted ^= value[end] == '"';
        const std::string_view item = base::trim(value.substr(0, end));
        value.remove_prefix(std::min(value.size(), end + 1));
        if (base::startsWithIgnoringCase(item, "name="))
            out.name = unquoted(item.substr(5));
        out.file = out.file || base::startsWithIgnoringCase(item, "filename");
    }
    return out;
}

Disposition readHead(std::string_view head)
{
    static constexpr std::string_view kHeader = "content-disposition:";
    while (!head.empty()) {
        const auto end = head.find(kLineEnd);
        const std::string_view line = head.substr(0, end);
        if (base::startsWithIgnoringCase(line, kHeader))
            return readDisposition(line.substr(kHeader.size()));
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + kLineEnd.size());
    }
    return {};
}

} // namespace

base::Result<std::vector<FormField>> readForm(std::string_view body)
{
    const auto firstLine = body.substr(0, kLongestBoundary + kLineEnd.size()).find(kLineEnd);
    if (!body.starts_with("--") || firstLine == std::string_view::npos || firstLine < 3)
        return bad("the request body must be multipart/form-data");
    const std::string delimiter = std::string(kLineEnd).append(body.substr(0, firstLine));
    std::vector<FormField> out;
    std::size_t at = firstLine; // where the line end behind a boundary begins
    while (!body.substr(at).starts_with("--")) {
        const auto head = body.substr(at, kLongestHead).find("\r\n\r\n");
        if (head == std::string_view::npos)
            return bad("a part of the form has no end of its headers");
        const std::size_t value = at + head + 4;
        const auto end = body.find(delimiter, value - kLineEnd.size()); // an empty value shares its line end
        if (end == std::string_view::npos)
            return bad("the form ends within a part");
        const Disposition part = readHead(body.substr(at, head));
        if (!part.file && !part.name.empty())
            out.push_back({part.name, {value, std::max(end, value) - value}});
        if (out.size() > kMostFields)
            return bad("the form has too many fields");
        at = end + delimiter.size();
    }
    return out;
}

} // namespace dialect
