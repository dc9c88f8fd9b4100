#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/overloaded.h"
#include "dialect/anthropic/answer.h"
#include "dialect/anthropic/block_writer.h"
#include "dialect/anthropic/usage.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::PartKind;

void appendEvent(std::string &out, std::string_view type, const Json &json)
{
    out.append("event: ").append(type).append("\ndata: ").append(base::dump(json)).append("\n\n");
}

constexpr std::string_view kUsage = "usage."; ///< How usage fields that only this dialect has stand among extras.

bool isText(PartKind kind)
{
    return kind == PartKind::Text || kind == PartKind::Refusal;
}

/// A part that is told while another one's block is open. The dialect has one open at a time, so it waits, whole.
struct Waiting {
    std::int64_t part = 0;
    model::Part told{};
    bool ended = false;
};

/// Source: protocol-facts section 11; the official SDKs throw on a delta without its block, and on a second start.
class Writer final : public StreamWriter {
public:
    explicit Writer(const AnswerFor &client)
        : m_model(client.requestedModel), m_id("msg_" + std::string(client.requestId))
    {
    }

    void write(const model::ChatEvent &event, std::string &out) override
    {
        std::visit(base::Overloaded{
                       [&](const model::AnswerBegun &begun) { onBegun(begun); },
                       [&](const model::PartBegun &begun) { onPart(begun, out); },
                       [&](const model::TextPiece &piece) { onText(piece, out); },
                       [&](const model::ArgumentsPiece &piece) { onArguments(piece, out); },
                       [&](const model::SignatureKnown &known) { onSignature(known, out); },
                       [&](const model::Cited &cited) { onCitation(cited, out); },
                       [&](const model::PartEnded &ended) { onPartEnded(ended, out); },
                       [&](const model::ChoiceFinished &finished) { onFinished(finished, out); },
                       [&](const model::UsageKnown &known) { m_usage = known.usage; },
                       [&](const model::ExtraKnown &known) { m_extra = known.extra; },
                       [](const auto &) {}, // logprobs have no place here; the exchange tells of errors and the end
                   },
                   event);
    }

