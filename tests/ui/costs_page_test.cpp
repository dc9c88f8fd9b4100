#include <algorithm>
#include <cmath>
#include <memory>

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/costs_fake.h"
#include "ui/pages/costs/breakdown_model.h"
#include "ui/pages/costs/budget.h"
#include "ui/pages/costs/budget_item.h"
#include "ui/pages/costs/cost_charts.h"
#include "ui/pages/costs/costs_page.h"
#include "ui/pages/costs/span_bar.h"
#include "ui/pages/overview/top_budgets_card.h"
#include "ui/part.h"
#include "ui/text/money.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/chart_plot.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toast.h"

namespace {

QString tile(const QWidget &page, const char *name, const char *part)
{
    const auto *found = page.findChild<QWidget *>(QString::fromLatin1(name));
    const auto *label = found ? found->findChild<QLabel *>(QString::fromLatin1(part)) : nullptr;
    return label && !label->isHidden() ? label->text() : QString();
}

ui::ChartPlot &plot(const QWidget &page, const char *name)
{
    return page.findChild<ui::ChartCard *>(QString::fromLatin1(name))->plot();
}

} // namespace

/// The Costs page over a fake gateway.
class CostsPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_costs = FakeCosts();
        m_costs.serve(*m_client);
    }

    void periodsStandBesideTheOnesBefore()
    {
        const auto page = open();
        QCOMPARE(tile(*page, "costOfToday", "figure"), QStringLiteral("$20.06"));
        QCOMPARE(tile(*page, "costOfToday", "change"), QStringLiteral("▼\u00A012%"));
        QCOMPARE(tile(*page, "costOfToday", "note"), QStringLiteral("vs yesterday by now"));
        QCOMPARE(tile(*page, "costOfWeek", "figure"), QStringLiteral("≈$108.72"));
        QCOMPARE(tile(*page, "costOfMonth", "note"), QStringLiteral("133 calls unpriced"));
        QCOMPARE(tile(*page, "unpricedCalls", "figure"), QStringLiteral("133"));
        QCOMPARE(tile(*page, "unpricedCalls", "note"), QStringLiteral("glm-5-air"));
    }

    void rowsAndBarsAddUpToTheTotal()
    {
        const auto page = open();
        const std::int64_t total = m_costs.all(19).cost;
        const auto *table = page->findChild<QAbstractItemView *>(QStringLiteral("breakdownTable"));
        QCOMPARE(table->model()->rowCount(), 7);
        double shares = 0;
        for (int row = 0; row < 7; ++row)
            shares += table->model()->index(row, 0).data(ui::kShareRole).toDouble();
        QVERIFY(qAbs(shares - 1) < 1e-9);
        const ui::ChartData &bars = plot(*page, "costTrend").data();
        QCOMPARE(bars.count(), 30);
        QCOMPARE(bars.series.size(), std::size_t{7}); // five, the others and the forecast
        double sum = 0;
        for (std::size_t of = 0; of + 1 < bars.series.size(); ++of)
            for (const double value : bars.series[of].values)
                sum += std::isnan(value) ? 0 : value;
        QVERIFY(qAbs(sum * 1e9 - static_cast<double>(total)) < 1e3);
        QCOMPARE(bars.series.back().name, QStringLiteral("Forecast"));
        QVERIFY(std::isnan(bars.series.front().values.at(20)) && bars.series.back().values.at(20) > 20);
    }

    void whatHasNoPriceIsNeverZero()
    {
        const auto page = open();
        const auto *model = page->findChild<QAbstractItemView *>(QStringLiteral("breakdownTable"))->model();
        QCOMPARE(model->index(6, ui::BreakdownModel::kName).data().toString(), QStringLiteral("glm-5-air"));
        QCOMPARE(model->index(6, ui::BreakdownModel::kCost).data().toString(), QStringLiteral("unpriced"));
        QVERIFY(page->findChild<QPushButton *>(QStringLiteral("unpricedAct"))->isVisible());
        QVERIFY(plot(*page, "costTrend").data().note(3).contains(QStringLiteral("unpriced")));
    }

    void aDayIsShownByTheHour()
    {
        const auto page = open();
        auto *unit = page->findChild<ui::SegmentedControl *>(QStringLiteral("spanUnit"));
        unit->setFocus();
        QTest::keyClick(unit, Qt::Key_Home);
        m_client->settle();
        const admin::AdminCall *call = m_client->last("reports.billing");
        QCOMPARE(FakeAdminClient::queryValue(*call, "period"), std::string("hour"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "from"), std::string("2026-11-19"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "to"), std::string()); // it is not over
        QCOMPARE(plot(*page, "costTrend").data().count(), 24);
    }

    void spansGoBackAndForthButNotAhead()
    {
        const auto page = open();
        auto *title = page->findChild<QLabel *>(QStringLiteral("spanTitle"));
        auto *forth = page->findChild<QPushButton *>(QStringLiteral("spanForth"));
        QCOMPARE(title->text(), QStringLiteral("November 2026"));
        QVERIFY(!forth->isEnabled());
        page->findChild<QPushButton *>(QStringLiteral("spanBack"))->click();
        m_client->settle();
        QCOMPARE(title->text(), QStringLiteral("October 2026"));
        const admin::AdminCall *call = m_client->last("cost.summary");
        QCOMPARE(FakeAdminClient::queryValue(*call, "from"), std::string("2026-10-01"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "to"), std::string("2026-11-01"));
        QVERIFY(forth->isEnabled());
        page->findChild<QPushButton *>(QStringLiteral("spanNow"))->click();
        QCOMPARE(title->text(), QStringLiteral("November 2026"));
    }

    void anotherAxisAsksForItsOwn()
    {
        const auto page = open();
        page->showItem(QStringLiteral("by:key"));
        m_client->settle();
        QCOMPARE(FakeAdminClient::queryValue(*m_client->last("reports.billing"), "group_by"), std::string("key"));
        const auto *model = page->findChild<QAbstractItemView *>(QStringLiteral("breakdownTable"))->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("design <b>team</b>"));
        QCOMPARE(model->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Key"));
    }

    void anAxisComesWithItsOperation()
    {
        auto page = open();
        const auto segments = [&page] {
            return page->findChild<ui::SegmentedControl *>(QStringLiteral("costAxis"))
                ->findChildren<QAbstractButton *>()
                .size();
        };
        QCOMPARE(segments(), 6);
        m_costs.hasUsers = true;
        m_costs.serve(*m_client);
        page = open();
        QCOMPARE(segments(), 7);
    }

    void nothingNeedsToListen()
    {
        m_client->moveTo({});
        const auto page = open();
        QCOMPARE(tile(*page, "costOfToday", "figure"), QStringLiteral("$20.06"));
        QVERIFY(!page->findChild<QWidget *>(QStringLiteral("banner"))->isVisible());
    }

    void theOverviewShowsWhatIsUsedMost()
    {
        m_costs.budgets = {FakeCosts::budget("calm", 10 * FakeCosts::kDollar, 100 * FakeCosts::kDollar),
                           FakeCosts::budget("over", 6 * FakeCosts::kDollar, 5 * FakeCosts::kDollar),
                           FakeCosts::budget("off", 5 * FakeCosts::kDollar, 5 * FakeCosts::kDollar)};
        m_costs.budgets.back()["enabled"] = false;
        ui::TopBudgetsCard card(*m_client, nullptr);
        QSignalSpy wanted(&card, &ui::TopBudgetsCard::wanted);
        card.refresh();
        m_client->settle();
        QVERIFY(card.hasBudgets());
        const auto items = card.findChildren<ui::BudgetItem *>();
        QCOMPARE(items.size(), 2); // one that does not hold is none
        items.front()->click();
        card.findChild<QPushButton *>(QStringLiteral("allBudgets"))->click();
        QCOMPARE(wanted.at(0).front().toString(), QStringLiteral("budget_over"));
        QCOMPARE(wanted.at(1).front().toString(), QString());
    }

    void aPageWithoutCallsSaysSo()
    {
        m_costs.models.clear();
        m_costs.days = 0;
        const auto page = open();
        QCOMPARE(tile(*page, "unpricedCalls", "note"), QStringLiteral("no calls in this time"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("emptyBreakdown"))->isVisible());
        QCOMPARE(plot(*page, "costTrend").data().lastMeasured(), -1);
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("noBudgets"))->isVisible());
    }

    void chartsAreReadWithTheKeyboard()
    {
        const auto page = open();
        ui::ChartPlot &trend = plot(*page, "costTrend");
        trend.setFocus();
        QTest::keyClick(&trend, Qt::Key_Home);
        QVERIFY2(trend.readOut().startsWith(QStringLiteral("1 Nov: claude-sonnet-5 $9.82, gpt-5.2-mini $6.72")),
                 qPrintable(trend.readOut()));
        QVERIFY(trend.accessibleDescription().startsWith(QStringLiteral("1 Nov: ")));
        QTest::keyClick(&trend, Qt::Key_End);
        QVERIFY2(trend.readOut().startsWith(QStringLiteral("30 Nov: Forecast $")), qPrintable(trend.readOut()));
    }

    void budgetsSayHowMuchIsUsed()
    {
        m_costs.budgets = {FakeCosts::budget("calm", 10 * FakeCosts::kDollar, 100 * FakeCosts::kDollar),
                           FakeCosts::budget("over", 6 * FakeCosts::kDollar, 5 * FakeCosts::kDollar)};
        const auto page = open();
        const auto items = page->findChildren<ui::BudgetItem *>();
        QCOMPARE(items.size(), 2);
        QVERIFY2(items.front()->accessibleName().startsWith(QStringLiteral("over, all calls · month · hard, Used up")),
                 qPrintable(items.front()->accessibleName()));
        QVERIFY(items.front()->accessibleName().contains(QStringLiteral("$6.00 of $5.00, 120%")));
        QVERIFY(items.back()->accessibleName().contains(QStringLiteral("On track, $10.00 of $100.00, 10%")));
    }

    void aBudgetIsMadeByKeyboard()
    {
        const auto page = open();
        auto *add = page->findChild<QPushButton *>(QStringLiteral("newBudget"));
        add->setFocus();
        QTest::keyClick(add, Qt::Key_Space);
        m_client->settle();
        auto *name = part<QLineEdit>(*page, "name");
        QVERIFY(name && name->isVisible());
        part<QPushButton>(*page, "formAct")->click();
        const auto *field = qobject_cast<ui::FormField *>(name->parentWidget());
        QVERIFY(field->hasError());
        QCOMPARE(m_client->count("budgets.create"), 0);
        QTest::keyClicks(name, QStringLiteral("design team"));
        QTest::keyClicks(part<QLineEdit>(*page, "limit_nanos"), QStringLiteral("0.000000001"));
        auto *scope = part<QComboBox>(*page, "budgetScope");
        scope->setCurrentIndex(scope->findData(QStringLiteral("key")));
        m_client->settle();
        QTest::keyClicks(part<QLineEdit>(*page, "budgetSubject"), QStringLiteral("ci"));
        QTest::keyClick(name, Qt::Key_Return);
        m_client->settle();
        const admin::AdminCall *call = m_client->last("budgets.create");
        QVERIFY(call != nullptr);
        QCOMPARE(base::dump(call->body["limit_nanos"]), base::dump(base::Json(1)));
        QCOMPARE(base::dump(call->body["subject"]), base::dump(base::Json("key_2")));
        QCOMPARE(base::dump(call->body["thresholds"]), base::dump(base::Json({50, 80, 100})));
        m_client->settle();
        QCOMPARE(page->findChildren<ui::BudgetItem *>().size(), 1);
    }

    void aRefusalStandsAtItsField()
    {
        m_client->answers["budgets.create"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Unprocessable, "zone must be a name such as Europe/Berlin",
                              std::string("zone"));
        };
        const auto page = open();
        page->showItem(QStringLiteral("budget"));
        m_client->settle();
        part<QLineEdit>(*page, "name")->setText(QStringLiteral("x"));
        part<QLineEdit>(*page, "limit_nanos")->setText(QStringLiteral("5"));
        part<QPushButton>(*page, "formAct")->click();
        m_client->settle();
        auto *zone = part<QLineEdit>(*page, "zone");
        QVERIFY(qobject_cast<ui::FormField *>(zone->parentWidget())->hasError());
    }

    void aRemovedBudgetComesBackWithUndo()
    {
        m_costs.budgets = {FakeCosts::budget("calm", 0, FakeCosts::kDollar)};
        const auto page = open();
        ui::Toast &toast = ui::Toast::of(*page);
        auto *item = page->findChild<ui::BudgetItem *>();
        item->setFocus();
        QTest::keyClick(item, Qt::Key_Delete);
        m_client->settle();
        QVERIFY(item->isHidden());
        QCOMPARE(base::dump(m_client->last("budgets.update")->body["enabled"]),
                 std::string("false")); // no longer in force
        QCOMPARE(m_client->count("budgets.delete"), 0);
        toast.undo();
        m_client->settle();
        QVERIFY(item->isVisible());
        QCOMPARE(base::dump(m_client->last("budgets.update")->body["enabled"]), std::string("true"));
    }

    void amountsAreReadExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanos");
        QTest::newRow("whole") << QStringLiteral("25") << qint64{25'000'000'000};
        QTest::newRow("cents") << QStringLiteral(" $12.50 ") << qint64{12'500'000'000};
        QTest::newRow("to the nano") << QStringLiteral("0.000132417") << qint64{132'417};
        QTest::newRow("grouped") << QStringLiteral("1,234.5") << qint64{1'234'500'000'000};
        QTest::newRow("nothing") << QStringLiteral("0") << qint64{0};
        QTest::newRow("below zero") << QStringLiteral("-1") << qint64{-1};
        QTest::newRow("too fine") << QStringLiteral("0.0000000001") << qint64{-1};
        QTest::newRow("words") << QStringLiteral("ten") << qint64{-1};
        QTest::newRow("empty") << QString() << qint64{-1};
    }
    void amountsAreReadExactly()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, nanos);
        const auto amount = ui::amountFrom(text);
        QCOMPARE(amount ? amount->value : -1, nanos);
        if (amount)
            QCOMPARE(ui::amountFrom(ui::amountText(*amount))->value, nanos);
    }

    void theForecastGoesByTheWeekday()
    {
        ui::CostTable days;
        for (int back = 28; back >= 0; --back) {
            const QDate day = QDate(2026, 11, 19).addDays(-back);
            ui::CostRow row{.period = day.toString(Qt::ISODate)};
            row.figures.calls = 1;
            row.figures.cost = {day.dayOfWeek() >= 6 ? 0 : 10 * FakeCosts::kDollar};
            if (back == 0)
                row.figures.cost = {4 * FakeCosts::kDollar};
            days.rows.push_back(row);
        }
        const ui::CostSpan november = ui::CostSpan::around(ui::CostSpan::Unit::Month, QDate(2026, 11, 19));
        const auto forecast = ui::costForecast(days, november, QDate(2026, 11, 19));
        QCOMPARE(forecast.size(), std::size_t{12});
        QCOMPARE(forecast.at(QDate(2026, 11, 19)), 6.0); // the rest of today
        QCOMPARE(forecast.at(QDate(2026, 11, 21)), 0.0); // a Saturday
        QCOMPARE(forecast.at(QDate(2026, 11, 23)), 10.0);
        days.rows.resize(2);
        QVERIFY(ui::costForecast(days, november, QDate(2026, 11, 19)).empty());
    }

    void aLongSpanHasFewerBars_data()
    {
        QTest::addColumn<QDate>("to");
        QTest::addColumn<int>("bars");
        QTest::newRow("a day by the hour") << QDate(2026, 1, 2) << 24;
        QTest::newRow("a quarter by day") << QDate(2026, 4, 1) << 90;
        QTest::newRow("a year by week") << QDate(2027, 1, 1) << 53;
        QTest::newRow("three years by month") << QDate(2029, 1, 1) << 36;
    }
    void aLongSpanHasFewerBars()
    {
        QFETCH(const QDate, to);
        QFETCH(const int, bars);
        const ui::CostSpan span{ui::CostSpan::Unit::Own, QDate(2026, 1, 1), to};
        QCOMPARE(static_cast<int>(ui::periodsOf(span).size()), bars);
    }

    void theModelIsSound()
    {
        ui::BreakdownModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const ui::CostTable table = ui::parseCostTable(m_costs.byModel(), &ui::costAxes().front());
        ui::CostInks inks;
        inks.setRows(table.rows);
        model.setTable(table, inks, QStringLiteral("Model"));
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.index(0, ui::BreakdownModel::kCost).data().toString(), QStringLiteral("$186.52"));
        model.setTable({}, inks, QStringLiteral("Model"));
        QCOMPARE(model.rowCount(), 0);
    }

    void aFailureIsSaidOnceAndGoes()
    {
        const auto page = open();
        const auto good = m_client->answers["cost.summary"];
        m_client->answers["cost.summary"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "the disk is full");
        };
        page->refresh();
        m_client->settle();
        auto *banner = page->findChild<QWidget *>(QStringLiteral("banner"));
        QVERIFY(banner->isVisible());
        QCOMPARE(tile(*page, "costOfToday", "figure"), QStringLiteral("$20.06")); // what was known stays
        m_client->answers["cost.summary"] = good;
        page->refresh();
        m_client->settle();
        QVERIFY(!banner->isVisible());
    }

private:
    std::unique_ptr<ui::CostsPage> open()
    {
        auto page = std::make_unique<ui::CostsPage>(*m_client);
        page->resize(1200, 900);
        page->show();
        page->refresh();
        m_client->settle();
        m_client->settle();
        return page;
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    FakeCosts m_costs;
};

QTEST_MAIN(CostsPageTest)
#include "costs_page_test.moc"
