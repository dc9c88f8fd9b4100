#include <atomic>
#include <random>
#include <thread>

#include <QtTest>

#include "base/text.h"
#include "gateway/ledger/budget_fixture.h"
#include "ledger/booking.h"
#include "ledger/budgets.h"

using namespace ledger;
using namespace ledger::fixture;
using model::Budget;
using model::BudgetMode;
using model::BudgetScope;
using model::Nanos;

class BudgetSetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatFitsIsHeldAndSettledOnce()
    {
        Budgets budgets;
        const auto set = adopt(budgets, {budgetOf("all", kDollar)});
        const PeriodSums &sums = sumsOf(*set, "all");
        auto hold = holdOf(*set, 30 * kCent);
        QCOMPARE(sums.reserved(), 30 * kCent);
        QCOMPARE(sums.spent(), std::int64_t{0});
        QCOMPARE(hold.budgets(), "budget_all");
        hold.settle({5 * kCent});
        hold.settle({5 * kCent});
        QCOMPARE(sums.reserved(), std::int64_t{0});
        QCOMPARE(sums.spent(), 5 * kCent);
    }

    void whatIsForgottenIsReleased()
    {
        Budgets budgets;
        const auto set = adopt(budgets, {budgetOf("all", kDollar)});
        {
            auto hold = holdOf(*set, kDollar);
            auto moved = std::move(hold);
            QCOMPARE(sumsOf(*set, "all").used(), kDollar);
            hold = {};
            QCOMPARE(sumsOf(*set, "all").used(), kDollar);
        }
        QCOMPARE(sumsOf(*set, "all").used(), std::int64_t{0});
        auto hold = holdOf(*set, kDollar);
        hold = Hold(); // another takes its place
        QCOMPARE(sumsOf(*set, "all").used(), std::int64_t{0});
    }

    void allOrNone()
    {
        Budgets budgets;
        const auto set = adopt(budgets, {budgetOf("a large one", kDollar), budgetOf("b small one", kCent)});
        const auto held = set->hold(kSpender, Nanos{2 * kCent}, kNow);
        QVERIFY(std::holds_alternative<OverBudget>(held));
        const auto &over = std::get<OverBudget>(held);
        QCOMPARE(over.budget->terms.name, "b small one");
        QCOMPARE(over.leftNanos, kCent);
        QCOMPARE(sumsOf(*set, "a large one").used(), std::int64_t{0});
        QVERIFY(set->refuses(kSpender, Nanos{2 * kCent}, kNow).has_value());
        QVERIFY(!set->refuses(kSpender, Nanos{kCent}, kNow).has_value());
    }

    void scopes_data()
    {
        QTest::addColumn<int>("scope");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<bool>("counts");
        const auto row = [](const char *name, BudgetScope scope, const char *subject, bool counts) {
            QTest::newRow(name) << static_cast<int>(scope) << QString::fromLatin1(subject) << counts;
        };
        using enum BudgetScope;
        row("all", All, "", true);
        row("its key", Key, "key_1", true);
        row("another key", Key, "key_2", false);
        row("its provider", Provider, "prov_1", true);
        row("another provider", Provider, "prov_2", false);
        row("the model that is sent", Model, "gpt-4o-mini", true);
        row("the model that was asked for", Model, "fast", true);
        row("another model", Model, "gpt-4o", false);
        row("its first tag", Tag, "blue", true);
        row("its last tag", Tag, "red", true);
        row("a part of a tag", Tag, "re", false);
    }
    void scopes()
    {
        QFETCH(const int, scope);
        QFETCH(const QString, subject);
        QFETCH(const bool, counts);
        Budget budget = budgetOf("one", kDollar);
        budget.scope = static_cast<BudgetScope>(scope);
        budget.subject = subject.toStdString();
        Budgets budgets;
        const auto set = adopt(budgets, {budget});
        holdOf(*set, kCent).settle({kCent});
        QCOMPARE(sumsOf(*set, "one").spent(), counts ? kCent : 0);
    }

    void aSoftOneCountsAndRefusesNothing()
    {
        Budgets budgets;
        const auto set = adopt(budgets, {budgetOf("soft", kCent, BudgetMode::Soft)});
        auto hold = holdOf(*set, kDollar);
        QCOMPARE(hold.budgets(), "");
        QCOMPARE(sumsOf(*set, "soft").used(), std::int64_t{0});
        hold.settle({2 * kCent});
        QCOMPARE(sumsOf(*set, "soft").spent(), 2 * kCent);
    }

    void whatHasNoPriceIsServedOnlyWhereThatIsAllowed()
    {
        Budget open = budgetOf("open", kDollar);
        open.allowUnpriced = true;
        Budgets budgets;
        const auto lenient = adopt(budgets, {open});
        QVERIFY(std::holds_alternative<Hold>(lenient->hold(kSpender, std::nullopt, kNow)));
        const auto strict = adopt(budgets, {open, budgetOf("strict", kDollar)});
        const auto held = strict->hold(kSpender, std::nullopt, kNow);
        QVERIFY(std::holds_alternative<OverBudget>(held) && std::get<OverBudget>(held).unpriced);
    }

    void sumsOutliveAChangeOfTheLimit()
    {
        Budgets budgets;
        const auto before = adopt(budgets, {budgetOf("all", kDollar)});
        auto hold = holdOf(*before, 10 * kCent);
        const auto after = adopt(budgets, {budgetOf("all", 15 * kCent)}, 77);
        QCOMPARE(sumsOf(*after, "all").reserved(), 10 * kCent);
        QVERIFY(after->refuses(kSpender, Nanos{10 * kCent}, kNow).has_value());
        hold.settle({kCent});
        QCOMPARE(sumsOf(*after, "all").spent(), kCent);
    }

    void anotherSubjectIsSummedUpAnew()
    {
        Budgets budgets;
        const auto before = adopt(budgets, {budgetOf("all", kDollar)}, 5);
        Budget changed = budgetOf("all", kDollar);
        changed.scope = BudgetScope::Key;
        changed.subject = "key_1";
        const auto after = adopt(budgets, {changed}, 77);
        QCOMPARE(sumsOf(*before, "all").spent(), std::int64_t{5});
        QCOMPARE(sumsOf(*after, "all").spent(), std::int64_t{77});
        auto hold = holdOf(*before, kCent); // of a call that began before the change
        hold.settle({kCent});
        after->count(kSpender, {kCent}, kNow, before.get());
        QCOMPARE(sumsOf(*after, "all").spent(), 77 + kCent);
        after->count(kSpender, {kCent}, kNow, after.get()); // it knows its own
        QCOMPARE(sumsOf(*after, "all").spent(), 77 + kCent);
    }

    void aNewPeriodBeginsWithNothing()
    {
        Budget daily = budgetOf("daily", kDollar);
        daily.period = model::BudgetPeriod::Day;
        Budgets budgets;
        const auto set = adopt(budgets, {daily}, 90 * kCent);
        BudgetAccount &account = *set->find("daily")->account;
        const std::int64_t tomorrow = account.at(kNow).span().endMs;
        auto late = std::get<Hold>(set->hold(kSpender, Nanos{10 * kCent}, tomorrow - 1)); // ends tomorrow
        auto next = std::get<Hold>(set->hold(kSpender, Nanos{50 * kCent}, tomorrow));
        late.settle({10 * kCent});
        next.settle({20 * kCent});
        QCOMPARE(account.at(kNow).spent(), kDollar);
        QCOMPARE(account.at(tomorrow).spent(), 20 * kCent);
        QCOMPARE(account.at(kNow - 40 * 86'400'000LL).spent(), kDollar); // a clock put back opens no old period
    }

    void whatIsToldAddsUp()
    {
        Budget daily = budgetOf("daily", kDollar);
        daily.period = model::BudgetPeriod::Day;
        Budgets budgets;
        const auto set = adopt(budgets, {daily}, 60 * kCent);
        auto hold = holdOf(*set, 30 * kCent);
        Budget told = daily;
        told.thresholds = {50, 80, 100};
        BudgetAccount &account = *set->find("daily")->account;
        const auto span = account.at(kNow).span();
        tell(told, account, span.startMs + (span.endMs - span.startMs) / 2);
        QCOMPARE(*told.spent, 60 * kCent);
        QCOMPARE(*told.reserved, 30 * kCent);
        QCOMPARE(*told.remaining, 10 * kCent);
        QCOMPARE(told.periodEndMs, span.endMs);
        QCOMPARE(told.passed, std::vector<std::int64_t>{50});
        QCOMPARE(told.forecastMs, span.startMs + (span.endMs - span.startMs) * 5 / 6); // 60 ct in half a day
        tell(told, account, span.endMs - 1);
        QCOMPARE(told.forecastMs, std::int64_t{0}); // not today
    }

    /// $1.00, a worst case of $0.01, 500 at once: exactly 100 come in, whoever asks.
    void exactlySoManyComeIn()
    {
        for (const int workers : {1, 4}) {
            Budgets budgets;
            const auto set = adopt(budgets, {budgetOf("all", kDollar)});
            std::atomic<int> admitted{0};
            std::vector<std::vector<Hold>> held(static_cast<std::size_t>(workers));
            std::vector<std::thread> threads;
            for (auto &mine : held)
                threads.emplace_back([&] {
                    for (int i = 0; i < 500 / workers; ++i)
                        if (auto one = set->hold(kSpender, Nanos{kCent}, kNow); std::holds_alternative<Hold>(one)) {
                            mine.push_back(std::move(std::get<Hold>(one)));
                            ++admitted;
                        }
                });
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(admitted.load(), 100);
            QCOMPARE(sumsOf(*set, "all").used(), kDollar);
            held.clear();
            QCOMPARE(sumsOf(*set, "all").used(), std::int64_t{0});
        }
    }

    /// Workers side by side, over the edges of periods: nobody ever sees more than the limit, and every sum is exact.
    void workersNeverOverspend()
    {
        constexpr int kWorkers = 4, kCalls = 20'000;
        Budget hourly = budgetOf("hourly", kDollar);
        hourly.period = model::BudgetPeriod::Hour;
        Budgets budgets;
        const auto set = adopt(budgets, {budgetOf("all", 3000 * kDollar), hourly});
        std::atomic<std::int64_t> spent{0};
        std::atomic<int> over{0};
        std::vector<std::thread> threads;
        for (int worker = 0; worker < kWorkers; ++worker)
            threads.emplace_back([&, worker] {
                std::mt19937_64 dice(static_cast<std::uint64_t>(worker));
                for (int i = 0; i < kCalls; ++i) {
                    const std::int64_t at = kNow + static_cast<std::int64_t>(i) * 1000;
                    const auto worst = static_cast<std::int64_t>(dice() % (20 * kCent));
                    auto one = set->hold(kSpender, Nanos{worst}, at);
                    for (const LiveBudget &budget : set->budgets())
                        over += budget.account->at(at).used() > budget.terms.limit.value ? 1 : 0;
                    auto *hold = std::get_if<Hold>(&one);
                    if (hold == nullptr || dice() % 4 == 0)
                        continue; // refused, or it failed and costs nothing
                    const std::int64_t cost = worst == 0 ? 0 : static_cast<std::int64_t>(dice()) % worst;
                    hold->settle({std::abs(cost)});
                    spent += std::abs(cost);
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(over.load(), 0);
        QCOMPARE(sumsOf(*set, "all").spent(), spent.load());
        QCOMPARE(sumsOf(*set, "all").reserved(), std::int64_t{0});
        std::int64_t byHour = 0;
        BudgetAccount &account = *set->find("hourly")->account;
        for (std::int64_t at = kNow; at < kNow + kCalls * 1000LL + 3'600'000; at += 3'600'000) {
            QCOMPARE(account.at(at).reserved(), std::int64_t{0});
            byHour += account.at(at).spent();
        }
        QCOMPARE(byHour, spent.load());
    }

    /// A million random orders of events: every hold ends once, sums are exact, entries sum to 0, and no budget is
    /// ever above its limit.
    void anyOrderOfEvents()
    {
        constexpr int kOrders = 1'000'000;
        std::mt19937_64 dice(20'261'122);
        const auto below = [&](std::int64_t most) {
            return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most));
        };
        Budgets budgets;
        const auto set = adopt(
            budgets, {budgetOf("a", 1'000'000), budgetOf("b", 700'000), budgetOf("soft", 1000, BudgetMode::Soft)});
        PeriodSums *const sums[] = {&sumsOf(*set, "a"), &sumsOf(*set, "b"), &sumsOf(*set, "soft")};
        const std::int64_t limits[] = {1'000'000, 700'000};
        std::vector<Hold> open;
        std::int64_t held = 0, spent = 0;
        for (int i = 0; i < kOrders; ++i) {
            const auto kind = below(8);
            if (kind < 4 || open.empty()) {
                const std::int64_t worst = below(100'000);
                const bool fits = worst <= std::min(limits[0], limits[1]) - spent - held;
                auto one = set->hold(kSpender, Nanos{worst}, kNow);
                QCOMPARE(std::holds_alternative<Hold>(one), fits);
                if (fits) {
                    open.push_back(std::move(std::get<Hold>(one)));
                    held += worst;
                }
            } else {
                const auto at = static_cast<std::size_t>(below(std::ssize(open)));
                std::swap(open[at], open.back());
                Hold hold = std::move(open.back());
                open.pop_back();
                held -= hold.amount().value;
                if (kind < 6) { // else it is released
                    const std::int64_t cost = below(hold.amount().value / 50 + 1);
                    spent += cost;
                    hold.settle({cost});
                }
            }
            for (const int n : {0, 1}) {
                if (sums[n]->used() != spent + held || sums[n]->reserved() != held || sums[n]->used() > limits[n])
                    QFAIL(("sums went wrong at order " + std::to_string(i)).c_str());
            }
            if (spent > 600'000) { // the limit is near: go on in a new one
                sums[0]->settle(0, -spent);
                sums[1]->settle(0, -spent);
                sums[2]->settle(0, -spent);
                spent = 0;
            }
        }
        open.clear();
        QCOMPARE(sums[0]->used(), spent);
        QCOMPARE(sums[2]->used(), spent);
        QCOMPARE(sums[0]->reserved(), std::int64_t{0});
    }

    void entriesOfAnyCallSumToNothing()
    {
        std::mt19937_64 dice(7);
        for (int i = 0; i < 20'000; ++i) {
            model::CallRecord call;
            call.id = "req_1";
            call.clientKeyId = "key_1";
            std::int64_t cost = 0;
            for (auto left = dice() % 4; left > 0; --left) {
                model::AttemptRecord attempt;
                attempt.providerId = "prov_1";
                attempt.cost = {static_cast<std::int64_t>(dice() % 1000)};
                attempt.reserved = {static_cast<std::int64_t>(dice() % 1000)};
                attempt.budgets = dice() % 3 == 0 ? "" : dice() % 2 == 0 ? "budget_a" : "budget_a budget_b";
                attempt.cut = dice() % 5 == 0;
                cost += attempt.cost.value;
                call.attempts.push_back(attempt);
            }
            std::map<std::pair<std::int64_t, std::string>, std::int64_t> byEvent;
            std::map<std::string, std::int64_t> byAccount;
            for (const storage::LedgerEntry &entry : entriesOf(call)) {
                byEvent[{entry.attempt, entry.event}] += entry.amount.value;
                byAccount[entry.account] += entry.amount.value;
            }
            for (const auto &[event, sum] : byEvent)
                QCOMPARE(sum, std::int64_t{0});
            QCOMPARE(byAccount["provider:prov_1"], cost);
            for (const char *id : {"budget_a", "budget_b"}) {
                QCOMPARE(byAccount[std::string("reserved:") + id], std::int64_t{0}); // nothing stays held
                QCOMPARE(byAccount[std::string("budget:") + id], -byAccount[std::string("spent:") + id]);
            }
        }
    }
};

QTEST_APPLESS_MAIN(BudgetSetTest)
#include "budget_set_test.moc"
