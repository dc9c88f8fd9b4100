#include "server/port_holder.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "server/listener.h"

namespace server {
namespace {

constexpr std::string_view kListening = "0A"; ///< TCP_LISTEN
constexpr std::size_t kStateColumn = 3;
constexpr std::size_t kInodeColumn = 9;
constexpr int kPortsTried = 100;
constexpr int kLastPort = 65535;

std::string contentOf(const std::filesystem::path &path)
{
    const std::ifstream file(path);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

std::vector<std::string> columnsOf(const std::string &line)
{
    std::istringstream in(line);
    std::vector<std::string> out;
    for (std::string word; in >> word;)
        out.push_back(std::move(word));
    return out;
}

/// `0100007F:102D`
bool isPort(std::string_view address, std::uint16_t port)
{
    const std::string_view digits = address.substr(std::min(address.rfind(':') + 1, address.size()));
    unsigned int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return error == std::errc() && end == digits.data() + digits.size() && value == port;
}

std::string nameOf(const std::filesystem::path &process)
{
    std::string name = contentOf(process / "comm");
    while (!name.empty() && name.back() == '\n')
        name.pop_back();
    std::ranges::replace_if(name, [](char c) { return c < ' ' || c > '~'; }, '?');
    return name;
}

/// Whether one of the process's descriptors is one of these sockets. False for a process that we may not look into.
bool holdsOne(const std::filesystem::path &process, const std::set<std::string> &sockets)
{
    std::error_code problem;
    std::filesystem::directory_iterator entry(process / "fd", problem);
    for (; !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem)) {
        std::error_code gone; // closed meanwhile
        if (sockets.contains(std::filesystem::read_symlink(entry->path(), gone).string()))
            return true;
    }
    return false;
}

} // namespace

std::vector<std::uint64_t> listeningInodes(std::string_view table, std::uint16_t port)
{
    std::vector<std::uint64_t> out;
    for (const std::string &line : base::split(table, '\n')) {
        const std::vector<std::string> columns = columnsOf(line);
        if (columns.size() <= kInodeColumn || columns[kStateColumn] != kListening || !isPort(columns[1], port))
            continue;
        if (const auto inode = base::parseInteger(columns[kInodeColumn]); inode && *inode > 0)
            out.push_back(static_cast<std::uint64_t>(*inode));
    }
    return out;
}

std::optional<PortHolder> holderOf(std::uint16_t port)
{
    std::set<std::string> sockets;
    for (const char *table : {"/proc/net/tcp", "/proc/net/tcp6"})
        for (const std::uint64_t inode : listeningInodes(contentOf(table), port))
            sockets.insert("socket:[" + std::to_string(inode) + "]");
    if (sockets.empty())
        return std::nullopt;
    std::error_code problem;
    std::filesystem::directory_iterator entry("/proc", problem);
    for (; !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem)) {
        const auto pid = base::parseInteger(entry->path().filename().string());
        if (pid && holdsOne(entry->path(), sockets))
            return PortHolder{*pid, nameOf(entry->path())};
    }
    return std::nullopt;
}

std::uint16_t freePortAbove(std::uint16_t port)
{
    for (int next = port + 1; next <= std::min(port + kPortsTried, kLastPort); ++next) {
        ListenOptions options;
        options.port = static_cast<std::uint16_t>(next);
        if (Listener trial(options); trial.open())
            return options.port;
    }
    return 0;
}

} // namespace server
