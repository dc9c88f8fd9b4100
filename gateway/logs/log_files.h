#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace logs {

/// How much of the log is kept in files.
struct FileRoom {
    std::int64_t bytes = 10LL << 20; ///< Of one file; 0: none is written.
    int files = 5;                   ///< Including the one that is written to.
    friend bool operator==(const FileRoom &, const FileRoom &) = default;
};

/// `switchyard.log` in a directory, and the ones before it: `switchyard.1.log` is the newest of those. They are ours
/// alone (0600, in a directory of 0700). A line is there whole or not at all.
/// Thread: one at a time.
class LogFiles {
public:
    /// Makes and opens nothing yet.
    explicit LogFiles(std::filesystem::path directory) : m_directory(std::move(directory)) {}
    ~LogFiles() { close(); }
    LogFiles(const LogFiles &) = delete;
    LogFiles &operator=(const LogFiles &) = delete;

    /// `text` is one or more whole lines; a file that would become larger than the room makes way for a new one first.
    /// Errors: Storage; then nothing of `text` stays in the file.
    base::Result<> append(std::string_view text, const FileRoom &room);
    /// The end of what was written, oldest line first and whole lines only; empty when there is nothing.
    std::string tail(std::size_t bytes) const;
    const std::filesystem::path &directory() const { return m_directory; }

private:
    std::filesystem::path fileNumber(int number) const;
    base::Result<> open();
    base::Result<> makeWay(const FileRoom &room);
    void close();

    std::filesystem::path m_directory;
    int m_file = -1;
};

} // namespace logs
