#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace re2 {
class RE2;
} // namespace re2

namespace routing {

/// All patterns of a plan, matched in one pass over a text. Linear time, whatever the pattern. Thread: matching any.
class PatternSet {
public:
    PatternSet();
    ~PatternSet();
    PatternSet(PatternSet &&) noexcept;
    PatternSet &operator=(PatternSet &&) noexcept;

    /// Its number in the set; the same pattern is kept once.
    /// Errors: Unprocessable with what is wrong and at which character; no param.
    base::Result<std::size_t> add(std::string_view pattern);
    /// After the last add(). Errors: Unprocessable when the patterns are too big together.
    base::Result<> finish();
    bool empty() const { return m_patterns.empty(); }
    /// Which of them occur in `text`: one truth a pattern.
    std::vector<bool> match(std::string_view text) const;

private:
    struct Automaton;
    std::vector<std::string> m_texts{};
    std::vector<std::unique_ptr<re2::RE2>> m_patterns{};
    std::unique_ptr<Automaton> m_automaton{};
};

/// What a set says of one text, found out when it is first asked.
class PatternHits {
public:
    PatternHits(const PatternSet &set, std::string_view text) : m_set(set), m_text(text) {}
    bool has(std::size_t pattern) const;

private:
    const PatternSet &m_set;
    std::string_view m_text;
    mutable bool m_asked = false;
    mutable std::vector<bool> m_hits{};
};

} // namespace routing
