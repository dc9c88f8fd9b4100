#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <set>

namespace server {

/// Which processes hold sockets, as far as we may look into them. Thread: one; reads files.
class SocketOwners {
public:
    /// `proc`: a tree as /proc is. Source: proc(5).
    explicit SocketOwners(std::filesystem::path proc) : m_proc(std::move(proc)) {}

    /// Process ids by inode. What is not found is left out. Those that were found last are looked at first, then the
    /// youngest: whoever has just connected has often just been started.
    std::map<std::uint64_t, std::int64_t> find(std::set<std::uint64_t> inodes);

private:
    using Found = std::map<std::uint64_t, std::int64_t>;
    void lookInto(std::int64_t process, std::set<std::uint64_t> &wanted, Found &found);
    void remember(std::int64_t process);

    std::filesystem::path m_proc;
    std::deque<std::int64_t> m_recent{}; ///< Last found first.
};

} // namespace server
