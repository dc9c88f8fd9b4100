#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dialect {

struct SseLimits {
    std::size_t line = std::size_t{1} << 20;
    std::size_t event = std::size_t{8} << 20;
};

/// One event: its bytes as they came (comments, blank line and all) and what they mean.
struct SseEvent {
    std::string_view raw{};
    std::string_view type{}; ///< The `event:` field; empty means "message".
    std::string_view data{}; ///< The data lines, joined by LF; a view of `raw` when there is one line.
    bool hasData = false;    ///< False for an event of comments or empty lines only.
    bool bare = false;       ///< The data is a JSON object that stands there by itself, as Vertex AI reports errors.
};

/// Finds server-sent events in bytes that arrive in any slices, without copying them: the caller keeps the unread
/// bytes in one buffer and shows it each time; the reader remembers how far it has looked.
/// Source: WHATWG HTML, section 9.2.6 (event stream interpretation).
class SseReader {
public:
    explicit SseReader(SseLimits limits = {}) : m_limits(limits) {}

    enum class Step : std::uint8_t {
        Event,    ///< `event` is filled; drop event.raw.size() bytes from the front before the next call.
        NeedMore, ///< No complete event yet.
    };
    /// `unread` starts where the last event ended. `atEnd`: no more bytes will come.
    /// Errors: Upstream for a line or event over the limits.
    base::Result<Step> next(std::string_view unread, SseEvent &event, bool atEnd = false);

private:
    void onLine(std::string_view unread, std::size_t lineAt, std::size_t size);
    void fill(SseEvent &event, std::string_view raw);
    std::string_view joinData(std::string_view lines);

    SseLimits m_limits;
    std::size_t m_lineStart = 0;  ///< Offset in `unread` of the line being looked for.
    std::size_t m_scanned = 0;    ///< No line end before this offset after m_lineStart.
    bool m_atStart = true;        ///< A byte order mark may come.
    std::size_t m_dataLineAt = 0; ///< Where the first data line begins.
    std::size_t m_dataAt = 0;     ///< Where the first data line's value is, while there is only one.
    std::size_t m_dataSize = 0;
    std::size_t m_typeAt = 0;
    std::size_t m_typeSize = 0;
    int m_dataLines = 0;
    std::string m_joined{}; ///< Used only when an event has several data lines.
};

} // namespace dialect
