#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace gateway {

/// One process per data directory, by an advisory lock that dies with the process.
class InstanceLock {
public:
    /// Makes the directory (0700) when it is missing. Errors: Conflict when another process holds it, Storage.
    static base::Result<InstanceLock> take(const std::filesystem::path &dataDirectory);
    InstanceLock(InstanceLock &&other) noexcept;
    InstanceLock &operator=(InstanceLock &&) = delete;
    ~InstanceLock();

private:
    explicit InstanceLock(int fd) : m_fd(fd) {}
    int m_fd;
};

/// Where a running instance is and the token it takes from this user: `instance.json` (0600) in the data directory.
/// Removed with this object.
class InstanceFile {
public:
    /// `pin` is that of the certificate's key as curl takes it, empty for plain HTTP.
    static base::Result<InstanceFile> write(const std::filesystem::path &dataDirectory, const std::string &url,
                                            const std::string &pin, const base::Secret &token);
    InstanceFile(InstanceFile &&other) noexcept : m_path(std::move(other.m_path)) { other.m_path.clear(); }
    InstanceFile &operator=(InstanceFile &&) = delete;
    ~InstanceFile();
    /// The same, elsewhere. Errors: Storage; then it says what it said before.
    base::Result<> rewrite(const std::string &url, const std::string &pin, const base::Secret &token);

    struct Found {
        std::string url{};
        std::string pin{};
        base::Secret token{};
    };
    /// Nothing when no instance has left one.
    static std::optional<Found> read(const std::filesystem::path &dataDirectory);

private:
    explicit InstanceFile(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

} // namespace gateway
