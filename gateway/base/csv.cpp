#include "base/csv.h"

namespace base {
namespace {

/// Source: OWASP, CSV injection.
constexpr std::string_view kFormula = "=+-@\t\r";

} // namespace

void appendCsvCell(std::string &out, std::string_view text)
{
    const bool formula = !text.empty() && kFormula.find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    if (formula)
        out += '\'';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

} // namespace base
