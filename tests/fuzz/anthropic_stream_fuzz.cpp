// Reading a stream of Anthropic's messages and writing it again: whatever comes, the events keep their grammar, and
// what our own writer makes of them is read as the same answer.

#include <algorithm>
#include <set>
#include <string>

#include "dialect/anthropic/answer.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/sse_reader.h"
#include "fuzz.h"

namespace {

using model::ChatEvents;

/// The rules of chat_event.h, over the events of one stream.
class Grammar {
public:
    void operator()(const model::AnswerBegun &) { fuzz::require(!m_begun++, "an answer began twice"); }
    void operator()(const model::PartBegun &begun)
    {
        fuzz::require(m_begun == 1 && !m_finished, "a part outside of an answer");
        fuzz::require(m_open.insert(begun.part).second && m_seen.insert(begun.part).second, "a part began twice");
    }
    void operator()(const model::TextPiece &piece) { isOpen(piece.part, piece.text); }
    void operator()(const model::ArgumentsPiece &piece) { isOpen(piece.part, piece.json); }
    void operator()(const model::SignatureKnown &known) { isOpen(known.part, known.signature); }
    void operator()(const model::Cited &cited) { isOpen(cited.part, "a"); }
    void operator()(const model::PartEnded &ended)
    {
        fuzz::require(m_open.erase(ended.part) == 1, "a part ended twice");
    }
    void operator()(const model::ChoiceFinished &)
    {
        fuzz::require(m_open.empty(), "finished with open parts");
        fuzz::require(!m_finished++, "finished twice");
    }
    void operator()(const model::StreamEnded &) { fuzz::require(m_open.empty() && !m_ended++, "ended twice"); }
    void operator()(const model::StreamFailed &) { fuzz::require(!m_ended++, "failed after its end"); }
    void operator()(const model::UsageKnown &known)
    {
        const model::Usage &usage = known.usage;
        fuzz::require(usage.input >= usage.cacheRead + usage.cacheWrite() && usage.cacheWrite5m >= 0, "odd counts");
    }
    template <typename Other>
    void operator()(const Other &)
    {
    }
    bool finished() const { return m_finished > 0; }

private:
    void isOpen(std::int64_t part, std::string_view piece)
    {
        fuzz::require(m_open.contains(part), "a piece of a part that is not open");
        fuzz::require(!piece.empty(), "an empty piece");
    }

    int m_begun = 0;
    int m_finished = 0;
    int m_ended = 0;
    std::set<std::int64_t> m_open{};
    std::set<std::int64_t> m_seen{};
};

/// What clients see of an answer, its characters in order of the alphabet: of blocks that are open at the same time,
/// which Anthropic never has, the writer makes several.
std::string told(const model::ChatAnswer &answer)
{
    std::string out;
    for (const model::ChatChoice &choice : answer.choices) {
        for (const model::Part &part : choice.parts)
            if (part.kind == model::PartKind::Text || part.kind == model::PartKind::Thinking)
                out += part.text;
            else if (part.kind == model::PartKind::ToolCall)
                out += part.name + "(" + part.arguments + ")";
        out += "|" + choice.nativeFinish + "|" + choice.stopSequence;
    }
    std::ranges::sort(out);
    return out;
}

/// All events of a stream; false when it is none.
bool read(std::string_view stream, ChatEvents &out)
{
    const auto reader = dialect::anthropic::makeReader();
    dialect::SseReader frames;
    std::string_view unread = stream;
    for (;;) {
        dialect::SseEvent event;
        const auto step = frames.next(unread, event, true);
        if (!step)
            return false;
        if (*step == dialect::SseReader::Step::NeedMore)
            break;
        const std::string data(event.data);
        if (event.hasData && !reader->read(event.type, data, out))
            return false;
        unread.remove_prefix(event.raw.size());
    }
    reader->end(out);
    return true;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    ChatEvents events;
    const bool good = read(input, events);
    Grammar grammar;
    dialect::Assembler answer;
    for (const model::ChatEvent &event : events) {
        std::visit(grammar, event);
        answer.take(event);
    }
    if (!good || !grammar.finished() || answer.failure())
        return 0;
    const auto writer = dialect::anthropic::makeWriter({.requestId = "r"});
    std::string written;
    for (const model::ChatEvent &event : events)
        writer->write(event, written);
    writer->end(written);
    ChatEvents again;
    fuzz::require(read(written, again), "our own stream cannot be read");
    dialect::Assembler second;
    for (const model::ChatEvent &event : again)
        second.take(event);
    fuzz::require(told(second.answer()) == told(answer.answer()), "our own stream tells another answer");
    return 0;
}
