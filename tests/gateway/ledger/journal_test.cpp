#include <set>
#include <thread>

#include <QElapsedTimer>
#include <sys/stat.h>
#include <unistd.h>

#include "fakes/full_disk.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/journal.h"
#include "ledger/journal_reader.h"

using namespace ledger;

namespace {

/// Ids of every call in the directory's files, and how much damage there was.
struct Contents {
    std::vector<std::string> ids{};
    std::int64_t damagedPlaces = 0;
    int files = 0;
};

Contents contentsOf(const std::filesystem::path &directory, After last = After::Nothing)
{
    Contents out;
    for (const auto &entry : std::filesystem::directory_iterator(directory)) {
        ++out.files;
        auto reader = JournalReader::open(entry.path());
        if (!reader)
            qFatal("%s", reader.error().detail.c_str());
        std::string buffer;
        for (std::int64_t offset = 0;;) {
            const auto piece = reader->read(offset, buffer);
            if (!piece || piece->bytes.empty())
                break;
            FrameScanner scanner(piece->bytes, saltOf(entry.path().filename().string()),
                                 piece->atEnd ? last : After::More);
            while (const auto body = scanner.next())
                if (const auto call = decodeBody(*body); call && std::holds_alternative<model::CallRecord>(*call))
                    out.ids.push_back(std::get<model::CallRecord>(*call).id);
            out.damagedPlaces += scanner.damagedPlaces();
            if (scanner.position() == 0)
                break;
            offset += static_cast<std::int64_t>(scanner.position());
        }
    }
    return out;
}

} // namespace

class JournalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fileNamesAreReadBack_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("ours");
        QTest::newRow("ours") << QByteArray("inst_1-000001.log") << true;
        QTest::newRow("dashes in the instance") << QByteArray("a-b-c-000012.log") << true;
        QTest::newRow("no number") << QByteArray("a-.log") << false;
        QTest::newRow("no instance") << QByteArray("-000001.log") << false;
        QTest::newRow("another ending") << QByteArray("a-000001.txt") << false;
        QTest::newRow("short") << QByteArray(".log") << false;
        QTest::newRow("negative") << QByteArray("a--1.log") << true; // instance "a-", number 1
    }
    void fileNamesAreReadBack()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, ours);
        QCOMPARE(parseJournalFileName(name.toStdString()).has_value(), ours);
        const auto parsed = parseJournalFileName(journalFileName("a-b", 1'234'567));
        QVERIFY(parsed && parsed->instance == "a-b" && parsed->number == 1'234'567);
    }

    void instancesSortByStartWhateverTheClockSays()
    {
        fixture::Directory directory;
        std::string last;
        for (const std::int64_t clock :
             std::vector<std::int64_t>{1'700'000'000'000, 1'800'000'000'000, 1'600'000'000'000, 1'600'000'000'000, 0}) {
            const std::string instance = nextInstance(directory.path(), clock);
            QVERIFY(instance.size() == 32 && instance > last);
            VERIFY_OK(Journal::open(directory.path(), instance));
            last = instance;
        }
        QVERIFY(nextInstance(directory.path(), 1'900'000'000'000).substr(0, 12) == "01ba60d33800"); // the clock leads
        QVERIFY(nextInstance("/nonexistent", 5).starts_with("000000000005"));
    }

    void roomIsKeptAndGivenBack()
    {
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one", 1);
        VERIFY_OK(journal);
        const auto file = (directory.path() / "one-000001.log").string();
        const auto onDisk = [&file] {
            struct stat about{};
            return ::stat(file.c_str(), &about) == 0 ? std::int64_t{about.st_blocks} * 512 : -1;
        };
        VERIFY_OK((*journal)->append(fixture::call(1)));
        VERIFY_OK((*journal)->keepRoom());
        if (onDisk() < Journal::kRoom)
            QSKIP("this file system does not keep room");
        QVERIFY(std::filesystem::file_size(file) < 4096); // a reader sees what was appended, no more
        QCOMPARE(contentsOf(directory.path(), After::Growing).ids.size(), std::size_t{1});
        VERIFY_OK((*journal)->rotateIfFull());
        QCOMPARE((*journal)->closeRetired(), std::uint64_t{2});
        QVERIFY(onDisk() < Journal::kLeastRoom);
    }

    void theLastFileGivesItsRoomBackAtTheEnd()
    {
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one");
        VERIFY_OK(journal);
        const auto file = (directory.path() / "one-000001.log").string();
        struct stat about{};
        VERIFY_OK((*journal)->append(fixture::call(1)));
        VERIFY_OK((*journal)->keepRoom());
        QVERIFY(::stat(file.c_str(), &about) == 0);
        if (about.st_blocks * 512 < Journal::kRoom)
            QSKIP("this file system does not keep room");
        journal->reset();
        QVERIFY(::stat(file.c_str(), &about) == 0);
        QVERIFY(about.st_blocks * 512 < Journal::kLeastRoom);
        QCOMPARE(contentsOf(directory.path(), After::Nothing).ids.size(), std::size_t{1});
    }

    void filesArePrivate()
    {
        fixture::Directory directory;
        const auto path = directory.path() / "journal";
        const auto before = ::umask(0);
        auto journal = Journal::open(path, "one");
        ::umask(before);
        VERIFY_OK(journal);
        using enum std::filesystem::perms;
        QVERIFY(std::filesystem::status(path).permissions() == owner_all);
        QVERIFY(std::filesystem::status(path / "one-000001.log").permissions() == (owner_read | owner_write));
        QVERIFY(!Journal::open(path, "one")); // never two writers of one series
    }

    void threadsAppendWholeRecordsWhileFilesRotate()
    {
        constexpr int kThreads = 4, kEach = 5000;
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one", 64 * 1024);
        VERIFY_OK(journal);
        std::atomic<int> running{kThreads};
        std::atomic<int> failures{0};
        std::atomic<int> turns{0}; // of the storage thread; nobody runs so far ahead that there is no rotation
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&, t] {
                model::CallRecord call = fixture::call(t);
                for (int i = 0; i < kEach; ++i) {
                    while (turns < i / 500)
                        std::this_thread::yield();
                    call.id = "req_" + std::to_string(t) + "_" + std::to_string(i);
                    call.decision.assign(static_cast<std::size_t>(i % 300), 'd');
                    failures += (*journal)->append(call) ? 0 : 1;
                }
                --running;
            });
        while (running > 0) { // what the storage thread does meanwhile
            VERIFY_OK((*journal)->rotateIfFull());
            (*journal)->closeRetired();
            VERIFY_OK((*journal)->sync());
            ++turns;
        }
        for (std::thread &thread : threads)
            thread.join();
        const std::uint64_t lowest = (*journal)->closeRetired(); // nobody holds an earlier file any more
        const Contents found = contentsOf(directory.path());
        QCOMPARE(failures.load(), 0);
        QCOMPARE(static_cast<int>(found.ids.size()), kThreads * kEach);
        QCOMPARE(static_cast<int>(std::set(found.ids.begin(), found.ids.end()).size()), kThreads * kEach);
        QCOMPARE(found.damagedPlaces, std::int64_t{0});
        QVERIFY2(found.files > 1 && lowest > 1, qPrintable(QString::number(found.files)));
    }

    void fullDiskIsReportedAndHarmsNothingElse()
    {
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one");
        VERIFY_OK(journal);
        std::set<std::string> accepted;
        int refused = 0;
        const auto append = [&](int number) {
            if (const auto done = (*journal)->append(fixture::call(number)); done)
                accepted.insert(fixture::call(number).id);
            else if (done.error().code == base::ErrorCode::Storage)
                ++refused;
        };
        for (int round = 0; round < 50; ++round) { // the disk fills up at ever other places inside a record
            {
                const fakes::FullDisk full(static_cast<rlim_t>(1000 * (round + 1) + 7 * round));
                for (int i = 0; i < 6; ++i)
                    append(round * 10 + i);
            }
            append(round * 10 + 9);
            const Contents growing = contentsOf(directory.path(), After::Growing);
            QVERIFY(std::set(growing.ids.begin(), growing.ids.end()) == accepted); // at once, not only after a restart
        }
        QVERIFY(refused >= 50);
        const Contents found = contentsOf(directory.path());
        QCOMPARE(found.ids.size(), accepted.size());
        QVERIFY(found.damagedPlaces > 10); // some records were really cut
    }

    void appendingIsCheap()
    {
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one");
        VERIFY_OK(journal);
        const model::CallRecord call = fixture::call(1);
        constexpr int kRounds = 100'000;
        QElapsedTimer timer;
        timer.start();
        int failures = 0;
        for (int i = 0; i < kRounds; ++i)
            failures += (*journal)->append(call) ? 0 : 1;
        const double micros = static_cast<double>(timer.nsecsElapsed()) / 1000.0 / kRounds;
        QCOMPARE(failures, 0);
        qInfo("encode and append: %.2f us a record", micros);
        QVERIFY(micros < 200);
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
