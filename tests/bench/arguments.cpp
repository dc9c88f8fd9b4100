#include "arguments.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace bench {

Arguments::Arguments(int count, char **values, std::map<std::string, std::string> defaults)
    : m_program(values[0]), m_values(std::move(defaults))
{
    for (int i = 1; i < count; i += 2) {
        const std::string_view word = values[i];
        const auto known = word.starts_with("--") ? m_values.find(std::string(word.substr(2))) : m_values.end();
        if (known == m_values.end())
            complain("unknown option " + std::string(word));
        if (i + 1 == count)
            complain(std::string(word) + " needs a value");
        known->second = values[i + 1];
    }
    for (const auto &[name, value] : m_values) {
        if (value == "!")
            complain("--" + name + " is needed");
    }
}

std::int64_t Arguments::number(const std::string &name) const
{
    const std::string &value = text(name);
    std::int64_t result = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
    if (error != std::errc{} || end != value.data() + value.size() || result < 0)
        complain("--" + name + " takes a number from 0 up, not \"" + value + "\"");
    return result;
}

void Arguments::complain(std::string_view what) const
{
    std::fprintf(stderr, "%s: %.*s\noptions:", m_program.c_str(), static_cast<int>(what.size()), what.data());
    for (const auto &[name, value] : m_values)
        std::fprintf(stderr, " --%s", name.c_str());
    std::fputc('\n', stderr);
    std::exit(2);
}

} // namespace bench
