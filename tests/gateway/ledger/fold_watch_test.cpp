#include "gateway/ledger/folder_fixture.h"

#include <set>

#include "ledger/journal.h"
#include "ledger/recovery.h"

using namespace ledger;
using namespace folder_test;

namespace {

/// Keeps what it heard of.
class Hearer final : public FoldWatcher {
public:
    void booked(const model::CallRecord &call) override { m_waiting.push_back(call.id); }
    void ended(bool committed) override
    {
        for (const std::string &id : m_waiting) {
            told += committed ? 1 : 0;
            undone += committed ? 0 : 1;
            if (committed)
                ids.insert(id);
        }
        m_waiting.clear();
    }
    void conditionChanged(Condition, const std::string &) override {}

    std::set<std::string> ids{};
    int told = 0;
    int undone = 0;

private:
    std::vector<std::string> m_waiting{};
};

} // namespace

/// Whoever counts calls as they get their rows has the sums of the ledger.
class FoldWatchTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<storage::Database> m_db{};
    std::unique_ptr<Journal> m_journal{};

    std::filesystem::path journalPath() const { return m_directory->path() / "journal"; }

private Q_SLOTS:
    void init()
    {
        m_db.reset();
        m_journal.reset();
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        auto journal = Journal::open(journalPath(), "one", kJournalFileBytes);
        QVERIFY(journal.has_value());
        m_journal = std::move(*journal);
    }

    void everyCallIsToldOnce()
    {
        Hearer hearer;
        JournalFolder folder(journalPath(), "one");
        folder.tell(&hearer);
        for (int i = 0; i < 600; ++i) { // more than are written at once
            VERIFY_OK(m_journal->append(fixture::call(i)));
            if (i % 10 == 0)
                VERIFY_OK(m_journal->append(fixture::call(i))); // the same call again
            if (i % 70 == 0)
                VERIFY_OK(folder.fold(*m_db, 1));
        }
        VERIFY_OK(folder.fold(*m_db, 1));
        VERIFY_OK(folder.fold(*m_db, 1));
        QCOMPARE(hearer.told, 600);
        QCOMPARE(hearer.ids.size(), std::size_t{600});
        QCOMPARE(count(*m_db, "requests"), 600);
    }

    void whatIsRolledBackIsToldAgain()
    {
        Hearer hearer;
        JournalFolder folder(journalPath(), "one");
        folder.tell(&hearer);
        for (int i = 0; i < 20; ++i)
            VERIFY_OK(m_journal->append(fixture::call(i)));
        VERIFY_OK(m_db->usage().execute("CREATE TRIGGER full BEFORE INSERT ON journal_offsets "
                                        "BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        QVERIFY(!folder.fold(*m_db, 1).has_value());
        QCOMPARE(hearer.told, 0);
        QCOMPARE(hearer.undone, 20);
        VERIFY_OK(m_db->usage().execute("DROP TRIGGER full"));
        VERIFY_OK(folder.fold(*m_db, 1));
        QCOMPARE(hearer.told, 20);
        QCOMPARE(count(*m_db, "requests"), 20);
    }

    void recoveredCallsAreTold()
    {
        for (int i = 0; i < 10; ++i) {
            VERIFY_OK(m_journal->append(fixture::begin(i)));
            if (i % 2 == 0)
                VERIFY_OK(m_journal->append(fixture::call(i)));
        }
        Hearer hearer;
        JournalFolder folder(journalPath(), "two");
        folder.tell(&hearer);
        VERIFY_OK(recover(*m_db, folder, "two", guess));
        QCOMPARE(hearer.told, 10);
        QCOMPARE(hearer.ids.size(), std::size_t{10});
        VERIFY_OK(recover(*m_db, folder, "two", guess));
        QCOMPARE(hearer.told, 10);
    }
};

QTEST_GUILESS_MAIN(FoldWatchTest)
#include "fold_watch_test.moc"
