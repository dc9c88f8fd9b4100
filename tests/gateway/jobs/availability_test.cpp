#include "jobs/availability.h"

#include <QTest>

using jobs::DayState;
using jobs::Outages;
using jobs::Stretches;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 1440 * kMinute;

} // namespace

/// How much of a time a key could be used.
class AvailabilityTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stretchesThatTouchBecomeOne()
    {
        QCOMPARE(jobs::joined({{50, 60}, {10, 20}, {15, 30}, {30, 40}, {5, 5}}), (Stretches{{10, 40}, {50, 60}}));
    }
    void whatBothHave()
    {
        QCOMPARE(jobs::common({{0, 10}, {20, 30}}, {{5, 25}}), (Stretches{{5, 10}, {20, 25}}));
        QCOMPARE(jobs::common({{0, 10}}, {{10, 20}}), Stretches{});
    }
    void itIsRightToTheMinute()
    {
        const Outages outages{.out = {{100 * kMinute, 172 * kMinute}}}; // 72 of 1440
        QCOMPARE(jobs::availability(outages, {0, kDay}), std::optional(0.95));
        QCOMPARE(jobs::availability(outages, {130 * kMinute, 172 * kMinute}), std::optional(0.0));
    }
    void timeBeforeItWasThereDoesNotCount()
    {
        const Outages outages{.sinceMs = kDay / 2, .out = {{kDay / 2, kDay / 2 + kDay / 4}}};
        QCOMPARE(jobs::availability(outages, {0, kDay}), std::optional(0.5));
        QCOMPARE(jobs::availability(outages, {0, kDay / 2}), std::optional<double>());
        QCOMPARE(jobs::stateOf(outages, {0, kDay / 2}), DayState::None);
    }
    void aProviderCanBeUsedWhileOneOfItsKeysCan()
    {
        const Outages whole = jobs::ofProvider({{.out = {{0, 100}}}, {.out = {{60, 200}}, .partly = {{300, 310}}}}, 7);
        QCOMPARE(whole.sinceMs, std::int64_t{7});
        QCOMPARE(whole.out, (Stretches{{60, 100}}));
        QCOMPARE(whole.partly, (Stretches{{0, 200}, {300, 310}}));
    }
    void statesOfADay_data()
    {
        QTest::addColumn<qint64>("outMinutes");
        QTest::addColumn<bool>("partly");
        QTest::addColumn<QString>("want");
        QTest::newRow("nothing happened") << qint64(0) << false << "up";
        QTest::newRow("a model was out") << qint64(0) << true << "degraded";
        QTest::newRow("out for a minute") << qint64(1) << false << "degraded";
        QTest::newRow("out for a tenth") << qint64(144) << false << "down";
    }
    void statesOfADay()
    {
        QFETCH(qint64, outMinutes);
        QFETCH(bool, partly);
        Outages outages;
        if (outMinutes > 0)
            outages.out = {{0, outMinutes * kMinute}};
        if (partly)
            outages.partly = {{0, kMinute}};
        const std::string got(jobs::toWord(jobs::stateOf(outages, {0, kDay})));
        QTEST(QString::fromStdString(got), "want");
    }
};

QTEST_GUILESS_MAIN(AvailabilityTest)
#include "availability_test.moc"
