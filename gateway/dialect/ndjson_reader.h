#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "dialect/sse_reader.h"

namespace dialect {

/// Finds the lines of a stream of JSON documents, one a line, in bytes that arrive in any slices: used like SseReader.
/// A frame's data is its line without blanks around it; an empty line is a frame without data. The last line needs no
/// line end.
class NdjsonReader {
public:
    explicit NdjsonReader(std::size_t longestLine = std::size_t{8} << 20) : m_longest(longestLine) {}

    /// As SseReader::next(). Errors: Upstream for a line over the limit.
    base::Result<SseReader::Step> next(std::string_view unread, SseEvent &frame, bool atEnd = false);

private:
    std::size_t m_longest;
    std::size_t m_scanned = 0; ///< No line end before this offset.
};

} // namespace dialect
