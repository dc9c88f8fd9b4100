#include <QTest>

#include "access/client_key.h"
#include "admin/budget_progress.h"
#include "ledger/budgets.h"
#include "tests/gateway/storage/store_fixture.h"

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;
constexpr std::int64_t kDollar = 1'000'000'000;

model::Budget budgetOf(const char *name, std::int64_t limit, model::BudgetScope scope = model::BudgetScope::All,
                       const char *subject = "")
{
    model::Budget out;
    out.id = std::string("budget_") + name;
    out.name = name;
    out.limit = {limit};
    out.scope = scope;
    out.subject = subject;
    return out;
}

/// Of each, half a dollar is spent.
model::Plan planOf(std::vector<model::Budget> budgets)
{
    ledger::Budgets kept;
    model::Plan out;
    const auto set = kept.adopt(
        budgets, [](std::string_view) { return base::Result<base::ZoneOffsets>(base::ZoneOffsets()); },
        [](const auto &, const auto &) { return base::Result<std::int64_t>(kDollar / 2); }, kNow);
    if (!set)
        qFatal("%s", base::describe(set.error()).c_str());
    out.budgetSet = *set;
    return out;
}

std::string namesOf(const std::vector<model::Budget> &budgets)
{
    std::string out;
    for (const model::Budget &budget : budgets)
        out += budget.name + " ";
    return out;
}

} // namespace

class BudgetProgressTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theOneThatIsUsedUpTheMostStandsFirst()
    {
        const auto plan = planOf({budgetOf("large", 10 * kDollar), budgetOf("empty", 0), budgetOf("small", kDollar)});
        const auto budgets = admin::budgetsNow(plan, kNow);
        QCOMPARE(namesOf(budgets), std::string("empty small large "));
        const base::Json rows = admin::progressJson(budgets);
        QCOMPARE(rows[1]["share"].get<double>(), 0.5);
        QCOMPARE(rows[1]["spent_nanos"].get<std::int64_t>(), kDollar / 2);
        QCOMPARE(rows[1]["remaining_nanos"].get<std::int64_t>(), kDollar / 2);
        QCOMPARE(rows[0]["share"].get<double>(), 1.0);
        QVERIFY(rows[1]["resets_at"].get<std::string>() > "2023-11-30T");
        for (const auto &[name, about] : admin::progressSchema()["properties"].items())
            QVERIFY2(rows[0].contains(name), name.c_str());
    }

    void aKeySeesThoseThatAllItsCallsCountIn()
    {
        using enum model::BudgetScope;
        auto plan = planOf(
            {budgetOf("all", kDollar), budgetOf("mine", kDollar, Key, "key_1"), budgetOf("hers", kDollar, Key, "key_2"),
             budgetOf("tag", kDollar, Tag, "key_1"), budgetOf("user", kDollar, User, "user_1"),
             budgetOf("team", kDollar, Team, "team_1"), budgetOf("other user", kDollar, User, "user_2"),
             budgetOf("other team", kDollar, Team, "team_2"), budgetOf("provider", kDollar, Provider, "prov_1")});
        model::ClientKey key;
        key.id = "key_1";
        key.userId = "user_1";
        key.teamId = "team_1";
        plan.clientKeys.emplace(auth::digestOf("1"), key);
        key.id = "key_2";
        key.userId = key.teamId = "";
        plan.clientKeys.emplace(auth::digestOf("2"), key);
        QCOMPARE(namesOf(admin::budgetsOfKey(plan, "key_1", kNow)), std::string("all mine user team "));
        QCOMPARE(namesOf(admin::budgetsOfKey(plan, "key_2", kNow)), std::string("all hers "));
    }

    void prepaidCreditIsNoBudget()
    {
        model::Budget credit = budgetOf("1", kDollar, model::BudgetScope::Key, "key_1");
        credit.id = "credit_1";
        const auto plan = planOf({credit});
        QVERIFY(admin::budgetsNow(plan, kNow).empty() && admin::budgetsOfKey(plan, "key_1", kNow).empty());
    }

    void withoutBudgetsThereIsNothing() { QVERIFY(admin::progressJson(admin::budgetsNow({}, kNow)).empty()); }
};

QTEST_GUILESS_MAIN(BudgetProgressTest)
#include "budget_progress_test.moc"
