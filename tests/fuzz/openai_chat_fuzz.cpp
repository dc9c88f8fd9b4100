// Chat Completions in the middle form: a stream's events obey their grammar however it is cut, and a request that was
// read and written once stays as it is.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "base/json.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/sse_reader.h"
#include "fuzz.h"

namespace {

using Place = std::pair<std::int64_t, std::int64_t>;

/// What model/chat_event.h promises of the order of events.
class Grammar {
public:
    void operator()(const model::AnswerBegun &) { fuzz::require(!std::exchange(m_begun, true), "it began twice"); }
    void operator()(const model::PartBegun &begun)
    {
        fuzz::require(!m_finished.contains(begun.choice), "a part of a finished choice");
        fuzz::require(begun.part == m_parts[begun.choice]++, "parts are not numbered in order");
        fuzz::require(begun.head.text.empty() && begun.head.arguments.empty(), "a head that says something");
        m_open.insert({begun.choice, begun.part});
    }
    void operator()(const model::TextPiece &piece)
    {
        fuzz::require(!piece.text.empty(), "an empty piece");
        open(piece.choice, piece.part);
    }
    void operator()(const model::ArgumentsPiece &piece)
    {
        fuzz::require(!piece.json.empty(), "an empty piece");
        open(piece.choice, piece.part);
    }
    void operator()(const model::SignatureKnown &known) { open(known.choice, known.part); }
    void operator()(const model::Cited &cited) { open(cited.choice, cited.part); }
    void operator()(const model::PartEnded &ended)
    {
        fuzz::require(m_open.erase({ended.choice, ended.part}) == 1, "a part ended that was not open");
    }
    void operator()(const model::ChoiceFinished &finished)
    {
        fuzz::require(m_finished.insert(finished.choice).second, "a choice finished twice");
        for (const auto &[choice, part] : m_open)
            fuzz::require(choice != finished.choice, "a choice finished with an open part");
    }
    void operator()(const model::StreamFailed &) { m_over = true; }
    void operator()(const model::StreamEnded &)
    {
        fuzz::require(m_open.empty(), "the end with an open part");
        m_over = true;
    }
    template <typename Other>
    void operator()(const Other &)
    {
    }
    bool over() const { return m_over; }

private:
    void open(std::int64_t choice, std::int64_t part)
    {
        fuzz::require(m_open.contains(Place(choice, part)), "a piece of a part that is not open");
    }

    bool m_begun = false;
    bool m_over = false;
    std::map<std::int64_t, std::int64_t> m_parts{};
    std::set<Place> m_open{};
    std::set<std::int64_t> m_finished{};
};

/// Everything the stream says, or the words of what is wrong with it, as one text.
class Stream {
public:
    void take(const model::ChatEvents &events)
    {
        for (const model::ChatEvent &event : events) {
            fuzz::require(!m_grammar.over(), "something came after the end");
            std::visit(m_grammar, event);
            m_writer->write(event, m_written);
            m_told += std::to_string(event.index()) + ' ';
            if (const auto *text = std::get_if<model::TextPiece>(&event))
                m_told += text->text;
            if (const auto *arguments = std::get_if<model::ArgumentsPiece>(&event))
                m_told += arguments->json;
        }
    }
    void fail() { m_told += "broken"; }
    const std::string &told() const { return m_told; }
    const std::string &written() const { return m_written; }

private:
    Grammar m_grammar{};
    std::unique_ptr<dialect::StreamWriter> m_writer = dialect::openaiChat.serve->makeWriter({.requestId = "r"});
    std::string m_told{};
    std::string m_written{};
};

/// Whether it could be read on.
bool readFrames(dialect::SseReader &frames, dialect::StreamReader &reader, std::string &unread, bool atEnd, Stream &out)
{
    for (;;) {
        unread.reserve(unread.size() + dialect::kReadablePadding);
        dialect::SseEvent event;
        const auto step = frames.next(unread, event, atEnd);
        if (!step)
            return false;
        if (*step == dialect::SseReader::Step::NeedMore)
            return true;
        model::ChatEvents events;
        if (event.hasData && !reader.read(event.type, event.data, events))
            return false;
        out.take(events);
        unread.erase(0, event.raw.size());
    }
}

std::string readStream(std::string_view input, const std::vector<std::size_t> &slices)
{
    Stream out;
    const auto reader = dialect::openaiChat.call->makeReader();
    dialect::SseReader frames;
    std::string unread;
    bool good = true;
    std::size_t at = 0;
    for (const std::size_t size : slices) {
        unread.append(input.substr(at, size));
        at += size;
        good = good && readFrames(frames, *reader, unread, false, out);
    }
    if (!good || !readFrames(frames, *reader, unread, true, out)) {
        out.fail();
        return out.told();
    }
    model::ChatEvents events;
    reader->end(events);
    out.take(events);
    return out.told();
}

/// The request as it would be sent; nothing when it is refused.
std::string sent(std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const auto peek = dialect::openaiChat.peek(padded.view(), {});
    if (!peek)
        return {};
    auto request = dialect::openaiChat.serve->readRequest(padded.view(), *peek);
    if (!request)
        return {};
    model::Receipt receipt;
    const model::Quirks asItCame{.tokenField = "", .systemRole = "developer"};
    return dialect::openaiChat.call->writeRequest(std::move(*request), asItCame, receipt).value_or("");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::string once = sent(input);
    if (!once.empty())
        fuzz::require(sent(once) == once, "a request that was read and written once changes again");
    const std::string whole = readStream(input, {input.size()});
    for (const auto &slices : fuzz::cuttings(input))
        fuzz::require(readStream(input, slices) == whole, "a stream says something else when it is cut");
    const fuzz::Padded padded(input, dialect::kReadablePadding);
    if (const auto answer = dialect::openaiChat.call->readAnswer(padded.view()))
        fuzz::require(base::parseJson(dialect::openaiChat.serve->writeAnswer(*answer, {})).has_value(),
                      "an answer that is no JSON");
    return 0;
}
