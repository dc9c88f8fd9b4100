#include "admin/refusal_count.h"

#include <QtTest>

using admin::RefusalCount;

class RefusalCountTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soManyAMinute()
    {
        RefusalCount count;
        for (int i = 0; i < RefusalCount::kMost; ++i)
            QCOMPARE(count.take("192.0.2.1", 1'000), std::optional<std::int64_t>(0));
        for (int i = 0; i < 5; ++i)
            QVERIFY(!count.take("192.0.2.1", 2'000));
        QVERIFY(!count.take("192.0.2.1", 60'999));
        QCOMPARE(count.take("192.0.2.1", 61'000), std::optional<std::int64_t>(6));
        QCOMPARE(count.take("192.0.2.1", 61'000), std::optional<std::int64_t>(0));
    }

    void theTimeAndTheNumberAreGiven()
    {
        RefusalCount count(2, 1'000);
        QVERIFY(count.take("", 0) && count.take("", 10) && !count.take("", 999));
        QCOMPARE(count.take("", 1'000), std::optional<std::int64_t>(1));
    }

    void oneDoesNotTakeAnothersPlace()
    {
        RefusalCount count;
        for (int i = 0; i <= RefusalCount::kMost; ++i)
            static_cast<void>(count.take("a", 0));
        QVERIFY(!count.take("a", 0));
        QVERIFY(count.take("b", 0));
    }

    void aFloodFromManyPlacesHasAnEnd()
    {
        RefusalCount count;
        std::size_t written = 0;
        for (int i = 0; i < 10'000; ++i)
            written += count.take("peer " + std::to_string(i), 5).has_value() ? 1 : 0;
        QCOMPARE(written, RefusalCount::kSubjects + RefusalCount::kMost);
        QVERIFY(count.take("peer later", 60'006)); // the old ones make room
    }
};

QTEST_GUILESS_MAIN(RefusalCountTest)
#include "refusal_count_test.moc"
