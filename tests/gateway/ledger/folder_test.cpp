#include <csignal>
#include <set>

#include <QElapsedTimer>
#include <sys/wait.h>
#include <unistd.h>

#include "base/id.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/booking.h"
#include "ledger/folder.h"
#include "ledger/journal.h"
#include "ledger/recovery.h"
#include "storage/journal_state.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"

using namespace ledger;

namespace {

constexpr auto kAllFinished = std::numeric_limits<std::uint64_t>::max();

void guess(model::AttemptRecord &attempt)
{
    attempt.cost = {attempt.usage.input * 10};
    attempt.confidence = model::Confidence::Estimated;
}

/// The beginning of its first attempt, which asked another provider.
model::CallBegin firstBegin(int number)
{
    model::CallBegin out = fixture::begin(number);
    out.routedModel = out.earlier.front().model;
    out.providerId = out.earlier.front().providerId;
    out.providerName = out.earlier.front().providerName;
    out.earlier.clear();
    return out;
}

std::int64_t count(storage::Database &db, std::string_view what)
{
    return fixture::number(db.usage(), "SELECT count(*) FROM " + std::string(what));
}

/// Every table agrees with every other, and the entries of every attempt sum to nothing.
void verifyBooks(storage::Database &db)
{
    const auto number = [&](std::string_view sql) { return fixture::number(db.usage(), sql); };
    QCOMPARE(number("SELECT coalesce(sum(amount_nanos), 0) FROM ledger_entries"), 0);
    QCOMPARE(number("SELECT count(*) FROM (SELECT 1 FROM ledger_entries GROUP BY request_id, attempt, event "
                    "HAVING sum(amount_nanos) <> 0 OR count(*) <> 2)"),
             0);
    QCOMPARE(number("SELECT coalesce(sum(amount_nanos), 0) FROM ledger_entries WHERE account LIKE 'provider:%'"),
             number("SELECT coalesce(sum(cost_nanos), 0) FROM cost_records"));
    QCOMPARE(number("SELECT coalesce(sum(cost_nanos), 0) FROM requests"),
             number("SELECT coalesce(sum(cost_nanos), 0) FROM cost_records"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM usage_rollups"), number("SELECT count(*) FROM requests"));
    // The sums again, from the attempts: every bucket, provider, key and model must agree in every column.
    QCOMPARE(number("WITH recount AS (SELECT r.started_ms - r.started_ms % 900000 AS bucket, c.provider_id AS p, "
                    "r.client_key_id AS k, c.billed_model AS m, count(*) AS a, sum(c.failure <> 'none') AS f, "
                    "sum(c.input_tokens) AS i, sum(c.cache_read_tokens) AS cr, "
                    "sum(c.cache_write_5m_tokens + c.cache_write_1h_tokens) AS cw, sum(c.output_tokens) AS o, "
                    "sum(c.reasoning_tokens) AS rs, sum(c.cost_nanos) AS n, sum(c.confidence = 'estimated') AS e "
                    "FROM cost_records c JOIN requests r ON r.id = c.request_id WHERE c.billed_model <> '' "
                    "GROUP BY 1, 2, 3, 4), "
                    "kept AS (SELECT bucket_ms AS bucket, provider_id AS p, client_key_id AS k, model AS m, "
                    "sum(attempts) AS a, sum(failed_attempts) AS f, sum(input_tokens) AS i, "
                    "sum(cache_read_tokens) AS cr, sum(cache_write_tokens) AS cw, sum(output_tokens) AS o, "
                    "sum(reasoning_tokens) AS rs, sum(cost_nanos) AS n, sum(estimated_calls) AS e FROM usage_rollups "
                    "WHERE model LIKE '%-2025' GROUP BY 1, 2, 3, 4) "
                    "SELECT (SELECT count(*) FROM (SELECT * FROM recount EXCEPT SELECT * FROM kept)) "
                    "+ (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM recount))"),
             0);
    // The sums over everything are those of the parts, and every call is in the histogram of its bucket.
    QCOMPARE(number("WITH parts AS (SELECT bucket_ms, sum(calls), sum(errors), sum(attempts), sum(failed_attempts), "
                    "sum(input_tokens), sum(output_tokens), sum(cost_nanos), sum(unpriced_calls), sum(duration_us), "
                    "sum(first_token_us), sum(first_token_calls), sum(iif(outcome = 'ok', calls, 0)) "
                    "FROM usage_rollups GROUP BY 1), "
                    "whole AS (SELECT bucket_ms, calls, errors, attempts, failed_attempts, input_tokens, "
                    "output_tokens, cost_nanos, unpriced_calls, duration_us, first_token_us, first_token_calls, "
                    "ok_calls FROM usage_buckets) "
                    "SELECT (SELECT count(*) FROM (SELECT * FROM parts EXCEPT SELECT * FROM whole)) "
                    "+ (SELECT count(*) FROM (SELECT * FROM whole EXCEPT SELECT * FROM parts))"),
             0);
    QCOMPARE(number("SELECT coalesce(sum(first_choice_calls), 0) FROM usage_buckets"),
             number("SELECT count(*) FROM requests WHERE outcome = 'done' AND attempts <= 1"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM latency_rollups WHERE what = 0"),
             number("SELECT count(*) FROM requests WHERE outcome <> 'interrupted'"));
    QCOMPARE(number("SELECT coalesce(sum(calls), 0) FROM latency_rollups WHERE what = 1"),
             number("SELECT count(*) FROM requests WHERE first_token_us IS NOT NULL"));
    QCOMPARE(number("SELECT count(*) FROM requests WHERE attempts <> (SELECT count(*) FROM cost_records "
                    "WHERE request_id = requests.id)"),
             0);
}

base::Result<> foldEverything(storage::Database &db, JournalFolder &folder, std::uint64_t growingFrom)
{
    for (;;) {
        const auto more = folder.fold(db, growingFrom);
        if (!more)
            return base::fail(more.error());
        if (!*more)
            return {};
    }
}

} // namespace

class FolderTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::filesystem::path m_journalPath{};

    std::unique_ptr<Journal> openJournal(const std::string &instance, std::int64_t fileBytes = kJournalFileBytes)
    {
        auto journal = Journal::open(m_journalPath, instance, fileBytes);
        if (!journal)
            qFatal("%s", base::describe(journal.error()).c_str());
        return std::move(*journal);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_journalPath = m_directory->path() / "journal";
    }

    void recordsBecomeRowsOnce()
    {
        auto db = fixture::openStore(m_directory->path());
        auto journal = openJournal("one");
        JournalFolder folder(m_journalPath, "one");
        for (int i = 0; i < 100; ++i) {
            VERIFY_OK(journal->append(fixture::begin(i)));
            VERIFY_OK(journal->append(fixture::call(i)));
            if (i % 10 == 0)
                VERIFY_OK(journal->append(fixture::call(i))); // the same call again
            if (i % 7 == 0)
                VERIFY_OK(folder.fold(*db, 1));
        }
        VERIFY_OK(folder.fold(*db, 1));
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(folder.counts().records, std::int64_t{100});
        QCOMPARE(folder.counts().duplicates, std::int64_t{10});
        QCOMPARE(count(*db, "requests"), 100);
        QCOMPARE(count(*db, "open_calls"), 0);
        verifyBooks(*db);
        QCOMPARE(fixture::text(*storage::getRequest(*db, fixture::call(33).id)), fixture::text(fixture::call(33)));
    }

    void callIsOpenBetweenItsBeginningAndItsEnd()
    {
        auto db = fixture::openStore(m_directory->path());
        auto journal = openJournal("one");
        JournalFolder folder(m_journalPath, "one");
        VERIFY_OK(journal->append(fixture::begin(1)));
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 1);
        VERIFY_OK(journal->append(fixture::call(1)));
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 0);
        VERIFY_OK(journal->append(fixture::begin(1))); // read late, from a file before
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 0);
    }

    void openCallKnowsItsEarlierAttempts_data()
    {
        QTest::addColumn<bool>("fed");
        QTest::addColumn<bool>("lateFirst");
        QTest::newRow("in order, fed") << true << false;
        QTest::newRow("in order, by statements") << false << false;
        QTest::newRow("the first read after the second, fed") << true << true;
        QTest::newRow("the first read after the second, by statements") << false << true;
    }
    void openCallKnowsItsEarlierAttempts()
    {
        QFETCH(const bool, fed);
        QFETCH(const bool, lateFirst);
        auto db = fixture::openStore(m_directory->path());
        if (!fed)
            db->usage().dropFeed();
        auto journal = openJournal("one");
        JournalFolder folder(m_journalPath, "one");
        VERIFY_OK(journal->append(lateFirst ? fixture::begin(3) : firstBegin(3)));
        VERIFY_OK(folder.fold(*db, 1));
        VERIFY_OK(journal->append(lateFirst ? firstBegin(3) : fixture::begin(3)));
        VERIFY_OK(folder.fold(*db, 1));
        const auto open = storage::callsLeftOpen(*db, "another", 10);
        VERIFY_OK(open);
        QCOMPARE(open->size(), std::size_t{1});
        QCOMPARE(fixture::text(open->front()), fixture::text(fixture::begin(3)));
        VERIFY_OK(journal->append(fixture::call(3)));
        VERIFY_OK(folder.fold(*db, 1));
        VERIFY_OK(journal->append(fixture::begin(3))); // read late, from a file before
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 0);
        QCOMPARE(count(*db, "open_attempts"), 0);
        QCOMPARE(count(*db, "requests"), 1);
    }

    void callThatEndsWhereItsSecondAttemptBeganIsNotOpen()
    {
        auto db = fixture::openStore(m_directory->path());
        auto journal = openJournal("one");
        JournalFolder folder(m_journalPath, "one");
        VERIFY_OK(journal->append(firstBegin(3)));
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 1);
        VERIFY_OK(journal->append(fixture::begin(3)));
        VERIFY_OK(journal->append(fixture::call(3)));
        VERIFY_OK(folder.fold(*db, 1));
        QCOMPARE(count(*db, "open_calls"), 0);
        QCOMPARE(fixture::text(*storage::getRequest(*db, fixture::call(3).id)), fixture::text(fixture::call(3)));
    }

    /// What was under way is guessed; what had ended is booked as it was noted.
    void interruptedCallIsBookedWithAllItsAttempts()
    {
        {
            auto journal = openJournal("a");
            VERIFY_OK(journal->append(firstBegin(3)));
            VERIFY_OK(journal->append(fixture::begin(3)));
        }
        auto db = fixture::openStore(m_directory->path());
        JournalFolder folder(m_journalPath, "b");
        VERIFY_OK(recover(*db, folder, "b", guess));
        const auto got = storage::getRequest(*db, fixture::begin(3).id);
        VERIFY_OK(got);
        const model::AttemptRecord ended = fixture::attempt(21);
        QCOMPARE(got->attempts.size(), std::size_t{2});
        QCOMPARE(fixture::text(got->attempts[0]), fixture::text(ended));
        const model::AttemptRecord &open = got->attempts[1];
        QCOMPARE(open.providerId, fixture::begin(3).providerId);
        QCOMPARE(open.model, fixture::begin(3).routedModel);
        QCOMPARE(open.startedMs, ended.startedMs + ended.durationUs / 1000);
        QCOMPARE(open.usage.input, std::int64_t{1000}); // 4003 bytes
        QCOMPARE(got->usage.input, ended.usage.input + 1000);
        QCOMPARE(got->usage.output, ended.usage.output);
        QCOMPARE(got->cost.value, ended.cost.value + 10'000);
        QVERIFY(got->outcome == model::Outcome::Interrupted && got->confidence == model::Confidence::Estimated);
        QCOMPARE(got->providerId, open.providerId);
        QCOMPARE(count(*db, "open_attempts"), 0);
        verifyBooks(*db);
    }

    void interruptedCallsAreBookedOnce()
    {
        {
            auto journal = openJournal("a");
            for (int i = 0; i < 5; ++i)
                VERIFY_OK(journal->append(fixture::begin(i)));
            VERIFY_OK(journal->append(fixture::call(2)));
        }
        auto db = fixture::openStore(m_directory->path());
        for (const char *instance : {"b", "c"}) {
            JournalFolder folder(m_journalPath, instance);
            const auto done = recover(*db, folder, instance, guess);
            VERIFY_OK(done);
            const bool first = std::string_view(instance) == "b";
            QCOMPARE(done->folded, first ? 1 : 0);
            QCOMPARE(done->interrupted, first ? 4 : 0);
        }
        QCOMPARE(count(*db, "requests"), 5);
        QCOMPARE(count(*db, "open_calls"), 0);
        const auto got = storage::getRequest(*db, fixture::begin(4).id);
        VERIFY_OK(got);
        QVERIFY(got->outcome == model::Outcome::Interrupted);
        QVERIFY(got->confidence == model::Confidence::Estimated);
        QCOMPARE(got->usage.input, std::int64_t{1001}); // 4004 bytes
        QCOMPARE(got->cost.value, std::int64_t{10'010});
        QCOMPARE(got->attempts.size(), std::size_t{1});
        QCOMPARE(fixture::number(db->usage(), "SELECT sum(errors) FROM usage_rollups WHERE outcome = 'error'"), 4);
        verifyBooks(*db);
        QVERIFY(std::filesystem::is_empty(m_journalPath));
        QCOMPARE(count(*db, "journal_offsets"), 0);
    }

    void interruptedWithoutAPriceStaysUnpriced()
    {
        VERIFY_OK(openJournal("a")->append(fixture::begin(1)));
        auto db = fixture::openStore(m_directory->path());
        JournalFolder folder(m_journalPath, "b");
        VERIFY_OK(recover(*db, folder, "b", {}));
        QVERIFY(storage::getRequest(*db, fixture::begin(1).id)->confidence == model::Confidence::Unpriced);
        QCOMPARE(count(*db, "ledger_entries"), 0);
        QCOMPARE(fixture::number(db->usage(), "SELECT sum(unpriced_calls) FROM usage_rollups"), 1);
    }

    void finishedFilesAreRemovedAndGrowingOnesKept()
    {
        auto db = fixture::openStore(m_directory->path());
        auto journal = openJournal("one", 4000);
        JournalFolder folder(m_journalPath, "one");
        for (int i = 0; i < 200; ++i) {
            VERIFY_OK(journal->append(fixture::call(i)));
            VERIFY_OK(journal->rotateIfFull());
        }
        VERIFY_OK(foldEverything(*db, folder, journal->closeRetired()));
        QCOMPARE(count(*db, "requests"), 200);
        QVERIFY(folder.counts().filesRemoved > 5);
        int left = 0;
        for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(m_journalPath))
            ++left;
        QCOMPARE(left, 1);
        QCOMPARE(count(*db, "journal_offsets"), 1);
    }

    void damageIsCountedAndSteppedOver()
    {
        auto db = fixture::openStore(m_directory->path());
        {
            auto journal = openJournal("a");
            for (int i = 0; i < 50; ++i)
                VERIFY_OK(journal->append(fixture::call(i)));
        }
        QFile file(QString::fromStdString((m_journalPath / "a-000001.log").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write("damage");
        file.close();
        JournalFolder folder(m_journalPath, "b");
        VERIFY_OK(foldEverything(*db, folder, kAllFinished));
        QVERIFY(folder.counts().records >= 48);
        QVERIFY(folder.counts().damagedPlaces >= 1);
        verifyBooks(*db);
    }

    /// Each round dies at a later step of folding, or of recovery, until one comes through.
    void deathBetweenAnyTwoStepsLosesAndDoublesNothing()
    {
        {
            auto journal = openJournal("a", 3000);
            for (int i = 0; i < 60; ++i) {
                VERIFY_OK(journal->append(fixture::begin(i)));
                if (i % 5 != 0)
                    VERIFY_OK(journal->append(fixture::call(i)));
                VERIFY_OK(journal->rotateIfFull());
            }
        }
        int rounds = 0;
        for (int dieAt = 1;; ++dieAt, ++rounds) {
            const pid_t child = ::fork();
            if (child == 0) {
                auto db = fixture::openStore(m_directory->path());
                const std::string instance = "b" + std::to_string(dieAt);
                JournalFolder folder(m_journalPath, instance);
                int steps = 0;
                folder.onStep = [&](const char *) {
                    if (++steps == dieAt)
                        ::_exit(9);
                };
                ::_exit(recover(*db, folder, instance, guess) ? 0 : 1);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) != 1);
            if (WEXITSTATUS(status) == 0)
                break;
            QVERIFY(dieAt < 500);
        }
        QVERIFY(rounds > 3);
        auto db = fixture::openStore(m_directory->path());
        QCOMPARE(count(*db, "requests"), 60);
        QCOMPARE(count(*db, "requests WHERE outcome = 'interrupted'"), 12);
        QCOMPARE(count(*db, "open_calls"), 0);
        QVERIFY(std::filesystem::is_empty(m_journalPath));
        verifyBooks(*db);
    }

    /// A child appends, tells us after each record, and is killed; another starts where it left.
    void everyAcknowledgedRecordSurvivesKill()
    {
        constexpr int kKills = 25;
        std::set<std::string> acknowledged;
        for (int round = 0; round < kKills; ++round) {
            int pipeEnds[2];
            QVERIFY(::pipe(pipeEnds) == 0);
            const std::string instance = "r" + std::to_string(100 + round);
            const pid_t child = ::fork();
            if (child == 0) {
                auto journal = openJournal(instance, 20'000);
                for (int i = round * 100'000;; ++i) {
                    if (!journal->append(fixture::begin(i)) || !journal->append(fixture::call(i)))
                        ::_exit(1);
                    if (::write(pipeEnds[1], &i, sizeof i) != sizeof i)
                        ::_exit(1);
                    static_cast<void>(journal->rotateIfFull());
                    journal->closeRetired();
                }
            }
            ::close(pipeEnds[1]);
            const auto until = base::fastRandom() % 400;
            int number = 0;
            for (std::uint64_t i = 0; i < until && ::read(pipeEnds[0], &number, sizeof number) == sizeof number; ++i)
                acknowledged.insert(fixture::call(number).id);
            ::kill(child, SIGKILL);
            while (::read(pipeEnds[0], &number, sizeof number) == sizeof number)
                acknowledged.insert(fixture::call(number).id);
            ::close(pipeEnds[0]);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
        }
        auto db = fixture::openStore(m_directory->path());
        JournalFolder folder(m_journalPath, "last");
        VERIFY_OK(recover(*db, folder, "last", guess));
        QCOMPARE(folder.counts().duplicates, std::int64_t{0});
        std::int64_t found = 0;
        auto select = db->usage().prepare("SELECT id FROM requests WHERE outcome <> 'interrupted'");
        VERIFY_OK(select->forEach(
            [&](const storage::Statement &row) { found += acknowledged.contains(row.text(0)) ? 1 : 0; }));
        QCOMPARE(found, static_cast<std::int64_t>(acknowledged.size()));
        // At most one call a kill was on its way.
        QVERIFY(count(*db, "requests") <= static_cast<std::int64_t>(acknowledged.size()) + kKills);
        verifyBooks(*db);
        qInfo("%d kills, %zu acknowledged records, 0 missing, 0 double", kKills, acknowledged.size());
    }

    void bothWaysOfWritingFoldTheSame()
    {
        std::string books[2];
        for (std::string &book : books) {
            fixture::Directory directory;
            auto db = fixture::openStore(directory.path());
            if (&book == &books[1])
                db->usage().dropFeed();
            auto journal = Journal::open(directory.path() / "journal", "one");
            VERIFY_OK(journal);
            JournalFolder folder(directory.path() / "journal", "one");
            for (int i = 0; i < 700; ++i) { // more than are written at once
                VERIFY_OK((*journal)->append(fixture::begin(i)));
                if (i >= 20)
                    VERIFY_OK((*journal)->append(fixture::call(i - 20)));
                if (i % 150 == 149)
                    VERIFY_OK((*journal)->append(fixture::call(i / 2))); // the same call again
                if (i % 300 == 299)
                    VERIFY_OK(folder.fold(*db, 1));
            }
            VERIFY_OK(folder.fold(*db, 1));
            QCOMPARE(folder.counts().duplicates, std::int64_t{4});
            QCOMPARE(count(*db, "requests"), 680);
            QCOMPARE(count(*db, "open_calls"), 20);
            verifyBooks(*db);
            for (const char *table : fixture::kBookTables)
                book += fixture::rowsOf(*db, table);
        }
        QCOMPARE(books[0], books[1]);
    }

    /// The memory of one call is used for the next: nothing of a large one may stay in a small one.
    void smallCallAfterALargeOneHasNothingOfIt()
    {
        auto db = fixture::openStore(m_directory->path());
        auto journal = openJournal("one");
        JournalFolder folder(m_journalPath, "one");
        model::CallRecord large = fixture::call(21);
        large.decision = "{\"plan\":3,\"x\":\"" + std::string(100'000, 'x') + "\"}";
        large.errorCode = "an_error_of_more_than_fifteen_letters";
        model::CallRecord small;
        small.id = "small";
        for (const model::CallRecord *call : {&large, &small, &large}) {
            VERIFY_OK(journal->append(*call));
            VERIFY_OK(folder.fold(*db, 1));
        }
        QCOMPARE(fixture::text(*storage::getRequest(*db, large.id)), fixture::text(large));
        QCOMPARE(fixture::text(*storage::getRequest(*db, small.id)), fixture::text(small));
        QCOMPARE(count(*db, "routing_decisions WHERE plan_version = 3"), 1);
    }
};

QTEST_GUILESS_MAIN(FolderTest)
#include "folder_test.moc"
