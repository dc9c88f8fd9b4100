#pragma once

#include <string>
#include <string_view>

namespace base {

/// Appends one cell of comma-separated values (RFC 4180). Text that a spreadsheet would take for a formula gets an
/// apostrophe in front: what clients and providers wrote must not run there.
void appendCsvCell(std::string &out, std::string_view text);

/// Builds lines of cells. Each ends with CR LF.
class CsvLine {
public:
    explicit CsvLine(std::string &out) : m_out(out) {}
    CsvLine &cell(std::string_view text)
    {
        next();
        appendCsvCell(m_out, text);
        return *this;
    }
    /// A number that we have written: its minus makes no formula of it.
    CsvLine &number(std::string_view digits)
    {
        next();
        m_out += digits;
        return *this;
    }
    void end() { m_out += "\r\n"; }

private:
    void next()
    {
        if (m_begun)
            m_out += ',';
        m_begun = true;
    }

    std::string &m_out;
    bool m_begun = false;
};

} // namespace base
