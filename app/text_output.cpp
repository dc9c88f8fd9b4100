#include "app/text_output.h"

#include <cstdio>

#include "app/command_line.h"

namespace app {

TextOutput::TextOutput(std::string file)
    : m_file(std::move(file)),
      m_stream(m_file.empty() ? nullptr : std::make_unique<std::ofstream>(m_file, std::ios::binary | std::ios::trunc))
{
}

bool TextOutput::write(std::string_view text)
{
    if (!m_stream)
        return m_good = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    m_stream->write(text.data(), static_cast<std::streamsize>(text.size()));
    return m_good = m_stream->good();
}

base::Result<> TextOutput::finish()
{
    if (m_stream) {
        m_stream->close();
        m_good = m_good && !m_stream->fail();
    } else {
        m_good = std::fflush(stdout) == 0 && m_good;
    }
    if (m_good)
        return {};
    return base::fail(base::ErrorCode::Storage, "cannot write " + (m_file.empty() ? "standard output" : m_file));
}

int finish(TextOutput &output, const base::Result<> &made)
{
    if (!made)
        return complain(made.error());
    if (auto done = output.finish(); !done)
        return complain(done.error());
    return 0;
}

} // namespace app
