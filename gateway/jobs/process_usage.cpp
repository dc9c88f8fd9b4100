#include "jobs/process_usage.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"

namespace jobs {
namespace {

std::string contentOf(const char *path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> wordsOf(std::string_view line)
{
    std::istringstream words{std::string(line)};
    return {std::istream_iterator<std::string>(words), {}};
}

std::int64_t numberIn(const std::vector<std::string> &words, std::size_t place)
{
    return place < words.size() ? base::parseInteger(words[place]).value_or(-1) : -1;
}

/// When the system started. Unit: Unix seconds.
std::int64_t bootTime()
{
    for (const std::string &line : base::split(contentOf("/proc/stat"), '\n'))
        if (line.starts_with("btime "))
            return numberIn(wordsOf(line), 1);
    return -1;
}

/// The fields behind the name of the program, which may have anything in it. Source: proc(5).
void readStat(ProcessUsage &out)
{
    const std::string stat = contentOf("/proc/self/stat");
    const auto end = stat.rfind(')');
    if (end == std::string::npos)
        return;
    const auto words = wordsOf(std::string_view(stat).substr(end + 1)); // the first is the third field
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const std::int64_t user = numberIn(words, 11);
    const std::int64_t system = numberIn(words, 12);
    const std::int64_t started = numberIn(words, 19);
    const std::int64_t pages = numberIn(words, 21);
    out.threads = numberIn(words, 17);
    out.virtualBytes = numberIn(words, 20);
    if (user >= 0 && system >= 0)
        out.cpuSeconds = static_cast<double>(user + system) / ticks;
    if (pages >= 0)
        out.residentBytes = pages * ::sysconf(_SC_PAGESIZE);
    if (const std::int64_t boot = bootTime(); boot >= 0 && started >= 0)
        out.startedSeconds = static_cast<double>(boot) + static_cast<double>(started) / ticks;
}

void readFiles(ProcessUsage &out)
{
    std::error_code failed;
    std::int64_t count = -1; // the one that looks is no use of ours
    for (std::filesystem::directory_iterator it("/proc/self/fd", failed), end; !failed && it != end;
         it.increment(failed))
        ++count;
    out.openFiles = failed ? -1 : count;
    ::rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        out.mostFiles = static_cast<std::int64_t>(limit.rlim_cur);
}

/// A line of names, then one of numbers.
void readNetwork(ProcessUsage &out)
{
    const auto lines = base::split(contentOf("/proc/self/net/netstat"), '\n');
    for (std::size_t i = 0; i + 1 < lines.size(); i += 2) {
        if (!lines[i].starts_with("IpExt:"))
            continue;
        const auto names = wordsOf(lines[i]);
        const auto numbers = wordsOf(lines[i + 1]);
        for (std::size_t at = 0; at < names.size(); ++at) {
            if (names[at] == "InOctets")
                out.receivedBytes = numberIn(numbers, at);
            else if (names[at] == "OutOctets")
                out.sentBytes = numberIn(numbers, at);
        }
    }
}

} // namespace

ProcessUsage processUsage()
{
    ProcessUsage out;
    readStat(out);
    readFiles(out);
    readNetwork(out);
    return out;
}

} // namespace jobs
