#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace storage {

/// Which file a path leads to: two equal ones are the same file. Tells that a file that is still open has been removed,
/// or another put in its place. Thread: any.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;

    /// Nothing when there is no such file, or it cannot be looked at.
    static std::optional<FileIdentity> of(const std::filesystem::path &file);
};

} // namespace storage
