#include "app/command_line.h"

#include <algorithm>
#include <cstdio>

namespace app {

base::Result<Arguments> parseArguments(std::span<char *const> given, const std::vector<std::string> &taking,
                                       const std::vector<std::string> &switches)
{
    Arguments out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string word = given[i];
        if (!word.starts_with("--")) {
            out.words.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (std::ranges::find(switches, name) != switches.end() && equals == std::string::npos) {
            out.values[name];
        } else if (std::ranges::find(taking, name) != taking.end()) {
            if (equals == std::string::npos && i + 1 == given.size())
                return base::fail(base::ErrorCode::BadRequest, "--" + name + " needs a value");
            out.values[name].push_back(equals == std::string::npos ? given[++i] : word.substr(equals + 1));
        } else {
            return base::fail(base::ErrorCode::BadRequest, "there is no option --" + name);
        }
    }
    return out;
}

int complain(const base::Error &error)
{
    std::fprintf(stderr, "switchyard: %s\n", base::describe(error).c_str());
    return kExitFailed;
}

int wrongUse(const std::string &what)
{
    std::fprintf(stderr, "switchyard: %s\n`switchyard --help` lists the commands.\n", what.c_str());
    return kExitWrongUse;
}

} // namespace app
