#include "app/environment.h"

#include <cstdlib>
#include <fstream>

#include "base/secret.h"
#include "base/text.h"

namespace app {
namespace {

constexpr std::size_t kLongestLine = std::size_t{32} * 1024; ///< Longer ones are read, too.

std::string variableOr(const char *name, const std::string &fallback)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): before any thread starts
    return value != nullptr && *value != '\0' ? value : fallback;
}

} // namespace

std::string optionOr(const std::string &given, const char *variable, const std::string &fallback)
{
    return given.empty() ? variableOr(variable, fallback) : given;
}

std::filesystem::path dataDirectory(const std::string &given)
{
    const std::string chosen = optionOr(given, "SWITCHYARD_DATA_DIR", {});
    if (!chosen.empty())
        return std::filesystem::absolute(chosen);
    const std::string home = variableOr("XDG_DATA_HOME", variableOr("HOME", ".") + "/.local/share");
    return std::filesystem::path(home) / "switchyard";
}

void loadDotEnv(const std::filesystem::path &dataDirectory)
{
    // Keys may come: neither the stream's buffer nor a line that had to grow may stay behind.
    std::string buffer(kLongestLine, '\0');
    std::string line;
    line.reserve(kLongestLine);
    std::ifstream file;
    file.rdbuf()->pubsetbuf(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    file.open(dataDirectory / ".env");
    while (std::getline(file, line)) {
        std::string_view text = base::trim(line);
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        const auto equals = text.find('=');
        if (text.empty() || text.front() == '#' || equals == std::string_view::npos)
            continue;
        std::string_view value = base::trim(text.substr(equals + 1));
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
            value = value.substr(1, value.size() - 2);
        const std::string name(base::trim(text.substr(0, equals)));
        std::string copy(value); // it may be a key: the environment's own is wiped when it is read, ours here
        ::setenv(name.c_str(), copy.c_str(), 0); // NOLINT(concurrency-mt-unsafe)
        base::Secret::wipe(copy);
    }
    file.close();
    base::Secret::wipe(line);
    base::Secret::wipe(buffer);
}

} // namespace app
