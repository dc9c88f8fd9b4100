#include "storage/failed_calls.h"

#include "gateway/storage/store_fixture.h"
#include "storage/log_settings.h"
#include "storage/requests.h"
#include "storage/self_check.h"

/// What the log and the doctor read of the stores.
class FailedCallsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<storage::Database> m_db{};

    void insert(int i, model::Outcome outcome)
    {
        model::CallRecord call = fixture::call(i);
        call.outcome = outcome;
        call.errorCode = "upstream_error";
        call.providerName = "OpenAI";
        call.attempts.resize(2);
        call.attempts[0].failure = model::FailureClass::ServerError;
        call.attempts[1].failure = model::FailureClass::RateLimited;
        call.attempts[1].status = 429;
        call.attempts[1].error = "words of the provider";
        VERIFY_OK(storage::insertRequest(*m_db, call));
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        insert(1, model::Outcome::Done);
        insert(2, model::Outcome::Failed);
        insert(3, model::Outcome::Cancelled);
        insert(4, model::Outcome::Partial);
    }
    void cleanup() { m_db.reset(); }

    void thoseThatFailedAreToldWithTheKindOfTheirError()
    {
        const auto newest = storage::newestCall(*m_db);
        VERIFY_OK(newest);
        const auto calls = storage::failedCallsBehind(*m_db, 0, *newest, 10);
        VERIFY_OK(calls);
        QCOMPARE(calls->size(), std::size_t{2});
        QCOMPARE(calls->front().id, fixture::call(2).id);
        QCOMPARE(calls->front().failure, std::string("rate_limited"));
        QCOMPARE(calls->front().status, std::int64_t{429});
        QCOMPARE(calls->front().attempts, std::int64_t{2});
        QCOMPARE(calls->front().provider, std::string("OpenAI"));
        QCOMPARE(calls->back().outcome, std::string("partial"));
        QCOMPARE(*storage::countFailedCallsBehind(*m_db, 0, *newest), std::int64_t{2});
    }

    void nothingIsToldTwice()
    {
        const auto newest = storage::newestCall(*m_db);
        VERIFY_OK(newest);
        QVERIFY(storage::failedCallsBehind(*m_db, *newest, *newest, 10)->empty());
        insert(5, model::Outcome::Failed);
        QVERIFY(storage::failedCallsBehind(*m_db, 0, *newest, 10)->back().no <= *newest);
        QCOMPARE(*storage::countFailedCallsBehind(*m_db, *newest, *storage::newestCall(*m_db)), std::int64_t{1});
    }

    void theNewestComeFirst()
    {
        const auto calls = storage::newestFailedCalls(*m_db, 0, 1);
        VERIFY_OK(calls);
        QCOMPARE(calls->size(), std::size_t{1});
        QCOMPARE(calls->front().id, fixture::call(4).id);
    }

    void aStoreThatIsWholeIsSaidToBe()
    {
        QCOMPARE(*storage::quickCheck(m_db->config()), std::string());
        QCOMPARE(*storage::quickCheck(m_db->usage()), std::string());
        QCOMPARE(*storage::newestCallMs(*m_db), fixture::call(4).startedMs);
        QVERIFY(storage::sqliteVersion().starts_with("3."));
    }

    void settingsOfTheLogStay()
    {
        model::LogSettings settings = *storage::loadLogSettings(*m_db);
        QCOMPARE(settings.level, std::string("info"));
        VERIFY_OK(storage::saveLogSettings(*m_db, settings));
        QCOMPARE(fixture::number(m_db->config(), "SELECT count(*) FROM settings WHERE name LIKE 'log_%'"), 0);
        settings.level = "debug";
        settings.files = 3;
        VERIFY_OK(storage::saveLogSettings(*m_db, settings));
        QCOMPARE(storage::loadLogSettings(*m_db)->level, std::string("debug"));
        QCOMPARE(storage::loadLogSettings(*m_db)->files, std::int64_t{3});
        QCOMPARE(fixture::number(m_db->config(), "SELECT count(*) FROM settings WHERE name LIKE 'log_%'"), 2);
    }
};

QTEST_GUILESS_MAIN(FailedCallsTest)
#include "failed_calls_test.moc"
