#include "ledger/ledger.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QLoggingCategory>

#include "base/clock.h"
#include "storage/journal_state.h"
#include "storage/sqlite_error.h"

namespace ledger {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.ledger")

constexpr auto kFoldDelay = std::chrono::milliseconds(50);
constexpr std::int64_t kManyRecords = 32; // in one turn: a transaction for more of them costs each of them less
constexpr auto kTurnInterval = std::chrono::seconds(1); // without calls: probing, and syncing what is left
constexpr int kBatchesPerTurn = 1; // of a backlog: about a tenth of a second, then others on the thread get their turn
constexpr std::int64_t kSyncEveryNanos = 1'000'000'000;
constexpr std::int64_t kFirstFoldPause = 100'000'000; // Unit: nanoseconds; doubled at each failure
constexpr std::int64_t kLongestFoldPause = 2'000'000'000;
/// Only other programs make folding wait, and a later turn is as good: the storage thread has more to do.
constexpr std::chrono::milliseconds kPatience{250};

/// Its bytes make no sense, or make sense as another schema than ours: either way no row can be added to it again.
bool isSpoilt(const base::Error &error)
{
    return storage::isDamage(error) || storage::isForeignSchema(error);
}

/// usage.db is set aside only when it looks damaged again and again.
base::Result<RecoveryCounts> recoverSurely(storage::Database &db, JournalFolder &folder, const std::string &instance,
                                           const PriceAttempt &price)
{
    auto done = recover(db, folder, instance, price);
    for (int seen = 1; seen <= storage::kDamageBelieved && !done && isSpoilt(done.error()); ++seen) {
        if (seen < storage::kDamageBelieved)
            static_cast<void>(db.reopenUsage()); // if it fails the next look is with the old one
        else if (auto aside = db.setUsageAside(); !aside)
            return base::fail(std::move(aside.error()));
        folder.startOver();
        done = recover(db, folder, instance, price);
    }
    return done;
}

} // namespace

std::string_view toWord(Condition condition)
{
    switch (condition) {
    case Condition::Fine:
        return "ok";
    case Condition::Behind:
        return "behind";
    case Condition::Refusing:
        break;
    }
    return "refusing";
}

base::Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path &dataDirectory, std::string instance,
                                                   storage::StorageThread &writer, PriceAttempt price,
                                                   FoldWatcher *watcher)
{
    const std::filesystem::path directory = dataDirectory / "journal";
    std::error_code failed;
    std::filesystem::create_directories(directory, failed); // a failure shows when the journal opens there
    auto folder = std::make_unique<JournalFolder>(directory, instance);
    folder->tell(watcher);
    const auto recoverAll = [&](storage::Database &db) -> base::Result<RecoveryCounts> {
        auto done = recoverSurely(db, *folder, instance, price);
        if (done)
            static_cast<void>(db.usage().setPatience(kPatience));
        return done;
    };
    auto recovered = writer.runAndWait<RecoveryCounts>(recoverAll);
    if (!recovered)
        return base::fail(std::move(recovered.error()), "opening the ledger");
    auto journal = Journal::open(directory, std::move(instance));
    if (!journal)
        return base::fail(std::move(journal.error()), "opening the ledger");
    auto nonces = NonceStore::open(dataDirectory / "nonces", base::systemClock().wallMillis());
    if (!nonces)
        return base::fail(std::move(nonces.error()), "opening the ledger");
    return std::unique_ptr<Ledger>(
        new Ledger(writer, std::move(*journal), std::move(folder), std::move(*nonces), *recovered));
}

Ledger::Ledger(storage::StorageThread &writer, std::unique_ptr<Journal> journal, std::unique_ptr<JournalFolder> folder,
               std::unique_ptr<NonceStore> nonces, RecoveryCounts recovery)
    : m_writer(writer),
      m_journal(std::move(journal)),
      m_folder(std::move(folder)),
      m_recovery(recovery),
      m_nonces(std::move(nonces)),
      m_published(m_folder->counts())
{
    m_folding = m_writer.every(kTurnInterval, kFoldDelay, [this](storage::Database &db) { return turn(db); });
    m_folding->nudge(); // the first look at the disk is not to wait for a call
}

Ledger::~Ledger()
{
    m_folding.reset();
    static_cast<void>(flush()); // what cannot be folded now is folded at the next start
    if (!m_waiting.empty())
        qCWarning(ownLog, "%zu calls could not be written to the journal: the next start books them as estimates",
                  m_waiting.size());
}

