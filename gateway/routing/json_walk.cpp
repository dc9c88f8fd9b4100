#include "routing/json_walk.h"

#include <charconv>

#include "base/json.h"

namespace routing {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool endsWord(char c)
{
    return c == ',' || c == '}' || c == ']' || isSpace(c);
}

} // namespace

char JsonWalk::peek()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
    return m_at < m_text.size() && !m_failed ? m_text[m_at] : '\0';
}

bool JsonWalk::atEnd()
{
    return peek() == '\0' && !m_failed;
}

bool JsonWalk::open(char bracket)
{
    if (peek() != bracket) {
        skip();
        return false;
    }
    if (++m_depth > kDeepest)
        fail();
    ++m_at;
    m_first = true;
    return true;
}

/// Whether another value follows before `close`, which is taken otherwise.
bool JsonWalk::next(char close)
{
    const char c = peek();
    if (c == close) {
        ++m_at;
        --m_depth;
        m_first = false; // whatever it stands in has this value now
        return false;
    }
    if (m_first)
        m_first = false;
    else
        expect(',');
    if (peek() == '\0')
        fail();
    return !m_failed;
}

void JsonWalk::expect(char wanted)
{
    if (peek() == wanted)
        ++m_at;
    else
        fail();
}

std::string_view JsonWalk::rawText()
{
    const std::size_t from = ++m_at;
    for (std::size_t quote = m_text.find('"', from); quote != std::string_view::npos;
         quote = m_text.find('"', quote + 1)) {
        std::size_t plain = quote; // behind the last character that is no backslash
        while (plain > from && m_text[plain - 1] == '\\')
            --plain;
        if ((quote - plain) % 2 != 0)
            continue; // a quote of the text itself
        m_at = quote + 1;
        return m_text.substr(from, quote - from);
    }
    m_at = m_text.size();
    fail();
    return {};
}

std::string_view JsonWalk::text()
{
    if (peek() != '"') {
        skip();
        return {};
    }
    const std::string_view raw = rawText();
    return raw.find('\\') == std::string_view::npos ? raw : unescape(raw);
}

/// Seldom: the library does it.
std::string_view JsonWalk::unescape(std::string_view raw)
{
    const auto json = base::parseJson("\"" + std::string(raw) + "\"");
    if (!json)
        fail();
    return m_unescaped.emplace_front(json ? base::textOr(*json) : std::string());
}

std::string_view JsonWalk::word()
{
    peek();
    const std::size_t from = m_at;
    while (m_at < m_text.size() && !endsWord(m_text[m_at]))
        ++m_at;
    if (from == m_at)
        fail();
    return m_text.substr(from, m_at - from);
}

std::int64_t JsonWalk::integer(std::int64_t fallback)
{
    const char c = peek();
    if (c != '-' && (c < '0' || c > '9')) {
        skip();
        return fallback;
    }
    const std::string_view digits = word();
    std::int64_t out = fallback;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc{} && end == digits.data() + digits.size() ? out : fallback;
}

bool JsonWalk::truth()
{
    if (peek() == 't')
        return word() == "true";
    skip();
    return false;
}

void JsonWalk::skip()
{
    switch (peek()) {
    case '"':
        rawText();
        return;
    case '{':
        members([this](std::string_view) { skip(); });
        return;
    case '[':
        items([this] { skip(); });
        return;
    default:
        word();
    }
}

} // namespace routing
