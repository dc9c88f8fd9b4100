#include <map>

#include <QTest>

#include "ledger/booking.h"

class BookingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Two targets were asked side by side: what the slower one cost is booked like any cost, and it failed nobody.
    void aHedgeThatLostIsPaidForAndIsNoFailure()
    {
        model::CallRecord call;
        call.id = "req_1";
        call.clientKeyId = "key_1";
        call.outcome = model::Outcome::Done;
        model::AttemptRecord &lost = call.attempts.emplace_back();
        lost.providerId = "slow";
        lost.failure = model::FailureClass::HedgeLost;
        lost.cost = {10};
        lost.confidence = model::Confidence::Estimated;
        model::AttemptRecord &won = call.attempts.emplace_back();
        won.providerId = "quick";
        won.cost = {20};
        won.confidence = model::Confidence::Measured;

        std::string booked;
        for (const storage::LedgerEntry &entry : ledger::entriesOf(call))
            booked += entry.account + ' ' + std::to_string(entry.amount.value) + "; ";
        QCOMPARE(booked, std::string("provider:slow 10; key:key_1 -10; provider:quick 20; key:key_1 -20; "));

        storage::Rollups rollups;
        ledger::addToRollups(rollups, call);
        QCOMPARE(rollups.size(), std::size_t{2});
        storage::UsageSums sums;
        for (const auto &[key, rollup] : rollups) {
            QCOMPARE(key.outcome, std::string("ok"));
            sums += rollup.sums;
        }
        QCOMPARE(sums.calls, std::int64_t{1});
        QCOMPARE(sums.attempts, std::int64_t{2});
        QCOMPARE(sums.failedAttempts, std::int64_t{0});
        QCOMPARE(sums.costNanos, std::int64_t{30});

        storage::UsageBuckets buckets;
        ledger::addToBuckets(buckets, call);
        for (const auto &[target, one] : buckets.begin()->second.routing.targets)
            QCOMPARE(one.errors, std::int64_t{0});
    }

    /// A model counts under both its names, a call under each of its tags; what cost nothing leaves no trace.
    void whatIsSpentCountsForEachBudgetThereMayBe()
    {
        model::CallRecord call;
        call.id = "req_1";
        call.startedMs = 20 * 60'000;
        call.clientKeyId = "key_1";
        call.requestedModel = "fast";
        call.tags = "blue\nred";
        call.attempts = {{.providerId = "dead", .model = "m"}, {.providerId = "good", .model = "m", .cost = {7}}};
        storage::Spend spend;
        ledger::addToSpend(spend, call);
        std::string text;
        for (const auto &[key, nanos] : spend) {
            QCOMPARE(key.bucketMs, std::int64_t{15 * 60'000});
            QCOMPARE(nanos, std::int64_t{7});
            text += key.kind + ":" + key.subject + " ";
        }
        QCOMPARE(text, std::string("all: key:key_1 model:fast model:m provider:good tag:blue tag:red "));
    }

    void creditPaysForWhatItWasHeldFor()
    {
        model::CallRecord call;
        call.clientKeyId = "key_1";
        call.attempts = {{.cost = {7}, .reserved = {10}, .budgets = "budget_1 credit_1"}, {.cost = {5}}};
        storage::Spend spend;
        ledger::addToSpend(spend, call);
        QCOMPARE((spend[{"credit", "credit_1", 0}]), std::int64_t{7});
        QCOMPARE((spend[{"key", "key_1", 0}]), std::int64_t{12});
        std::map<std::string, std::int64_t> sums;
        for (const storage::LedgerEntry &entry : ledger::entriesOf(call))
            sums[entry.account] += entry.amount.value;
        QCOMPARE(sums["budget:credit_1"], std::int64_t{-7});
        QCOMPARE(sums["reserved:credit_1"], std::int64_t{0});
        QCOMPARE(sums["spent:credit_1"], std::int64_t{7});
    }

    /// What the next start books of a call that was killed: its hold is over, too.
    void anInterruptedCallHoldsNothing()
    {
        const model::CallBegin begun{.id = "req_1",
                                     .clientKeyId = "key_1",
                                     .providerId = "good",
                                     .requestBytes = 400,
                                     .reserved = {1000},
                                     .budgets = "b",
                                     .tags = "blue"};
        const auto call =
            ledger::interruptedCall(begun, [](model::AttemptRecord &attempt) { attempt.cost = {attempt.usage.input}; });
        QCOMPARE(call.tags, std::string("blue"));
        std::map<std::string, std::int64_t> sums;
        for (const storage::LedgerEntry &entry : ledger::entriesOf(call))
            sums[entry.account] += entry.amount.value;
        QCOMPARE(sums["reserved:b"], std::int64_t{0});
        QCOMPARE(sums["spent:b"], std::int64_t{100});
        QCOMPARE(sums["budget:b"], std::int64_t{-100});
    }
};

QTEST_APPLESS_MAIN(BookingTest)
#include "booking_test.moc"