base::Result<> Ledger::begin(const model::CallBegin &call)
{
    return begun(m_journal->append(call));
}

base::Result<> Ledger::begun(base::Result<> appended)
{
    noteAppend(appended);
    return appended;
}

base::Result<> Ledger::settle(const model::CallRecord &call)
{
    return settled(m_journal->append(call), call);
}

base::Result<> Ledger::settled(base::Result<> appended, const model::CallRecord &call)
{
    noteAppend(appended);
    if (!appended)
        return keepWaiting(call, appended.error());
    m_appended.fetch_add(1, std::memory_order_relaxed);
    m_folding->nudge();
    return {};
}

void Ledger::noteAppend(const base::Result<> &done)
{
    const bool worked = done.has_value();
    if (m_appends.load(std::memory_order_relaxed) != worked) // written only when it changes: all workers read it
        m_appends.store(worked, std::memory_order_relaxed);
    if (worked)
        return;
    m_failed.fetch_add(1, std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    m_appendProblem = done.error().detail;
}

base::Result<> Ledger::keepWaiting(const model::CallRecord &call, const base::Error &why)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() < kMaxWaiting) {
        m_waiting.push_back(call);
        return {};
    }
    m_lost.fetch_add(1, std::memory_order_relaxed);
    return base::fail(why, "booking a call while too many wait for the disk");
}

/// A disk without space for rows has none for new calls either: what the journal keeps is for the running ones.
/// Thread: storage.
void Ledger::lookAtDisk(storage::Database &db)
{
    base::Result<> room = m_journal->keepRoom();
    if (m_fullDisk)
        room = base::fail(*m_fullDisk);
    if (!m_journal->stillThere() || !db.stillThere())
        room = base::fail(base::ErrorCode::Storage, "the data directory that holds " + m_journal->directory().string()
                                                        + " was removed or replaced: put it back, or start Switchyard "
                                                          "again to begin a new one");
    const std::lock_guard lock(m_mutex);
    m_roomProblem = room ? std::string() : room.error().detail;
    m_hasRoom.store(room.has_value(), std::memory_order_relaxed);
}

/// Thread: storage. The lock is not held while writing: a worker that has just failed must not wait for the disk.
void Ledger::retryWaiting()
{
    if (!m_appends.load(std::memory_order_relaxed))
        noteAppend(m_journal->append(Probe{}));
    while (m_appends.load(std::memory_order_relaxed)) {
        model::CallRecord call;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.empty())
                return;
            call = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        const auto done = m_journal->append(call);
        noteAppend(done);
        if (done) {
            m_appended.fetch_add(1, std::memory_order_relaxed);
            continue;
        }
        const std::lock_guard lock(m_mutex);
        m_waiting.push_front(std::move(call));
    }
}

storage::NextTurn Ledger::turn(storage::Database &db)
{
    retryWaiting();
    if (healthy())
        static_cast<void>(m_journal->rotateIfFull()); // if it fails the file goes on; the next turn tries again
    const std::int64_t before = m_folder->counts().records;
    const auto more = foldOnce(db);
    const bool many = m_folder->counts().records - before >= kManyRecords;
    sync();
    lookAtDisk(db);
    tellChanges();
    if (more && *more)
        return storage::NextTurn::Now;
    return many ? storage::NextTurn::Patiently : storage::NextTurn::AtInterval;
}

/// One batch, unless the last one failed a moment ago. What failed was rolled back and is read again.
base::Result<bool> Ledger::foldOnce(storage::Database &db)
{
    const std::int64_t now = base::systemClock().steadyNanos();
    if (now < m_foldAgainNanos)
        return false;
    if (m_fullDisk) // the log of usage.db may be what fills it: once it is emptied, it takes rows without growing
        static_cast<void>(storage::checkpointUsage(db));
    const std::int64_t appended = m_appended.load();
    auto more = m_folder->fold(db, m_journal->closeRetired(), kBatchesPerTurn);
    noteFold(more, appended);
    m_fullDisk = more || !storage::isFullDisk(more.error()) ? std::nullopt : std::optional(more.error());
    m_foldPauseNanos = more                    ? 0
                       : m_foldPauseNanos == 0 ? kFirstFoldPause
                                               : std::min(2 * m_foldPauseNanos, kLongestFoldPause);
    m_foldAgainNanos = more ? 0 : now + m_foldPauseNanos;
    if (more || !isSpoilt(more.error()))
        m_damageSeen = 0;
    else if (++m_damageSeen >= storage::kDamageBelieved)
        mend(db, more.error());
    else if (db.reopenUsage())
        static_cast<void>(db.usage().setPatience(kPatience));
    return more;
}

