#include "dialect/ndjson_reader.h"

#include <algorithm>

namespace dialect {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view withoutBlanks(std::string_view line)
{
    const auto first = line.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(kBlanks) + 1 - first);
}

} // namespace

base::Result<SseReader::Step> NdjsonReader::next(std::string_view unread, SseEvent &frame, bool atEnd)
{
    const std::size_t end = std::min(unread.find('\n', m_scanned), unread.size());
    if (end > m_longest)
        return base::fail(base::ErrorCode::Upstream, "the provider sent a stream line over 8 MiB");
    const bool found = end != unread.size();
    if (!found && (!atEnd || unread.empty())) {
        m_scanned = end;
        return SseReader::Step::NeedMore;
    }
    m_scanned = 0;
    const std::string_view raw = unread.substr(0, found ? end + 1 : end);
    const std::string_view data = withoutBlanks(raw);
    frame = {.raw = raw, .type = {}, .data = data, .hasData = !data.empty()};
    return SseReader::Step::Event;
}

} // namespace dialect
