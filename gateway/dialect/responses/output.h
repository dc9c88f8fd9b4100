#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/chat_event.h"

namespace dialect {

/// A piece of an item of an answer that is being written. The API tells each of them whole once more at its end, and
/// all of them in the last event, so they are kept.
struct OutputPiece {
    model::PartKind kind = model::PartKind::Text;
    bool summary = false;
    std::size_t index = 0; ///< Among the contents or summaries of its item.
    std::string text{};
    std::string annotations{}; ///< The insides of a JSON list.
    std::size_t annotationCount = 0;
    std::string logprobs{};        ///< The insides of a JSON list.
    std::size_t logprobsShown = 0; ///< How much of it deltas have told. Unit: bytes.
    bool open = true;
};

struct OutputItem {
    enum class Kind : std::uint8_t { Message, Reasoning, Call, Whole } kind = Kind::Message;
    std::size_t index = 0;
    std::string id{};
    std::string callId{};
    std::string name{};
    std::string arguments{};
    std::string encrypted{};
    base::Json extra{}; ///< Whole: all of it.
    std::deque<OutputPiece> pieces{};
    bool open = true;
};

/// The items of one answer, in the order they began.
class Output {
public:
    /// `seed`: what ids are made of where the provider gave none.
    void nameAfter(std::string seed) { m_seed = std::move(seed); }
    /// The answer is one of this dialect, whose unknown pieces are items.
    void own(bool own) { m_own = own; }

    /// The part's item: a new one, or the last one where it goes on. Null for what no item can say.
    OutputItem *itemFor(const model::Part &head);
    /// Where a part went; null for one that could not be said.
    OutputItem *itemOf(std::int64_t part);
    OutputPiece *pieceOf(std::int64_t part);
    OutputPiece *lastText();
    void partIs(std::int64_t part, OutputItem &item, OutputPiece *piece) { m_parts[part] = {&item, piece}; }

    std::deque<OutputItem> &items() { return m_items; }

private:
    struct Where {
        OutputItem *item = nullptr;
        OutputPiece *piece = nullptr;
    };
    OutputItem &add(OutputItem::Kind kind, const model::Part &head, std::string_view prefix);

    std::string m_seed{};
    bool m_own = false;
    std::deque<OutputItem> m_items{};
    model::Part m_last{}; ///< The head of the last part, to tell what goes on.
    std::map<std::int64_t, Where> m_parts{};
};

/// `output_text`, `refusal`, `summary_text` or `reasoning_text` with what it holds so far.
void appendPiece(std::string &out, const OutputPiece &piece);

/// An item as it stands: `status` is `in_progress`, `completed` or `incomplete`; one in progress is shown empty.
void appendItem(std::string &out, const OutputItem &item, std::string_view status);

/// `,"name":"text"`.
void appendText(std::string &out, std::string_view name, std::string_view text);

/// A citation as an annotation; empty when it has no address.
std::string annotationOf(const model::Citation &citation);

} // namespace dialect
