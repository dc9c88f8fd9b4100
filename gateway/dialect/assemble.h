#pragma once

#include <optional>
#include <vector>

#include "model/chat.h"
#include "model/chat_event.h"

namespace dialect {

/// Puts a stream's events together into the whole answer they tell. Pure.
class Assembler {
public:
    void take(const model::ChatEvent &event);
    /// What has been told so far.
    const model::ChatAnswer &answer() const { return m_answer; }
    /// The StreamFailed event, if there was one.
    const std::optional<model::StreamFailed> &failure() const { return m_failure; }

private:
    model::ChatChoice &choice(std::int64_t index);
    model::Part &part(std::int64_t choice, std::int64_t part);

    model::ChatAnswer m_answer{};
    std::optional<model::StreamFailed> m_failure{};
};

/// The whole answer as a stream would tell it, StreamEnded included.
model::ChatEvents eventsOf(const model::ChatAnswer &answer);

} // namespace dialect
