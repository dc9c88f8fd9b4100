#include <csignal>
#include <thread>

#include <QElapsedTimer>
#include <sys/resource.h>

#include "gateway/storage/store_fixture.h"
#include "ledger/ledger.h"
#include "storage/requests.h"

using namespace ledger;

namespace {

std::int64_t rows(storage::StorageThread &thread, std::string_view where = "1")
{
    const std::string sql = "SELECT count(*) FROM requests WHERE " + std::string(where);
    return *thread.runAndWait<std::int64_t>(
        [&](storage::Database &db) -> base::Result<std::int64_t> { return fixture::number(db.usage(), sql); });
}

std::unique_ptr<Ledger> openLedger(const fixture::Directory &directory, const char *instance,
                                   storage::StorageThread &writer)
{
    auto ledger = Ledger::open(directory.path(), instance, writer, {});
    if (!ledger)
        qFatal("%s", base::describe(ledger.error()).c_str());
    return std::move(*ledger);
}

} // namespace

class LedgerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void settledCallsGetTheirRowsByThemselves()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        for (int i = 0; i < 20; ++i) {
            VERIFY_OK(ledger->begin(fixture::begin(i)));
            VERIFY_OK(ledger->settle(fixture::call(i)));
        }
        QTRY_COMPARE(rows(writer), 20);
        QTRY_COMPARE(ledger->counts().folded, 20);
        QCOMPARE(ledger->counts().lag(), 0);
        QVERIFY(ledger->healthy());
        QVERIFY(ledger->counts().foldProblem.empty());
    }

    void workersSettleAtOnce()
    {
        constexpr int kThreads = 4, kEach = 3000;
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        std::atomic<int> failures{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < kEach; ++i) {
                    const int number = t * kEach + i;
                    failures += ledger->begin(fixture::begin(number)) ? 0 : 1;
                    failures += ledger->settle(fixture::call(number)) ? 0 : 1;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        VERIFY_OK(ledger->flush());
        QCOMPARE(failures.load(), 0);
        QCOMPARE(rows(writer), kThreads * kEach);
        QCOMPARE(ledger->counts().appended, kThreads * kEach);
        QCOMPARE(ledger->counts().folded, kThreads * kEach);
        QCOMPARE(ledger->counts().fold.damagedPlaces, 0);
    }

    void endingFoldsWhatIsThere()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        VERIFY_OK(openLedger(directory, "one", writer)->settle(fixture::call(1)));
        QCOMPARE(rows(writer), 1);
        auto next = openLedger(directory, "two", writer);
        QCOMPARE(next->counts().recovery.folded, 0);
        QCOMPARE(next->counts().recovery.interrupted, 0);
    }

    void callOpenAtTheEndIsInterruptedAtTheNextStart()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        VERIFY_OK(openLedger(directory, "one", writer)->begin(fixture::begin(1)));
        auto next = openLedger(directory, "two", writer);
        QCOMPARE(next->counts().recovery.interrupted, 1);
        QCOMPARE(next->counts().lag(), 0);
        QCOMPARE(rows(writer, "outcome = 'interrupted'"), 1);
        QCOMPARE(openLedger(directory, "three", writer)->counts().recovery.interrupted, 0);
    }

    void fullDiskIsReportedAndOvercomeAlone()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        VERIFY_OK(ledger->settle(fixture::call(0)));
        VERIFY_OK(ledger->flush());
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{1000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
        int refused = 0;
        for (int i = 1; i <= 10; ++i)
            refused += ledger->settle(fixture::call(i)) ? 0 : 1;
        const bool healthyWhileFull = ledger->healthy();
        const bool begins = ledger->begin(fixture::begin(50)).has_value();
        QTest::qWait(1500); // turns of folding and probing fail meanwhile
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(refused >= 8);
        QVERIFY(!healthyWhileFull && !begins);
        QTRY_VERIFY(ledger->healthy()); // nobody calls: it finds out by itself
        QTRY_COMPARE(rows(writer), 11); // and what waited is booked, once
        QCOMPARE(ledger->counts().waiting, 0);
        QCOMPARE(ledger->counts().lost, 0);
        VERIFY_OK(ledger->settle(fixture::call(60)));
        QTRY_COMPARE(ledger->counts().lag(), 0);
    }

    void settlingIsCheap()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        constexpr int kRounds = 20'000;
        const model::CallRecord call = fixture::call(1);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < kRounds; ++i)
            VERIFY_OK(ledger->settle(call));
        qInfo("settle, with folding going on: %.2f us", static_cast<double>(timer.nsecsElapsed()) / 1000.0 / kRounds);
        VERIFY_OK(ledger->flush());
        QCOMPARE(ledger->counts().fold.duplicates, kRounds - 1);
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledger_test.moc"
