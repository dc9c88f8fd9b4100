#include <algorithm>
#include <utility>

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

#include "ui/dashboard_fake.h"
#include "ui/pages/overview/overview_charts.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/requests/requests_card.h"
#include "ui/requests_fake.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/chart_plot.h"
#include "ui/widgets/poller.h"

namespace {

QString textOf(const QWidget &in, const char *object)
{
    const auto *label = in.findChild<QLabel *>(QString::fromLatin1(object));
    return label && !label->isHidden() ? label->text() : QString();
}

QString tile(const QWidget &page, const char *name, const char *part)
{
    const auto *found = page.findChild<QWidget *>(QString::fromLatin1(name));
    return found ? textOf(*found, part) : QString();
}

ui::ChartCard &chart(const QWidget &page, const char *name)
{
    return *page.findChild<ui::ChartCard *>(QString::fromLatin1(name));
}

/// How often the watched widgets were painted.
class PaintCount final : public QObject {
public:
    int count = 0;
    /// Starts counting anew, and says whether there was nothing to count since the last time.
    bool haveEnded() { return std::exchange(count, 0) == 0; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

/// The Overview over a fake gateway.
class OverviewTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true); // what moves is painted again and again
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_log = std::make_unique<FakeLog>(60);
        m_log->serve(*m_client);
        m_client->answers["status.get"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"version", "0.1.0"}, {"ledger", {{"healthy", true}}}};
        };
        answerWith(dashboardAnswer());
    }

    void theDayStandsBesideYesterday()
    {
        const auto page = open();
        QTRY_COMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,812"));
        QCOMPARE(tile(*page, "callsToday", "change"), QStringLiteral("▲\u00A06.2%"));
        QCOMPARE(tile(*page, "tokensToday", "figure"), QStringLiteral("18.4"));
        QCOMPARE(tile(*page, "tokensToday", "note"), QStringLiteral("same as yesterday"));
        QCOMPARE(tile(*page, "costToday", "figure"), QStringLiteral("$20.06"));
        QCOMPARE(tile(*page, "costToday", "change"), QStringLiteral("▼\u00A012%"));
        QCOMPARE(tile(*page, "successToday", "figure"), QStringLiteral("99.9"));
        QCOMPARE(tile(*page, "successToday", "note"), QStringLiteral("98.7% by the first choice"));
        QVERIFY(page->findChild<QWidget *>(QStringLiteral("successToday"))
                    ->toolTip()
                    .contains(QStringLiteral("▲\u00A00.2 pts")));
        QCOMPARE(tile(*page, "firstToken", "figure"), QStringLiteral("0.41"));
        QCOMPARE(textOf(*page, "openCalls"), QStringLiteral("12"));
        QCOMPARE(textOf(*page, "activeSessions"), QStringLiteral("7"));
        QCOMPARE(textOf(*page, "health"), QStringLiteral("100%"));
    }

    void whatIsTheMatterLeadsToItsPage()
    {
        const auto page = open();
        const auto *line = page->findChild<QWidget *>(QStringLiteral("openAlertLine"));
        QTRY_COMPARE(textOf(*page, "health"), QStringLiteral("100%"));
        QVERIFY(line->isHidden());
        const base::Json alert{{"id", "alrt_1"},
                               {"kind", "key_invalid"},
                               {"severity", "critical"},
                               {"subject", {{"id", "pkey_1"}, {"name", "Main / key <b>1</b>"}}}};
        m_client->answers["status.get"] = [alert](const auto &) -> base::Result<base::Json> {
            return base::Json{{"alerts", {{"open", 3}, {"desktop", base::Json::array({alert})}}}};
        };
        page->refresh();
        QTRY_VERIFY(!line->isHidden());
        QVERIFY(textOf(*page, "openAlertWords").contains(QStringLiteral("Main / key <b>1</b>")));
        QCOMPARE(textOf(*page, "moreOpenAlerts"), QStringLiteral("and 2 more"));
        QSignalSpy wanted(page.get(), &ui::Page::pageWanted);
        page->findChild<QAbstractButton *>(QStringLiteral("viewAlerts"))->click();
        page->findChild<QAbstractButton *>(QStringLiteral("openHealth"))->click();
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("alerts"));
        QCOMPARE(wanted[1][0].toString(), QStringLiteral("health"));
        m_client->answers["status.get"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"alerts", {{"open", 0}, {"desktop", base::Json::array()}}}};
        };
        page->refresh();
        QTRY_VERIFY(line->isHidden());
    }

    void chartsTellTheirNewestFigures()
    {
        const auto page = open();
        QTRY_COMPARE(chart(*page, "responseTrend").plot().data().count(), 96);
        QCOMPARE(chart(*page, "responseTrend").plot().readOut(),
                 QStringLiteral("Thu 19 Nov, 14:45: Average 0.45 s, p95 1.41 s, First token 0.30 s"));
        QCOMPARE(chart(*page, "costTrend").plot().readOut(), QStringLiteral("19 Nov: Cost $18.70"));
        QCOMPARE(chart(*page, "modelDistribution").plot().readOut(), QStringLiteral("Other models: Calls 500"));
    }

    void anUnknownCostIsNeverZero()
    {
        base::Json answer = dashboardAnswer();
        answer["requests_today"] = answer["unpriced_today"] = 3;
        answer["cost_today_nanos"] = 0;
        answer["cost_trend"][29] = {{"day", "2026-11-19"}, {"cost_nanos", 0}, {"calls", 3}, {"unpriced_calls", 3}};
        answer["cost_trend"][28]["unpriced_calls"] = 2;
        answerWith(answer);
        const auto page = open();
        QTRY_COMPARE(tile(*page, "costToday", "note"), QStringLiteral("3 calls unpriced"));
        QCOMPARE(tile(*page, "costToday", "figure"), QStringLiteral("–"));
        const ui::ChartData &days = chart(*page, "costTrend").plot().data();
        QCOMPARE(days.sentence(29), QStringLiteral("19 Nov: Cost –, 3 calls unpriced"));
        QCOMPARE(days.sentence(28), QStringLiteral("18 Nov: Cost $18.40, 2 calls unpriced"));
        QVERIFY(!days.isMeasured(29));
    }

    void anEstimateIsMarked()
    {
        base::Json answer = dashboardAnswer();
        answer["estimated_today"] = 5;
        answerWith(answer);
        const auto page = open();
        QTRY_COMPARE(tile(*page, "costToday", "figure"), QStringLiteral("≈$20.06"));
    }

    void aFailoverOpensItsCall()
    {
        const auto page = open();
        QSignalSpy opened(page.get(), &ui::Page::pageWanted);
        QAbstractButton *row = nullptr;
        const auto find = [&] {
            for (auto *button : page->findChildren<QAbstractButton *>())
                if (button->accessibleName().contains(QStringLiteral("OpenRouter")))
                    row = button;
            return row != nullptr;
        };
        QTRY_VERIFY(find());
        QCOMPARE(row->accessibleName(),
                 QStringLiteral(
                     "14:41, Anthropic <b>team</b> to OpenRouter, Rate limited (429) · claude-sonnet-5, +0.41 s"));
        QTest::keyClick(row, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).toString(), QStringLiteral("requests"));
        QCOMPARE(opened.at(0).at(1).toString(), QStringLiteral("req_77"));
    }

    void aFreshInstanceLeadsToTheNextStep()
    {
        *m_log = FakeLog(0);
        answerWith(freshDashboardAnswer());
        bool hasProvider = false;
        m_client->answers["providers.list"] = [&](const auto &) -> base::Result<base::Json> {
            base::Json data = base::Json::array();
            if (hasProvider)
                data.push_back({{"id", "prov_1"}});
            return base::Json{{"data", data}, {"next", nullptr}};
        };
        m_client->answers["api_keys.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", base::Json::array()}, {"next", nullptr}};
        };
        const auto page = open();
        QSignalSpy wanted(page.get(), &ui::Page::pageWanted);
        QTRY_VERIFY(button(*page, "providersStep")->isVisible());
        QVERIFY(!page->findChild<QWidget *>(QStringLiteral("callsToday"))->isVisible());
        QVERIFY(!chart(*page, "costTrend").isVisible());
        button(*page, "providersStep")->click();
        QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("providers"));

        hasProvider = true;
        page->refresh();
        QTRY_VERIFY(button(*page, "keysStep")->isVisible());
        QVERIFY(!button(*page, "providersStep")->isVisible());

        m_log->add(1);
        page->refresh();
        QTRY_VERIFY(page->findChild<QWidget *>(QStringLiteral("callsToday"))->isVisible());
        QVERIFY(!button(*page, "keysStep")->isVisible());
    }

    void aFailureKeepsTheLastFigures()
    {
        const auto page = open();
        QTRY_COMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,812"));
        m_client->answers["dashboard.stats"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "secret detail");
        };
        page->refresh();
        const auto *banner = page->findChild<QWidget *>(QStringLiteral("banner"));
        QTRY_VERIFY(banner->isVisible());
        page->findChild<ui::RequestsCard *>()->poll(); // the list is answered; that does not take the banner away
        m_client->settle();
        QVERIFY(banner->isVisible());
        QVERIFY(!textOf(*page, "bannerText").contains(QStringLiteral("secret")));
        QCOMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,812"));
        answerWith(dashboardAnswer());
        page->refresh();
        QTRY_VERIFY(!banner->isVisible());
    }

    void equalFiguresPaintNothing()
    {
        const auto page = open();
        m_client->settle();
        PaintCount paints;
        for (QWidget *card : page->findChildren<ui::Card *>())
            if (!qobject_cast<ui::RequestsCard *>(card))
                card->installEventFilter(&paints);
        QVERIFY(page->findChild<ui::RequestsCard *>()->model().rowCount() > 0);
        do
            m_client->settle();
        while (!paints.haveEnded());
        base::Json answer = dashboardAnswer();
        answer["now"] = "2026-11-19T13:48:05Z";
        answerWith(answer);
        const auto before = statsAsked();
        page->refresh();
        m_client->settle();
        QVERIFY(statsAsked() > before);
        QCOMPARE(paints.count, 0);
        answer["requests_today"] = 4813;
        answerWith(answer);
        page->refresh();
        QTRY_COMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,813"));
        QTRY_VERIFY(paints.count > 0);
    }

    void figuresAreAskedForWhenCallsWereAdded()
    {
        const auto page = open();
        auto *calls = page->findChild<ui::RequestsCard *>();
        QTRY_COMPARE(calls->asOf(), QStringLiteral("60"));
        auto *figures = page->findChild<ui::Poller *>(QStringLiteral("figuresPoller"));
        figures->poll(); // those asked for at first belonged to no known state of the log
        QTRY_COMPARE(statsAsked(), 2);
        const auto before = m_client->count("status.get");
        const auto looksAgain = [&] {
            figures->poll();
            return m_client->count("status.get") > before;
        };
        QTRY_VERIFY(looksAgain());
        QCOMPARE(statsAsked(), 2);
        m_log->add(1);
        calls->poll();
        QTRY_COMPARE(calls->asOf(), QStringLiteral("61"));
        figures->poll();
        QCOMPARE(statsAsked(), 3);
    }

    void everythingFitsIntoTheSmallestWindow()
    {
        const auto page = open();
        QTRY_COMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,812"));
        page->resize(748, 600);
        const auto *scroll = page->findChild<QScrollArea *>();
        QTRY_COMPARE(scroll->width(), 748);
        QTRY_VERIFY2(scroll->widget()->minimumSizeHint().width() <= 748,
                     qPrintable(QString::number(scroll->widget()->minimumSizeHint().width())));
        const auto *calls = page->findChild<QWidget *>(QStringLiteral("callsToday"));
        const auto *success = page->findChild<QWidget *>(QStringLiteral("successToday"));
        QTRY_VERIFY(success->y() > calls->y());
        page->resize(1208, 900);
        QTRY_COMPARE(success->y(), calls->y());
    }

    void everyFocusableWidgetHasAName()
    {
        const auto page = open();
        QTRY_COMPARE(tile(*page, "callsToday", "figure"), QStringLiteral("4,812"));
        int walked = 0;
        for (QWidget *widget : page->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->isHidden())
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
        QVERIFY(walked >= 6); // copy, three charts, a failover, the list
        for (const QLabel *label : page->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void aModelKeepsItsColourWhenItsPlaceChanges()
    {
        ui::ModelInks inks;
        ui::DashboardStats stats;
        stats.models = {{.model = QStringLiteral("a"), .calls = 3}, {.model = QStringLiteral("b"), .calls = 2}};
        const auto before = inks.inksFor(stats);
        std::swap(stats.models[0], stats.models[1]);
        stats.models.push_back({.model = QStringLiteral("c"), .calls = 1});
        stats.models.push_back({.model = {}, .calls = 1});
        const auto after = inks.inksFor(stats);
        QCOMPARE(after[0], before[1]);
        QCOMPARE(after[1], before[0]);
        QCOMPARE(after[2], ui::Token::Chart3);
        QCOMPARE(after[3], ui::Token::SeedGrey);
    }

private:
    int statsAsked() const { return m_client->count("dashboard.stats"); }
    void answerWith(const base::Json &answer)
    {
        m_client->answers["dashboard.stats"] = [answer](const auto &) -> base::Result<base::Json> { return answer; };
    }
    std::unique_ptr<ui::OverviewPage> open()
    {
        auto page = std::make_unique<ui::OverviewPage>(*m_client);
        page->resize(1208, 900);
        page->show();
        return page;
    }
    static QAbstractButton *button(const QWidget &page, const char *name)
    {
        return page.findChild<QAbstractButton *>(QString::fromLatin1(name));
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeLog> m_log;
};

QTEST_MAIN(OverviewTest)

#include "overview_test.moc"
