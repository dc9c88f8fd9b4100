#include "dialect/sse_reader.h"

#include <algorithm>
#include <utility>

#include "dialect/dialect.h"

namespace dialect {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Splits "name: value" as the specification says: one space after the colon belongs to the colon.
std::pair<std::string_view, std::string_view> splitField(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return {line, {}};
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    return {line.substr(0, colon), value};
}

/// The size of `text` when no line ends there.
std::size_t findLineEnd(std::string_view text, std::size_t from)
{
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    return static_cast<std::size_t>(std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), isEnd)
                                    - text.begin());
}

std::size_t afterLineEnd(std::string_view text, std::size_t end)
{
    return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

/// Such lines name no field, so that nothing else is lost by it.
void takeBareObject(SseEvent &event)
{
    static constexpr std::string_view kBlanks = " \t\r\n";
    const auto from = event.raw.find_first_not_of(kBlanks);
    const auto to = event.raw.find_last_not_of(kBlanks);
    if (from == std::string_view::npos || event.raw[from] != '{' || event.raw[to] != '}')
        return;
    event.data = event.raw.substr(from, to + 1 - from);
    event.hasData = event.bare = true;
}

} // namespace

base::Result<SseReader::Step> SseReader::next(std::string_view unread, SseEvent &event, bool atEnd)
{
    if (m_atStart) {
        if (unread.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(unread) && !atEnd)
            return Step::NeedMore;
        m_atStart = false;
        if (unread.starts_with(kByteOrderMark))
            m_lineStart = m_scanned = kByteOrderMark.size();
    }
    for (;;) {
        const std::size_t end = findLineEnd(unread, m_scanned);
        const bool found = end != unread.size();
        if (end - m_lineStart > m_limits.line)
            return base::fail(base::ErrorCode::Upstream, "the provider sent a stream line over 1 MiB");
        if (end > m_limits.event && m_lineStart > 0)
            return base::fail(base::ErrorCode::Upstream, "the provider sent a stream event over 8 MiB");
        // A CR that ends the bytes may be half of a CRLF.
        if (!found || (unread[end] == '\r' && end + 1 == unread.size() && !atEnd)) {
            m_scanned = end;
            return Step::NeedMore;
        }
        const std::size_t lineStart = std::exchange(m_lineStart, afterLineEnd(unread, end));
        m_scanned = m_lineStart;
        if (end > lineStart) {
            onLine(unread, lineStart, end - lineStart);
            continue;
        }
        fill(event, unread.substr(0, m_lineStart));
        return Step::Event;
    }
}

void SseReader::onLine(std::string_view unread, std::size_t lineAt, std::size_t size)
{
    const auto [name, value] = splitField(unread.substr(lineAt, size));
    const auto at = static_cast<std::size_t>(value.data() - unread.data());
    if (name == "data") {
        if (m_dataLines++ > 0)
            return;
        m_dataLineAt = lineAt;
        m_dataAt = value.empty() ? 0 : at;
        m_dataSize = value.size();
    } else if (name == "event") {
        m_typeAt = value.empty() ? 0 : at;
        m_typeSize = value.size();
    }
}

void SseReader::fill(SseEvent &event, std::string_view raw)
{
    event.raw = raw;
    event.type = raw.substr(m_typeAt, m_typeSize);
    event.hasData = m_dataLines > 0;
    event.bare = false;
    event.data = m_dataLines > 1 ? joinData(raw.substr(m_dataLineAt)) : raw.substr(m_dataAt, m_dataSize);
    m_lineStart = m_scanned = m_dataLineAt = m_dataAt = m_dataSize = m_typeAt = m_typeSize = 0;
    if (std::exchange(m_dataLines, 0) == 0)
        takeBareObject(event);
}

/// Only now that the event is whole: one without end should not be kept twice.
std::string_view SseReader::joinData(std::string_view lines)
{
    m_joined.clear();
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = findLineEnd(lines, at);
        const auto [name, value] = splitField(lines.substr(at, end - at));
        if (name == "data")
            m_joined.append(at > 0 ? 1 : 0, '\n').append(value);
        at = afterLineEnd(lines, end);
    }
    m_joined.reserve(m_joined.size() + kReadablePadding);
    return m_joined;
}

} // namespace dialect
