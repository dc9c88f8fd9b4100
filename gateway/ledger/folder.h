#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ledger/fold_watcher.h"
#include "ledger/journal_reader.h"
#include "model/call_record.h"
#include "storage/database.h"
#include "storage/ledger_entries.h"
#include "storage/spend.h"
#include "storage/usage.h"
#include "storage/usage_buckets.h"

namespace ledger {

/// What folding has done since it began.
struct FoldCounts {
    std::int64_t records = 0;    ///< Calls that got their row.
    std::int64_t begins = 0;     ///< Begin entries read.
    std::int64_t duplicates = 0; ///< Calls that had a row already; left as it was.
    std::int64_t damagedPlaces = 0;
    std::int64_t damagedBytes = 0; ///< Bytes of the journal that made no sense and were stepped over.
    std::int64_t filesRemoved = 0;
    std::int64_t own = 0; ///< Calls of this instance that have their row in the usage.db of now.
};

/// Takes the journal into usage.db. The rows of a batch and the place it was read up to are committed together, so
/// every record is booked exactly once, wherever the program dies.
/// Thread: the storage writer's.
class JournalFolder {
public:
    JournalFolder(std::filesystem::path directory, std::string instance,
                  const base::Clock &clock = base::systemClock());

    /// Folds what is there, at most `maxBatches` pieces; true when there is more. Files of this instance from
    /// `growingFrom` on are still being written; all others are finished, and removed once they are folded.
    /// Errors: Storage; what was not committed is read again at the next turn.
    base::Result<bool> fold(storage::Database &db, std::uint64_t growingFrom, int maxBatches = 64);

    /// For another usage.db: what it says of the journal is read anew.
    void startOver();

    const FoldCounts &counts() const { return m_counts; }

    /// It outlives this; null: nobody is told.
    void tell(FoldWatcher *watcher) { m_watcher = watcher; }
    FoldWatcher *watcher() const { return m_watcher; }

    /// Told before each step that a crash could follow; for tests.
    std::function<void(const char *step)> onStep{};

private:
    struct File {
        std::filesystem::path path{};
        std::string name{};
        std::string instance{};
        bool growing = false;
    };
    struct Batch {
        std::unordered_map<std::string_view, std::string_view> begun{}; // id and body, both in the piece that was read
        std::vector<std::string> ended{};                               // calls that earlier batches may have opened
        std::size_t waiting = 0;                                        // of m_calls
        bool large = false;                                             // one of those was
        storage::Rollups rollups{};
        storage::UsageBuckets buckets{};
        storage::Spend spend{};
        FoldCounts counts{};
    };

    base::Result<> loadOffsets(storage::Database &db);
    base::Result<std::vector<File>> listFiles(std::uint64_t growingFrom) const;
    base::Result<bool> foldFile(storage::Database &db, const File &file, int &batchesLeft);
    base::Result<> foldPiece(storage::Database &db, const File &file, FrameScanner &scanner, std::int64_t base);
    base::Result<> take(storage::Database &db, Batch &batch, std::string_view body);
    base::Result<> bookWaiting(storage::Database &db, Batch &batch);
    base::Result<> saveOpen(storage::Database &db, const File &file, Batch &batch);
    base::Result<> finishBatch(storage::Database &db, const File &file, Batch &batch, std::int64_t offset);
    base::Result<> removeFinished(storage::Database &db);
    void step(const char *name) const;

    std::filesystem::path m_directory;
    std::string m_instance;
    const base::Clock &m_clock;
    bool m_loaded = false;
    std::map<std::string, std::int64_t> m_offsets{}; // as committed
    std::vector<File> m_finished{};                  // folded to the end, still on the disk
    // Kept for the memory they have:
    std::string m_buffer{};                        // the piece that is being folded
    std::vector<model::CallRecord> m_calls{};      // decoded, not yet written
    std::vector<storage::LedgerEntry> m_entries{}; // of those
    FoldCounts m_counts{};
    FoldWatcher *m_watcher = nullptr;
};

} // namespace ledger
