#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "fuzz.h"
#include "model/chat_event.h"

namespace fuzz {

/// Holds events against what model/chat_event.h promises of their order: each part begins once, gets its pieces while
/// it is open, and ends before its choice does.
class EventOrder {
public:
    void take(const model::ChatEvent &event)
    {
        std::visit([&](const auto &one) { check(one); }, event);
    }

private:
    using Place = std::pair<std::int64_t, std::int64_t>;

    void check(const model::PartBegun &begun)
    {
        require(m_begun.insert({begun.choice, begun.part}).second, "a part begins twice");
        require(begun.head.text.empty() && begun.head.arguments.empty(), "a head that holds pieces");
        m_open.insert({begun.choice, begun.part});
    }
    void check(const model::TextPiece &piece) { isOpen(piece.choice, piece.part, piece.text); }
    void check(const model::ArgumentsPiece &piece) { isOpen(piece.choice, piece.part, piece.json); }
    void check(const model::SignatureKnown &known) { isOpen(known.choice, known.part, known.signature); }
    void check(const model::Cited &cited) { isOpen(cited.choice, cited.part, "cited"); }
    void check(const model::PartEnded &ended)
    {
        require(m_open.erase({ended.choice, ended.part}) == 1, "a part ends that is not open");
    }
    void check(const model::ChoiceFinished &finished)
    {
        for (const auto &[choice, part] : m_open)
            require(choice != finished.choice, "a choice is finished before its parts");
    }
    template <typename Other>
    void check(const Other &)
    {
    }
    void isOpen(std::int64_t choice, std::int64_t part, std::string_view piece)
    {
        require(m_open.contains({choice, part}), "a piece of a part that is not open");
        require(!piece.empty(), "a piece that says nothing");
    }

    std::set<Place> m_begun{};
    std::set<Place> m_open{};
};

} // namespace fuzz
