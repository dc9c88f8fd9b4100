#include "ledger/folder.h"

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>

#include "ledger/booking.h"
#include "ledger/journal.h"
#include "storage/journal_state.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"

namespace ledger {
namespace {

constexpr std::size_t kCallsAtOnce = 256;       ///< Written by one statement a table.
constexpr std::size_t kLargeBody = 16UZ * 1024; ///< Unit: bytes.

} // namespace

JournalFolder::JournalFolder(std::filesystem::path directory, std::string instance, const base::Clock &clock)
    : m_directory(std::move(directory)), m_instance(std::move(instance)), m_clock(clock), m_calls(kCallsAtOnce)
{
}

void JournalFolder::step(const char *name) const
{
    if (onStep)
        onStep(name);
}

base::Result<bool> JournalFolder::fold(storage::Database &db, std::uint64_t growingFrom, int maxBatches)
{
    if (auto loaded = loadOffsets(db); !loaded)
        return base::fail(std::move(loaded.error()), "folding the journal");
    const auto files = listFiles(growingFrom);
    if (!files)
        return base::fail(files.error(), "folding the journal");
    m_finished.clear();
    for (const File &file : *files) {
        const auto more = foldFile(db, file, maxBatches);
        if (!more)
            return base::fail(more.error(), "folding " + file.name);
        if (*more)
            return true;
        if (!file.growing)
            m_finished.push_back(file);
    }
    if (auto removed = removeFinished(db); !removed)
        return base::fail(std::move(removed.error()), "removing folded journal files");
    return false;
}

void JournalFolder::startOver()
{
    m_loaded = false;
    m_offsets.clear();
    m_finished.clear();
    m_counts.own = 0;
}

base::Result<> JournalFolder::loadOffsets(storage::Database &db)
{
    if (m_loaded)
        return {};
    const auto rows = storage::journalOffsets(db);
    if (!rows)
        return base::fail(rows.error());
    for (const storage::JournalOffset &row : *rows) {
        if (std::filesystem::exists(m_directory / row.file)) {
            m_offsets[row.file] = row.offset;
        } else if (auto gone = storage::forgetJournalFile(db, row.file); !gone) { // removed just before a crash
            return gone;
        }
    }
    m_loaded = true;
    return {};
}

/// In order of writing: earlier instances first (ids sort by time), then by number.
base::Result<std::vector<JournalFolder::File>> JournalFolder::listFiles(std::uint64_t growingFrom) const
{
    std::vector<std::pair<JournalFileName, File>> found;
    std::error_code failed;
    for (std::filesystem::directory_iterator it(m_directory, failed), end; !failed && it != end; it.increment(failed)) {
        const std::string name = it->path().filename().string();
        const auto parsed = parseJournalFileName(name);
        if (!parsed)
            continue;
        const bool growing = parsed->instance == m_instance && parsed->number >= growingFrom;
        found.emplace_back(*parsed, File{it->path(), name, parsed->instance, growing});
    }
    if (failed)
        return base::fail(base::ErrorCode::Storage, "cannot list " + m_directory.string() + ": " + failed.message());
    std::ranges::sort(found, {}, [this](const auto &entry) {
        const JournalFileName &name = entry.first;
        return std::tuple(name.instance == m_instance, name.instance, name.number);
    });
    std::vector<File> out;
    for (auto &[name, file] : found)
        out.push_back(std::move(file));
    return out;
}

base::Result<bool> JournalFolder::foldFile(storage::Database &db, const File &file, int &batchesLeft)
{
    auto reader = JournalReader::open(file.path);
    if (!reader)
        return base::fail(std::move(reader.error()));
    for (;;) {
        const std::int64_t offset = m_offsets[file.name];
        const auto piece = reader->read(offset, m_buffer);
        if (!piece)
            return base::fail(piece.error());
        if (piece->bytes.empty())
            return false;
        if (batchesLeft-- <= 0)
            return true;
        const After after = !piece->atEnd ? After::More : file.growing ? After::Growing : After::Nothing;
        FrameScanner scanner(piece->bytes, saltOf(file.name), after);
        if (auto done = foldPiece(db, file, scanner, offset); !done)
            return base::fail(std::move(done.error()));
        if (m_offsets[file.name] == offset) // a torn tail that may still be completed
            return false;
    }
}

base::Result<> JournalFolder::foldPiece(storage::Database &db, const File &file, FrameScanner &scanner,
                                        std::int64_t base)
{
    Batch batch;
    step("read");
    auto done = db.usage().transaction([&]() -> base::Result<> {
        while (const auto body = scanner.next())
            if (auto taken = take(db, batch, *body); !taken)
                return taken;
        if (auto booked = bookWaiting(db, batch); !booked)
            return booked;
        return finishBatch(db, file, batch, base + static_cast<std::int64_t>(scanner.position()));
    });
    if (m_watcher)
        m_watcher->ended(done.has_value());
    if (!done)
        return done;
    step("committed");
    m_offsets[file.name] = base + static_cast<std::int64_t>(scanner.position());
    m_counts.records += batch.counts.records;
    if (file.instance == m_instance)
        m_counts.own += batch.counts.records + batch.counts.duplicates;
    m_counts.begins += batch.counts.begins;
    m_counts.duplicates += batch.counts.duplicates;
    m_counts.damagedPlaces += batch.counts.damagedPlaces + scanner.damagedPlaces();
    m_counts.damagedBytes += batch.counts.damagedBytes + scanner.damagedBytes();
    return {};
}

base::Result<> JournalFolder::take(storage::Database &db, Batch &batch, std::string_view body)
{
    const auto kind = kindOf(body);
    if (kind == Kind::Probe)
        return {};
    const std::string_view id = kind ? idOf(body) : std::string_view();
    if (kind == Kind::Begin && !id.empty()) { // decoded only when its end is not in this batch
        ++batch.counts.begins;
        batch.begun.insert_or_assign(id, body);
        return {};
    }
    if (kind == Kind::Record && readRecord(body, m_calls[batch.waiting])) {
        const bool severalAttempts = m_calls[batch.waiting].attempts.size() > 1; // then it has several beginnings
        if (batch.begun.erase(id) == 0 || severalAttempts)
            batch.ended.emplace_back(id);
        batch.large = batch.large || body.size() > kLargeBody;
        return ++batch.waiting < m_calls.size() ? base::Result<>() : bookWaiting(db, batch);
    }
    ++batch.counts.damagedPlaces;
    batch.counts.damagedBytes += static_cast<std::int64_t>(body.size());
    return {};
}

base::Result<> JournalFolder::bookWaiting(storage::Database &db, Batch &batch)
{
    const std::span<const model::CallRecord> calls(m_calls.data(), std::exchange(batch.waiting, 0));
    const auto inserted = storage::insertRequests(db, calls);
    if (!inserted)
        return base::fail(inserted.error());
    m_entries.clear();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if ((*inserted)[i] == storage::Inserted::AlreadyThere) {
            ++batch.counts.duplicates;
            continue;
        }
        ++batch.counts.records;
        addToRollups(batch.rollups, calls[i]);
        addToBuckets(batch.buckets, calls[i]);
        addToSpend(batch.spend, calls[i]);
        addEntries(m_entries, calls[i]);
        if (m_watcher)
            m_watcher->booked(calls[i]);
    }
    if (auto done = storage::appendEntries(db, m_entries); !done)
        return done;
    if (std::exchange(batch.large, false))
        m_calls.assign(kCallsAtOnce, {}); // gives the memory of large ones back
    return {};
}

