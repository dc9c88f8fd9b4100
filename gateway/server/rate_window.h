#pragma once

#include <cstdint>

namespace server {

/// Judges a slow peer by what it moved within a window of time. Thread: one.
class RateWindow {
public:
    /// `count`: bytes moved so far.
    void begin(std::uint64_t count) { m_count = count; }
    /// Whether the window that is over now was too slow; the next one begins.
    bool tooSlow(std::uint64_t count, std::int64_t bytesPerSecond, std::int64_t windowMillis)
    {
        const auto moved = static_cast<std::int64_t>(count - m_count);
        m_count = count;
        return moved * 1000 < bytesPerSecond * windowMillis;
    }

private:
    std::uint64_t m_count = 0;
};

} // namespace server
