#include <ctime>

#include "base/id.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/folder.h"
#include "ledger/journal.h"

using namespace ledger;

namespace {

/// What a thread has spent, without waiting for others. Unit: seconds.
double cpuSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The usual call: one attempt that went well, with a decision of about 250 bytes.
model::CallRecord usualCall(int number, bool costs)
{
    model::CallRecord call = fixture::call(number * 10 + 1);
    call.startedMs = 1'700'000'000'000 + number; // 1000 a second
    call.id = base::makeId("req_", call.startedMs);
    call.attempts.resize(1);
    model::AttemptRecord &attempt = call.attempts[0];
    attempt.startedMs = call.startedMs;
    attempt.failure = model::FailureClass::None;
    attempt.error.clear();
    attempt.cost = {costs ? 123'456 + number : 0};
    call.cost = attempt.cost;
    call.decision = R"({"plan":7,"draw":"9876543210123456789","candidates":[)"
                    R"({"provider":"prov_1","model":"model-2-2025","keys":["pkey_1","pkey_2"]},)"
                    R"({"provider":"prov_2","model":"model-2-large","keys":["pkey_3","pkey_4"]},)"
                    R"({"provider":"prov_3","model":"model-2-small","keys":["pkey_5"]}]})";
    return call;
}

model::CallBegin beginOf(const model::CallRecord &call)
{
    model::CallBegin begin = fixture::begin(1);
    begin.id = call.id;
    begin.startedMs = call.startedMs;
    return begin;
}

} // namespace

class FoldSpeedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foldingIsCheap_data()
    {
        QTest::addColumn<bool>("costs");
        QTest::addColumn<int>("callsAFold");
        QTest::addColumn<int>("opened"); // calls that have begun, but not ended, at any time
        QTest::newRow("backlog, free") << false << 40'000 << 1;
        QTest::newRow("backlog, priced") << true << 40'000 << 1;
        QTest::newRow("1000 calls a fold, free") << false << 1000 << 1;
        QTest::newRow("1000 calls a fold, priced") << true << 1000 << 1;
        QTest::newRow("1000 calls a fold, priced, a fifth begun in an earlier one") << true << 1000 << 200;
        QTest::newRow("200 calls a fold, free") << false << 200 << 1;
        QTest::newRow("200 calls a fold, priced") << true << 200 << 1;
        QTest::newRow("200 calls a fold, all begun in an earlier one") << false << 200 << 500;
    }

    void foldingIsCheap()
    {
        QFETCH(const bool, costs);
        QFETCH(const int, callsAFold);
        QFETCH(const int, opened);
        constexpr int kCalls = 40'000;
        fixture::Directory directory;
        auto db = fixture::openStore(directory.path());
        auto journal = Journal::open(directory.path() / "journal", "one");
        VERIFY_OK(journal);
        JournalFolder folder(directory.path() / "journal", "one");
        std::vector<model::CallRecord> calls;
        for (int i = 0; i < kCalls; ++i)
            calls.push_back(usualCall(i, costs));
        double seconds = 0;
        for (std::size_t i = 0; i < calls.size() + static_cast<std::size_t>(opened) - 1; ++i) {
            if (i < calls.size())
                VERIFY_OK((*journal)->append(beginOf(calls[i])));
            const std::size_t ends = i + 1 - static_cast<std::size_t>(opened);
            if (ends >= calls.size())
                continue;
            VERIFY_OK((*journal)->append(calls[ends]));
            if ((ends + 1) % static_cast<std::size_t>(callsAFold) != 0)
                continue;
            const double before = cpuSeconds();
            VERIFY_OK(folder.fold(*db, 1));
            seconds += cpuSeconds() - before;
        }
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM requests"), kCalls);
        QCOMPARE(fixture::number(db->usage(), "SELECT count(*) FROM open_calls"), 0);
        qInfo("folding, %s: %.2f us CPU a call, %.0f records/s", QTest::currentDataTag(), seconds * 1e6 / kCalls,
              kCalls / seconds);
    }
};

QTEST_GUILESS_MAIN(FoldSpeedTest)
#include "fold_speed_test.moc"
