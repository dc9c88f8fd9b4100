#include "ledger/ledger.h"

#include <chrono>
#include <utility>

#include "base/clock.h"

namespace ledger {
namespace {

constexpr auto kFoldDelay = std::chrono::milliseconds(50);
constexpr std::int64_t kManyRecords = 32; // in one turn: a transaction for more of them costs each of them less
constexpr auto kTurnInterval = std::chrono::seconds(1); // without calls: probing, and syncing what is left
constexpr int kBatchesPerTurn = 1; // of a backlog: about a tenth of a second, then others on the thread get their turn
constexpr std::int64_t kSyncEveryNanos = 1'000'000'000;

} // namespace

base::Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path &dataDirectory, std::string instance,
                                                   storage::StorageThread &writer, PriceCall price)
{
    const std::filesystem::path directory = dataDirectory / "journal";
    std::error_code failed;
    std::filesystem::create_directories(directory, failed); // a failure shows when the journal opens there
    auto folder = std::make_unique<JournalFolder>(directory, instance);
    auto recovered =
        writer.runAndWait<RecoveryCounts>([&](storage::Database &db) { return recover(db, *folder, instance, price); });
    if (!recovered)
        return base::fail(std::move(recovered.error()), "opening the ledger");
    auto journal = Journal::open(directory, std::move(instance));
    if (!journal)
        return base::fail(std::move(journal.error()), "opening the ledger");
    return std::unique_ptr<Ledger>(new Ledger(writer, std::move(*journal), std::move(folder), *recovered));
}

Ledger::Ledger(storage::StorageThread &writer, std::unique_ptr<Journal> journal, std::unique_ptr<JournalFolder> folder,
               RecoveryCounts recovery)
    : m_writer(writer),
      m_journal(std::move(journal)),
      m_folder(std::move(folder)),
      m_recovery(recovery),
      m_published(m_folder->counts()),
      m_foldedBefore(m_published.records)
{
    m_folding = m_writer.every(kTurnInterval, kFoldDelay, [this](storage::Database &db) { return turn(db); });
}

Ledger::~Ledger()
{
    m_folding.reset();
    static_cast<void>(flush()); // what cannot be folded now is folded at the next start
}

base::Result<> Ledger::begin(const model::CallBegin &call)
{
    auto done = m_journal->append(call);
    noteAppend(done.has_value());
    return done;
}

base::Result<> Ledger::settle(const model::CallRecord &call)
{
    auto done = m_journal->append(call);
    noteAppend(done.has_value());
    if (done) {
        m_appended.fetch_add(1, std::memory_order_relaxed);
        m_folding->nudge();
    } else {
        keepWaiting(call);
    }
    return done;
}

void Ledger::noteAppend(bool worked)
{
    if (!worked)
        m_failed.fetch_add(1, std::memory_order_relaxed);
    if (m_healthy.load(std::memory_order_relaxed) != worked) // written only when it changes: all workers read it
        m_healthy.store(worked, std::memory_order_relaxed);
}

void Ledger::keepWaiting(const model::CallRecord &call)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() < kMaxWaiting)
        m_waiting.push_back(call);
    else
        m_lost.fetch_add(1, std::memory_order_relaxed);
}

/// Thread: storage. The lock is not held while writing: a worker that has just failed must not wait for the disk.
void Ledger::retryWaiting()
{
    if (!healthy())
        m_healthy.store(m_journal->append(Probe{}).has_value(), std::memory_order_relaxed);
    while (healthy()) {
        model::CallRecord call;
        {
            const std::lock_guard lock(m_mutex);
            if (m_waiting.empty())
                return;
            call = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        const auto done = m_journal->append(call);
        noteAppend(done.has_value());
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
    static_cast<void>(m_journal->rotateIfFull()); // if it fails the file goes on; the next turn tries again
    const std::int64_t before = m_folder->counts().records;
    const auto more = m_folder->fold(db, m_journal->closeRetired(), kBatchesPerTurn);
    noteFold(more);
    const bool many = m_folder->counts().records - before >= kManyRecords;
    const std::int64_t now = base::systemClock().steadyNanos();
    if (now - m_lastSyncNanos >= kSyncEveryNanos) {
        m_lastSyncNanos = now;
        static_cast<void>(m_journal->sync()); // if it fails the next turn tries again
    }
    if (more && *more)
        return storage::NextTurn::Now;
    return many ? storage::NextTurn::Patiently : storage::NextTurn::AtInterval;
}

void Ledger::noteFold(const base::Result<bool> &result)
{
    const std::lock_guard lock(m_mutex);
    m_published = m_folder->counts();
    m_foldProblem = result ? std::string() : base::describe(result.error());
}

base::Result<> Ledger::foldAll(storage::Database &db)
{
    retryWaiting();
    for (;;) {
        const auto more = m_folder->fold(db, m_journal->closeRetired());
        noteFold(more);
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
            .folded = m_published.records + m_published.duplicates - m_foldedBefore,
            .failed = m_failed.load(std::memory_order_relaxed),
            .waiting = static_cast<std::int64_t>(m_waiting.size()),
            .lost = m_lost.load(std::memory_order_relaxed),
            .foldProblem = m_foldProblem,
            .fold = m_published,
            .recovery = m_recovery};
}

} // namespace ledger
