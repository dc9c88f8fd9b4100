#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/journal_record.h"

namespace ledger {

inline constexpr std::int64_t kJournalFileBytes = 64 * 1024 * 1024;

/// An append-only series of files `<instance>-<number>.log`, which takes a record, or a batch, in one write() from any
/// thread. No lock on that path: O_APPEND makes the kernel keep records whole and apart. A record that was cut short
/// (full disk) is reported to its caller and stepped over by the reader, so it harms no other.
/// Thread: append() from any; rotateIfFull(), closeRetired() and sync() from the storage thread.
class Journal {
public:
    /// Makes the directory (0700) and the first file (0600). Errors: Storage.
    static base::Result<std::unique_ptr<Journal>> open(std::filesystem::path directory, std::string instance,
                                                       std::int64_t fileBytes = kJournalFileBytes);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// Errors: Storage; the record is then not in the journal.
    base::Result<> append(const model::CallBegin &call) { return appendEntry(call); }
    base::Result<> append(const model::CallRecord &call) { return appendEntry(call); }
    base::Result<> append(const Probe &probe) { return appendEntry(probe); }

    /// Begins the next file when this one is over its size. Errors: Storage; the old file then goes on.
    base::Result<> rotateIfFull();
    /// Keeps room on the disk for what running calls will append, so that they can be booked when it is full: about
    /// kRoom bytes, at least kLeastRoom. Costs nothing while enough is left. Errors: Storage when the disk has no room.
    base::Result<> keepRoom();
    /// False once the current file was removed: what is appended then is seen by nobody.
    bool stillThere() const;
    /// Closes files nobody writes to any more and returns the lowest number that may still grow.
    std::uint64_t closeRetired();
    /// Makes what was appended so far survive a power cut. Costs nothing when nothing was. Errors: Storage.
    base::Result<> sync();

    static constexpr std::int64_t kRoom = 4 * 1024 * 1024;
    static constexpr std::int64_t kLeastRoom = 64 * 1024; ///< Enough for more than a hundred calls.

    const std::filesystem::path &directory() const { return m_directory; }
    const std::string &instance() const { return m_instance; }

private:
    friend class JournalBatch;
    struct File { // never freed before the Journal, so that a late appender may look at it
        int fd = -1;
        std::uint64_t number = 0;
        std::uint32_t salt = 0;
        std::atomic<int> users{0};
        std::atomic<std::int64_t> bytes{0};
        std::int64_t syncedBytes = 0; // storage thread
        std::int64_t roomTo = 0;      // up to this length the disk has room for it; storage thread
    };

    Journal(std::filesystem::path directory, std::string instance, std::int64_t fileBytes);
    base::Result<> beginFile(std::uint64_t number);
    template <typename Entry>
    base::Result<> appendEntry(const Entry &entry);
    File &acquire();
    static std::int64_t write(File &file, std::string_view frames);
    static base::Error refusal(std::int64_t written, int code);

    std::filesystem::path m_directory;
    std::string m_instance;
    std::int64_t m_fileBytes;
    std::atomic<File *> m_current{nullptr};
    std::vector<std::unique_ptr<File>> m_files{}; // storage thread
    bool m_canKeepRoom = true;                    // the file system knows how; storage thread
};

/// Records of one thread that go to the journal in one write(); each is in it then, or not, for itself.
/// Must end before its Journal. Thread: one.
class JournalBatch {
public:
    explicit JournalBatch(Journal &journal) : m_journal(journal) {}
    ~JournalBatch();
    JournalBatch(const JournalBatch &) = delete;
    JournalBatch &operator=(const JournalBatch &) = delete;

    /// Returns where the record ends among the bytes of the batch.
    std::size_t add(const model::CallBegin &call) { return addEntry(call); }
    std::size_t add(const model::CallRecord &call) { return addEntry(call); }

    struct Written {
        std::size_t bytes = 0; ///< What ends here or before is in the journal.
        base::Error why{};     ///< What kept the rest out of it. Storage.
    };
    /// All of it; the batch is empty then.
    Written write();

private:
    template <typename Entry>
    std::size_t addEntry(const Entry &entry);

    Journal &m_journal;
    Journal::File *m_file = nullptr; ///< Which its frames are made for; null while there are none.
    std::string m_frames{};
};

/// A name for this instance that sorts after those of all earlier ones with files in `directory`, also when the clock
/// was set back since.
std::string nextInstance(const std::filesystem::path &directory, std::int64_t wallMillis);

/// `<instance>-<number>.log`, six digits.
std::string journalFileName(std::string_view instance, std::uint64_t number);

struct JournalFileName {
    std::string instance{};
    std::uint64_t number = 0;
};
/// Nothing for a name that is not ours.
std::optional<JournalFileName> parseJournalFileName(std::string_view name);

} // namespace ledger
