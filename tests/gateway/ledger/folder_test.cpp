#include "gateway/ledger/folder_fixture.h"

#include "ledger/booking.h"
#include "ledger/journal.h"
#include "ledger/recovery.h"
#include "storage/journal_state.h"
#include "storage/ledger_entries.h"
#include "storage/requests.h"

using namespace ledger;
using namespace folder_test;

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
        QCOMPARE(fixture::text(*storage::getRequest(*db, storage::KeyScope::all(), fixture::call(33).id)),
                 fixture::text(fixture::call(33)));
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
        QCOMPARE(fixture::text(*storage::getRequest(*db, storage::KeyScope::all(), fixture::call(3).id)),
                 fixture::text(fixture::call(3)));
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
        const auto got = storage::getRequest(*db, storage::KeyScope::all(), fixture::begin(3).id);
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

    /// It is told of by its session, alias and tags like any other.
    void interruptedCallIsAttributedInFull()
    {
        model::CallBegin begun = fixture::begin(3);
        begun.session = "morning";
        begun.application = "train.py";
        begun.tags = "blue";
        begun.decision =
            "{\"plan\":7,\"tags\":[\"blue\"],\"alias\":\"fast\",\"strategy\":\"priority\",\"candidates\":[]}";
        VERIFY_OK(openJournal("a")->append(begun));
        auto db = fixture::openStore(m_directory->path());
        JournalFolder folder(m_journalPath, "b");
        VERIFY_OK(recover(*db, folder, "b", guess));
        const auto got = storage::getRequest(*db, storage::KeyScope::all(), begun.id);
        VERIFY_OK(got);
        QCOMPARE(got->session, begun.session);
        QCOMPARE(got->application, begun.application);
        QCOMPARE(got->decision, begun.decision);
        const auto costWhere = [&](const char *where) {
            return fixture::number(db->usage(), std::string("SELECT sum(cost_nanos) FROM ") + where);
        };
        QVERIFY(got->cost.value > 0);
        QCOMPARE(costWhere("cost_rollups WHERE facet = 6 AND level = 4 AND a = 'fast'"), got->cost.value);
        QCOMPARE(costWhere("cost_rollups WHERE facet = 7 AND level = 4 AND a = 'blue'"), got->cost.value);
        QCOMPARE(costWhere("cost_rollups WHERE facet = 8 AND level = 4 AND a = 'train.py'"), got->cost.value);
        QCOMPARE(costWhere("session_rollups WHERE session_id = 'morning'"), got->cost.value);
        QCOMPARE(costWhere("spend_rollups WHERE kind = 'tag' AND subject = 'blue'"), got->cost.value);
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
        const auto got = storage::getRequest(*db, storage::KeyScope::all(), fixture::begin(4).id);
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
        QVERIFY(storage::getRequest(*db, storage::KeyScope::all(), fixture::begin(1).id)->confidence
                == model::Confidence::Unpriced);
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
        QCOMPARE(fixture::text(*storage::getRequest(*db, storage::KeyScope::all(), large.id)), fixture::text(large));
        QCOMPARE(fixture::text(*storage::getRequest(*db, storage::KeyScope::all(), small.id)), fixture::text(small));
        QCOMPARE(count(*db, "routing_decisions WHERE plan_version = 3"), 1);
    }
};

QTEST_GUILESS_MAIN(FolderTest)
#include "folder_test.moc"