/// usage.db is damaged for good: the rows that the journal still has go into a new one.
void Ledger::mend(storage::Database &db, const base::Error &why)
{
    qCWarning(ownLog, "%s", base::describe(why).c_str());
    m_damageSeen = 0;
    if (const auto aside = db.setUsageAside(); !aside)
        return noteFold(base::fail(aside.error()));
    m_folder->startOver();
    static_cast<void>(db.usage().setPatience(kPatience));
    m_foldAgainNanos = 0;
    m_foldPauseNanos = 0;
    const std::lock_guard lock(m_mutex);
    m_published = m_folder->counts(); // all that the journal has is late until it is folded again
    m_gone = 0;
}

void Ledger::sync()
{
    const std::int64_t now = base::systemClock().steadyNanos();
    if (now - m_lastSyncNanos < kSyncEveryNanos)
        return;
    m_lastSyncNanos = now;
    const auto done = m_journal->sync(); // if it fails the next turn tries again
    const std::lock_guard lock(m_mutex);
    m_syncProblem = done ? std::string() : done.error().detail;
}

/// `appendedBefore`: how many calls of this instance the journal was given before it was folded. Once all of it is
/// read, those without a row are in files that were removed before usage.db was begun anew: they are not late.
void Ledger::noteFold(const base::Result<bool> &result, std::int64_t appendedBefore)
{
    const std::lock_guard lock(m_mutex);
    m_published = m_folder->counts();
    if (result && !*result)
        m_gone = std::max<std::int64_t>(0, appendedBefore - m_published.own);
    m_foldProblem = result ? std::string() : base::describe(result.error());
}

/// The log has every change once. Thread: storage.
void Ledger::tellChanges()
{
    std::string now;
    Condition how{};
    {
        const std::lock_guard lock(m_mutex);
        now = problem();
        how = condition();
    }
    if (now == m_told)
        return;
    if (now.empty())
        qCInfo(ownLog, "the ledger is in order again");
    else
        qCWarning(ownLog, "the ledger: %s", now.c_str());
    if (FoldWatcher *watcher = m_folder->watcher())
        watcher->conditionChanged(how, now);
    m_told = std::move(now);
}

/// By m_mutex.
Condition Ledger::condition() const
{
    if (!healthy())
        return Condition::Refusing;
    return m_foldProblem.empty() && m_syncProblem.empty() ? Condition::Fine : Condition::Behind;
}

/// By m_mutex.
std::string Ledger::problem() const
{
    if (!m_roomProblem.empty())
        return "new calls are refused until they can be booked: " + m_roomProblem;
    if (!m_appends.load(std::memory_order_relaxed))
        return "new calls are refused until they can be booked: " + m_appendProblem;
    if (!m_foldProblem.empty())
        return "calls are booked, but their rows are late: " + m_foldProblem;
    if (!m_syncProblem.empty())
        return "calls are booked, but a power cut could take the last ones: " + m_syncProblem;
    return {};
}

base::Result<> Ledger::foldAll(storage::Database &db)
{
    retryWaiting();
    for (;;) {
        const std::int64_t appended = m_appended.load();
        const auto more = m_folder->fold(db, m_journal->closeRetired());
        noteFold(more, appended);
        if (!more)
            return base::fail(more.error());
        if (!*more)
            return {};
    }
}

base::Result<> Ledger::flush()
{
    return m_writer.runAndWait([this](storage::Database &db) { return foldAll(db); });
}

LedgerCounts Ledger::counts() const
{
    const std::lock_guard lock(m_mutex);
    return {.appended = m_appended.load(std::memory_order_relaxed),
            .folded = m_published.own + m_gone,
            .failed = m_failed.load(std::memory_order_relaxed),
            .waiting = static_cast<std::int64_t>(m_waiting.size()),
            .lost = m_lost.load(std::memory_order_relaxed),
            .condition = condition(),
            .problem = problem(),
            .fold = m_published,
            .recovery = m_recovery};
}

} // namespace ledger