base::Result<> JournalFolder::saveOpen(storage::Database &db, const File &file, Batch &batch)
{
    if (auto done = storage::closeCalls(db, batch.ended); !done)
        return done;
    std::vector<model::CallBegin> open;
    for (const auto &[id, body] : batch.begun) {
        auto entry = decodeBody(body);
        if (entry) {
            open.push_back(std::move(std::get<model::CallBegin>(*entry)));
            continue;
        }
        ++batch.counts.damagedPlaces;
        batch.counts.damagedBytes += static_cast<std::int64_t>(body.size());
    }
    return storage::openCalls(db, open, file.instance);
}

base::Result<> JournalFolder::finishBatch(storage::Database &db, const File &file, Batch &batch, std::int64_t offset)
{
    step("rows written");
    if (auto done = storage::addRollups(db, batch.rollups); !done)
        return done;
    if (auto done = storage::addBuckets(db, batch.buckets); !done)
        return done;
    if (auto done = storage::addSpend(db, batch.spend); !done)
        return done;
    if (auto done = saveOpen(db, file, batch); !done)
        return done;
    step("sums written");
    if (auto done = storage::saveJournalOffset(db, file.name, offset, m_clock.wallMillis()); !done)
        return done;
    step("offset written");
    return {};
}

base::Result<> JournalFolder::removeFinished(storage::Database &db)
{
    if (m_finished.empty())
        return {};
    // Until the log is synced into the database file, the journal is the only copy that survives a power cut.
    const auto safe = storage::checkpointUsage(db);
    if (!safe)
        return base::fail(safe.error());
    if (!*safe)
        return {}; // a reader holds it back; the next turn tries again
    for (const File &file : m_finished) {
        std::error_code failed;
        step("before removing");
        std::filesystem::remove(file.path, failed);
        if (failed)
            return base::fail(base::ErrorCode::Storage,
                              "cannot remove " + file.path.string() + ": " + failed.message());
        step("removed");
        if (auto gone = storage::forgetJournalFile(db, file.name); !gone)
            return gone;
        m_offsets.erase(file.name);
        ++m_counts.filesRemoved;
    }
    m_finished.clear();
    return {};
}

} // namespace ledger
