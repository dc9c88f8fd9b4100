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
        if (m_begun)
            m_out += ',';
        m_begun = true;
        appendCsvCell(m_out, text);
        return *this;
    }
    void end() { m_out += "\r\n"; }

private:
    std::string &m_out;
    bool m_begun = false;
};

} // namespace base
