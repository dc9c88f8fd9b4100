#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace auth {

/// After some wrong tries in a row a subject (a user's name, a peer's address) has to wait, each time twice as long. The
/// tries made meanwhile are not looked at, so that guessing gets no faster by asking more often.
/// Thread: one at a time.
class LockOut {
public:
    struct Terms {
        int free = 5;                       ///< So many wrong tries cost no time.
        std::int64_t firstMs = 1'000;       ///< The wait after the next one.
        std::int64_t longestMs = 900'000;   ///< No wait is longer.
        std::int64_t forgetMs = 86'400'000; ///< After so long without a wrong try all is forgotten.
    };
    explicit LockOut(const Terms &terms) : m_terms(terms) {}

    /// How long `subject` still has to wait; 0: not at all. Unit of `nowMs`: milliseconds of a steady clock.
    std::int64_t waitMs(std::string_view subject, std::int64_t nowMs) const;
    void failed(std::string_view subject, std::int64_t nowMs);
    void forget(std::string_view subject);
    std::size_t size() const { return m_rows.size(); }

    /// Subjects kept at most: what is longest ago goes first.
    static constexpr std::size_t kMost = 10'000;

private:
    struct Row {
        int wrong = 0;
        std::int64_t lastMs = 0;
        std::int64_t untilMs = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    void makeRoom(std::int64_t nowMs);

    Terms m_terms;
    std::unordered_map<std::string, Row, Hash, std::equal_to<>> m_rows{};
};

/// The subject a peer's address counts as: an IPv6 host has a whole /64 to itself.
std::string peerSubject(std::string_view address);

} // namespace auth
