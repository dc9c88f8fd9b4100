#include <QtTest>

#include "base/task.h"
#include "fakes/full_disk.h"
#include "fakes/manual_reactor.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/group_commit.h"
#include "ledger/journal_reader.h"

using namespace ledger;
using When = GroupCommit::When;

namespace {

constexpr const char *kFile = "one-000001.log";

/// Ids of all that was begun (`+`) and settled (`-`), in the order of the file.
std::string contents(const std::filesystem::path &directory)
{
    auto reader = JournalReader::open(directory / kFile);
    if (!reader)
        qFatal("%s", reader.error().detail.c_str());
    std::string buffer;
    const auto piece = reader->read(0, buffer);
    std::string out;
    FrameScanner scanner(piece->bytes, saltOf(kFile), After::Nothing);
    while (const auto body = scanner.next())
        if (kindOf(*body) != Kind::Probe)
            out += (kindOf(*body) == Kind::Begin ? "+" : "-") + std::string(idOf(*body)) + " ";
    return out;
}

model::CallBegin begin(const char *id)
{
    auto out = fixture::begin(1);
    out.id = id;
    return out;
}

model::CallRecord call(const char *id)
{
    auto out = fixture::call(1);
    out.id = id;
    return out;
}

struct Bench {
    fixture::Directory directory{};
    storage::StorageThread writer{directory.path(), storage::StorageThread::Kind::Writer};
    std::unique_ptr<Ledger> books = std::move(*Ledger::open(directory.path(), "one", writer, {}));
    fakes::ManualReactor reactor{};
    GroupCommit group{*books, reactor};
    std::string told{}; ///< `+` or `-` and `!` after a failure, in the order in which the calls went on.

    std::string written() const { return contents(directory.path() / "journal"); }
    base::Detached beginOne(const char *id)
    {
        const auto record = begin(id);
        auto entry = group.begin(record);
        const auto done = co_await entry;
        told += std::string("+") + id + (done ? " " : "! ");
    }
    base::Detached settleOne(const char *id, When when = When::WithOthers)
    {
        const auto record = call(id);
        auto entry = group.settle(record, when);
        const auto done = co_await entry;
        told += std::string("-") + id + (done ? " " : "! ");
    }
    base::Detached wholeCall(const char *id)
    {
        const auto first = begin(id);
        auto beginning = group.begin(first);
        const auto begun = co_await beginning;
        const auto last = call(id);
        auto ending = group.settle(last, When::WithOthers);
        const auto settled = co_await ending;
        told += begun && settled ? "whole " : "broken ";
    }
};

} // namespace

class GroupCommitTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatOneTurnBringsIsWrittenOnce()
    {
        Bench bench;
        bench.beginOne("a");
        bench.reactor.defer([&] { bench.settleOne("b"); }); // a call that an event of the same turn wakes
        bench.beginOne("c");
        QCOMPARE(bench.told, "");
        QCOMPARE(bench.written(), "");
        bench.reactor.defer([&] { QCOMPARE(bench.written(), ""); });
        bench.reactor.run();
        QCOMPARE(bench.written(), "+a +c -b ");
        QCOMPARE(bench.told, "+a +c -b ");
        QCOMPARE(bench.books->counts().appended, 1);
    }

    void nobodyGoesOnBeforeItsRecordIsWritten()
    {
        Bench bench;
        bench.wholeCall("a");
        bench.wholeCall("b");
        bench.reactor.run();
        QCOMPARE(bench.written(), "+a +b -a -b ");
        QCOMPARE(bench.told, "whole whole ");
    }

    void whoCannotWaitDoesNot()
    {
        Bench bench;
        bench.beginOne("a");
        bench.settleOne("b", When::Now);
        QCOMPARE(bench.told, "-b ");
        QCOMPARE(bench.written(), "-b ");
        bench.reactor.run();
        QCOMPARE(bench.written(), "-b +a ");
    }

    void eachIsTakenOrRefusedForItself()
    {
        Bench bench;
        std::string frames;
        appendFrame(frames, begin("a"), 0);
        {
            const fakes::FullDisk full(frames.size() + 10); // the first record, and a part of the second
            bench.beginOne("a");
            bench.beginOne("b");
            bench.settleOne("c");
            bench.reactor.run();
        }
        QCOMPARE(bench.written(), "+a ");
        QCOMPARE(bench.told, "+a +b! -c "); // a settled call waits in memory
        QTRY_COMPARE_WITH_TIMEOUT(bench.books->counts().appended, 1, 10'000);
        QCOMPARE(bench.written(), "+a -c ");
    }

    void aDiskThatTakesNothingRefusesAll()
    {
        Bench bench;
        {
            const fakes::FullDisk full(1);
            bench.beginOne("a");
            bench.reactor.run();
            bench.beginOne("b");
            bench.reactor.run();
        }
        QCOMPARE(bench.told, "+a! +b! ");
        QVERIFY(!bench.books->healthy());
    }

    void aFileStaysOpenForTheBatchThatIsMeantForIt()
    {
        fixture::Directory directory;
        auto journal = Journal::open(directory.path(), "one", 1);
        VERIFY_OK(journal);
        VERIFY_OK((*journal)->append(begin("a")));
        JournalBatch batch(**journal);
        const std::size_t end = batch.add(begin("b"));
        VERIFY_OK((*journal)->rotateIfFull());
        QCOMPARE((*journal)->closeRetired(), std::uint64_t{1});
        QCOMPARE(batch.write().bytes, end);
        QCOMPARE(contents(directory.path()), "+a +b ");
        QCOMPARE((*journal)->closeRetired(), std::uint64_t{2});
        QCOMPARE(batch.write().bytes, std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(GroupCommitTest)
#include "group_commit_test.moc"
