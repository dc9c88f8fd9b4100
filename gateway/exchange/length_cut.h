#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "model/chat_event.h"

namespace exchange {

/// Which parts and alternatives of a stream are open, so that it can be ended at any time as if its model had reached
/// its token limit. Thread: one at a time.
class OpenParts {
public:
    void note(const model::ChatEvents &events);
    /// The events that end it so.
    void close(model::ChatEvents &out) const;

private:
    struct Place {
        std::int64_t choice = 0;
        std::int64_t part = 0;
        friend bool operator==(const Place &, const Place &) = default;
    };
    std::vector<Place> m_open{};
    std::vector<std::int64_t> m_begun{}; ///< Choices without their finish.
};

/// Reads along with a stream that goes to its client as it comes, to know how it would be ended. For dialects that can
/// be both served and called.
class LengthCut {
public:
    LengthCut(const dialect::Dialect &dialect, const dialect::AnswerFor &answer);
    static bool isPossible(const dialect::Dialect &dialect)
    {
        return dialect.serve != nullptr && dialect.call != nullptr;
    }

    void read(std::string_view type, std::string_view data);
    /// What that was; nothing when it could not be read.
    const model::ChatEvents &events() const { return m_events; }
    /// The closing events, as the client's dialect has them.
    std::string end(const model::Usage &usage);

private:
    std::unique_ptr<dialect::StreamReader> m_reader;
    std::unique_ptr<dialect::StreamWriter> m_writer;
    model::ChatEvents m_events{};
    OpenParts m_open{};
    std::string m_scratch{};
};

} // namespace exchange
