#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/budgets.h"
#include "ledger/folder.h"
#include "ledger/journal.h"
#include "ledger/limits.h"
#include "ledger/nonce_store.h"
#include "ledger/recovery.h"
#include "model/call_record.h"
#include "storage/storage_thread.h"

namespace ledger {

/// How the books are.
enum class Condition : std::uint8_t {
    Fine,
    Behind,   ///< Calls are booked in the journal, but do not get their rows at the moment.
    Refusing, ///< New calls cannot be booked, so none is begun; running ones end as they would.
};
std::string_view toWord(Condition condition); ///< `ok`, `behind`, `refusing`

struct LedgerCounts {
    std::int64_t appended = 0; ///< Settled calls in the journal.
    std::int64_t folded = 0;   ///< Of those, how many do not wait for their row.
    std::int64_t failed = 0;   ///< Appends that the disk refused.
    std::int64_t waiting = 0;  ///< Settled calls in memory until the disk takes them.
    std::int64_t lost = 0;     ///< Settled calls dropped because too many were waiting.
    Condition condition = Condition::Fine;
    std::string problem{}; ///< What is wrong and the way out, in a sentence; empty when Fine.
    FoldCounts fold{};
    RecoveryCounts recovery{};
    std::int64_t lag() const { return appended - folded < 0 ? 0 : appended - folded; }
};

/// What the calls see of the books: a call is begun before it costs anything, again before each further attempt, and
/// settled before its client gets the last byte. Each is in the journal then, by a write() of its own or with others of
/// its worker; rows follow within about 50 ms, or 250 ms while many calls come.
/// The promise: a client that got its last byte has a row. When the disk took the settled record, that row is exact,
/// whatever happens to the process. When it did not (it is full beyond the room that is kept, or it fails), the record
/// waits in memory and the row is exact once the disk takes it; should the process be killed before, the row is the
/// estimate that every begun call without an end gets. What can no longer wait either is refused to the client.
/// Thread: begin(), begun(), settle(), settled(), counts(), healthy() from any; the rest from the one that made it.
/// `writer` outlives it.
class Ledger final {
public:
    /// Recovers what earlier instances left, then starts. Waits for both. `watcher`, which outlives the ledger, hears of
    /// every row from then on, those of the recovery among them; it may be null. Errors: Storage.
    static base::Result<std::unique_ptr<Ledger>> open(const std::filesystem::path &dataDirectory, std::string instance,
                                                      storage::StorageThread &writer, PriceAttempt price,
                                                      FoldWatcher *watcher = nullptr);
    /// Folds what was appended, then ends.
    ~Ledger();
    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;

    /// Before every attempt of a call. Errors: Storage when the disk does not take it: the attempt must then not be sent.
    base::Result<> begin(const model::CallBegin &call);
    /// What the disk does not take waits in memory (up to kMaxWaiting calls) and is appended once it does.
    /// Errors: Storage when too many wait already: the call must then not look like a success.
    base::Result<> settle(const model::CallRecord &call);

    /// For who appends to the journal by itself (`group_commit.h`): what came of it. Returns what the above would have.
    base::Result<> begun(base::Result<> appended);
    base::Result<> settled(base::Result<> appended, const model::CallRecord &call);
    Journal &journal() { return *m_journal; }

    /// False when new calls cannot be booked, until they can (tried about once a second without any calls).
    bool healthy() const
    {
        return m_appends.load(std::memory_order_relaxed) && m_hasRoom.load(std::memory_order_relaxed);
    }
    LedgerCounts counts() const;

    /// Waits until everything appended so far has its row. Errors: Storage.
    base::Result<> flush();
    /// The same from the storage thread itself. Thread: storage.
    base::Result<> foldAll(storage::Database &db);

    /// Thread: the storage thread's, which publishes plans.
    Budgets &budgets() { return m_budgets; }
    /// The same.
    Limits &limits() { return m_limits; }
    /// Thread: any.
    NonceStore &nonces() { return *m_nonces; }

    static constexpr std::size_t kMaxWaiting = 10'000;

private:
    Ledger(storage::StorageThread &writer, std::unique_ptr<Journal> journal, std::unique_ptr<JournalFolder> folder,
           std::unique_ptr<NonceStore> nonces, RecoveryCounts recovery);
    storage::NextTurn turn(storage::Database &db);
    base::Result<bool> foldOnce(storage::Database &db);
    void lookAtDisk(storage::Database &db);
    void retryWaiting();
    base::Result<> keepWaiting(const model::CallRecord &call, const base::Error &why);
    void noteAppend(const base::Result<> &done);
    void noteFold(const base::Result<bool> &result, std::int64_t appendedBefore = 0);
    void mend(storage::Database &db, const base::Error &why);
    void sync();
    void tellChanges();
    Condition condition() const;
    std::string problem() const;

    storage::StorageThread &m_writer;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<JournalFolder> m_folder; // storage thread
    RecoveryCounts m_recovery;
    Budgets m_budgets{};
    Limits m_limits{};
    std::unique_ptr<NonceStore> m_nonces;
    std::atomic<bool> m_appends{true}; // the last append worked
    std::atomic<bool> m_hasRoom{true}; // and running calls have room for theirs
    std::atomic<std::int64_t> m_appended{0};
    std::atomic<std::int64_t> m_failed{0};
    std::atomic<std::int64_t> m_lost{0};
    mutable std::mutex m_mutex{};                    // only on the failure path and for counts
    std::deque<model::CallRecord> m_waiting{};       // by m_mutex
    FoldCounts m_published{};                        // by m_mutex
    std::int64_t m_gone = 0;                         // by m_mutex; appended, but not in the journal any more
    std::string m_appendProblem{};                   // by m_mutex; of the last append that failed
    std::string m_roomProblem{};                     // by m_mutex; empty when there is none
    std::string m_foldProblem{};                     // by m_mutex; empty when the last turn of folding worked
    std::string m_syncProblem{};                     // by m_mutex; empty when the last sync worked
    std::string m_told{};                            // the problem that the log knows; storage thread
    std::int64_t m_foldAgainNanos = 0;               // after a failure; storage thread
    std::int64_t m_foldPauseNanos = 0;               // grows while folding fails; storage thread
    std::optional<base::Error> m_fullDisk{};         // that folding met; storage thread
    int m_damageSeen = 0;                            // turns in a row; storage thread
    std::int64_t m_lastSyncNanos = 0;                // storage thread
    std::unique_ptr<storage::Recurring> m_folding{}; // last: ends first
};

} // namespace ledger
