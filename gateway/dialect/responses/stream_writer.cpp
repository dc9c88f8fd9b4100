#include <algorithm>
#include <utility>
#include <variant>

#include "dialect/assemble.h"
#include "dialect/responses/answer.h"
#include "dialect/responses/output.h"
#include "dialect/responses/request.h"
#include "dialect/responses/response_object.h"

namespace dialect {
namespace {

using model::PartKind;
using Kind = OutputItem::Kind;

/// Tells an answer's events in the order of the API: what goes out is also kept, because each piece, each item and the
/// whole are told once more when they are complete.
class ResponsesWriter final : public StreamWriter {
public:
    explicit ResponsesWriter(const AnswerFor &client) : m_response(client) {}

    void write(const model::ChatEvent &event, std::string &out) override
    {
        std::visit([&](const auto &one) { take(one, out); }, event);
    }
    void end(std::string &out) override;
    std::int64_t nextNumber() const override { return m_sequence; }

    ResponseObject &response() { return m_response; }
    Output &output() { return m_output; }

private:
    void take(const model::AnswerBegun &begun, std::string &out);
    void take(const model::PartBegun &begun, std::string &out);
    void take(const model::TextPiece &piece, std::string &out);
    void take(const model::ArgumentsPiece &piece, std::string &out);
    void take(const model::SignatureKnown &known, std::string &out);
    void take(const model::Cited &cited, std::string &out);
    void take(const model::PartEnded &ended, std::string &out);
    void take(const model::LogprobsPiece &piece, std::string &out);
    void take(const model::ChoiceFinished &finished, std::string &out);
    void take(const model::UsageKnown &known, std::string &) { m_response.spent(known.usage); }
    void take(const model::ExtraKnown &, std::string &) {}   // of another dialect: our own are relayed as they are
    void take(const model::StreamFailed &, std::string &) {} // errorEvent() says it
    void take(const model::StreamEnded &, std::string &) {}

    void open(std::string &out, std::string_view type);
    void openAt(std::string &out, std::string_view type, const OutputItem &item);
    void openAt(std::string &out, std::string_view type, const OutputItem &item, const OutputPiece &piece);
    static void close(std::string &out) { out += "}\n\n"; }
    void tellResponse(std::string &out, std::string_view type, std::string_view status);
    void tellPiece(std::string &out, std::string_view type, const OutputItem &item, const OutputPiece &piece);
    void endPiece(std::string &out, const OutputItem &item, OutputPiece &piece);
    void endItem(std::string &out, OutputItem &item);
    void endItemsBefore(std::string &out, const OutputItem *next);
    void endEmptyCall(std::string &out, OutputItem &item);

