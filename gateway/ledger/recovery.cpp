#include "ledger/recovery.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "storage/journal_state.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"

namespace ledger {
namespace {

constexpr std::int64_t kCallsPerTransaction = 500;

/// What a piece of work adds to the sums.
struct Sums {
    storage::Rollups rollups{};
    storage::UsageBuckets buckets{};
    storage::Spend spend{};
};

/// Books the call and closes it, in the caller's transaction. False when it had a row after all.
base::Result<bool> bookInterrupted(storage::Database &db, Sums &sums, const model::CallRecord &call)
{
    const auto inserted = storage::insertRequest(db, call);
    if (!inserted)
        return base::fail(inserted.error());
    if (auto closed = storage::closeCall(db, call.id); !closed)
        return base::fail(std::move(closed.error()));
    if (*inserted == storage::Inserted::AlreadyThere)
        return false;
    addToRollups(sums.rollups, call);
    addToBuckets(sums.buckets, call);
    addToSpend(sums.spend, call);
    if (auto done = storage::appendEntries(db, entriesOf(call)); !done)
        return base::fail(std::move(done.error()));
    return true;
}

base::Result<std::int64_t> bookSome(storage::Database &db, const std::vector<model::CallBegin> &calls,
                                    const PriceAttempt &price, FoldWatcher *watcher)
{
    auto all = db.usage().transaction([&]() -> base::Result<std::int64_t> {
        Sums sums;
        std::int64_t booked = 0;
        for (const model::CallBegin &begun : calls) {
            const model::CallRecord call = interruptedCall(begun, price);
            const auto isNew = bookInterrupted(db, sums, call);
            if (!isNew)
                return base::fail(isNew.error());
            booked += *isNew ? 1 : 0;
            if (*isNew && watcher)
                watcher->booked(call);
        }
        if (auto done = storage::addRollups(db, sums.rollups); !done)
            return base::fail(std::move(done.error()));
        if (auto done = storage::addBuckets(db, sums.buckets); !done)
            return base::fail(std::move(done.error()));
        if (auto done = storage::addSpend(db, sums.spend); !done)
            return base::fail(std::move(done.error()));
        return booked;
    });
    if (watcher)
        watcher->ended(all.has_value());
    return all;
}

} // namespace

base::Result<RecoveryCounts> recover(storage::Database &db, JournalFolder &folder, std::string_view instance,
                                     const PriceAttempt &price)
{
    RecoveryCounts out;
    const std::int64_t before = folder.counts().records;
    // This instance has not written yet, so every file there is is finished.
    for (bool more = true; more;) {
        const auto folded = folder.fold(db, std::numeric_limits<std::uint64_t>::max());
        if (!folded)
            return base::fail(folded.error(), "recovering what an earlier run left");
        more = *folded;
    }
    out.folded = folder.counts().records - before;
    for (;;) {
        const auto open = storage::callsLeftOpen(db, instance, kCallsPerTransaction);
        if (!open)
            return base::fail(open.error(), "looking for interrupted calls");
        if (open->empty())
            return out;
        const auto booked = bookSome(db, *open, price, folder.watcher());
        if (!booked)
            return base::fail(booked.error(), "booking interrupted calls");
        out.interrupted += *booked;
    }
}

} // namespace ledger
