#include <algorithm>

#include <QTest>

#include "storage/logged_calls.h"
#include "storage/requests.h"
#include "store_fixture.h"

using storage::LoggedCallRow;
using storage::LogPlace;
using storage::LogSpan;

namespace {

constexpr std::int64_t kFirst = 1'700'000'000'000; ///< Of the fixture's call 0; each is a second later.

std::vector<LoggedCallRow> readAll(storage::Database &db, const LogSpan &span, std::int64_t piece)
{
    std::vector<LoggedCallRow> out;
    LogPlace after{-1, 0};
    for (;;) {
        const auto next =
            storage::readLog(db, span, after, piece, [&](const LoggedCallRow &row) { out.push_back(row); });
        if (!next)
            qFatal("%s", base::describe(next.error()).c_str());
        if (!*next)
            return out;
        after = **next;
    }
}

} // namespace

class LoggedCallsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        for (int number : {4, 2, 0, 1, 3, 5}) { // not as they started
            model::CallRecord call = fixture::call(number);
            call.startedMs = kFirst + number / 2 * 1000; // two at a time
            call.decision = number == 5 ? "" : R"({"plan":7,"asked":"schön"})";
            call.confidence = number == 3 ? model::Confidence::Unpriced : model::Confidence::Measured;
            VERIFY_OK(storage::insertRequest(*m_db, call));
        }
    }
    void cleanup() { m_db.reset(); }

    void everyCallComesOnceInOrderWhateverThePieces()
    {
        for (const std::int64_t piece : {1, 2, 3, 6, 100}) {
            const auto rows = readAll(*m_db, {0, kFirst + 1'000'000}, piece);
            QCOMPARE(rows.size(), std::size_t{6});
            for (std::size_t i = 1; i < rows.size(); ++i)
                QVERIFY(std::pair(rows[i - 1].startedMs, rows[i - 1].no) < std::pair(rows[i].startedMs, rows[i].no));
        }
    }
    void onlyTheCallsOfATime()
    {
        const LogSpan span{kFirst + 1000, kFirst + 2000};
        QCOMPARE(readAll(*m_db, span, 1).size(), std::size_t{2});
        const auto count = storage::countLog(*m_db, span);
        VERIFY_OK(count);
        QCOMPARE(*count, 2);
        QVERIFY(readAll(*m_db, {0, kFirst}, 10).empty());
    }
    void aRowHasWhatItIsReplayedBy()
    {
        const auto rows = readAll(*m_db, {0, kFirst + 1'000'000}, 10);
        const model::CallRecord call = fixture::call(0);
        const auto row = std::ranges::find(rows, std::int64_t{3}, &LoggedCallRow::no); // the third that was written
        QVERIFY(row != rows.end());
        QCOMPARE(row->clientKeyId, call.clientKeyId);
        QCOMPARE(row->clientKeyName, call.clientKeyName);
        QCOMPARE(row->endpoint, call.endpoint);
        QCOMPARE(row->application, call.application);
        QCOMPARE(row->stream, call.stream);
        QVERIFY(row->usage == call.usage);
        QVERIFY(row->costNanos == call.cost.value);
        QCOMPARE(row->trace, std::string(R"({"plan":7,"asked":"schön"})"));
        QCOMPARE(std::ranges::count_if(rows, [](const LoggedCallRow &one) { return !one.costNanos; }), 1);
        QCOMPARE(std::ranges::count_if(rows, [](const LoggedCallRow &one) { return one.trace.empty(); }), 1);
    }

private:
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<storage::Database> m_db{};
};

QTEST_GUILESS_MAIN(LoggedCallsTest)
#include "logged_calls_test.moc"
