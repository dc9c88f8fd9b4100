// Gemini's requests, answers and streams from strangers: whatever is read must come out the same when it is written and
// read once more, however a stream was cut.

#include <set>
#include <string>
#include <utility>

#include "base/json.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/gemini/stream_reader.h"
#include "dialect/sse_reader.h"
#include "fuzz.h"

namespace {

const dialect::Dialect &gemini()
{
    return dialect::geminiGenerate;
}

/// Empty when it is refused.
std::string requestAgain(std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const auto peek = gemini().peek(padded.view(), {.model = "gemini-3-flash"});
    if (!peek)
        return {};
    static_cast<void>(gemini().readPrompt(padded.view()));
    auto request = gemini().serve->readRequest(padded.view(), *peek);
    if (!request)
        return {};
    model::Receipt receipt;
    auto written = gemini().call->writeRequest(std::move(*request), {}, receipt);
    return written ? std::move(*written) : std::string();
}

void requestSettles(std::string_view body)
{
    const std::string once = requestAgain(body);
    if (once.empty())
        return;
    const std::string twice = requestAgain(once);
    fuzz::require(!twice.empty(), "an own request was refused");
    fuzz::require(requestAgain(twice) == twice, "an own request changes whenever it is read");
    const base::Json overrides = {{"temperature", 1}, {"labels", {{"a", "b"}}}};
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const auto peek = gemini().peek(padded.view(), {.model = "m"});
    const std::string changed = gemini().rewrite(padded.view(), *peek, {.model = "n", .overrides = &overrides});
    fuzz::require(base::parseJson(changed).has_value(), "a rewritten body is no JSON");
}

/// Every part begins once, gets its pieces while it is open, and ends before its choice does.
class Grammar {
public:
    void take(const model::ChatEvent &event)
    {
        if (const auto *begun = std::get_if<model::PartBegun>(&event)) {
            fuzz::require(m_begun.insert({begun->choice, begun->part}).second, "a part begins twice");
            m_open.insert({begun->choice, begun->part});
        } else if (const auto *ended = std::get_if<model::PartEnded>(&event)) {
            fuzz::require(m_open.erase({ended->choice, ended->part}) == 1, "a part that is not open ends");
        } else if (const auto *text = std::get_if<model::TextPiece>(&event)) {
            fuzz::require(m_open.contains({text->choice, text->part}) && !text->text.empty(), "a stray text");
        } else if (const auto *json = std::get_if<model::ArgumentsPiece>(&event)) {
            fuzz::require(m_open.contains({json->choice, json->part}) && !json->json.empty(), "stray arguments");
        } else if (const auto *cited = std::get_if<model::Cited>(&event)) {
            fuzz::require(m_open.contains({cited->choice, cited->part}), "a stray citation");
        } else if (const auto *finished = std::get_if<model::ChoiceFinished>(&event)) {
            fuzz::require(m_finished.insert(finished->choice).second, "a choice finishes twice");
        }
    }

private:
    using Place = std::pair<std::int64_t, std::int64_t>;
    std::set<Place> m_begun{};
    std::set<Place> m_open{};
    std::set<std::int64_t> m_finished{};
};

void answerSettles(std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    static_cast<void>(gemini().readError(body));
    static_cast<void>(gemini().readAnswer(padded.view()));
    const auto answer = gemini().call->readAnswer(padded.view());
    if (!answer)
        return;
    const std::string own = gemini().serve->writeAnswer(*answer, {});
    fuzz::require(base::parseJson(own).has_value(), "an own answer is no JSON");
    const auto writer = gemini().serve->makeWriter({.jsonArray = true});
    std::string array;
    Grammar grammar;
    for (const model::ChatEvent &event : dialect::eventsOf(*answer)) {
        grammar.take(event);
        writer->write(event, array);
    }
    writer->end(array);
    fuzz::require(base::parseJson(array).has_value(), "an own array is no JSON");
}

/// For clients without `alt=sse`: one JSON array that grows, whole at its end.
void arrayIsJson(const model::ChatEvents &events)
{
    const auto writer = gemini().serve->makeWriter({.jsonArray = true});
    std::string array;
    for (const model::ChatEvent &event : events)
        writer->write(event, array);
    writer->end(array);
    fuzz::require(base::parseJson(array).has_value(), "a stream's array is no JSON");
}

std::string streamRead(std::string_view input)
{
    const auto reader = gemini().call->makeReader();
    dialect::SseReader frames;
    dialect::Assembler whole;
    Grammar grammar;
    std::string unread(input);
    model::ChatEvents all;
    const auto take = [&](const model::ChatEvents &events) {
        for (const model::ChatEvent &event : events) {
            grammar.take(event);
            whole.take(event);
            all.push_back(event);
        }
    };
    for (;;) {
        const fuzz::Padded shown(unread, dialect::kReadablePadding);
        dialect::SseEvent frame;
        const auto step = frames.next(shown.view(), frame, true);
        if (!step || *step == dialect::SseReader::Step::NeedMore)
            break;
        model::ChatEvents events;
        if (frame.hasData && !reader->read(frame.type, frame.data, events))
            return {};
        take(events);
        unread.erase(0, frame.raw.size());
    }
    model::ChatEvents last;
    reader->end(last);
    take(last);
    if (!whole.failure())
        arrayIsJson(all);
    return gemini().serve->writeAnswer(whole.answer(), {});
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    requestSettles(input);
    answerSettles(input);
    static_cast<void>(streamRead(input));
    return 0;
}
