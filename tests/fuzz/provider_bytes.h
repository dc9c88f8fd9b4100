#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/frame_reader.h"
#include "event_order.h"

/// What a provider may send, in any dialect: its streams say the same however they are cut, its answers can be told.
namespace fuzz {

/// One reading of a stream that comes in slices.
class StreamReading {
public:
    explicit StreamReading(const dialect::Dialect &dialect)
        : m_frames(dialect.framing), m_reader(dialect.call->makeReader())
    {
    }

    void take(std::string_view slice)
    {
        m_unread.append(slice);
        m_good = m_good && drain(false);
    }
    /// All that was told, in one text.
    std::string end()
    {
        if (!m_good || !drain(true))
            return m_told + "broken";
        model::ChatEvents events;
        m_reader->end(events);
        note(events);
        return m_told;
    }

private:
    bool drain(bool atEnd)
    {
        for (;;) {
            const Padded shown(m_unread, dialect::kReadablePadding);
            dialect::SseEvent frame;
            const auto step = m_frames.next(shown.view(), frame, atEnd);
            if (!step)
                return false;
            if (*step == dialect::SseReader::Step::NeedMore)
                return true;
            model::ChatEvents events;
            if (frame.hasData) {
                const Padded data(frame.data, dialect::kReadablePadding);
                if (!m_reader->read(frame.type, data.view(), events))
                    return false;
            }
            note(events);
            m_unread.erase(0, frame.raw.size());
        }
    }
    void note(const model::ChatEvents &events)
    {
        for (const model::ChatEvent &event : events) {
            m_order.take(event);
            m_told += std::to_string(event.index()) + ' ';
            if (const auto *text = std::get_if<model::TextPiece>(&event))
                m_told += text->text;
            else if (const auto *arguments = std::get_if<model::ArgumentsPiece>(&event))
                m_told += arguments->json;
        }
    }

    dialect::FrameReader m_frames;
    std::unique_ptr<dialect::StreamReader> m_reader;
    EventOrder m_order{};
    std::string m_unread{};
    std::string m_told{};
    bool m_good = true;
};

inline void streamSaysTheSameHoweverCut(const dialect::Dialect &dialect, std::string_view stream)
{
    const auto read = [&](const std::vector<std::size_t> &slices) {
        StreamReading out(dialect);
        std::size_t at = 0;
        for (const std::size_t size : slices) {
            out.take(stream.substr(at, size));
            at += size;
        }
        return out.end();
    };
    const std::string whole = read({stream.size()});
    for (const auto &slices : cuttings(stream))
        require(read(slices) == whole, "a stream says something else when it is cut");
}

inline void answerCanBeTold(const dialect::Dialect &dialect, std::string_view body)
{
    const Padded padded(body, dialect::kReadablePadding);
    static_cast<void>(dialect.readError(padded.view()));
    const auto answer = dialect.call->readAnswer(padded.view());
    if (!answer)
        return;
    EventOrder order;
    const model::ChatEvents events = dialect::eventsOf(*answer);
    require(!events.empty(), "an answer without events");
    for (const model::ChatEvent &event : events)
        order.take(event);
}

} // namespace fuzz
