#pragma once

#include <string_view>
#include <variant>

#include "dialect/aws_event_reader.h"
#include "dialect/ndjson_reader.h"
#include "dialect/sse_reader.h"
#include "dialect/translate.h"

namespace dialect {

/// Cuts a provider's stream into frames, whatever its framing: used like SseReader, and takes its place.
class FrameReader {
public:
    using Step = SseReader::Step;

    explicit FrameReader(Framing framing = Framing::Sse) : m_reader(readerOf(framing)) {}

    /// As SseReader::next(). Errors: Upstream.
    base::Result<Step> next(std::string_view unread, SseEvent &frame, bool atEnd = false)
    {
        return std::visit([&](auto &reader) { return reader.next(unread, frame, atEnd); }, m_reader);
    }

private:
    using Reader = std::variant<SseReader, NdjsonReader, AwsEventReader>;
    static Reader readerOf(Framing framing)
    {
        switch (framing) {
        case Framing::Ndjson:
            return NdjsonReader();
        case Framing::AwsEvents:
            return AwsEventReader();
        case Framing::Sse:
            break;
        }
        return SseReader();
    }

    Reader m_reader;
};

} // namespace dialect
