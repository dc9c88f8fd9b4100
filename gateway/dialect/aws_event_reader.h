#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "dialect/sse_reader.h"

namespace dialect {

/// Finds the messages of an AWS event stream (`application/vnd.amazon.eventstream`) in bytes that arrive in any slices:
/// used like SseReader. A message is a prelude (total and header length, CRC), headers, a payload and a CRC of it all.
/// A frame's type is the header `:event-type`, or `:exception-type` of an exception, or `error` where AWS itself gave
/// up; its data is the payload, or of such an error its words.
/// Source: AWS "Amazon event stream encoding"; both CRCs are those of zlib.
class AwsEventReader {
public:
    explicit AwsEventReader(std::size_t largestMessage = std::size_t{8} << 20) : m_largest(largestMessage) {}

    /// As SseReader::next(). Errors: Upstream for a message over the limit, a wrong CRC, headers that do not fit.
    base::Result<SseReader::Step> next(std::string_view unread, SseEvent &frame, bool atEnd = false);

private:
    std::size_t m_largest;
    bool m_preludeSeen = false; ///< Of the message that `unread` begins with: its lengths are sound.
};

} // namespace dialect
