#include <QtTest>

#include "jobs/alerts/courier.h"

using jobs::afterTry;
using jobs::pauseAfter;
using storage::AlertNotice;

namespace {

constexpr std::int64_t kMade = 1'700'000'000'000;

base::Result<> failure()
{
    return base::fail(base::ErrorCode::Upstream, "it answered 503");
}

} // namespace

class CourierTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pauses_grow_up_to_ten_minutes()
    {
        QCOMPARE(pauseAfter(1), 2'000);
        QCOMPARE(pauseAfter(2), 4'000);
        QCOMPARE(pauseAfter(9), 512'000);
        QCOMPARE(pauseAfter(10), 600'000);
        QCOMPARE(pauseAfter(1'000'000), 600'000);
    }

    void what_was_taken_is_done()
    {
        const AlertNotice sent = afterTry({.id = "ntc_1", .madeMs = kMade, .problem = "before"}, {}, kMade + 5);
        QCOMPARE(sent.state, std::string("sent"));
        QCOMPARE(sent.endedMs, kMade + 5);
        QVERIFY(sent.problem.empty());
    }

    void what_was_not_is_tried_again_for_a_day()
    {
        const AlertNotice again = afterTry({.id = "ntc_1", .madeMs = kMade}, failure(), kMade + 100);
        QCOMPARE(again.state, std::string("waiting"));
        QCOMPARE(again.nextMs, kMade + 2'100);
        QCOMPARE(again.problem, std::string("it answered 503"));
        const AlertNotice late = afterTry(again, failure(), kMade + jobs::kGiveUpMs - 1);
        QCOMPARE(late.state, std::string("waiting"));
        const AlertNotice over = afterTry(late, failure(), kMade + jobs::kGiveUpMs);
        QCOMPARE(over.state, std::string("given_up"));
        QCOMPARE(over.tries, 3);
    }
};

QTEST_APPLESS_MAIN(CourierTest)
#include "courier_test.moc"
