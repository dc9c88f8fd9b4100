#include "dialect/responses/stream_items.h"

#include <utility>

#include "dialect/responses/items.h"

namespace dialect {

using model::ChatEvents;
using model::Part;
using model::PartKind;

void StreamItems::added(std::int64_t index, const base::Json &head, ChatEvents &out)
{
    const auto [at, isNew] = m_items.try_emplace(index);
    if (!isNew)
        return;
    Item &item = at->second;
    const std::string type = base::textOr(base::at(head, "type"));
    if (type == "function_call") {
        std::vector<Part> parts = readModelItem(base::Json(head));
        parts.front().extra = base::Json(); // its status, which will be another at the end
        beginCall(index, item, std::move(parts.front()), out);
    } else if (type == "message" || type == "reasoning") {
        item.head.itemId = base::textOr(base::at(head, "id"));
        if (const base::Json &phase = base::at(head, "phase"); !phase.is_null())
            item.head.extra["phase"] = phase;
    }
}

StreamItems::Piece &StreamItems::piece(const Place &place, PartKind kind, ChatEvents &out)
{
    Item &item = m_items[place.item];
    Piece &piece = item.pieces[{place.channel, place.index}];
    if (piece.open)
        return piece;
    endPieces(item, out);
    piece.part = m_parts++;
    piece.open = true;
    piece.known = true;
    Part head{.kind = kind, .itemId = item.head.itemId, .extra = std::exchange(item.head.extra, {})};
    head.verbatim = kind == PartKind::Thinking && place.channel == Channel::Content;
    out.emplace_back(model::PartBegun{0, piece.part, std::move(head)});
    return piece;
}

void StreamItems::text(const Place &place, PartKind kind, const std::string &more, ChatEvents &out)
{
    if (m_items[place.item].done)
        return;
    Piece &to = piece(place, kind, out);
    if (more.empty())
        return;
    to.textSize += more.size();
    out.emplace_back(model::TextPiece{0, to.part, more});
}

void StreamItems::logprobs(const Place &place, const base::Json &tokens, std::size_t from, ChatEvents &out)
{
    if (!tokens.is_array() || tokens.size() <= from || m_items[place.item].done)
        return;
    Piece &to = piece(place, PartKind::Text, out);
    base::Json more = base::Json::array();
    for (std::size_t i = from; i < tokens.size(); ++i)
        more.push_back(tokens[i]);
    to.logprobs += more.size();
    out.emplace_back(model::LogprobsPiece{0, {{"content", std::move(more)}}});
}

void StreamItems::cited(const Place &place, const base::Json &annotation, ChatEvents &out)
{
    if (m_items[place.item].done)
        return;
    Piece &to = piece(place, PartKind::Text, out);
    ++to.citations;
    out.emplace_back(model::Cited{0, to.part, readAnnotation(annotation)});
}

void StreamItems::wholeText(const Place &place, PartKind kind, const base::Json &told, ChatEvents &out)
{
    const Item &item = m_items[place.item];
    const auto known = item.pieces.find({place.channel, place.index});
    if (item.done || (known != item.pieces.end() && !known->second.open))
        return;
    const Piece there = piece(place, kind, out);
    if (there.textSize == 0)
        text(place, kind, base::textOr(base::at(told, kind == PartKind::Refusal ? "refusal" : "text")), out);
    logprobs(place, base::at(told, "logprobs"), there.logprobs, out);
}

void StreamItems::beginCall(std::int64_t index, Item &item, Part &&head, ChatEvents &out)
{
    if (head.id.empty())
        head.id = "call_" + (m_answerId.empty() ? head.itemId : m_answerId) + "_" + std::to_string(index);
    const std::string arguments = std::move(item.early) + std::exchange(head.arguments, {});
    item.early.clear();
    item.call = {.part = m_parts++, .open = true, .known = true};
    m_calls = true;
    out.emplace_back(model::PartBegun{0, item.call.part, std::move(head)});
    this->arguments(index, arguments, out);
}

void StreamItems::arguments(std::int64_t index, const std::string &more, ChatEvents &out)
{
    Item &item = m_items[index];
    if (item.done || more.empty())
        return;
    if (!item.call.known) {
        item.early += more;
        return;
    }
    item.call.textSize += more.size();
    out.emplace_back(model::ArgumentsPiece{0, item.call.part, more});
}

void StreamItems::wholeArguments(std::int64_t index, const std::string &told, ChatEvents &out)
{
    const Item &item = m_items[index];
    if (item.call.textSize == 0 && item.early.empty())
        arguments(index, told, out);
}

void StreamItems::doneCall(std::int64_t index, Item &item, Part &&whole, ChatEvents &out)
{
    const std::string told = std::exchange(whole.arguments, {});
    whole.extra = base::Json();
    if (!item.call.known)
        beginCall(index, item, std::move(whole), out);
    wholeArguments(index, told, out);
    if (item.call.open)
        out.emplace_back(model::PartEnded{0, item.call.part});
    item.call.open = false;
}

/// A message or reasoning that is told whole: its pieces stand in the order of their places.
void StreamItems::settle(std::int64_t index, Item &item, std::vector<Part> &&whole, ChatEvents &out)
{
    Place next{.item = index};
    Place summary{.item = index, .channel = Channel::Summary};
    if (item.head.itemId.empty() && !whole.empty())
        item.head = {.itemId = whole.front().itemId, .extra = item.pieces.empty() ? whole.front().extra : base::Json()};
    std::string signature;
    for (Part &part : whole) {
        const bool isSummary = part.kind == PartKind::Thinking && !part.verbatim;
        const Place place = isSummary ? summary : next;
        ++(isSummary ? summary : next).index;
        signature = std::move(part.signature);
        const auto there = item.pieces.find({place.channel, place.index});
        const Piece known = there == item.pieces.end() ? Piece{} : there->second;
        if (known.textSize == 0 && (!part.text.empty() || (!known.known && part.kind == PartKind::Text)))
            text(place, part.kind, part.text, out);
        for (std::size_t i = known.citations; i < part.citations.size(); ++i)
            cited(place, part.citations[i].extra, out);
    }
    if (signature.empty())
        return;
    // It belongs to the last of the pieces, or to one that has no words.
    Place last = summary;
    for (const auto &[key, one] : item.pieces)
        if (one.open)
            last = {index, key.first, key.second};
    out.emplace_back(model::SignatureKnown{0, piece(last, PartKind::Thinking, out).part, std::move(signature)});
}

void StreamItems::done(std::int64_t index, base::Json &&whole, ChatEvents &out)
{
    Item &item = m_items[index];
    if (item.done)
        return;
    base::Json logprobs;
    std::vector<Part> parts = readModelItem(std::move(whole), &logprobs);
    if (!parts.empty() && parts.front().kind == PartKind::ToolCall) {
        doneCall(index, item, std::move(parts.front()), out);
    } else if (!parts.empty() && parts.front().kind == PartKind::Opaque && item.pieces.empty()) {
        out.emplace_back(model::PartBegun{0, m_parts, std::move(parts.front())});
        out.emplace_back(model::PartEnded{0, m_parts++});
    } else {
        settle(index, item, std::move(parts), out);
        std::size_t told = 0;
        for (const auto &[key, one] : item.pieces)
            told += one.logprobs;
        if (!item.pieces.empty())
            this->logprobs({index, item.pieces.rbegin()->first.first, item.pieces.rbegin()->first.second},
                           base::at(logprobs, "content"), told, out);
        endPieces(item, out);
    }
    item.done = true;
}

void StreamItems::endPieces(Item &item, ChatEvents &out)
{
    for (auto &[key, piece] : item.pieces)
        if (std::exchange(piece.open, false))
            out.emplace_back(model::PartEnded{0, piece.part});
}

void StreamItems::endAll(ChatEvents &out)
{
    for (auto &[index, item] : m_items) {
        endPieces(item, out);
        if (std::exchange(item.call.open, false))
            out.emplace_back(model::PartEnded{0, item.call.part});
    }
}

} // namespace dialect
