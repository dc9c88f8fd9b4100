#include "app/entered_secret.h"

#include <cstdio>
#include <string>

#include <termios.h>
#include <unistd.h>

namespace app {
namespace {

constexpr std::size_t kLongest = 16 * 1024;

/// The terminal does not show what is typed while this lives.
class Unseen {
public:
    Unseen()
    {
        if (::tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~Unseen()
    {
        if (!m_changed)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr); // the one that was typed was not shown
    }
    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;

private:
    termios m_before{};
    bool m_changed = false;
};

} // namespace

base::Result<base::Secret> readSecret(const char *prompt)
{
    std::string line;
    line.reserve(kLongest + 1); // so that it never moves and leaves a piece of itself behind
    if (::isatty(STDIN_FILENO) == 1)
        std::fputs(prompt, stderr);
    {
        const Unseen unseen;
        char byte = 0; // past stdio, whose buffer nobody wipes
        while (line.size() <= kLongest && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
            line += byte;
    }
    base::Secret out(std::move(line));
    if (out.empty())
        return base::fail(base::ErrorCode::BadRequest, "no key came from standard input");
    return out;
}

} // namespace app