    ResponseObject m_response;
    Output m_output{};
    std::string m_early{}; ///< Logprobs that came before the first text.
    std::int64_t m_sequence = 0;
};

void ResponsesWriter::open(std::string &out, std::string_view type)
{
    out.append("event: response.").append(type).append("\ndata: {\"type\":\"response.").append(type);
    out.append(R"(","sequence_number":)").append(std::to_string(m_sequence++));
}

void ResponsesWriter::openAt(std::string &out, std::string_view type, const OutputItem &item)
{
    open(out, type);
    out.append(R"(,"output_index":)").append(std::to_string(item.index));
}

void ResponsesWriter::openAt(std::string &out, std::string_view type, const OutputItem &item, const OutputPiece &piece)
{
    openAt(out, type, item);
    appendText(out, "item_id", item.id);
    out.append(piece.summary ? R"(,"summary_index":)" : R"(,"content_index":)").append(std::to_string(piece.index));
}

void ResponsesWriter::tellResponse(std::string &out, std::string_view type, std::string_view status)
{
    open(out, type);
    out += R"(,"response":)";
    m_response.append(out, status, m_output.items());
    close(out);
}

void ResponsesWriter::tellPiece(std::string &out, std::string_view type, const OutputItem &item,
                                const OutputPiece &piece)
{
    openAt(out, type, item, piece);
    out += R"(,"part":)";
    appendPiece(out, piece);
    close(out);
}

void ResponsesWriter::take(const model::AnswerBegun &begun, std::string &out)
{
    m_output.own(begun.dialect == kResponsesId);
    m_response.begun(begun.id, begun.model, begun.createdSeconds);
    const std::string &id = m_response.id();
    const auto prefix = id.rfind('_');
    m_output.nameAfter(id.substr(prefix == std::string::npos ? 0 : prefix + 1));
    tellResponse(out, "created", "in_progress");
    tellResponse(out, "in_progress", "in_progress");
}

/// The names of the events that tell of a piece.
struct PieceWords {
    std::string_view added{}; ///< Empty: the piece is not announced.
    std::string_view delta{};
    std::string_view done{};
    std::string_view ended{};
    std::string_view field{};
};

const PieceWords &wordsOf(const OutputPiece &piece)
{
    static constexpr PieceWords kText{"content_part.added", "output_text.delta", "output_text.done",
                                      "content_part.done", "text"};
    static constexpr PieceWords kRefusal{"content_part.added", "refusal.delta", "refusal.done", "content_part.done",
                                         "refusal"};
    static constexpr PieceWords kSummary{"reasoning_summary_part.added", "reasoning_summary_text.delta",
                                         "reasoning_summary_text.done", "reasoning_summary_part.done", "text"};
    static constexpr PieceWords kThought{"content_part.added", "reasoning_text.delta", "reasoning_text.done",
                                         "content_part.done", "text"};
    return piece.kind == PartKind::Text      ? kText
           : piece.kind == PartKind::Refusal ? kRefusal
           : piece.summary                   ? kSummary
                                             : kThought;
}

void ResponsesWriter::take(const model::PartBegun &begun, std::string &out)
{
    if (begun.choice != 0)
        return;
    const std::size_t before = m_output.items().size();
    OutputItem *item = m_output.itemFor(begun.head);
    if (item == nullptr)
        return;
    endItemsBefore(out, item);
    if (m_output.items().size() > before) {
        openAt(out, "output_item.added", *item);
        out += R"(,"item":)";
        appendItem(out, *item, "in_progress");
        close(out);
    }
    if (begun.head.kind == PartKind::RedactedThinking)
        item->encrypted = begun.head.signature;
    OutputPiece *piece = nullptr;
    if (item->kind == Kind::Message || (item->kind == Kind::Reasoning && item->encrypted.empty())) {
        const bool summary = item->kind == Kind::Reasoning && !begun.head.verbatim;
        item->pieces.push_back({.kind = begun.head.kind, .summary = summary, .index = item->pieces.size()});
        piece = &item->pieces.back();
        if (begun.head.kind == PartKind::Text)
            piece->logprobs = std::exchange(m_early, {});
        if (item->kind == Kind::Message)
            tellPiece(out, wordsOf(*piece).added, *item, *piece);
    }
    m_output.partIs(begun.part, *item, piece);
}

void ResponsesWriter::take(const model::TextPiece &piece, std::string &out)
{
    OutputPiece *to = piece.choice == 0 ? m_output.pieceOf(piece.part) : nullptr;
    if (to == nullptr)
        return;
    const OutputItem &item = *m_output.itemOf(piece.part);
    if (to->text.empty() && item.kind == Kind::Reasoning) { // a thought without words has no place
        const auto before = [&](const OutputPiece &one) { return one.summary == to->summary && !one.text.empty(); };
        to->index = static_cast<std::size_t>(std::ranges::count_if(item.pieces, before));
        tellPiece(out, wordsOf(*to).added, item, *to);
    }
    to->text += piece.text;
    openAt(out, wordsOf(*to).delta, item, *to);
    appendText(out, "delta", piece.text);
    if (to->kind == PartKind::Text) {
        std::string_view more = std::string_view(to->logprobs).substr(to->logprobsShown);
        if (more.starts_with(','))
            more.remove_prefix(1);
        out.append(R"(,"logprobs":[)").append(more).append("]");
        to->logprobsShown = to->logprobs.size();
    }
    close(out);
}

void ResponsesWriter::take(const model::ArgumentsPiece &piece, std::string &out)
{
    OutputItem *item = piece.choice == 0 ? m_output.itemOf(piece.part) : nullptr;
    if (item == nullptr || item->kind != Kind::Call)
        return;
    item->arguments += piece.json;
    openAt(out, "function_call_arguments.delta", *item);
    appendText(out, "item_id", item->id);
    appendText(out, "delta", piece.json);
    close(out);
}

void ResponsesWriter::take(const model::SignatureKnown &known, std::string &)
{
    OutputItem *item = known.choice == 0 ? m_output.itemOf(known.part) : nullptr;
    if (item != nullptr && item->kind == Kind::Reasoning)
        item->encrypted = known.signature;
}

void ResponsesWriter::take(const model::Cited &cited, std::string &out)
{
    OutputPiece *to = cited.choice == 0 ? m_output.pieceOf(cited.part) : nullptr;
    const std::string annotation = annotationOf(cited.citation);
    if (to == nullptr || to->kind != PartKind::Text || annotation.empty())
        return;
    openAt(out, "output_text.annotation.added", *m_output.itemOf(cited.part), *to);
    out.append(R"(,"annotation_index":)").append(std::to_string(to->annotationCount++));
    out.append(R"(,"annotation":)").append(annotation);
    close(out);
    if (!to->annotations.empty())
        to->annotations += ',';
    to->annotations += annotation;
}

/// They belong to the text that was or will be told next to them.
void ResponsesWriter::take(const model::LogprobsPiece &piece, std::string &)
{
    const base::Json &tokens = base::at(piece.logprobs, "content");
    if (piece.choice != 0 || !tokens.is_array() || tokens.empty())
        return;
    OutputPiece *text = m_output.lastText();
    std::string &all = text != nullptr ? text->logprobs : m_early;
    const std::string more = base::dump(tokens);
    if (!all.empty())
        all += ',';
    all.append(more, 1, more.size() - 2);
}

void ResponsesWriter::take(const model::PartEnded &ended, std::string &out)
{
    OutputItem *item = ended.choice == 0 ? m_output.itemOf(ended.part) : nullptr;
    if (item == nullptr)
        return;
    if (OutputPiece *piece = m_output.pieceOf(ended.part))
        endPiece(out, *item, *piece);
    else if (item->kind == Kind::Call && item->arguments.empty())
        return; // none, or cut before the first: the reason for the end will tell
    else
        endItem(out, *item);
    endItemsBefore(out, &m_output.items().back());
}

void ResponsesWriter::endPiece(std::string &out, const OutputItem &item, OutputPiece &piece)
{
    if (!std::exchange(piece.open, false) || (piece.text.empty() && item.kind == Kind::Reasoning))
        return;
    openAt(out, wordsOf(piece).done, item, piece);
    appendText(out, wordsOf(piece).field, piece.text);
    if (piece.kind == PartKind::Text)
        out.append(R"(,"logprobs":[)").append(piece.logprobs).append("]");
    close(out);
    tellPiece(out, wordsOf(piece).ended, item, piece);
}

void ResponsesWriter::endItem(std::string &out, OutputItem &item)
{
    if (!std::exchange(item.open, false))
        return;
    for (OutputPiece &piece : item.pieces)
        endPiece(out, item, piece);
    if (item.kind == Kind::Call) {
        openAt(out, "function_call_arguments.done", item);
        appendText(out, "item_id", item.id);
        appendText(out, "name", item.name);
        appendText(out, "arguments", item.arguments);
        close(out);
    }
    openAt(out, "output_item.done", item);
    out += R"(,"item":)";
    const bool last = item.index + 1 == m_output.items().size();
    appendItem(out, item, last ? m_response.endStatus() : "completed");
    close(out);
}

/// A message or reasoning may go on with the next part; once another item has begun, it ends with its last piece.
void ResponsesWriter::endItemsBefore(std::string &out, const OutputItem *next)
{
    for (OutputItem &item : m_output.items()) {
        const bool grows = item.kind == Kind::Message || item.kind == Kind::Reasoning;
        const bool pending = std::ranges::any_of(item.pieces, &OutputPiece::open);
        if (grows && item.open && !pending && &item != next)
            endItem(out, item);
    }
}

void ResponsesWriter::take(const model::ChoiceFinished &finished, std::string &out)
{
    if (finished.choice != 0)
        return;
    m_response.finished(finished.reason);
    for (OutputItem &item : m_output.items())
        endEmptyCall(out, item);
}

/// A call without arguments is one of `{}`; one that was cut before them stays cut.
void ResponsesWriter::endEmptyCall(std::string &out, OutputItem &item)
{
    if (item.kind != Kind::Call || !item.open || !item.arguments.empty())
        return;
    if (m_response.finish() != model::FinishReason::Length) {
        item.arguments = "{}";
        openAt(out, "function_call_arguments.delta", item);
        appendText(out, "item_id", item.id);
        appendText(out, "delta", item.arguments);
        close(out);
    }
    endItem(out, item);
}

void ResponsesWriter::end(std::string &out)
{
    for (OutputItem &item : m_output.items())
        endItem(out, item);
    const std::string_view status = m_response.endStatus();
    tellResponse(out, status, status);
}

} // namespace

std::unique_ptr<StreamWriter> makeResponsesWriter(const AnswerFor &client)
{
    return std::make_unique<ResponsesWriter>(client);
}

/// The same pieces as a stream of it would leave behind.
std::string writeResponsesAnswer(const model::ChatAnswer &answer, const AnswerFor &client)
{
    ResponsesWriter writer(client);
    std::string events;
    for (const model::ChatEvent &event : eventsOf(answer)) {
        writer.write(event, events);
        events.clear();
    }
    if (answer.dialect == kResponsesId) {
        writer.response().extraIs(answer.extra);
        writer.response().tierIs(answer.serviceTier);
    }
    writer.end(events);
    std::string out;
    writer.response().append(out, writer.response().endStatus(), writer.output().items());
    return out;
}

} // namespace dialect
