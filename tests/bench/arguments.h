#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace bench {

/// `--name value` pairs of a command line.
/// Errors: anything else prints what is known and ends the program with 2.
class Arguments {
public:
    /// `defaults` names every option there is; an option whose default is "!" must be given.
    Arguments(int count, char **values, std::map<std::string, std::string> defaults);

    const std::string &text(const std::string &name) const { return m_values.at(name); }
    /// Errors: a value that is no number from 0 up ends the program with 2.
    std::int64_t number(const std::string &name) const;

private:
    [[noreturn]] void complain(std::string_view what) const;

    std::string m_program;
    std::map<std::string, std::string> m_values;
};

} // namespace bench
