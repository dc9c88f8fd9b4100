#include <set>

#include <QElapsedTimer>

#include "gateway/storage/store_fixture.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"
#include "storage/usage.h"

using namespace storage;

namespace {

void insertMany(Database &db, int from, int to)
{
    const auto done = db.usage().transaction([&]() -> base::Result<> {
        for (int i = from; i < to; ++i)
            if (auto inserted = insertRequest(db, fixture::call(i)); !inserted)
                return base::fail(inserted.error());
        return {};
    });
    VERIFY_OK(done);
}

} // namespace

class RequestsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup() { m_db.reset(); }

    void callComesBackWhole()
    {
        insertMany(*m_db, 0, 10);
        for (int i = 0; i < 10; ++i) {
            const auto got = getRequest(*m_db, storage::KeyScope::all(), fixture::call(i).id);
            VERIFY_OK(got);
            QCOMPARE(fixture::text(*got), fixture::text(fixture::call(i)));
        }
        QVERIFY(getRequest(*m_db, storage::KeyScope::all(), "nobody").error().code == base::ErrorCode::NotFound);
        QCOMPARE(fixture::number(m_db->usage(), "SELECT plan_version FROM routing_decisions LIMIT 1"), std::int64_t{7});
    }

    void sameIdIsLeftAsItIs()
    {
        insertMany(*m_db, 3, 4);
        model::CallRecord other = fixture::call(3);
        other.status = 999;
        QVERIFY(insertRequest(*m_db, other).value() == Inserted::AlreadyThere);
        QCOMPARE(getRequest(*m_db, storage::KeyScope::all(), other.id)->status, fixture::call(3).status);
        QCOMPARE(getRequest(*m_db, storage::KeyScope::all(), other.id)->attempts.size(),
                 fixture::call(3).attempts.size());
    }

    void pagesHaveNoGapAndNoRepeatWhileRowsArrive()
    {
        insertMany(*m_db, 0, 3000);
        for (int i = 0; i < 500; ++i) { // many with one start, so that time alone does not order them
            model::CallRecord same = fixture::call(100'000 + i);
            same.startedMs = fixture::call(1500).startedMs;
            VERIFY_OK(insertRequest(*m_db, same));
        }
        std::set<std::string> before;
        auto all = m_db->usage().prepare("SELECT id FROM requests");
        VERIFY_OK(all->forEach([&](const Statement &row) { before.insert(row.text(0)); }));
        RequestFilter filter{.keys = storage::KeyScope::all(), .limit = 37};
        std::vector<std::string> seen;
        std::int64_t lastMs = std::numeric_limits<std::int64_t>::max();
        int next = 3000;
        do {
            const auto page = listRequests(*m_db, filter);
            VERIFY_OK(page);
            for (const model::CallRecord &call : page->rows) {
                QVERIFY(call.startedMs <= lastMs);
                lastMs = call.startedMs;
                QVERIFY(!call.attempts.empty());
                seen.push_back(call.id);
            }
            filter.cursor = page->next;
            insertMany(*m_db, next, next + 5); // newer ones arrive at the head
            next += 5;
        } while (!filter.cursor.empty());
        QCOMPARE(std::set(seen.begin(), seen.end()).size(), seen.size());
        QVERIFY(std::set(seen.begin(), seen.end()) == before);
    }

    void filtersNarrowTheList_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("want");
        QTest::newRow("status") << 0 << 10;
        QTest::newRow("provider") << 1 << 33;
        QTest::newRow("model") << 2 << 25;
        QTest::newRow("client key") << 3 << 50;
        QTest::newRow("outcome") << 4 << 10;
        QTest::newRow("from and to") << 5 << 20;
        QTest::newRow("part of a model's name") << 6 << 25;
        QTest::newRow("start of an id") << 7 << 10;
        QTest::newRow("search, other case, with a filter") << 8 << 50;
        QTest::newRow("search for a percent sign") << 9 << 0;
        QTest::newRow("error code") << 10 << 10;
        QTest::newRow("provider and status") << 11 << 4;
        QTest::newRow("usual status") << 12 << 90;
    }
    void filtersNarrowTheList()
    {
        insertMany(*m_db, 0, 100);
        QFETCH(int, which);
        QFETCH(int, want);
        RequestFilter filter{.keys = storage::KeyScope::all(), .limit = 1000};
        switch (which) {
        case 0:
            filter.status = 502;
            break;
        case 1:
            filter.provider = "prov_1";
            want = 34;
            break;
        case 2:
            filter.model = "model-2";
            break;
        case 3:
            filter.keyId = "key_1";
            break;
        case 4:
            filter.outcome = "failed";
            break;
        case 5:
            filter.fromMs = fixture::call(10).startedMs;
            filter.toMs = fixture::call(30).startedMs;
            break;
        case 6:
            filter.q = "gpt-3";
            break;
        case 7:
            filter.q = "req_100005";
            break;
        case 8:
            filter.q = "LAPTOP";
            filter.keyId = "key_0";
            break;
        case 9:
            filter.q = "%";
            break;
        case 10:
            filter.q = "all_attempts";
            break;
        case 12:
            filter.status = 200;
            break;
        default:
            filter.provider = "prov_1";
            filter.status = 502;
            break;
        }
        const auto page = listRequests(*m_db, filter);
        VERIFY_OK(page);
        QCOMPARE(static_cast<int>(page->rows.size()), want);
        QVERIFY(page->next.empty());
    }

    void cursorOfAnotherIsRefused_data()
    {
        QTest::addColumn<QByteArray>("cursor");
        for (const char *cursor : {"x", "1", "1.2.3", "a.b", "1.", "99999999999999999999.1", "' OR 1=1 --"})
            QTest::newRow(cursor) << QByteArray(cursor);
    }
    void cursorOfAnotherIsRefused()
    {
        QFETCH(QByteArray, cursor);
        const auto page = listRequests(*m_db, {.keys = storage::KeyScope::all(), .cursor = cursor.toStdString()});
        QVERIFY(!page && page.error().code == base::ErrorCode::BadRequest);
    }

    void filteredListsNeedNoSorting_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("all") << QByteArray("1");
        QTest::newRow("usual status") << QByteArray("status = 200");
        QTest::newRow("other status") << QByteArray("status = 502 AND status <> 200");
        QTest::newRow("provider") << QByteArray("provider_id = 'a'");
        QTest::newRow("model") << QByteArray("routed_model = 'a'");
        QTest::newRow("client key") << QByteArray("client_key_id = 'a'");
    }
    void filteredListsNeedNoSorting()
    {
        QFETCH(QByteArray, where);
        auto plan = m_db->usage().prepare("EXPLAIN QUERY PLAN SELECT id FROM requests "
                                          "WHERE (started_ms, no) < (5, 5) AND "
                                          + where.toStdString() + " ORDER BY started_ms DESC, no DESC LIMIT 5");
        VERIFY_OK(plan);
        std::string text;
        VERIFY_OK(plan->forEach([&](const Statement &row) { text += row.text(3) + '\n'; }));
        const bool rare = where.contains("502");
        QVERIFY2(text.find(rare ? "USING INDEX requests_by_status" : "USING INDEX") != std::string::npos, text.c_str());
        QVERIFY2(text.find("TEMP B-TREE") == std::string::npos, text.c_str());
    }

    void longSearchGoesOnFromItsWindow()
    {
        insertMany(*m_db, 0, 60'000);
        RequestFilter filter{
            .keys = storage::KeyScope::all(), .limit = 10, .q = "req_1000003"}; // old: beyond the first window
        const auto first = listRequests(*m_db, filter);
        VERIFY_OK(first);
        QVERIFY(first->rows.empty());
        QVERIFY(!first->next.empty());
        filter.cursor = first->next;
        QElapsedTimer timer;
        timer.start();
        const auto second = listRequests(*m_db, filter);
        VERIFY_OK(second);
        QCOMPARE(second->rows.size(), std::size_t{1});
        QVERIFY(second->next.empty());
        filter.cursor.clear();
        timer.start();
        static_cast<void>(listRequests(*m_db, filter).has_value());
        qInfo("search of one window without a hit: %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void decisionsAreListedByTheRuleThatMatched()
    {
        for (int i = 0; i < 40; ++i) {
            model::CallRecord call = fixture::call(i);
            call.decision = i % 10 == 3 ? R"({"plan":7,"rules":[{"id":"rule_1","name":"night"},{"id":"rule_12"}]})"
                                        : R"({"plan":7,"asked":"rule_1"})";
            VERIFY_OK(storage::insertRequest(*m_db, call));
        }
        storage::RequestFilter filter{.keys = storage::KeyScope::all(), .limit = 3, .rule = "rule_1"};
        const auto first = storage::listDecisions(*m_db, filter);
        VERIFY_OK(first);
        QCOMPARE(first->rows.size(), std::size_t{3});
        QCOMPARE(first->rows.front().id, fixture::call(33).id);
        QVERIFY(first->rows.front().decision.find("night") != std::string::npos);
        filter.cursor = first->next;
        const auto rest = storage::listDecisions(*m_db, filter);
        VERIFY_OK(rest);
        QCOMPARE(rest->rows.size(), std::size_t{1});
        QCOMPARE(rest->rows.front().id, fixture::call(3).id);
        QVERIFY(storage::listDecisions(*m_db, {.keys = storage::KeyScope::all(), .rule = "rule_2"})->rows.empty());
        QCOMPARE(storage::listDecisions(*m_db, {.keys = storage::KeyScope::all(), .limit = 100})->rows.size(),
                 std::size_t{40});
    }
    void ledgerEntriesAreNeverChangedOrRemoved_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("update") << QByteArray("UPDATE ledger_entries SET amount_nanos = 0");
        QTest::newRow("delete") << QByteArray("DELETE FROM ledger_entries");
        QTest::newRow("replace") << QByteArray("INSERT OR REPLACE INTO ledger_entries (request_id, attempt, event, "
                                               "account, amount_nanos, at_ms) "
                                               "VALUES ('r', 0, 'settle', 'provider:p', 0, 0)");
        QTest::newRow("upsert") << QByteArray("INSERT INTO ledger_entries (request_id, attempt, event, account, "
                                              "amount_nanos, at_ms) VALUES ('r', 0, 'settle', 'provider:p', 0, 0) "
                                              "ON CONFLICT DO UPDATE SET amount_nanos = 0");
    }
    void ledgerEntriesAreNeverChangedOrRemoved()
    {
        QFETCH(QByteArray, sql);
        const LedgerEntry entry{"r", 0, "settle", "provider:p", {5}, 9};
        VERIFY_OK(appendEntries(*m_db, std::span(&entry, 1)));
        QVERIFY(!m_db->usage().execute(sql.toStdString()));
        QCOMPARE(entriesOfRequest(*m_db, "r")->at(0).amount.value, std::int64_t{5});
        QVERIFY(appendEntries(*m_db, std::span(&entry, 1)).error().code == base::ErrorCode::Conflict);
    }

    void rollupsAddUpAndGroup()
    {
        constexpr std::int64_t kDay = 86'400'000;
        for (int round = 0; round < 2; ++round) {
            Rollups rollups;
            for (std::int64_t day = 0; day < 3; ++day)
                for (const char *who : {"a", "b"}) {
                    Rollup &rollup = rollups[{day * kDay + 4 * kBucketMs, "prov", who, "gpt", "ok"}];
                    rollup.sums = {.calls = 1, .attempts = 2, .inputTokens = 10, .costNanos = who[0] == 'a' ? 5 : 7};
                    rollup.providerName = "Provider";
                    rollup.clientKeyName = who;
                }
            VERIFY_OK(addRollups(*m_db, rollups));
        }
        const auto days = usageTotals(*m_db, storage::KeyScope::all(), 0, 3 * kDay, GroupBy::Day);
        VERIFY_OK(days);
        QCOMPARE(days->size(), std::size_t{3});
        QCOMPARE((*days)[1].bucketMs, kDay);
        QCOMPARE((*days)[1].sums.calls, std::int64_t{4});
        QCOMPARE((*days)[1].sums.costNanos, std::int64_t{24});
        const auto keys = usageTotals(*m_db, storage::KeyScope::all(), 0, 3 * kDay, GroupBy::Key);
        QCOMPARE((*keys)[0].key, std::string("b")); // the dearer one first
        QCOMPARE((*keys)[0].name, std::string("b"));
        QCOMPARE((*keys)[0].sums.costNanos, std::int64_t{42});
        const auto one = usageTotals(*m_db, storage::KeyScope::only({"a"}), kDay, 2 * kDay, GroupBy::Provider);
        QCOMPARE(one->size(), std::size_t{1});
        QCOMPARE((*one)[0].name, std::string("Provider"));
        QCOMPARE((*one)[0].sums.inputTokens, std::int64_t{20});
        const auto inside =
            usageTotals(*m_db, storage::KeyScope::all(), 5 * kBucketMs - 1, 5 * kBucketMs, GroupBy::Bucket); // widened
        QCOMPARE(inside->size(), std::size_t{1});
        QVERIFY(usageTotals(*m_db, storage::KeyScope::all(), 0, 4 * kBucketMs, GroupBy::None)->empty());
    }
};

QTEST_GUILESS_MAIN(RequestsTest)
#include "requests_test.moc"
