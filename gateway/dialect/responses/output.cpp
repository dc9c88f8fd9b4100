#include "dialect/responses/output.h"

#include <algorithm>
#include <utility>

#include "dialect/media.h"
#include "dialect/responses/items.h"

namespace dialect {
namespace {

using model::PartKind;
using Kind = OutputItem::Kind;

bool isSpoken(PartKind kind)
{
    return kind == PartKind::Text || kind == PartKind::Refusal;
}

/// Whether an unknown piece is an item of this dialect: a hosted tool's call, and the like.
bool isItem(const base::Json &whole)
{
    const std::string type = base::textOr(base::at(whole, "type"));
    return type.ends_with("_call") || type.starts_with("mcp_") || type == "compaction";
}

} // namespace

OutputItem &Output::add(Kind kind, const model::Part &head, std::string_view prefix)
{
    OutputItem &item = m_items.emplace_back();
    item.kind = kind;
    item.index = m_items.size() - 1;
    item.id = head.itemId;
    if (item.id.empty())
        item.id.append(prefix).append(m_seed).append("_").append(std::to_string(item.index));
    item.extra = head.extra;
    return item;
}

OutputItem *Output::itemFor(const model::Part &head)
{
    OutputItem *last = m_items.empty() || !m_items.back().open ? nullptr : &m_items.back();
    const bool goesOn = last != nullptr && sameItem(m_last, head);
    m_last = {.kind = head.kind, .itemId = head.itemId, .signature = head.signature};
    if (goesOn && (last->kind == Kind::Message || (last->kind == Kind::Reasoning && last->encrypted.empty())))
        return last;
    if (isSpoken(head.kind))
        return &add(Kind::Message, head, "msg_");
    if (head.kind == PartKind::Thinking || head.kind == PartKind::RedactedThinking)
        return &add(Kind::Reasoning, head, "rs_");
    if (head.kind == PartKind::ToolCall) {
        OutputItem &item = add(Kind::Call, head, "fc_");
        item.callId = head.id;
        item.name = head.name;
        return &item;
    }
    if (head.kind == PartKind::Opaque && m_own && isItem(head.extra))
        return &add(Kind::Whole, head, "it_");
    if (head.kind == PartKind::Image && !head.media.data.empty()) {
        OutputItem &item = add(Kind::Whole, head, "ig_");
        item.extra = {
            {"type", "image_generation_call"}, {"id", item.id}, {"status", "completed"}, {"result", head.media.data}};
        return &item;
    }
    return nullptr;
}

OutputPiece *Output::lastText()
{
    for (auto item = m_items.rbegin(); item != m_items.rend(); ++item)
        if (!item->pieces.empty() && item->pieces.back().kind == PartKind::Text)
            return &item->pieces.back();
    return nullptr;
}

OutputItem *Output::itemOf(std::int64_t part)
{
    const auto hit = m_parts.find(part);
    return hit == m_parts.end() ? nullptr : hit->second.item;
}

OutputPiece *Output::pieceOf(std::int64_t part)
{
    const auto hit = m_parts.find(part);
    return hit == m_parts.end() ? nullptr : hit->second.piece;
}

void appendText(std::string &out, std::string_view name, std::string_view text)
{
    out.append(",\"").append(name).append("\":");
    base::appendQuoted(out, text);
}

void appendPiece(std::string &out, const OutputPiece &piece)
{
    if (piece.kind == PartKind::Refusal) {
        out += R"({"type":"refusal")";
        appendText(out, "refusal", piece.text);
    } else if (piece.kind == PartKind::Text) {
        out.append(R"({"type":"output_text","annotations":[)").append(piece.annotations);
        out.append(R"(],"logprobs":[)").append(piece.logprobs).append("]");
        appendText(out, "text", piece.text);
    } else {
        out += piece.summary ? R"({"type":"summary_text")" : R"({"type":"reasoning_text")";
        appendText(out, "text", piece.text);
    }
    out += '}';
}

namespace {

void appendPieces(std::string &out, const OutputItem &item, bool summary)
{
    out += '[';
    bool first = true;
    for (const OutputPiece &piece : item.pieces) {
        if (piece.summary != summary || (piece.text.empty() && item.kind == Kind::Reasoning))
            continue; // a thought without words was never announced
        if (!std::exchange(first, false))
            out += ',';
        appendPiece(out, piece);
    }
    out += ']';
}

void appendReasoning(std::string &out, const OutputItem &item)
{
    out += R"(,"summary":)";
    appendPieces(out, item, true);
    for (const OutputPiece &piece : item.pieces)
        if (!piece.summary && !piece.text.empty()) {
            out += R"(,"content":)";
            appendPieces(out, item, false);
            break;
        }
    if (!item.encrypted.empty())
        appendText(out, "encrypted_content", item.encrypted);
}

} // namespace

void appendItem(std::string &out, const OutputItem &item, std::string_view status)
{
    static constexpr std::string_view kTypes[] = {"message", "reasoning", "function_call"};
    if (item.kind == Kind::Whole) {
        out += base::dump(item.extra);
        return;
    }
    out += R"({"id":)";
    base::appendQuoted(out, item.id);
    appendText(out, "type", kTypes[static_cast<std::size_t>(item.kind)]);
    if (item.kind != Kind::Reasoning)
        appendText(out, "status", status);
    const bool begins = status == "in_progress";
    if (item.kind == Kind::Message) {
        out += R"(,"content":)";
        if (begins)
            out += "[]";
        else
            appendPieces(out, item, false);
        out += R"(,"role":"assistant")";
    } else if (item.kind == Kind::Reasoning && begins) {
        out += R"(,"summary":[])";
    } else if (item.kind == Kind::Reasoning) {
        appendReasoning(out, item);
    } else {
        appendText(out, "arguments", begins ? std::string_view() : item.arguments);
        appendText(out, "call_id", item.callId);
        appendText(out, "name", item.name);
    }
    if (const base::Json &phase = base::at(item.extra, "phase"); phase.is_string())
        appendText(out, "phase", phase.get_ref<const std::string &>());
    out += '}';
}

std::string annotationOf(const model::Citation &citation)
{
    const base::Json &own = citation.extra;
    const std::string type = base::textOr(base::at(own, "type"));
    const bool ours = (type == "url_citation" && base::at(own, "url").is_string())
                      || ((type == "file_citation" || type == "container_file_citation" || type == "file_path")
                          && base::at(own, "file_id").is_string());
    if (ours)
        return base::dump(own);
    if (citation.url.empty())
        return {};
    std::string out = R"({"type":"url_citation","start_index":)" + std::to_string(citation.from.value_or(0));
    out.append(R"(,"end_index":)").append(std::to_string(citation.to.value_or(0)));
    appendText(out, "title", citation.title);
    appendText(out, "url", citation.url);
    out += '}';
    return out;
}

} // namespace dialect
