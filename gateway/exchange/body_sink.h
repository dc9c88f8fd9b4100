#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace exchange {

/// What a call said and was answered, as far as there was room for it.
struct CallBodies {
    std::string callId{};
    std::int64_t startedMs = 0; ///< Unix milliseconds.
    std::string request{};
    std::size_t requestBytes = 0; ///< All of it.
    std::string answer{};
    std::size_t answerBytes = 0;
};

/// Where they go, when somebody wants them. Thread: any.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// How much of each body of a call that begins now is wanted; 0: nothing. Cheap. Unit: bytes.
    virtual std::size_t room() = 0;
    /// Whether those of a call that ended so are wanted.
    virtual bool wants(bool wentWell) const = 0;
    /// Never waits: what is too much is left.
    virtual void keep(CallBodies bodies) = 0;
};

} // namespace exchange