    void end(std::string &out) override
    {
        start(out);
        finishOpen(out);
        Json usage = usageJson(m_usage);
        Json event = {{"type", "message_delta"},
                      {"delta", {{"stop_reason", m_stopReason}, {"stop_sequence", nullptr}}},
                      {"usage", std::move(usage)}};
        if (!m_stopSequence.empty())
            event["delta"]["stop_sequence"] = m_stopSequence;
        placeEndExtra(event);
        appendEvent(out, "message_delta", event);
        out += "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

private:
    void onBegun(const model::AnswerBegun &begun)
    {
        m_own = begun.dialect == kId;
        if (!begun.id.empty())
            m_id = begun.id;
        if (!begun.model.empty())
            m_model = begun.model;
    }

    /// As late as can be: by then the provider may have told the input's tokens.
    void start(std::string &out)
    {
        if (std::exchange(m_started, true))
            return;
        Json usage = usageJson(m_usage);
        usage["output_tokens"] = std::min<std::int64_t>(m_usage.output, 1); // a placeholder, as Anthropic has it
        appendEvent(out, "message_start",
                    {{"type", "message_start"},
                     {"message",
                      {{"id", m_id},
                       {"type", "message"},
                       {"role", "assistant"},
                       {"model", m_model},
                       {"content", Json::array()},
                       {"stop_reason", nullptr},
                       {"stop_sequence", nullptr},
                       {"usage", std::move(usage)}}}});
    }

    void onPart(const model::PartBegun &begun, std::string &out)
    {
        if (begun.choice != 0)
            return;
        m_calls = m_calls || begun.head.kind == PartKind::ToolCall;
        m_refuses = m_refuses || begun.head.kind == PartKind::Refusal;
        if (kindOf(begun.part) == nullptr)
            m_kinds.push_back({begun.part, begun.head.kind});
        if (m_openPart >= 0 && m_openKind != PartKind::ToolCall)
            closeAndGoOn(out); // what comes of it yet opens a new block
        if (m_openPart >= 0)
            m_waiting.push_back({.part = begun.part, .told = begun.head});
        else
            openBlock(begun.part, begun.head, out);
    }

    const PartKind *kindOf(std::int64_t part) const
    {
        const auto hit = std::ranges::find(m_kinds, part, &std::pair<std::int64_t, PartKind>::first);
        return hit == m_kinds.end() ? nullptr : &hit->second;
    }

    void openBlock(std::int64_t part, const model::Part &head, std::string &out)
    {
        Json block = answerBlock(head, m_own);
        m_openPart = part;
        m_openKind = head.kind;
        m_openSilent = block.is_null();
        m_signed = false;
        if (m_openSilent)
            return;
        start(out);
        if (head.kind == PartKind::ToolCall)
            block["input"] = Json::object();
        if (head.kind == PartKind::Thinking)
            block["signature"] = "";
        appendEvent(out, "content_block_start",
                    {{"type", "content_block_start"}, {"index", m_nextIndex++}, {"content_block", std::move(block)}});
    }

    void closeBlock(std::string &out)
    {
        if (std::exchange(m_openPart, -1) < 0 || m_openSilent)
            return;
        if (m_openKind == PartKind::Thinking && !m_signed)
            delta(out, "signature_delta", "signature", kUnsigned);
        out.append("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":")
            .append(std::to_string(m_nextIndex - 1))
            .append("}\n\n");
    }

    /// Closes what is open, then tells those that waited, in their order, up to one that is still going on.
    void closeAndGoOn(std::string &out)
    {
        closeBlock(out);
        while (m_openPart < 0 && !m_waiting.empty()) {
            const Waiting next = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
            tellWaiting(next, out);
            if (next.ended)
                closeBlock(out);
        }
    }

    void tellWaiting(const Waiting &next, std::string &out)
    {
        model::Part head = next.told;
        head.text.clear();
        head.arguments.clear();
        head.citations.clear();
        openBlock(next.part, head, out);
        for (const model::Citation &citation : next.told.citations)
            cite(citation, out);
        if (!next.told.text.empty())
            textDelta(next.told.text, out);
        if (!next.told.arguments.empty())
            delta(out, "input_json_delta", "partial_json", next.told.arguments);
        if (head.kind == PartKind::Thinking && !head.signature.empty())
            sign(head.signature, out);
    }

    Waiting *waiting(std::int64_t part)
    {
        const auto hit = std::ranges::find(m_waiting, part, &Waiting::part);
        return hit == m_waiting.end() ? nullptr : &*hit;
    }

    void delta(std::string &out, std::string_view type, std::string_view field, std::string_view text)
    {
        if (m_openSilent)
            return;
        out.append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
            .append(std::to_string(m_nextIndex - 1))
            .append(",\"delta\":{\"type\":\"")
            .append(type)
            .append("\",\"")
            .append(field)
            .append("\":");
        base::appendQuoted(out, text);
        out += "}}\n\n";
    }

    void textDelta(std::string_view text, std::string &out)
    {
        if (m_openKind == PartKind::Thinking)
            delta(out, "thinking_delta", "thinking", text);
        else if (isText(m_openKind))
            delta(out, "text_delta", "text", text);
    }

    void onText(const model::TextPiece &piece, std::string &out)
    {
        if (piece.choice != 0)
            return;
        if (Waiting *later = waiting(piece.part); later != nullptr) {
            later->told.text += piece.text;
            return;
        }
        if (piece.part != m_openPart)
            reopen(piece.part, out);
        if (piece.part == m_openPart)
            textDelta(piece.text, out);
        else if (Waiting *later = waiting(piece.part); later != nullptr)
            later->told.text += piece.text;
    }

    /// A text that another part had closed goes on in a block of its own.
    void reopen(std::int64_t part, std::string &out)
    {
        const PartKind *kind = kindOf(part);
        onPart({.part = part, .head = {.kind = kind == nullptr ? PartKind::Text : *kind}}, out);
    }

    void onArguments(const model::ArgumentsPiece &piece, std::string &out)
    {
        if (piece.choice != 0)
            return;
        if (Waiting *later = waiting(piece.part); later != nullptr)
            later->told.arguments += piece.json;
        else if (piece.part == m_openPart && m_openKind == PartKind::ToolCall)
            delta(out, "input_json_delta", "partial_json", piece.json);
    }

    void sign(std::string_view signature, std::string &out)
    {
        m_signed = true;
        delta(out, "signature_delta", "signature", signature);
    }

    void onSignature(const model::SignatureKnown &known, std::string &out)
    {
        if (known.choice != 0)
            return;
        if (Waiting *later = waiting(known.part); later != nullptr)
            later->told.signature = known.signature;
        else if (known.part == m_openPart && m_openKind == PartKind::Thinking)
            sign(known.signature, out);
    }

    void cite(const model::Citation &citation, std::string &out)
    {
        Json json = citationJson(citation, m_own);
        if (m_openSilent || json.is_null() || !isText(m_openKind))
            return;
        appendEvent(out, "content_block_delta",
                    {{"type", "content_block_delta"},
                     {"index", m_nextIndex - 1},
                     {"delta", {{"type", "citations_delta"}, {"citation", std::move(json)}}}});
    }

    void onCitation(const model::Cited &cited, std::string &out)
    {
        if (cited.choice != 0)
            return;
        if (Waiting *later = waiting(cited.part); later != nullptr)
            later->told.citations.push_back(cited.citation);
        else if (cited.part == m_openPart)
            cite(cited.citation, out);
    }

    void onPartEnded(const model::PartEnded &ended, std::string &out)
    {
        if (ended.choice != 0)
            return;
        if (Waiting *later = waiting(ended.part); later != nullptr)
            later->ended = true;
        else if (ended.part == m_openPart)
            closeAndGoOn(out);
    }

    void finishOpen(std::string &out)
    {
        for (Waiting &later : m_waiting)
            later.ended = true;
        closeAndGoOn(out);
    }

    void onFinished(const model::ChoiceFinished &finished, std::string &out)
    {
        if (finished.choice != 0)
            return;
        finishOpen(out);
        m_stopReason = m_own && !finished.native.empty()
                           ? finished.native
                           : std::string(stopReasonFor(finished.reason, m_calls, m_refuses));
        m_stopSequence = finished.stopSequence;
    }

    /// Where message_delta has them: `container` and `stop_details` in the delta, the rest beside it.
    void placeEndExtra(Json &event) const
    {
        if (!m_own || !m_extra.is_object())
            return;
        for (const auto &[name, value] : m_extra.items())
            if (name.starts_with(kUsage))
                event["usage"][name.substr(kUsage.size())] = value;
            else if (Json &place = name == "context_management" ? event : event["delta"]; !place.contains(name))
                place[name] = value;
    }

    std::string m_model;
    std::string m_id;
    bool m_own = false;
    bool m_started = false;
    bool m_calls = false;
    bool m_refuses = false;
    std::int64_t m_nextIndex = 0;
    std::int64_t m_openPart = -1; ///< Ours; -1: none.
    PartKind m_openKind = PartKind::Text;
    bool m_openSilent = false; ///< Nothing of it can be told to these clients.
    bool m_signed = false;
    std::vector<Waiting> m_waiting{};
    std::vector<std::pair<std::int64_t, PartKind>> m_kinds{}; ///< Of the parts that have begun.
    model::Usage m_usage{};
    std::string m_stopReason = "end_turn";
    std::string m_stopSequence{};
    Json m_extra{};
};

} // namespace

std::unique_ptr<StreamWriter> makeWriter(const AnswerFor &client)
{
    return std::make_unique<Writer>(client);
}

} // namespace dialect::anthropic
