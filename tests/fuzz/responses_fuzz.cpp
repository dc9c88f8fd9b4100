// The Responses API's readers and writers: whatever a client or a provider sends is read or refused, never both; events
// keep their rules; and what we write of it reads the same again.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/sse_reader.h"
#include "fuzz.h"

namespace {

const dialect::Dialect &kDialect = dialect::openaiResponses;
constexpr dialect::AnswerFor kClient{.requestedModel = "m", .requestId = "1", .nowSeconds = 7};

/// Pieces belong to parts that have begun and not ended, and nothing follows the end.
class Rules {
public:
    void take(const model::ChatEvent &event)
    {
        fuzz::require(!m_over, "an event after the end");
        std::visit([&](const auto &one) { check(one); }, event);
    }

private:
    void check(const model::AnswerBegun &) { fuzz::require(!std::exchange(m_begun, true), "it begins twice"); }
    void check(const model::PartBegun &begun)
    {
        fuzz::require(begun.part == m_next++, "parts are numbered with gaps");
        m_open[begun.part] = true;
    }
    void check(const model::TextPiece &piece) { isOpen(piece.part, !piece.text.empty()); }
    void check(const model::ArgumentsPiece &piece) { isOpen(piece.part, !piece.json.empty()); }
    void check(const model::SignatureKnown &known) { isOpen(known.part, true); }
    void check(const model::Cited &cited) { isOpen(cited.part, true); }
    void check(const model::PartEnded &ended)
    {
        isOpen(ended.part, true);
        m_open[ended.part] = false;
    }
    void check(const model::ChoiceFinished &)
    {
        fuzz::require(std::ranges::none_of(m_open, [](const auto &one) { return one.second; }), "a part is left open");
    }
    void check(const model::StreamFailed &) { m_over = true; }
    void check(const model::StreamEnded &) { m_over = true; }
    template <typename Other>
    void check(const Other &)
    {
    }
    void isOpen(std::int64_t part, bool says)
    {
        fuzz::require(m_open[part], "a piece of a part that is not open");
        fuzz::require(says, "a piece that says nothing");
    }

    std::map<std::int64_t, bool> m_open{};
    std::int64_t m_next = 0;
    bool m_begun = false;
    bool m_over = false;
};

dialect::Assembler readStream(std::string_view input)
{
    dialect::Assembler out;
    Rules rules;
    const auto reader = kDialect.call->makeReader();
    dialect::SseReader frames;
    model::ChatEvents events;
    std::size_t at = 0;
    for (;;) {
        const fuzz::Padded unread(input.substr(at), dialect::kReadablePadding);
        dialect::SseEvent event;
        const auto step = frames.next(unread.view(), event, true);
        if (!step || *step == dialect::SseReader::Step::NeedMore)
            break;
        if (event.hasData && !reader->read(event.type, event.data, events))
            break;
        at += event.raw.size();
    }
    reader->end(events);
    for (const model::ChatEvent &event : events) {
        rules.take(event);
        out.take(event);
    }
    return out;
}

std::string said(const model::ChatAnswer &answer)
{
    std::string out;
    for (const model::ChatChoice &choice : answer.choices)
        for (const model::Part &part : choice.parts)
            if (part.kind == model::PartKind::Text || part.kind == model::PartKind::Refusal)
                out += part.text;
    return out;
}

void readsTheSameAgain(const model::ChatAnswer &answer)
{
    const std::string body = kDialect.serve->writeAnswer(answer, kClient);
    const fuzz::Padded whole(body, dialect::kReadablePadding);
    const auto again = kDialect.call->readAnswer(whole.view());
    fuzz::require(again && said(*again) == said(answer), "our own answer reads differently");
    const auto writer = kDialect.serve->makeWriter(kClient);
    std::string stream;
    for (const model::ChatEvent &event : dialect::eventsOf(answer))
        writer->write(event, stream);
    writer->end(stream);
    fuzz::require(said(readStream(stream).answer()) == said(answer), "our own stream reads differently");
}

void requestIsReadOrRefused(std::string_view input)
{
    const fuzz::Padded body(input, dialect::kReadablePadding);
    const auto peek = kDialect.peek(body.view(), {});
    if (!peek)
        return;
    kDialect.readPrompt(body.view());
    auto request = kDialect.serve->readRequest(body.view(), *peek);
    if (!request)
        return;
    model::Receipt receipt;
    const auto written = kDialect.call->writeRequest(std::move(*request), {}, receipt);
    fuzz::require(written.has_value() && !receipt.anyDropped(), "our own request cannot be written");
    const fuzz::Padded rewritten(*written, dialect::kReadablePadding);
    fuzz::require(kDialect.peek(rewritten.view(), {}).has_value(), "what we wrote is refused");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    requestIsReadOrRefused(input);
    const fuzz::Padded body(input, dialect::kReadablePadding);
    if (const auto answer = kDialect.call->readAnswer(body.view()))
        readsTheSameAgain(*answer);
    const dialect::Assembler stream = readStream(input);
    if (!stream.failure() && !stream.answer().choices.empty())
        readsTheSameAgain(stream.answer());
    return 0;
}
