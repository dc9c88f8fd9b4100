#include "routing/rules/pattern_set.h"

#include <algorithm>

#include <re2/re2.h>
#include <re2/set.h>

namespace routing {
namespace {

constexpr std::size_t kLongestPattern = 2000;
constexpr std::int64_t kSetMemory = 64 << 20; // more patterns than anybody has; above it they are tried one by one

RE2::Options options(std::int64_t memory)
{
    RE2::Options out;
    out.set_log_errors(false);
    out.set_never_capture(true);
    out.set_max_mem(memory);
    return out;
}

/// Of the parenthesis nothing closes: RE2 only says that there is one.
std::size_t openParenthesis(std::string_view pattern)
{
    std::vector<std::size_t> open;
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (inClass)
            inClass = pattern[i] != ']';
        else if (pattern[i] == '[')
            inClass = true;
        else if (pattern[i] == '(')
            open.push_back(i);
        else if (pattern[i] == ')' && !open.empty())
            open.pop_back();
    }
    return open.empty() ? 0 : open.back();
}

std::size_t countCharacters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string explain(const RE2 &bad, std::string_view pattern)
{
    const std::string &part = bad.error_arg();
    const std::size_t found = part == pattern ? openParenthesis(pattern) : pattern.find(part);
    const std::size_t at = countCharacters(pattern.substr(0, found == std::string_view::npos ? 0 : found)) + 1;
    return "is not a regular expression (RE2 syntax): " + bad.error() + ", at character " + std::to_string(at);
}

} // namespace

struct PatternSet::Automaton {
    RE2::Set set{options(kSetMemory), RE2::UNANCHORED};
};

PatternSet::PatternSet() = default;
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet &&) noexcept = default;
PatternSet &PatternSet::operator=(PatternSet &&) noexcept = default;

base::Result<std::size_t> PatternSet::add(std::string_view pattern)
{
    if (const auto known = std::ranges::find(m_texts, pattern); known != m_texts.end())
        return static_cast<std::size_t>(known - m_texts.begin());
    if (pattern.empty() || pattern.size() > kLongestPattern)
        return base::fail(base::ErrorCode::Unprocessable,
                          "must be a pattern of 1 to " + std::to_string(kLongestPattern) + " bytes");
    auto compiled = std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()), options(8 << 20));
    if (!compiled->ok())
        return base::fail(base::ErrorCode::Unprocessable, explain(*compiled, pattern));
    m_texts.emplace_back(pattern);
    m_patterns.push_back(std::move(compiled));
    return m_patterns.size() - 1;
}

base::Result<> PatternSet::finish()
{
    if (m_patterns.empty())
        return {};
    m_automaton = std::make_unique<Automaton>();
    for (const std::string &text : m_texts)
        if (m_automaton->set.Add(text, nullptr) < 0)
            return base::fail(base::ErrorCode::Unprocessable, "the pattern " + text + " cannot be used with others");
    if (m_automaton->set.Compile())
        return {};
    m_automaton.reset();
    return base::fail(base::ErrorCode::Unprocessable, "the patterns of all rules are too big together");
}

std::vector<bool> PatternSet::match(std::string_view text) const
{
    std::vector<bool> out(m_patterns.size(), false);
    const re2::StringPiece piece(text.data(), text.size());
    if (m_automaton) {
        std::vector<int> hits;
        RE2::Set::ErrorInfo trouble{};
        const bool any = m_automaton->set.Match(piece, &hits, &trouble);
        for (const int hit : hits)
            out[static_cast<std::size_t>(hit)] = true;
        if (any || trouble.kind == RE2::Set::kNoError)
            return out;
    }
    for (std::size_t i = 0; i < m_patterns.size(); ++i) // out of memory: each by itself is slower, but finds the same
        out[i] = RE2::PartialMatch(piece, *m_patterns[i]);
    return out;
}

bool PatternHits::has(std::size_t pattern) const
{
    if (!m_asked) {
        m_hits = m_set.match(m_text);
        m_asked = true;
    }
    return m_hits[pattern];
}

} // namespace routing
