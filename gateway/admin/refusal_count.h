#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace admin {

/// How many refusals of one caller or address are written down: so many in a time, so that nobody fills the disk by asking
/// for what they may not. Those over it are counted, and the next that is written says how many there were.
/// Thread: one at a time.
class RefusalCount {
public:
    static constexpr int kMost = 30; ///< In a minute.
    explicit RefusalCount(int most = kMost, std::int64_t spanMs = 60'000) : m_most(most), m_spanMs(spanMs) {}

    /// Nothing when it is too many; else how many of `subject` were not written since the last one.
    std::optional<std::int64_t> take(std::string_view subject, std::int64_t nowMs);

    static constexpr std::size_t kSubjects = 1'000; ///< Further ones share what is one's.

private:
    struct Row {
        std::int64_t sinceMs = 0;
        int written = 0;
        std::int64_t left = 0;
    };
    Row &rowOf(std::string_view subject, std::int64_t nowMs);
    int m_most;
    std::int64_t m_spanMs;
    std::map<std::string, Row, std::less<>> m_rows{};
};

} // namespace admin
