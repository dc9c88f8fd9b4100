#pragma once

#include <atomic>
#include <cstdint>

namespace routing {

/// What 19 of 20 waits stay below, lately: a moving 95th percentile in one word. A wait above it moves it up by 19 parts
/// in a hundred, one below it down by one, so that it rests where one in twenty is above. Thread: any.
class Tail {
public:
    static constexpr std::uint16_t kFewest = 20; ///< Waits before anything is concluded.

    void learn(std::int64_t micros);
    /// One that was broken off after so long.
    void learnAtLeast(std::int64_t micros);
    /// -1 = not known yet. Unit: microseconds.
    std::int64_t value() const;

private:
    template <typename Step>
    void step(Step next);

    std::atomic<std::uint64_t> m_word{0}; ///< The percentile, and how many waits it was learned from.
};

} // namespace routing
