#include "routing/prompt_structure.h"

#include "base/text.h"

namespace routing {
namespace {

constexpr std::string_view kFullQuestionMark = "\xEF\xBC\x9F"; // of Chinese text

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isOperand(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || c == '(' || c == ')';
}

/// `12. `, `3) `, `4、`, `- `, `* `.
bool isListLine(std::string_view line)
{
    std::size_t digits = 0;
    while (digits < line.size() && isDigit(line[digits]))
        ++digits;
    if (digits > 0 && digits <= 3) {
        const std::string_view rest = line.substr(digits);
        return rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with("\xE3\x80\x81");
    }
    return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("\xE2\x80\xA2");
}

bool isCodeLine(std::string_view line)
{
    const char last = line.back();
    if (last == ';' || last == '{' || last == '}')
        return true;
    return line.starts_with("def ") || line.starts_with("import ") || line.starts_with("#include")
           || line.starts_with("return ") || line.starts_with("func ") || line.starts_with("class ");
}

void readLine(std::string_view line, Structure &out)
{
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    line = base::trim(line);
    if (line.empty())
        return;
    if (line.starts_with("```"))
        ++out.fences;
    else if (isListLine(line))
        ++out.listLines;
    else if (isCodeLine(line))
        ++out.codeLines;
}

/// `2 + 2`, `3*4`; `x^2` whatever x is. A hyphen or a slash between two numbers is as often a date.
bool isSum(std::string_view text, std::size_t at)
{
    std::size_t before = at;
    while (before > 0 && text[before - 1] == ' ')
        --before;
    std::size_t after = at + 1;
    while (after < text.size() && text[after] == ' ')
        ++after;
    if (before == 0 || after == text.size())
        return false;
    if (text[at] == '^')
        return isOperand(text[before - 1]) && isOperand(text[after]);
    return isDigit(text[before - 1]) && isDigit(text[after]);
}

void readSign(std::string_view text, std::size_t at, Structure &out)
{
    switch (text[at]) {
    case '?':
        ++out.questions;
        break;
    case '+':
    case '*':
    case '^':
        out.sums += isSum(text, at) ? 1 : 0;
        break;
    case '$':
        out.formulas += text.substr(at).starts_with("$$") ? 1 : 0;
        break;
    case '\\':
        for (const std::string_view command : {"\\frac", "\\int", "\\sum", "\\sqrt", "\\lim", "\\begin{"})
            out.formulas += text.substr(at).starts_with(command) ? 1 : 0;
        break;
    case '\xE2': // U+2200 to U+22FF are E2 88 to E2 8B
        if (at + 1 < text.size() && text[at + 1] >= '\x88' && text[at + 1] <= '\x8B')
            ++out.formulas;
        break;
    case '\xC3': // a cross for times, an obelus for divided by
        if (at + 1 < text.size() && (text[at + 1] == '\x97' || text[at + 1] == '\xB7'))
            ++out.sums;
        break;
    case '\xEF':
        out.questions += text.substr(at).starts_with(kFullQuestionMark) ? 1 : 0;
        break;
    default:
        break;
    }
}

} // namespace

void StructureReader::tell(std::size_t at)
{
    if (m_text[at] != '\n')
        return readSign(m_text, at, m_found);
    readLine(m_text.substr(m_lineStart, at - m_lineStart), m_found);
    m_lineStart = at + 1;
}

Structure StructureReader::done()
{
    readLine(m_text.substr(m_lineStart), m_found);
    return m_found;
}

} // namespace routing
