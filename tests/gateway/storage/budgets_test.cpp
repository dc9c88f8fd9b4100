#include <QtTest>

#include "model/resources.h"
#include "storage/budgets.h"
#include "storage/plans.h"
#include "storage/spend.h"
#include "storage/usage.h"
#include "store_fixture.h"

namespace {

model::Budget budget(const std::string &id)
{
    model::Budget out;
    out.id = id;
    out.name = "budget " + id;
    out.scope = model::BudgetScope::Provider;
    out.subject = "prov_1";
    out.limit = {9'007'199'254'740'993};
    out.period = model::BudgetPeriod::Week;
    out.zone = "Asia/Kathmandu";
    out.weekStart = model::WeekStart::Sunday;
    out.mode = model::BudgetMode::Soft;
    out.thresholds = {10, 99};
    out.allowUnpriced = true;
    out.shiftTo = "cheap";
    out.enabled = false;
    out.createdMs = 5;
    return out;
}

} // namespace

class BudgetsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBudgetIsReadBackAsItWasWritten()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        const auto written = budget("b");
        VERIFY_OK(storage::insertBudget(*db, written));
        const auto read = storage::getBudget(*db, "b");
        VERIFY_OK(read);
        QCOMPARE(base::dump(model::toJson(*read)), base::dump(model::toJson(written)));
        QCOMPARE(read->limit.value, written.limit.value);
        const auto plan = storage::loadPlan(*db);
        VERIFY_OK(plan);
        QCOMPARE(plan->budgets.size(), std::size_t{1});
        QCOMPARE(base::textOr(storage::planJson(*plan)["budgets"][0]["name"]), std::string("budget b"));
    }

    void anUpdateNeedsTheVersionThatWasRead()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertBudget(*db, budget("b")));
        auto changed = budget("b");
        changed.limit = {7};
        const auto saved = storage::updateBudget(*db, changed);
        VERIFY_OK(saved);
        QCOMPARE(saved->version, std::int64_t{2});
        QVERIFY(!storage::updateBudget(*db, changed).has_value());
        VERIFY_OK(storage::removeBudget(*db, "b"));
        QVERIFY(!storage::getBudget(*db, "b").has_value());
    }

    void spendAddsUpPerKindAndTime()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        const auto q = storage::kBucketMs;
        const storage::Spend first{{{"all", "", q}, 5}, {{"key", "k", q}, 5}, {{"key", "k", 3 * q}, 7}};
        VERIFY_OK(storage::addSpend(*db, first));
        const storage::Spend more{{{"key", "k", q}, 100}};
        VERIFY_OK(storage::addSpend(*db, more));
        const auto spent = [&](const char *kind, const char *subject, std::int64_t from, std::int64_t to) {
            return storage::spentOn(*db, kind, subject, from, to).value_or(-1);
        };
        QCOMPARE(spent("key", "k", 0, 4 * q), std::int64_t{112});
        QCOMPARE(spent("key", "k", q, 3 * q), std::int64_t{105});
        QCOMPARE(spent("key", "other", 0, 4 * q), std::int64_t{0});
        QCOMPARE(spent("all", "", 0, 4 * q), std::int64_t{5});
    }
};

QTEST_GUILESS_MAIN(BudgetsTest)
#include "budgets_test.moc"
