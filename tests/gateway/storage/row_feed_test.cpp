#include "gateway/storage/store_fixture.h"
#include "storage/journal_state.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"
#include "storage/row_feed.h"
#include "storage/spend.h"
#include "storage/usage.h"
#include "storage/usage_buckets.h"

using namespace storage;

namespace {

enum class Way : std::uint8_t { Feed, Statements };

/// A store that writes in one of the two ways.
struct Store {
    explicit Store(Way way) : db(fixture::openStore(directory.path()))
    {
        if (way == Way::Statements)
            db->usage().dropFeed();
    }
    fixture::Directory directory{};
    std::unique_ptr<Database> db;
};

/// Calls whose texts are of all kinds: quotes, other scripts, no UTF-8 at all, nothing.
std::vector<model::CallRecord> oddCalls()
{
    const std::string texts[] = {"it's \"quoted\" -- ; \\", "\xC3\xA4\xE6\xBC\xA2\xE5\xAD\x97\xF0\x9F\x9A\x82\xCC\x88",
                                 "cut \xE6\xBC and \xFF wrong", "", std::string(5000, 'x') + "\n\t\x01"};
    std::vector<model::CallRecord> out;
    for (int i = 0; i < 100; ++i) {
        model::CallRecord call = fixture::call(i);
        const std::string &text = texts[static_cast<std::size_t>(i) % std::size(texts)];
        call.clientKeyName = text;
        call.requestedModel = text;
        call.attempts[0].error = text;
        call.attempts[0].cost = {i % 4 == 0 ? 0 : i};
        if (i % 6 == 0)
            call.decision.clear();
        if (i % 6 == 1)
            call.decision = text; // no JSON: names no plan
        if (i % 6 == 2)
            call.decision = R"({"a":{"plan":1},"plan_version":9})";
        if (i % 9 == 0)
            call.attempts.clear();
        out.push_back(std::move(call));
    }
    return out;
}

base::Result<> writeAll(Database &db)
{
    return db.usage().transaction([&]() -> base::Result<> {
        const auto calls = oddCalls();
        if (auto done = insertRequests(db, calls); !done)
            return base::fail(done.error());
        std::vector<LedgerEntry> entries;
        Rollups rollups;
        UsageBuckets buckets;
        Spend spend;
        std::vector<model::CallBegin> begins;
        std::vector<std::string> ended;
        for (const model::CallRecord &call : calls) {
            entries.push_back({call.id, 0, "settle", "key:" + call.clientKeyName, call.cost, call.startedMs});
            Rollup &rollup = rollups[{call.startedMs, call.providerId, call.clientKeyId, call.requestedModel, "ok"}];
            rollup.sums.calls += 1;
            rollup.sums.costNanos -= call.cost.value;
            rollup.clientKeyName = call.clientKeyName;
            spend[{"key", call.clientKeyId, call.startedMs}] += call.cost.value;
            UsageBucket &bucket = buckets[call.startedMs - call.startedMs % 5000];
            bucket.sums += rollup.sums;
            bucket.okCalls += 2;
            PartyCosts &costs =
                bucket.costs.of({call.providerId, call.clientKeyId, call.requestedModel, "al\\\"ias", R"("a","ü")"});
            costs.sums.usage += rollup.sums;
            costs.clientKeyName = call.clientKeyName;
            bucket.costs.sessions[{call.requestedModel, call.clientKeyId}] += costs.sums;
            bucket.firstChoiceCalls += 1;
            bucket.duration.add(call.durationUs);
            bucket.firstToken.add(call.firstTokenUs);
            begins.push_back(fixture::begin(static_cast<int>(begins.size()) + 50)); // half of them have their row
            begins.back().endpoint = call.requestedModel;
            if (begins.size() % 3 == 0)
                ended.push_back(begins.back().id);
        }
        for (int round = 0; round < 2; ++round) { // new sums, then sums that are there
            if (auto done = addRollups(db, rollups); !done)
                return done;
            if (auto done = addBuckets(db, buckets); !done)
                return done;
            if (auto done = addSpend(db, spend); !done)
                return done;
        }
        if (auto done = appendEntries(db, entries); !done)
            return done;
        if (auto done = openCalls(db, begins, "one"); !done)
            return done;
        return closeCalls(db, ended);
    });
}

} // namespace

class RowFeedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothWaysWriteTheSame()
    {
        Store fed(Way::Feed), bound(Way::Statements);
        QVERIFY(fed.db->usage().feed() && !bound.db->usage().feed());
        VERIFY_OK(writeAll(*fed.db));
        VERIFY_OK(writeAll(*bound.db));
        for (const char *table : fixture::kBookTables) {
            const std::string rows = fixture::rowsOf(*fed.db, table);
            QVERIFY(!rows.empty());
            QCOMPARE(rows, fixture::rowsOf(*bound.db, table));
        }
        QCOMPARE(fixture::text(*getRequest(*fed.db, KeyScope::all(), fixture::call(1).id)),
                 fixture::text(oddCalls()[1]));
        const auto number = [&](std::string_view sql) { return fixture::number(fed.db->usage(), sql); };
        QCOMPARE(number("SELECT count(*) FROM open_calls"), 33);
        QCOMPARE(number("SELECT count(*) FROM routing_decisions WHERE plan_version = 9"), 17);
        QCOMPARE(number("SELECT count(*) FROM routing_decisions WHERE plan_version IS NULL"), 14); // 3 are empty
    }

    void callsThatAreThereAreLeftAsTheyAre()
    {
        for (const Way way : {Way::Feed, Way::Statements}) {
            Store store(way);
            Database &db = *store.db;
            VERIFY_OK(insertRequest(db, fixture::call(2)));
            std::vector<model::CallRecord> calls{fixture::call(1), fixture::call(2), fixture::call(3),
                                                 fixture::call(1)};
            calls[1].status = calls[3].status = 999;
            const auto inserted = insertRequests(db, calls);
            VERIFY_OK(inserted);
            QVERIFY((*inserted
                     == std::vector{Inserted::Yes, Inserted::AlreadyThere, Inserted::Yes, Inserted::AlreadyThere}));
            for (int i = 1; i <= 3; ++i)
                QCOMPARE(fixture::text(*getRequest(db, KeyScope::all(), fixture::call(i).id)),
                         fixture::text(fixture::call(i)));
            VERIFY_OK(insertRequests(db, {}));
        }
    }

    void entryThatIsThereIsAConflict()
    {
        std::string said[2];
        for (const Way way : {Way::Feed, Way::Statements}) {
            Store store(way);
            const LedgerEntry there{"r", 0, "settle", "key:k", {5}, 9};
            const LedgerEntry rows[] = {{"q", 0, "settle", "key:k", {7}, 9}, there};
            VERIFY_OK(appendEntries(*store.db, std::span(&there, 1)));
            const auto done =
                store.db->usage().transaction([&]() -> base::Result<> { return appendEntries(*store.db, rows); });
            QVERIFY(!done && done.error().code == base::ErrorCode::Conflict);
            said[static_cast<int>(way)] = base::describe(done.error());
            QCOMPARE(fixture::number(store.db->usage(), "SELECT sum(amount_nanos) FROM ledger_entries"), 5);
        }
        QCOMPARE(said[0], said[1]);
    }

    void failureIsToldAndWritesNothing()
    {
        Store store(Way::Feed);
        RowFeed &feed = *store.db->usage().feed();
        const std::vector<int> rows{1, 2, 3};
        const auto value = [](int row, int, Sink &to) { row == 3 ? to.nothing() : to.madeText(std::to_string(row)); };
        const auto run = [&](const std::string &sql) { return feed.run(sql, std::span<const int>(rows), value); };
        QVERIFY(run("nonsense").error().code == base::ErrorCode::Storage);
        QVERIFY(run("INSERT INTO journal_offsets SELECT c0, 1, 2 FROM feed").error().code == base::ErrorCode::Storage);
        QCOMPARE(fixture::number(store.db->usage(), "SELECT count(*) FROM journal_offsets"), 0);
        QCOMPARE(*run("INSERT INTO journal_offsets SELECT c0, 1, 2 FROM feed WHERE c0 IS NOT NULL"), std::int64_t{2});
        QCOMPARE(*run("DELETE FROM journal_offsets WHERE file IN (SELECT c0 FROM feed)"), std::int64_t{2});
    }

    void feedIsForTheWriterAndItsStatementsOnly()
    {
        Store store(Way::Feed);
        const auto reader = fixture::openStore(store.directory.path(), storage::Access::ReadOnly);
        QVERIFY(!reader->usage().feed());
        QVERIFY(!RowFeed::attach(nullptr, "2000-01-01 another"));
        // What someone put into the file must not get to read our memory.
        static_cast<void>(store.db->usage().execute("CREATE VIEW spy AS SELECT c0 FROM feed").has_value());
        QVERIFY(!store.db->usage().execute("SELECT * FROM spy"));
        store.db->usage().dropFeed();
        QVERIFY(!store.db->usage().execute("SELECT * FROM feed"));
    }
};

QTEST_GUILESS_MAIN(RowFeedTest)
#include "row_feed_test.moc"
