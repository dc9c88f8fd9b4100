#include "dialect/fact_reader.h"

#include <algorithm>
#include <utility>

namespace dialect {
namespace {

constexpr std::int64_t kChoices = 64; // as many as the bits that tell them apart

std::uint64_t bitOf(std::int64_t choice)
{
    return std::uint64_t{1} << std::clamp<std::int64_t>(choice, 0, kChoices - 1);
}

/// Whether the part is something a client can show or act on before any piece of it has come.
bool isContent(const model::Part &head)
{
    using enum model::PartKind;
    return head.kind != Text && head.kind != Thinking && head.kind != Refusal;
}

class FactsFrom {
public:
    explicit FactsFrom(AnswerFacts &facts) : m_facts(facts) {}

    void operator()(const model::AnswerBegun &begun) { m_facts.model = begun.model; }
    void operator()(const model::PartBegun &begun)
    {
        m_facts.choices |= bitOf(begun.choice);
        m_facts.content |= isContent(begun.head);
    }
    void operator()(const model::TextPiece &piece) { content(piece.choice); }
    void operator()(const model::ArgumentsPiece &piece) { content(piece.choice); }
    void operator()(const model::ChoiceFinished &finished)
    {
        m_facts.choices |= bitOf(finished.choice);
        m_facts.finishedChoices |= bitOf(finished.choice);
        m_facts.finished = true;
    }
    void operator()(const model::UsageKnown &known) { m_facts.usage = known.usage; }
    void operator()(const model::StreamFailed &failed)
    {
        m_facts.error = true;
        m_facts.message = failed.message;
    }
    void operator()(const model::StreamEnded &) { m_facts.terminator = true; }
    template <typename Other>
    void operator()(const Other &)
    {
    }

private:
    void content(std::int64_t choice)
    {
        m_facts.choices |= bitOf(choice);
        m_facts.content = true;
    }

    AnswerFacts &m_facts;
};

} // namespace

FactReader::FactReader(const Dialect &dialect) : m_dialect(dialect)
{
    if (dialect.readEvent == nullptr)
        m_reader = dialect.call->makeReader();
}

base::Result<AnswerFacts> FactReader::read(std::string_view event, std::string_view data)
{
    if (!m_reader)
        return m_dialect.readEvent(event, data);
    m_events.clear();
    if (auto read = m_reader->read(event, data, m_events); !read)
        return base::fail(read.error());
    return factsOf(m_events);
}

AnswerFacts factsOf(const model::ChatEvents &events)
{
    AnswerFacts out;
    for (const model::ChatEvent &event : events)
        std::visit(FactsFrom(out), event);
    return out;
}

AnswerFacts factsOf(const model::ChatAnswer &answer)
{
    AnswerFacts out{.model = answer.model};
    for (const model::ChatChoice &choice : answer.choices) {
        out.choices |= bitOf(choice.index);
        if (choice.finish != model::FinishReason::None)
            out.finishedChoices |= bitOf(choice.index);
        out.content |= std::ranges::any_of(
            choice.parts, [](const model::Part &part) { return isContent(part) || !part.text.empty(); });
    }
    out.finished = out.finishedChoices != 0;
    if (answer.usage.reported)
        out.usage = answer.usage;
    return out;
}

base::Result<ReadAnswer> readWhole(const Dialect &dialect, bool wanted, std::string_view body)
{
    if (dialect.readAnswer != nullptr) { // it knows an error in success's clothes, too
        auto facts = dialect.readAnswer(body);
        if (!facts)
            return base::fail(facts.error());
        if (!wanted || facts->error)
            return ReadAnswer{nullptr, *facts};
    }
    auto answer = dialect.call->readAnswer(body);
    if (!answer)
        return base::fail(answer.error());
    ReadAnswer out{std::make_unique<model::ChatAnswer>(std::move(*answer)), {}};
    out.facts = factsOf(*out.answer);
    return out;
}

} // namespace dialect
