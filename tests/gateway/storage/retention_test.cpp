#include "gateway/storage/store_fixture.h"
#include "storage/requests.h"
#include "storage/retention.h"

namespace {

constexpr int kCalls = 300;

std::int64_t count(storage::Database &db, const std::string &what)
{
    return fixture::number(db.usage(), "SELECT count(*) FROM " + what);
}

} // namespace

class RetentionTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<storage::Database> m_db{};

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        std::vector<model::CallRecord> calls;
        for (int i = 0; i < kCalls; ++i)
            calls.push_back(fixture::call(i));
        VERIFY_OK(m_db->usage().transaction([&]() -> base::Result<> {
            const auto done = storage::insertRequests(*m_db, calls);
            return done ? base::Result<>() : base::Result<>(base::fail(done.error()));
        }));
    }
    void cleanup() { m_db.reset(); }

    void theOldestGoFirstAndWhole()
    {
        const std::int64_t before = fixture::call(100).startedMs;
        std::int64_t gone = 0;
        for (int turn = 0; turn < 4; ++turn) {
            const auto some = storage::forgetCalls(*m_db, before, 30);
            VERIFY_OK(some);
            QCOMPARE(*some, std::int64_t{turn < 3 ? 30 : 10});
            gone += *some;
            QCOMPARE(count(*m_db, "requests"), kCalls - gone);
            QCOMPARE(fixture::number(m_db->usage(), "SELECT min(started_ms) FROM requests"),
                     fixture::call(static_cast<int>(gone)).startedMs);
        }
        QCOMPARE(*storage::forgetCalls(*m_db, before, 30), std::int64_t{0});
        for (const char *table : {"cost_records", "routing_decisions"})
            QCOMPARE(count(*m_db, std::string(table) + " WHERE request_id NOT IN (SELECT id FROM requests)"), 0);
        QCOMPARE(fixture::text(*storage::getRequest(*m_db, storage::KeyScope::all(), fixture::call(100).id)),
                 fixture::text(fixture::call(100)));
    }

    void whatIsFreeGoesBackToTheDisk()
    {
        QCOMPARE(fixture::number(m_db->usage(), "PRAGMA auto_vacuum"), 2);
        const auto before = storage::usageBytes(*m_db);
        const std::int64_t pages = fixture::number(m_db->usage(), "PRAGMA page_count");
        VERIFY_OK(before);
        VERIFY_OK(storage::forgetCalls(*m_db, std::numeric_limits<std::int64_t>::max(), kCalls));
        const auto after = storage::usageBytes(*m_db);
        VERIFY_OK(after);
        QVERIFY(*after < *before);
        VERIFY_OK(storage::shrinkUsage(*m_db));
        QVERIFY(fixture::number(m_db->usage(), "PRAGMA page_count") < pages);
        QCOMPARE(*storage::usageBytes(*m_db), *after);
    }
};

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention_test.moc"
