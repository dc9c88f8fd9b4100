#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace server {

/// What one connection, and all of one worker together, may cost us. Unit: bytes and milliseconds.
struct EdgeLimits {
    std::size_t requestLine = 8 * 1024;
    std::size_t headerBlock = 32 * 1024; ///< All header lines together; the trailer lines again.
    std::size_t headerCount = 100;
    std::size_t headerField = 16 * 1024;
    std::size_t body = 32 * 1024 * 1024;
    std::size_t backlog = 64 * 1024;     ///< Pipelined input waiting behind an answer; above it reading pauses.
    std::size_t lingerBytes = 64 * 1024; ///< Discarded after a refusal, so that the client can read it.
    /// Bodies and answers of all connections of a worker: above it large bodies are refused and slow readers cut.
    std::size_t held = 256 * 1024 * 1024;
    std::int64_t headerMillis = 10'000;
    std::int64_t idleMillis = 15'000;
    std::int64_t bodyWindowMillis = 5'000; ///< The body rate is judged once per window.
    std::int64_t bodyBytesPerSecond = 1024;
    std::int64_t stallMillis = 60'000; ///< A reader that lags behind is judged once per window.
    std::int64_t readBytesPerSecond = 1024;
    std::int64_t lingerMillis = 1'000;
};

/// Why a request is not served, and what to do about it. All views are string literals.
struct Refusal {
    int status = 0;
    std::string_view code{};
    std::string_view message{};
    std::string_view headers{}; ///< Complete header lines.
};

} // namespace server
