#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/journal_record.h"

namespace ledger {

/// What may follow the bytes that a scan was given.
enum class After : std::uint8_t {
    More,    ///< More of the file is there already.
    Growing, ///< A living writer may add to them: a torn tail is left for later.
    Nothing, ///< The writer is gone: a torn tail will never be completed.
};

/// Finds the valid frames in a piece of a journal, in order, stepping over damage to the next valid one. Always
/// terminates, whatever the bytes, and goes through damage no more than a few times. Pure. Thread: any.
class FrameScanner {
public:
    FrameScanner(std::string_view bytes, std::uint32_t salt, After after) : m_bytes(bytes), m_salt(salt), m_after(after)
    {
    }

    /// The next frame's body, or nothing at the end of what can be read now.
    std::optional<std::string_view> next();

    std::size_t position() const { return m_position; }          ///< Where the next scan goes on.
    std::int64_t damagedBytes() const { return m_damagedBytes; } ///< Stepped over, in all.
    std::int64_t damagedPlaces() const { return m_damagedPlaces; }
    /// Bytes gone through to find the next frame behind damage.
    std::int64_t bytesLookedAt() const { return m_windows ? m_windows->looked() : 0; }

private:
    bool stepOverDamage();
    void skipTo(std::size_t position);

    std::string_view m_bytes;
    std::uint32_t m_salt;
    After m_after;
    std::size_t m_position = 0;
    std::optional<Crc32cWindows> m_windows{}; ///< Of m_bytes, once there is damage.
    std::int64_t m_damagedBytes = 0;
    std::int64_t m_damagedPlaces = 0;
};

/// One journal file, read piece by piece from an offset. Thread: one.
class JournalReader {
public:
    /// Errors: Storage.
    static base::Result<JournalReader> open(const std::filesystem::path &file);
    ~JournalReader();
    JournalReader(JournalReader &&other) noexcept;
    JournalReader &operator=(JournalReader &&) = delete;

    struct Piece {
        std::string_view bytes{}; ///< Of the buffer.
        bool atEnd = true;        ///< The file ended with these bytes.
    };
    /// At most kPieceBytes from `offset`, into `buffer`, which may be used again and again. Errors: Storage.
    base::Result<Piece> read(std::int64_t offset, std::string &buffer);
    base::Result<std::int64_t> size() const;

    /// Larger than any frame, so that every piece but the last lets a scan go forward.
    static constexpr std::size_t kPieceBytes = 2 * (kFrameHeader + kMaxBody);

private:
    explicit JournalReader(int fd) : m_fd(fd) {}
    int m_fd;
};

} // namespace ledger
