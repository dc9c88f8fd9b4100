#include "dialect/sse_reader.h"

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
        const auto end = unread.find_first_of("\r\n", m_scanned);
        const bool found = end != std::string_view::npos;
        const std::size_t lineSize = (found ? end : unread.size()) - m_lineStart;
        if (lineSize > m_limits.line)
            return base::fail(base::ErrorCode::Upstream, "the provider sent a stream line over 1 MiB");
        if (unread.size() > m_limits.event && m_lineStart > 0 && (found ? end : unread.size()) > m_limits.event)
            return base::fail(base::ErrorCode::Upstream, "the provider sent a stream event over 8 MiB");
        // A CR that ends the bytes may be half of a CRLF.
        if (!found || (unread[end] == '\r' && end + 1 == unread.size() && !atEnd)) {
            m_scanned = found ? end : unread.size();
            return Step::NeedMore;
        }
        const std::string_view line = unread.substr(m_lineStart, lineSize);
        const bool pair = unread[end] == '\r' && end + 1 < unread.size() && unread[end + 1] == '\n';
        m_lineStart = m_scanned = end + (pair ? 2 : 1);
        if (!line.empty()) {
            const auto [name, value] = splitField(line);
            const auto at = static_cast<std::size_t>(value.data() - unread.data());
            if (name == "data") {
                if (m_dataLines == 1)
                    m_joined.assign(unread.substr(m_dataAt, m_dataSize));
                if (m_dataLines++ > 0)
                    m_joined.append(1, '\n').append(value);
                m_dataAt = value.empty() ? 0 : at;
                m_dataSize = value.size();
            } else if (name == "event") {
                m_typeAt = value.empty() ? 0 : at;
                m_typeSize = value.size();
            }
            continue;
        }
        m_joined.reserve(m_joined.size() + kReadablePadding);
        event.raw = unread.substr(0, m_lineStart);
        event.type = unread.substr(m_typeAt, m_typeSize);
        event.hasData = m_dataLines > 0;
        event.data = m_dataLines > 1 ? std::string_view(m_joined) : unread.substr(m_dataAt, m_dataSize);
        m_lineStart = m_scanned = m_dataAt = m_dataSize = m_typeAt = m_typeSize = 0;
        m_dataLines = 0;
        return Step::Event;
    }
}

} // namespace dialect
