#pragma once

#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>

namespace routing {

/// Walks through a JSON text from front to back without building anything: a million traces are read at a time. Each
/// value must be taken, or skipped, before the next. A text that is no JSON gives empty values, and failed() says so.
/// Texts with escapes are kept in `m_unescaped`; the others are views into the text, which must outlive them.
/// Thread: one.
class JsonWalk {
public:
    explicit JsonWalk(std::string_view text) : m_text(text) {}

    bool failed() const { return m_failed; }
    /// Whether nothing follows.
    bool atEnd();

    /// Gives the name of each member of an object to `each`, which takes its value. Anything else is skipped: false.
    template <typename Each>
    bool members(Each each)
    {
        if (!open('{'))
            return false;
        while (!m_failed && next('}')) {
            const std::string_view name = text();
            expect(':');
            if (!m_failed)
                each(name);
        }
        return !m_failed;
    }
    /// Calls `each` for each value of a list. Anything else is skipped: false.
    template <typename Each>
    bool items(Each each)
    {
        if (!open('['))
            return false;
        while (!m_failed && next(']'))
            each();
        return !m_failed;
    }

    /// Null where the value is no text; it is skipped then, as by the others.
    std::string_view text();
    bool isText() { return peek() == '"'; }
    bool isNull() { return peek() == 'n'; }
    std::int64_t integer(std::int64_t fallback = 0);
    bool truth();
    void skip();

private:
    static constexpr int kDeepest = 64;
    char peek();
    bool open(char bracket);
    bool next(char close);
    void expect(char wanted);
    std::string_view rawText();
    std::string_view word();
    std::string_view unescape(std::string_view raw);
    void fail() { m_failed = true; }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_first = true; ///< Of the object or list that is walked through.
    bool m_failed = false;
    std::forward_list<std::string> m_unescaped{};
};

} // namespace routing
