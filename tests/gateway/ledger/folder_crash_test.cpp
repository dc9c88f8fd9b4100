#include "gateway/ledger/folder_fixture.h"

#include <csignal>
#include <set>

#include <sys/wait.h>
#include <unistd.h>

#include "base/id.h"
#include "ledger/journal.h"
#include "ledger/recovery.h"

using namespace ledger;
using namespace folder_test;

/// Processes that die while they write or fold.
class FolderCrashTest final : public QObject {
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
};

QTEST_GUILESS_MAIN(FolderCrashTest)
#include "folder_crash_test.moc"
