#include <atomic>
#include <random>
#include <thread>

#include <QtTest>

#include "base/snapshot.h"
#include "gateway/ledger/budget_fixture.h"
#include "model/credit.h"

using namespace ledger;
using namespace ledger::fixture;
using model::Budget;
using model::Nanos;

class CreditBudgetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Credit pays for what asked it before, whatever it costs, and for nothing else.
    void prepaidCreditIsAHardBudgetOfItsOwn()
    {
        model::Credit credit;
        credit.id = "credit_1";
        credit.subject = "key_1";
        credit.paidIn = {kDollar};
        Budgets budgets;
        const auto without = adopt(budgets, {budgetOf("all", 10 * kDollar)});
        std::string asked;
        const auto load = [&](const BudgetAccount::Terms &terms, const auth::PeriodSpan &) {
            if (terms.subject.empty())
                return base::Result<std::int64_t>(0);
            asked = terms.subject;
            return base::Result<std::int64_t>(30 * kCent);
        };
        const std::vector<Budget> terms{budgetOf("all", 10 * kDollar), model::budgetOf(credit)};
        const auto set = *budgets.adopt(terms, utc, load, kNow);
        QCOMPARE(asked, "credit_1");
        set->count(kSpender, {5 * kCent}, kNow, without.get()); // of a call that began before it was opened
        QCOMPARE(sumsOf(*set, "credit_1").spent(), 30 * kCent);
        auto hold = holdOf(*set, 70 * kCent);
        QCOMPARE(hold.budgets(), "budget_all credit_1");
        QVERIFY(set->refuses(kSpender, Nanos{1}, kNow)->budget->terms.id == "credit_1");
        QVERIFY(set->refuses(kSpender, std::nullopt, kNow)->unpriced);
        QVERIFY(!set->refuses({.clientKeyId = "key_2"}, Nanos{1}, kNow));
        hold.settle({20 * kCent});
        QCOMPARE(sumsOf(*set, "credit_1").spent(), 50 * kCent);
        QCOMPARE(holdOf(*set, 0).budgets(), "credit_1"); // what costs more than its worst case is paid for all the same
        credit.paidIn = {2 * kDollar};
        const auto toppedUp = *budgets.adopt(std::vector{model::budgetOf(credit)}, utc, load, kNow);
        QCOMPARE(sumsOf(*toppedUp, "credit_1").spent(), 50 * kCent);
        QVERIFY(!toppedUp->refuses(kSpender, Nanos{150 * kCent}, kNow));
        QVERIFY(toppedUp->refuses(kSpender, Nanos{150 * kCent + 1}, kNow));
    }

    /// Workers, top-ups and payments back at once: what is spent, held and paid back never exceeds what was paid in.
    void creditIsNeverOverdrawn()
    {
        constexpr int kWorkers = 4, kCalls = 20'000;
        model::Credit credit;
        credit.id = "credit_1";
        credit.subject = "key_1";
        credit.paidIn = {kDollar};
        Budgets budgets;
        base::Snapshot<BudgetSet> now(adopt(budgets, {model::budgetOf(credit)}));
        std::atomic<std::int64_t> spent{0};
        std::atomic<bool> over{false};
        std::atomic<int> running{kWorkers};
        std::vector<std::thread> threads;
        for (int worker = 0; worker < kWorkers; ++worker)
            threads.emplace_back([&, worker] {
                std::mt19937_64 dice(static_cast<std::uint64_t>(worker));
                for (int i = 0; i < kCalls; ++i) {
                    const auto set = now.current();
                    const auto worst = static_cast<std::int64_t>(dice() % (3 * kCent)) + 1;
                    auto one = set->hold(kSpender, Nanos{worst}, kNow);
                    if (auto *hold = std::get_if<Hold>(&one); hold != nullptr && dice() % 4 != 0) {
                        const auto cost = static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(worst));
                        hold->settle({cost});
                        spent += cost;
                    }
                }
                --running;
            });
        std::int64_t back = 0;
        for (int i = 0; running > 0; ++i) {
            const auto set = now.current();
            PeriodSums &sums = sumsOf(*set, "credit_1");
            over = over || sums.used() > credit.paidIn.value;
            if (i % 3 == 0 && sums.reserve(kCent, credit.paidIn.value)) {
                sums.settle(kCent, kCent);
                back += kCent;
            } else {
                credit.paidIn += {10 * kCent};
                now.publish(adopt(budgets, {model::budgetOf(credit)}));
            }
        }
        for (std::thread &thread : threads)
            thread.join();
        const PeriodSums &sums = sumsOf(*now.current(), "credit_1");
        QVERIFY(!over);
        QCOMPARE(sums.reserved(), std::int64_t{0});
        QCOMPARE(sums.spent(), spent + back);
        QVERIFY(sums.spent() <= credit.paidIn.value);
    }
};

QTEST_APPLESS_MAIN(CreditBudgetTest)
#include "credit_budget_test.moc"
