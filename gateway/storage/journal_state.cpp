#include "storage/journal_state.h"

#include "storage/request_columns.h"
#include "storage/resource.h"

namespace storage {
namespace {

using model::CallBegin;

/// Tells which of two beginnings of a call is the later one, in whatever order they are read. The attempts themselves
/// are read from their own table.
Column<CallBegin> countOfEarlier()
{
    return {u"earlier_attempts"_s, u":earlier_attempts"_s,
            [](Sink &to, const CallBegin &call) { put(to, call.earlier.size()); },
            [](CallBegin &, const Statement &, int) {}};
}

const Table<CallBegin> &openCallColumns()
{
    static const Table<CallBegin> table("open_calls",
                                        {
                                            column<CallBegin, &CallBegin::id>("id"),
                                            column<CallBegin, &CallBegin::startedMs>("started_ms"),
                                            column<CallBegin, &CallBegin::clientKeyId>("client_key_id"),
                                            column<CallBegin, &CallBegin::clientKeyName>("client_key_name"),
                                            column<CallBegin, &CallBegin::endpoint>("endpoint"),
                                            column<CallBegin, &CallBegin::stream>("stream"),
                                            column<CallBegin, &CallBegin::requestedModel>("requested_model"),
                                            column<CallBegin, &CallBegin::routedModel>("routed_model"),
                                            column<CallBegin, &CallBegin::providerId>("provider_id"),
                                            column<CallBegin, &CallBegin::providerName>("provider_name"),
                                            column<CallBegin, &CallBegin::requestBytes>("request_bytes"),
                                            column<CallBegin, &CallBegin::reserved>("reserved_nanos"),
                                            column<CallBegin, &CallBegin::budgets>("budgets"),
                                            column<CallBegin, &CallBegin::tags>("tags"),
                                            column<CallBegin, &CallBegin::session>("session_id"),
                                            column<CallBegin, &CallBegin::application>("application"),
                                            column<CallBegin, &CallBegin::decision>("decision"),
                                            countOfEarlier(),
                                        });
    return table;
}

// A beginning may be read after its call's end, or after a later beginning, from the file before: the row stays then.
constexpr std::string_view kUnlessEnded = " WHERE NOT EXISTS (SELECT 1 FROM requests WHERE id = ";
constexpr std::string_view kUnlessLater =
    ") ON CONFLICT (id) DO UPDATE SET routed_model = excluded.routed_model, provider_id = excluded.provider_id, "
    "provider_name = excluded.provider_name, reserved_nanos = excluded.reserved_nanos, budgets = excluded.budgets, "
    "earlier_attempts = excluded.earlier_attempts "
    "WHERE excluded.earlier_attempts > open_calls.earlier_attempts";

/// Once the call itself is written: when it is over, it has no row there and gets none here.
base::Result<> writeEarlier(Database &db, const CallBegin &call)
{
    static const std::string sql = "INSERT INTO open_attempts (request_id, attempt, " + attemptColumns().list()
                                   + ") SELECT :request_id, :attempt, " + attemptColumns().values()
                                   + " WHERE EXISTS (SELECT 1 FROM open_calls WHERE id = :request_id) "
                                     "ON CONFLICT (request_id, attempt) DO NOTHING";
    for (std::size_t i = 0; i < call.earlier.size(); ++i) {
        auto insert = db.usage().prepare(sql);
        if (!insert)
            return base::fail(std::move(insert.error()));
        insert->bind(u":request_id"_s, std::string_view(call.id));
        insert->bind(u":attempt"_s, i);
        attemptColumns().bind(*insert, call.earlier[i]);
        if (auto done = insert->run(); !done)
            return base::fail(std::move(done.error()), "writing an open call's attempts");
    }
    return {};
}

base::Result<> readEarlier(Database &db, CallBegin &call)
{
    static const std::string sql =
        "SELECT " + attemptColumns().list() + " FROM open_attempts WHERE request_id = :id ORDER BY attempt";
    auto select = db.usage().prepare(sql);
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":id"_s, std::string_view(call.id));
    auto done = select->forEach([&](const Statement &row) { call.earlier.push_back(attemptColumns().read(row)); });
    if (!done)
        return base::fail(std::move(done.error()), "reading an open call's attempts");
    return {};
}

const Table<JournalOffset> &offsets()
{
    static const Table<JournalOffset> table("journal_offsets",
                                            {
                                                column<JournalOffset, &JournalOffset::file>("file"),
                                                column<JournalOffset, &JournalOffset::offset>("offset"),
                                            });
    return table;
}

/// Runs one statement with one text bound to :it.
base::Result<> runWith(Database &db, std::string_view sql, std::string_view it)
{
    auto statement = db.usage().prepare(sql);
    if (!statement)
        return base::fail(std::move(statement.error()));
    statement->bind(u":it"_s, it);
    return statement->run();
}

} // namespace

