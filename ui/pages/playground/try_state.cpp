#include "ui/pages/playground/try_state.h"

#include <algorithm>

#include "base/text.h"

namespace ui {
namespace {

using Kind = AnswerBlock::Kind;
using Phase = TryState::Phase;

constexpr int kFirstError = 400;

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Kind kindOf(model::PartKind kind)
{
    switch (kind) {
    case model::PartKind::Text:
        return Kind::Text;
    case model::PartKind::Refusal:
        return Kind::Refusal;
    case model::PartKind::Thinking:
    case model::PartKind::RedactedThinking:
        return Kind::Thinking;
    case model::PartKind::ToolCall:
        return Kind::ToolCall;
    default:
        return Kind::Other;
    }
}

/// Puts the events of an answer into its state.
class Telling {
public:
    Telling(TryState &state, std::int64_t nowMicros) : m_state(state), m_now(nowMicros) {}

    void operator()(const model::AnswerBegun &begun) const { m_state.model = words(begun.model); }
    void operator()(const model::PartBegun &begun) const
    {
        m_state.blocks.push_back({.kind = kindOf(begun.head.kind), .name = words(begun.head.name)});
        m_state.places[{begun.choice, begun.part}] = m_state.blocks.size() - 1;
    }
    void operator()(const model::TextPiece &piece) const { append(piece.choice, piece.part, piece.text); }
    void operator()(const model::ArgumentsPiece &piece) const { append(piece.choice, piece.part, piece.json); }
    void operator()(const model::ChoiceFinished &finished) const { m_state.finish = words(finished.native); }
    void operator()(const model::UsageKnown &known) const { m_state.usage = known.usage; }
    void operator()(const model::StreamFailed &failed) const
    {
        m_state.failure = failed.message.empty() ? words(failed.code) : words(failed.message);
    }
    template <typename Other>
    void operator()(const Other &) const
    {
    }

private:
    void append(std::int64_t choice, std::int64_t part, std::string_view text) const
    {
        const auto place = m_state.places.find({choice, part});
        if (place == m_state.places.end())
            return;
        AnswerBlock &block = m_state.blocks[place->second];
        ++m_state.pieces;
        if (!m_state.firstMicros)
            m_state.firstMicros = m_now;
        if (block.text.size() + static_cast<qsizetype>(text.size()) > AnswerBlock::kMost)
            block.cut = true;
        else if (!block.cut)
            block.text += words(text);
    }
    TryState &m_state;
    std::int64_t m_now;
};

void takeEnd(TryState &state, const admin::AppEnd &end)
{
    state.connectMicros = end.connectUs;
    state.totalMicros = std::max(end.totalUs, state.firstMicros.value_or(0));
    if (!end.how && state.failure.isEmpty())
        state.failure = words(end.how.error().detail);
    const bool good = end.how && state.status < kFirstError && state.failure.isEmpty();
    state.phase = good ? Phase::Done : Phase::Failed;
}

} // namespace

void RawTail::add(std::string_view bytes)
{
    m_bytes.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (m_bytes.size() <= kMost + kMost / 4) // cutting a little each time would copy all of it each time
        return;
    const qsizetype over = m_bytes.size() - kMost;
    m_bytes.remove(0, over);
    m_dropped += over;
}

QString headerIn(std::string_view head, std::string_view name)
{
    for (std::string line : base::split(head, '\n')) {
        if (line.ends_with('\r'))
            line.pop_back();
        const auto colon = line.find(':');
        if (colon != std::string::npos && base::equalsIgnoringCase(std::string_view(line).substr(0, colon), name))
            return words(base::trim(std::string_view(line).substr(colon + 1)));
    }
    return {};
}

void take(TryState &state, const admin::AppNews &news, std::int64_t nowMicros)
{
    state.totalMicros = nowMicros;
    if (!news.sentHead.empty()) { // the body follows what was sent of it: it is known
        RawTail all;
        all.add(news.sentHead);
        all.add({state.sent.bytes().constData(), static_cast<std::size_t>(state.sent.bytes().size())});
        state.sent = std::move(all);
    }
    if (news.status != 0) {
        state.status = news.status;
        state.headMicros = nowMicros;
        state.requestId = headerIn(news.head, "x-request-id");
        state.params = headerIn(news.head, "x-switchyard-params");
        state.received.add(news.head);
        state.received.add("\r\n");
        state.phase = Phase::Streaming;
    }
    state.received.add(news.bytes);
    for (const model::ChatEvent &event : news.events)
        std::visit(Telling(state, nowMicros), event);
    if (news.end)
        takeEnd(state, *news.end);
}

} // namespace ui
