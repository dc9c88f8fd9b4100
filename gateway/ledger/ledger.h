#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "ledger/folder.h"
#include "ledger/journal.h"
#include "ledger/recovery.h"
#include "model/call_record.h"
#include "storage/storage_thread.h"

namespace ledger {

struct LedgerCounts {
    std::int64_t appended = 0; ///< Settled calls in the journal.
    std::int64_t folded = 0;   ///< Of those, how many have their row.
    std::int64_t failed = 0;   ///< Appends that the disk refused.
    std::int64_t waiting = 0;  ///< Settled calls in memory until the disk takes them.
    std::int64_t lost = 0;     ///< Settled calls dropped because too many were waiting.
    std::string foldProblem{}; ///< Why the last turn of folding failed; empty when it did not.
    FoldCounts fold{};
    RecoveryCounts recovery{};
    std::int64_t lag() const { return appended - folded < 0 ? 0 : appended - folded; }
};

/// What the calls see of the books: a call is begun before it costs anything and settled before its client gets the
/// last byte. Both are one write() to the journal; rows follow within about 50 ms, or
/// 250 ms while many calls come.
/// Thread: begin(), settle(), counts(), healthy() from any; the rest from the one that made it. `writer` outlives it.
class Ledger final {
public:
    /// Recovers what earlier instances left, then starts. Waits for both. Errors: Storage.
    static base::Result<std::unique_ptr<Ledger>> open(const std::filesystem::path &dataDirectory, std::string instance,
                                                      storage::StorageThread &writer, PriceCall price);
    /// Folds what was appended, then ends.
    ~Ledger();
    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;

    /// Errors: Storage when the disk does not take it: the call must then not be sent.
    base::Result<> begin(const model::CallBegin &call);
    /// Errors: Storage when the disk does not take it. The record then waits in memory (up to kMaxWaiting of them) and
    /// is appended once there is space; until then it would not survive a crash.
    base::Result<> settle(const model::CallRecord &call);

    /// False after an append failed, until one works again (tried about once a second without any calls).
    bool healthy() const { return m_healthy.load(std::memory_order_relaxed); }
    LedgerCounts counts() const;

    /// Waits until everything appended so far has its row. Errors: Storage.
    base::Result<> flush();

    static constexpr std::size_t kMaxWaiting = 10'000;

private:
    Ledger(storage::StorageThread &writer, std::unique_ptr<Journal> journal, std::unique_ptr<JournalFolder> folder,
           RecoveryCounts recovery);
    storage::NextTurn turn(storage::Database &db);
    base::Result<> foldAll(storage::Database &db);
    void retryWaiting();
    void keepWaiting(const model::CallRecord &call);
    void noteAppend(bool worked);
    void noteFold(const base::Result<bool> &result);

    storage::StorageThread &m_writer;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<JournalFolder> m_folder; // storage thread
    RecoveryCounts m_recovery;
    std::atomic<bool> m_healthy{true};
    std::atomic<std::int64_t> m_appended{0};
    std::atomic<std::int64_t> m_failed{0};
    std::atomic<std::int64_t> m_lost{0};
    mutable std::mutex m_mutex{};                    // only on the failure path and for counts
    std::deque<model::CallRecord> m_waiting{};       // by m_mutex
    FoldCounts m_published{};                        // by m_mutex
    std::int64_t m_foldedBefore = 0;                 // by recovery, before this instance appended
    std::string m_foldProblem{};                     // by m_mutex
    std::int64_t m_lastSyncNanos = 0;                // storage thread
    std::unique_ptr<storage::Recurring> m_folding{}; // last: ends first
};

} // namespace ledger
