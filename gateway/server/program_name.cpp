#include "server/program_name.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "base/text.h"

namespace server {
namespace {

constexpr std::size_t kLongest = 64;
constexpr std::size_t kMostArguments = 16; ///< That are looked at.
constexpr std::size_t kMostKnown = 256;
constexpr std::size_t kStartedColumn = 19; ///< Behind the name, whose end is the last parenthesis.

/// They run what an argument names. What follows the name may be a version: `python3.11`.
constexpr std::string_view kInterpreters[] = {"python", "pypy", "nodejs", "node", "bun", "deno", "ruby",   "perl",
                                              "php",    "java", "bash",   "dash", "zsh", "sh",   "Rscript"};

std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

bool isInterpreter(std::string_view name)
{
    return std::ranges::any_of(kInterpreters, [&](std::string_view one) {
        return name.starts_with(one) && name.find_first_not_of("0123456789.-", one.size()) == std::string_view::npos;
    });
}

std::string shown(std::string_view name)
{
    std::string out(base::clip(name, kLongest));
    const bool words = base::isUtf8(out);
    std::ranges::replace_if(
        out, [words](char c) { return (c >= 0 && c < ' ') || c == '\x7f' || (c < 0 && !words); }, '?');
    return out;
}

/// `-c`, `-ne`, `--eval`: what follows is a program, not the name of one.
bool bringsProgram(std::string_view option)
{
    if (option.starts_with("--"))
        return option.starts_with("--eval") || option.starts_with("--print");
    return option == "-" || option == "-p" || option.ends_with('c') || option.ends_with('e');
}

bool isModule(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

/// The script or module that an interpreter runs; empty when it cannot be told.
std::string_view scriptOf(std::span<const std::string> arguments,
                          const std::function<bool(const std::string &)> &isFile)
{
    for (std::size_t i = 1; i < std::min(arguments.size(), kMostArguments); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "-m" && i + 1 < arguments.size())
            return isModule(arguments[i + 1]) ? std::string_view(arguments[i + 1]) : std::string_view();
        if (argument.starts_with('-') && bringsProgram(argument))
            return {};
        if (!argument.empty() && !argument.starts_with('-') && isFile(argument))
            return baseName(argument);
    }
    return {};
}

std::string contentOf(const std::filesystem::path &path)
{
    const std::ifstream file(path, std::ios::binary);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

/// When it began, in the system's own count; empty when it is gone.
std::string startOf(const std::filesystem::path &process)
{
    const std::string stat = contentOf(process / "stat");
    const std::size_t behind = stat.rfind(')');
    if (behind == std::string::npos)
        return {};
    std::istringstream in(stat.substr(behind + 1));
    std::string word;
    for (std::size_t column = 0; column <= kStartedColumn; ++column)
        if (!(in >> word))
            return {};
    return word;
}

std::string nameOf(const std::filesystem::path &process)
{
    std::error_code problem;
    std::string executable = std::filesystem::read_symlink(process / "exe", problem).string();
    constexpr std::string_view kDeleted = " (deleted)"; // it was replaced by a newer one
    if (executable.ends_with(kDeleted))
        executable.resize(executable.size() - kDeleted.size());
    std::vector<std::string> arguments;
    if (isInterpreter(baseName(executable))) {
        arguments = base::split(contentOf(process / "cmdline"), '\0');
        while (!arguments.empty() && arguments.back().empty())
            arguments.pop_back();
    }
    return programName(executable, arguments, [&process](const std::string &argument) {
        const std::filesystem::path path(argument);
        const std::filesystem::path from = path.is_absolute() ? process / "root" : process / "cwd";
        std::error_code missing;
        return std::filesystem::is_regular_file(from / path.relative_path(), missing);
    });
}

} // namespace

std::string programName(std::string_view executable, std::span<const std::string> arguments,
                        const std::function<bool(const std::string &)> &isFile)
{
    const std::string_view name = baseName(executable);
    if (!isInterpreter(name))
        return shown(name);
    if (const std::string_view script = scriptOf(arguments, isFile); !script.empty())
        return shown(script);
    // Some give themselves a name in place of all arguments.
    if (arguments.size() == 1) {
        const std::string_view title = baseName(std::string_view(arguments[0]).substr(0, arguments[0].find(' ')));
        if (!title.empty() && !title.starts_with('-') && !isInterpreter(title))
            return shown(title);
    }
    return shown(name);
}

const std::string &ProgramNames::of(std::int64_t process)
{
    static const std::string none;
    const std::filesystem::path path = m_proc / std::to_string(process);
    std::string started = startOf(path);
    if (started.empty())
        return none;
    const auto hit = m_known.find(process);
    if (hit != m_known.end() && hit->second.started == started)
        return hit->second.name;
    std::string name = nameOf(path);
    if (startOf(path) != started)
        return none;
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    Known &known = m_known[process];
    known = {std::move(started), std::move(name)};
    return known.name;
}

} // namespace server
