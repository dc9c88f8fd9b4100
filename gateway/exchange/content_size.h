#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace exchange {

/// How many tokens the content of a stream comes to, by the sizes of its events alone: what is around the words is about
/// the same in each, and about as long as the shortest event.
class ContentSize {
public:
    /// Unit: bytes.
    void take(std::size_t event)
    {
        ++m_events;
        m_bytes += static_cast<std::int64_t>(event);
        m_least = std::min(m_least, static_cast<std::int64_t>(event));
    }
    /// At least one an event: providers that send a token at a time are counted exactly.
    std::int64_t tokens() const
    {
        constexpr std::int64_t kBytesPerToken = 4;
        return std::max(m_events, (m_bytes - m_events * m_least + m_events) / kBytesPerToken);
    }

private:
    static constexpr std::int64_t kMostAround = 320; ///< Of a stream of one event nobody knows what is around it.
    std::int64_t m_events = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_least = kMostAround;
};

} // namespace exchange
