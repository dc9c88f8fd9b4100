#pragma once

#include <memory>
#include <string>

#include "dialect/dialect.h"
#include "model/chat_event.h"

namespace dialect {

/// Reads what a provider's stream tells, whether or not its dialect has a quick way (`readEvent`) to do so.
/// One per stream.
class FactReader {
public:
    explicit FactReader(const Dialect &dialect);
    /// Knows nothing of the frames before it; where the dialect has a quick way there is nothing to know.
    FactReader(const FactReader &other) : FactReader(other.m_dialect) {}

    /// One frame. Views in the facts live until the next one. Errors: Upstream when it is none of this dialect.
    base::Result<AnswerFacts> read(std::string_view event, std::string_view data);

private:
    const Dialect &m_dialect;
    std::unique_ptr<StreamReader> m_reader{};
    model::ChatEvents m_events{}; ///< Of the frame read last: the facts show its strings.
};

/// What these events tell. Views are of `events`.
AnswerFacts factsOf(const model::ChatEvents &events);

AnswerFacts factsOf(const model::ChatAnswer &answer);

/// A whole answer, and what it tells; the facts show the answer's strings.
struct ReadAnswer {
    std::unique_ptr<model::ChatAnswer> answer{}; ///< Null when the dialect's quick way was enough.
    AnswerFacts facts{};
};
/// `wanted`: the answer itself, not only what it tells. Errors: Upstream when it is no answer of this dialect.
base::Result<ReadAnswer> readWhole(const Dialect &dialect, bool wanted, std::string_view body);

} // namespace dialect
