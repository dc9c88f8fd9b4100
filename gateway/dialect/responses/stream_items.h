#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/chat_event.h"

namespace dialect {

/// The items of a Responses stream as they are told, piece by piece and once more whole: each thing is passed on once,
/// whichever of the two came. Items are known by their place in the output, since some gateways give one item another
/// id in every event.
class StreamItems {
public:
    enum class Channel : std::uint8_t { Content, Summary };
    struct Place {
        std::int64_t item = 0;
        Channel channel = Channel::Content;
        std::int64_t index = 0;
    };

    void added(std::int64_t item, const base::Json &head, model::ChatEvents &out);
    /// `more` may be empty: the piece has begun.
    void text(const Place &place, model::PartKind kind, const std::string &more, model::ChatEvents &out);
    void logprobs(const Place &place, const base::Json &tokens, std::size_t from, model::ChatEvents &out);
    void cited(const Place &place, const base::Json &annotation, model::ChatEvents &out);
    void arguments(std::int64_t item, const std::string &more, model::ChatEvents &out);
    /// The same once more, whole: only what had not come is told.
    void wholeText(const Place &place, model::PartKind kind, const base::Json &told, model::ChatEvents &out);
    void wholeArguments(std::int64_t item, const std::string &told, model::ChatEvents &out);
    void done(std::int64_t item, base::Json &&whole, model::ChatEvents &out);
    void endAll(model::ChatEvents &out);

    bool empty() const { return m_items.empty(); }
    bool calls() const { return m_calls; }
    void answerIs(std::string id) { m_answerId = std::move(id); }

private:
    struct Piece {
        std::int64_t part = 0;
        std::size_t textSize = 0;
        std::size_t logprobs = 0;
        std::size_t citations = 0;
        bool open = false;
        bool known = false;
    };
    struct Item {
        model::Part head{}; ///< What begins its first piece: id and extra; of a call all of it.
        std::map<std::pair<Channel, std::int64_t>, Piece> pieces{};
        Piece call{};
        std::string early{}; ///< Arguments that came before the call's name.
        bool done = false;
    };
    Piece &piece(const Place &place, model::PartKind kind, model::ChatEvents &out);
    void beginCall(std::int64_t index, Item &item, model::Part &&head, model::ChatEvents &out);
    void doneCall(std::int64_t index, Item &item, model::Part &&whole, model::ChatEvents &out);
    void settle(std::int64_t index, Item &item, std::vector<model::Part> &&whole, model::ChatEvents &out);
    void endPieces(Item &item, model::ChatEvents &out);

    std::map<std::int64_t, Item> m_items{};
    std::int64_t m_parts = 0;
    bool m_calls = false;
    std::string m_answerId{};
};

} // namespace dialect
