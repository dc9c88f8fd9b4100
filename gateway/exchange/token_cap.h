#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/chat_event.h"

namespace exchange {

/// How much of its tokens a stream has had. Each byte of content is a token at most: only when so many bytes have come as
/// there are tokens left does somebody have to count, which is ever more often towards the end.
/// Unit: tokens. Thread: one at a time.
class TokenCap {
public:
    explicit TokenCap(std::int64_t most) : m_most(most) {}

    void take(const model::ChatEvents &events);
    std::int64_t most() const { return m_most; }
    bool wantsCount() const { return !usedUp() && m_counted + m_uncounted >= m_most; }
    /// All that has come, part by part: what there is to count.
    std::vector<std::string> texts() const;
    /// What that came to.
    void counted(std::int64_t tokens);
    std::int64_t tokens() const { return m_counted; }
    bool usedUp() const { return m_counted >= m_most; }

private:
    struct Said {
        std::int64_t choice = 0;
        std::int64_t part = 0;
        std::string text{};
    };
    void add(std::int64_t choice, std::int64_t part, std::string_view text);

    std::int64_t m_most;
    std::int64_t m_counted = 0;
    std::int64_t m_uncounted = 0; ///< Since then. Unit: bytes.
    std::vector<Said> m_said{};
};

} // namespace exchange
