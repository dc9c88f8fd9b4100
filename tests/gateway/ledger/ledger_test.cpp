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
        QVERIFY(ledger->counts().problem.empty());
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
        const LedgerCounts whileFull = ledger->counts();
        const bool healthyWhileFull = ledger->healthy();
        const bool begins = ledger->begin(fixture::begin(50)).has_value();
        QTest::qWait(1500); // turns of folding and probing fail meanwhile
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(refused, 0); // its client may have the answer: the record waits in memory
        QVERIFY(whileFull.waiting >= 8);
        QVERIFY(whileFull.condition == Condition::Refusing);
        QVERIFY2(whileFull.problem.find("free some space") != std::string::npos, whileFull.problem.c_str());
        QVERIFY(!healthyWhileFull && !begins);
        QTRY_VERIFY(ledger->healthy()); // nobody calls: it finds out by itself
        QTRY_COMPARE(rows(writer), 11); // and what waited is booked, once
        QCOMPARE(ledger->counts().waiting, 0);
        QCOMPARE(ledger->counts().lost, 0);
        VERIFY_OK(ledger->settle(fixture::call(60)));
        QTRY_COMPARE(ledger->counts().lag(), 0);
    }

    void tooManyWaitingIsNoSuccess()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit full{0, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < Ledger::kMaxWaiting; ++i)
            kept += ledger->settle(fixture::call(1)) ? 1 : 0;
        const bool another = ledger->settle(fixture::call(2)).has_value();
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(kept, Ledger::kMaxWaiting);
        QVERIFY(!another);
        QCOMPARE(ledger->counts().lost, 1);
        QTRY_COMPARE(ledger->counts().waiting, 0);
        QTRY_COMPARE(rows(writer), 1);
    }

    void lockedDatabaseMakesRowsLateAndNothingElse()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        auto other = storage::Connection::open(directory.path() / "usage.db", storage::Access::ReadWrite);
        VERIFY_OK(other);
        VERIFY_OK((*other)->execute("BEGIN EXCLUSIVE"));
        for (int i = 0; i < 50; ++i)
            VERIFY_OK(ledger->settle(fixture::call(i)));
        QTRY_VERIFY(ledger->counts().condition == Condition::Behind);
        const std::string problem = ledger->counts().problem;
        QVERIFY2(problem.find("another program holds it") != std::string::npos, problem.c_str());
        QVERIFY(ledger->healthy());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(rows(writer), 0); // other work of the thread waits for one short try at most
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        VERIFY_OK((*other)->execute("ROLLBACK"));
        QTRY_COMPARE(rows(writer), 50);
        QTRY_VERIFY(ledger->counts().condition == Condition::Fine);
    }

    void damagedDatabaseIsSetAsideAndFilledFromTheJournal()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        VERIFY_OK(writer.opened());
        storage::StorageThread reader(directory.path(), storage::StorageThread::Kind::Reader);
        auto ledger = openLedger(directory, "one", writer);
        for (int i = 0; i < 20; ++i)
            VERIFY_OK(ledger->settle(fixture::call(i)));
        QTRY_COMPARE(rows(reader), 20);
        VERIFY_OK(writer.runAndWait([](storage::Database &db) { // as if the disk had lost what it holds
            if (auto done = db.usage().execute("PRAGMA writable_schema = ON"); !done)
                return done;
            return db.usage().execute("UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'ledger_entries'");
        }));
        VERIFY_OK(
            writer.runAndWait([](storage::Database &db) { return db.usage().execute("PRAGMA schema_version = 77"); }));
        VERIFY_OK(ledger->settle(fixture::call(20)));
        QTRY_COMPARE_WITH_TIMEOUT(storage::filesSetAside(directory.path()).size(), std::size_t{1}, 15'000);
        QTRY_COMPARE(rows(writer), 21);
        QTRY_COMPARE(rows(reader), 21); // it has followed
        QVERIFY(ledger->healthy());
        QTRY_COMPARE(ledger->counts().folded, 21); // each once, though twenty were folded twice
        QCOMPARE(ledger->counts().lag(), 0);
        QTRY_VERIFY(ledger->counts().condition == Condition::Fine);
    }

    void removedDirectoryIsNoticed()
    {
        fixture::Directory directory;
        storage::StorageThread writer(directory.path(), storage::StorageThread::Kind::Writer);
        auto ledger = openLedger(directory, "one", writer);
        const auto journal = directory.path() / "journal";
        std::filesystem::rename(journal, directory.path() / "elsewhere");
        QTRY_VERIFY(!ledger->healthy());
        QVERIFY(ledger->counts().problem.find("put it back") != std::string::npos);
        VERIFY_OK(ledger->settle(fixture::call(1))); // a running call ends as it would
        std::filesystem::rename(directory.path() / "elsewhere", journal);
        QTRY_VERIFY(ledger->healthy());
        QTRY_COMPARE(rows(writer), 1);
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
