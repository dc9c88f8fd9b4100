#include "storage/ledger_entries.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<LedgerEntry> &entries()
{
    static const Table<LedgerEntry> table("ledger_entries",
                                          {
                                              column<LedgerEntry, &LedgerEntry::requestId>("request_id"),
                                              column<LedgerEntry, &LedgerEntry::attempt>("attempt"),
                                              column<LedgerEntry, &LedgerEntry::event>("event"),
                                              column<LedgerEntry, &LedgerEntry::account>("account"),
                                              column<LedgerEntry, &LedgerEntry::amount>("amount_nanos"),
                                              column<LedgerEntry, &LedgerEntry::atMs>("at_ms"),
                                          });
    return table;
}

} // namespace

base::Result<> appendEntries(Database &db, std::span<const LedgerEntry> rows)
{
    static const std::string sql = entries().insertSql();
    static const std::string fedSql = entries().feedSql();
    if (rows.empty())
        return {};
    if (RowFeed *feed = db.usage().feed()) {
        auto done = feed->run(
            fedSql, rows, [](const LedgerEntry &entry, int column, Sink &to) { entries().write(column, to, entry); });
        if (!done)
            return base::fail(std::move(done.error()), "writing a ledger entry");
        return {};
    }
    auto insert = db.usage().prepare(sql);
    if (!insert)
        return base::fail(std::move(insert.error()));
    for (const LedgerEntry &entry : rows) {
        entries().bind(*insert, entry);
        if (auto done = insert->run(); !done)
            return base::fail(std::move(done.error()), "writing a ledger entry");
    }
    return {};
}

base::Result<std::vector<LedgerEntry>> entriesOfRequest(Database &db, std::string_view requestId)
{
    return listRows(db.usage(), entries(), "WHERE request_id = :filter ORDER BY attempt, event, account", requestId);
}

} // namespace storage
