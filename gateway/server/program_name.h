#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

/// What a program is called by people. Never more of its arguments than the name of the script that an interpreter
/// runs: others may hold secrets.
namespace server {

/// `isFile` says whether an argument names a file. Printable text of at most 64 bytes; empty when `executable` is. Pure.
std::string programName(std::string_view executable, std::span<const std::string> arguments,
                        const std::function<bool(const std::string &)> &isFile);

/// Names of running processes, each found out once. Thread: one; reads files.
class ProgramNames {
public:
    /// `proc`: a tree as /proc is. Source: proc(5).
    explicit ProgramNames(std::filesystem::path proc) : m_proc(std::move(proc)) {}
    /// Empty when the process is gone, or another user's.
    const std::string &of(std::int64_t process);

private:
    struct Known {
        std::string started{}; ///< By the system's own count: another process of the same number began later.
        std::string name{};
    };
    std::filesystem::path m_proc;
    std::map<std::int64_t, Known> m_known{};
};

} // namespace server
