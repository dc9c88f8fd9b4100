#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/call_record.h"

namespace upstream {

/// What the sandbox will do for one request: pure data, so that it can be tested without a clock.
struct SandboxScript {
    struct Piece {
        std::int64_t delayMs = 0; ///< After the piece before.
        std::string bytes{};
    };
    int status = 200;
    std::string retryAfter{}; ///< Seconds, empty for none.
    std::vector<Piece> pieces{};
    model::FailureClass end = model::FailureClass::None; ///< Cut: breaks off; Stalled: never ends by itself.
};

/// The sandbox's answer to an OpenAI chat request. The same request gives the same text, tool calls and usage.
/// Options ride in the model name after '|', in any order: `sandbox|latency:300|interval:20|chunks:50|thinking|`
/// `status:429|retry-after:2|fault:cut` (faults: cut, stall, error, garbage, empty).
///   latency     milliseconds before the first piece          interval    milliseconds between pieces
///   chunks      number of content pieces in a stream          thinking    reasoning text before the answer
///   status      answer with this error status                 retry-after seconds, sent with it
/// They may also come for all models of a provider, without a name before them, in its header `x-sandbox`.
/// With tools in the request and a user's turn last, the first (or the chosen) tool is called with arguments made
/// from its schema.
SandboxScript sandboxScript(std::string_view body, std::string_view model, std::int64_t wallMillis);

} // namespace upstream
