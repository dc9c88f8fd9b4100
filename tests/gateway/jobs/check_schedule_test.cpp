#include "jobs/check_schedule.h"

#include <vector>

#include <QTest>

#include "jobs/network_evidence.h"

using jobs::afterCheck;
using jobs::CheckVerdict;
using jobs::Mark;
using jobs::Pace;
using jobs::Standing;

namespace {

constexpr Pace kPace{.intervalMs = 60'000, .retries = 3, .failures = 3};
constexpr std::int64_t kNow = 1'000'000;

/// The marks of so many questions with the same end, each asked when it is due.
std::vector<Mark> marksOf(Standing &standing, CheckVerdict verdict, int questions, bool ours = false)
{
    std::vector<Mark> out;
    std::int64_t nowMs = kNow;
    for (int i = 0; i < questions; ++i) {
        const jobs::CheckEnd end = afterCheck(standing, verdict, ours, kPace, nowMs, 0);
        standing = end.standing;
        nowMs = standing.dueMs;
        out.push_back(end.mark);
    }
    return out;
}

} // namespace

/// When keys are checked, and what their checks mean.
class CheckScheduleTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstCheckComesWithinOneInterval()
    {
        QCOMPARE(jobs::firstCheck(kPace, kNow, 0), kNow + 30'000);
        QCOMPARE(jobs::firstCheck(kPace, kNow, 1), kNow + 60'000);
    }
    void whatIsGoodIsAskedAgainAfterAnInterval()
    {
        const auto end =
            afterCheck({.checked = true, .tries = 2, .failures = 2}, CheckVerdict::Good, false, kPace, kNow, 0);
        QCOMPARE(end.mark, Mark::Proved);
        const Standing want{.checked = true, .verdict = CheckVerdict::Good, .dueMs = kNow + 60'000};
        QCOMPARE(end.standing, want);
        QCOMPARE(afterCheck({}, CheckVerdict::Good, false, kPace, kNow, 1).standing.dueMs, kNow + 54'000);
    }
    void anAnswerThatSaysNothingOfTheKeyShowsThatTheProviderIsThere()
    {
        QCOMPARE(afterCheck({}, CheckVerdict::Answered, false, kPace, kNow, 0).mark, Mark::Reached);
    }
    void aRefusalMarksAtOnceAndOutlastsTheNextCheck()
    {
        const auto end = afterCheck({}, CheckVerdict::Refused, false, kPace, kNow, 0);
        QCOMPARE(end.mark, Mark::Refused);
        QCOMPARE(end.standing.dueMs, kNow + 60'000);
        QVERIFY(end.restMs > 60'000);
    }
    void aRefusedKeyIsAskedLessAndLessOften()
    {
        Standing standing;
        std::vector<std::int64_t> pauses;
        std::int64_t nowMs = kNow;
        for (int i = 0; i < 6; ++i) {
            standing = afterCheck(standing, CheckVerdict::Refused, false, kPace, nowMs, 0).standing;
            pauses.push_back((standing.dueMs - nowMs) / 1000);
            nowMs = standing.dueMs;
        }
        QCOMPARE(pauses, (std::vector<std::int64_t>{60, 120, 240, 480, 600, 600}));
    }
    void silenceIsTriedAgainAndMarksAfterThreeChecks()
    {
        Standing standing;
        const std::vector<Mark> marks = marksOf(standing, CheckVerdict::Silent, 12);
        for (int i = 0; i < 11; ++i)
            QCOMPARE(marks[static_cast<std::size_t>(i)], Mark::None);
        QCOMPARE(marks.back(), Mark::Down); // the fourth question of the third check
        QCOMPARE(standing.failures, std::int64_t{3});
    }
    void retriesComeAfterSeconds()
    {
        const auto first = afterCheck({}, CheckVerdict::Failing, false, kPace, kNow, 0).standing;
        QCOMPARE(first.dueMs, kNow + 1000);
        QCOMPARE(afterCheck(first, CheckVerdict::Failing, false, kPace, kNow, 0).standing.dueMs, kNow + 2000);
    }
    void theLossOfOurOwnNetworkMarksNothing()
    {
        Standing standing;
        for (const Mark mark : marksOf(standing, CheckVerdict::Silent, 40, true))
            QCOMPARE(mark, Mark::None);
        QCOMPARE(standing.failures, std::int64_t{0});
    }
    void whoAnswersWithAnErrorIsNotExcusedByTheNetwork()
    {
        Standing standing;
        QCOMPARE(marksOf(standing, CheckVerdict::Failing, 12, true).back(), Mark::Down);
    }
    void oneAnswerEndsTheRowOfFailures()
    {
        Standing standing;
        marksOf(standing, CheckVerdict::Silent, 8);
        QCOMPARE(standing.failures, std::int64_t{2});
        standing = afterCheck(standing, CheckVerdict::Good, false, kPace, kNow, 0).standing;
        QCOMPARE(marksOf(standing, CheckVerdict::Silent, 11).back(), Mark::None);
    }
    void aSecretThatIsNotThereMarksNothing()
    {
        const auto end = afterCheck({}, CheckVerdict::NoSecret, false, kPace, kNow, 0);
        QCOMPARE(end.mark, Mark::None);
        QCOMPARE(end.standing.dueMs, kNow + 60'000);
    }
    void aCallCountsAsACheck()
    {
        const Standing standing = jobs::afterCall({.verdict = CheckVerdict::Silent, .failures = 2}, kPace, kNow);
        const Standing want{.checked = true, .verdict = CheckVerdict::Good, .dueMs = kNow + 60'000};
        QCOMPARE(standing, want);
    }
    void anIntervalBeyondTheLongestPauseStays()
    {
        QCOMPARE(jobs::pauseAfter(5, {.intervalMs = 3'600'000}), std::int64_t{3'600'000});
    }
    void onlyAnotherOneSpeaksForTheNetwork()
    {
        jobs::NetworkEvidence seen;
        seen.heard("a", 1000);
        QVERIFY(!seen.othersHeard("a", 0));
        QVERIFY(seen.othersHeard("b", 0));
        QVERIFY(!seen.othersHeard("b", 1001)); // too long ago
        seen.silent("a", 1500);
        QVERIFY(!seen.othersHeard("b", 0));
        seen.heard("a", 2000);
        QVERIFY(seen.othersHeard("b", 0));
    }
};

QTEST_GUILESS_MAIN(CheckScheduleTest)
#include "check_schedule_test.moc"
