#include "base/csv_reader.h"

namespace base {
namespace {

std::string takeQuoted(std::string_view &text)
{
    std::string out;
    text.remove_prefix(1);
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '"' && !text.starts_with('"'))
            break;
        if (c == '"')
            text.remove_prefix(1);
        out += c;
    }
    return out;
}

} // namespace

std::vector<std::string> takeCsvLine(std::string_view &text)
{
    std::vector<std::string> out;
    while (!text.empty()) {
        std::string cell = text.front() == '"' ? takeQuoted(text) : std::string();
        const std::size_t end = text.find_first_of(",\r\n");
        cell += text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
        out.push_back(std::move(cell));
        if (text.starts_with(',')) {
            text.remove_prefix(1);
            if (text.empty() || text.front() == '\r' || text.front() == '\n')
                out.emplace_back();
            else
                continue;
        }
        if (text.starts_with('\r'))
            text.remove_prefix(1);
        if (text.starts_with('\n'))
            text.remove_prefix(1);
        break;
    }
    return out;
}

} // namespace base
