#include "server/socket_owners.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/text.h"

namespace server {
namespace {

constexpr std::size_t kMostRecent = 16;
constexpr int kMostDescriptors = 8192; ///< Of one process: more are not looked at.
constexpr std::string_view kSocket = "socket:[";

struct CloseFolder {
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// The inode of `socket:[12345]`.
std::optional<std::uint64_t> inodeOf(std::string_view target)
{
    if (!target.starts_with(kSocket) || !target.ends_with(']'))
        return std::nullopt;
    const auto inode = base::parseInteger(target.substr(kSocket.size(), target.size() - kSocket.size() - 1));
    return inode && *inode > 0 ? std::optional(static_cast<std::uint64_t>(*inode)) : std::nullopt;
}

/// Youngest first, as far as their numbers tell.
std::vector<std::int64_t> processesIn(const std::filesystem::path &proc)
{
    std::vector<std::int64_t> out;
    const Folder folder(::opendir(proc.c_str()));
    while (const dirent *entry = folder ? ::readdir(folder.get()) : nullptr)
        if (const auto process = base::parseInteger(entry->d_name); process && *process > 0)
            out.push_back(*process);
    std::ranges::sort(out, std::greater());
    return out;
}

} // namespace

std::map<std::uint64_t, std::int64_t> SocketOwners::find(std::set<std::uint64_t> inodes)
{
    Found found;
    const std::deque<std::int64_t> recent = m_recent;
    for (const std::int64_t process : recent)
        lookInto(process, inodes, found);
    if (inodes.empty())
        return found;
    for (const std::int64_t process : processesIn(m_proc)) {
        if (inodes.empty())
            break;
        if (std::ranges::find(recent, process) == recent.end())
            lookInto(process, inodes, found);
    }
    return found;
}

void SocketOwners::lookInto(std::int64_t process, std::set<std::uint64_t> &wanted, Found &found)
{
    if (wanted.empty())
        return;
    const std::filesystem::path path = m_proc / std::to_string(process) / "fd";
    const Folder folder(::opendir(path.c_str()));
    if (!folder)
        return; // somebody else's, or gone
    std::array<char, 64> target{};
    bool any = false;
    int left = kMostDescriptors;
    while (const dirent *entry = left-- > 0 && !wanted.empty() ? ::readdir(folder.get()) : nullptr) {
        const ssize_t size = ::readlinkat(::dirfd(folder.get()), entry->d_name, target.data(), target.size());
        const auto inode =
            size > 0 ? inodeOf({target.data(), static_cast<std::size_t>(size)}) : std::optional<std::uint64_t>();
        if (!inode || wanted.erase(*inode) == 0)
            continue;
        found[*inode] = process;
        any = true;
    }
    if (any)
        remember(process);
}

void SocketOwners::remember(std::int64_t process)
{
    std::erase(m_recent, process);
    m_recent.push_front(process);
    if (m_recent.size() > kMostRecent)
        m_recent.pop_back();
}

} // namespace server