base::Result<std::vector<JournalOffset>> journalOffsets(Database &db)
{
    return listRows(db.usage(), offsets(), "ORDER BY file");
}

base::Result<> saveJournalOffset(Database &db, std::string_view file, std::int64_t offset, std::int64_t nowMs)
{
    auto upsert = db.usage().prepare("INSERT INTO journal_offsets (file, offset, updated_ms) "
                                     "VALUES (:file, :offset, :now) ON CONFLICT (file) DO UPDATE "
                                     "SET offset = excluded.offset, updated_ms = excluded.updated_ms");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":file"_s, file);
    upsert->bind(u":offset"_s, offset);
    upsert->bind(u":now"_s, nowMs);
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "saving how far the journal was read");
    return {};
}

base::Result<> forgetJournalFile(Database &db, std::string_view file)
{
    return runWith(db, "DELETE FROM journal_offsets WHERE file = :it", file);
}

base::Result<> openCall(Database &db, const CallBegin &call, std::string_view instance)
{
    static const std::string sql = "INSERT INTO open_calls (instance, " + openCallColumns().list()
                                   + ") SELECT :instance, " + openCallColumns().values() + std::string(kUnlessEnded)
                                   + ":id" + std::string(kUnlessLater);
    auto insert = db.usage().prepare(sql);
    if (!insert)
        return base::fail(std::move(insert.error()));
    openCallColumns().bind(*insert, call);
    insert->bind(u":instance"_s, instance);
    if (auto done = insert->run(); !done)
        return base::fail(std::move(done.error()), "writing an open call");
    return writeEarlier(db, call);
}

base::Result<> closeCall(Database &db, std::string_view id)
{
    return runWith(db, "DELETE FROM open_calls WHERE id = :it", id);
}

base::Result<> openCalls(Database &db, std::span<const CallBegin> calls, std::string_view instance)
{
    const Table<CallBegin> &table = openCallColumns();
    static const std::string sql = "INSERT INTO open_calls (" + table.list() + ", instance) SELECT "
                                   + RowFeed::columns(table.columns().size() + 1) + " FROM feed"
                                   + std::string(kUnlessEnded) + "c0" + std::string(kUnlessLater);
    RowFeed *feed = db.usage().feed();
    if (feed && !calls.empty()) {
        const int last = static_cast<int>(table.columns().size());
        auto done = feed->run(sql, calls, [&](const CallBegin &call, int column, Sink &to) {
            column == last ? to.text(instance) : table.write(column, to, call);
        });
        if (!done)
            return base::fail(std::move(done.error()), "writing open calls");
        for (const CallBegin &call : calls)
            if (auto written = writeEarlier(db, call); !written)
                return written;
        return {};
    }
    for (const CallBegin &call : calls)
        if (auto done = openCall(db, call, instance); !done)
            return done;
    return {};
}

base::Result<> closeCalls(Database &db, std::span<const std::string> ids)
{
    static const std::string sql = "DELETE FROM open_calls WHERE id IN (SELECT c0 FROM feed)";
    RowFeed *feed = db.usage().feed();
    if (feed && !ids.empty()) {
        auto done = feed->run(sql, ids, [](const std::string &id, int, Sink &to) { to.text(id); });
        if (!done)
            return base::fail(std::move(done.error()), "closing calls");
        return {};
    }
    for (const std::string &id : ids)
        if (auto done = closeCall(db, id); !done)
            return done;
    return {};
}

base::Result<std::vector<CallBegin>> callsLeftOpen(Database &db, std::string_view instance, std::int64_t limit)
{
    auto calls = listRows(db.usage(), openCallColumns(),
                          "WHERE instance <> :filter ORDER BY started_ms, id LIMIT " + std::to_string(limit), instance);
    if (!calls)
        return calls;
    for (CallBegin &call : *calls)
        if (auto read = readEarlier(db, call); !read)
            return base::fail(std::move(read.error()));
    return calls;
}

base::Result<bool> checkpointUsage(Database &db)
{
    auto checkpoint = db.usage().prepare("PRAGMA wal_checkpoint(PASSIVE)");
    if (!checkpoint)
        return base::fail(std::move(checkpoint.error()));
    bool complete = false;
    auto done = checkpoint->forEach([&](const Statement &row) {
        complete = row.integer(0) == 0 && row.integer(1) == row.integer(2); // not busy, and all pages moved
    });
    if (!done)
        return base::fail(std::move(done.error()), "checkpointing usage.db");
    return complete;
}

} // namespace storage
