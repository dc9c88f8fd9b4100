#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/chat_event.h"

namespace dialect {

/// One of a stream's alternatives: makes parts of its deltas.
class ChoiceReader {
public:
    explicit ChoiceReader(std::int64_t index) : m_index(index) {}

    std::int64_t index() const { return m_index; }
    /// `choice` is an entry of a chunk's `choices`. What comes after the finish is repetition.
    void read(const base::Json &choice, const std::string &answerId, model::ChatEvents &out);
    /// Sources that are told beside the answer: the text has them at its end.
    void setSources(std::vector<model::Citation> &&sources) { m_sources = std::move(sources); }
    /// Ends what is open.
    void close(model::ChatEvents &out);

private:
    enum class Prose : std::uint8_t { None, Thinking, Text, Refusal };
    struct Call {
        std::int64_t key = 0; ///< The provider's index.
        std::string id{};
        std::string name{};
        std::string waiting{}; ///< Arguments that came before the name.
        std::int64_t part = -1;
        std::string signature{};
    };

    void readDelta(const base::Json &delta, const std::string &answerId, model::ChatEvents &out);
    void readContent(const base::Json &content, model::ChatEvents &out);
    void readThoughts(const base::Json &delta, model::ChatEvents &out);
    void readDetail(const base::Json &detail, bool textToo, model::ChatEvents &out);
    void readCall(const base::Json &delta, const std::string &answerId, model::ChatEvents &out);
    void readFinish(const base::Json &choice, model::ChatEvents &out);
    Call &callFor(const base::Json &delta);
    void beginCall(Call &call, const std::string &answerId, model::ChatEvents &out);
    void say(Prose prose, const std::string &text, model::ChatEvents &out);
    void open(Prose prose, model::ChatEvents &out);
    void endProse(model::ChatEvents &out);
    void whole(model::Part &&part, model::ChatEvents &out);
    void cite(model::Citation &&citation, model::ChatEvents &out);

    std::int64_t m_index;
    std::int64_t m_parts = 0;
    Prose m_prose = Prose::None;
    std::int64_t m_prosePart = -1;
    std::vector<Call> m_calls{};
    std::vector<model::Citation> m_sources{};
    bool m_finished = false;
};

} // namespace dialect
