#include "ui/pages/alerts/alerts_page.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/alerts/alert_config.h"
#include "ui/part.h"
#include "ui/text/alert_words.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

Json alert(const char *id, const char *kind, bool open, const char *name = "<b>one</b> / main")
{
    return {{"id", id},
            {"kind", kind},
            {"severity", "critical"},
            {"subject", {{"id", "x"}, {"name", name}}},
            {"detail", ""},
            {"value", 34},
            {"limit", 20},
            {"unit", "percent"},
            {"from", "2026-11-20T08:42:36.000Z"},
            {"until", open ? Json(nullptr) : Json("2026-11-20T08:54:36.000Z")},
            {"ended_by", open ? "" : "recovered"},
            {"silenced_until", nullptr},
            {"notices", Json::array({{{"channel", "ops"},
                                      {"event", "raised"},
                                      {"state", "sent"},
                                      {"at", "2026-11-20T08:42:37.000Z"},
                                      {"tries", 1},
                                      {"problem", nullptr}}})}};
}

Json config(std::int64_t version)
{
    return {{"desktop", true},
            {"desktop_severity", "warning"},
            {"rules", Json::array({{{"kind", "key_invalid"},
                                    {"enabled", true},
                                    {"severity", "critical"},
                                    {"for_seconds", 0},
                                    {"threshold", nullptr},
                                    {"window_minutes", nullptr},
                                    {"unit", ""}},
                                   {{"kind", "error_rate"},
                                    {"enabled", true},
                                    {"severity", "warning"},
                                    {"for_seconds", 30},
                                    {"threshold", 20},
                                    {"window_minutes", 5},
                                    {"unit", "percent"}}})},
            {"channels", Json::array({{{"id", "chan_1"},
                                       {"kind", "webhook"},
                                       {"name", "ops"},
                                       {"enabled", true},
                                       {"severity", "warning"},
                                       {"has_secret", true},
                                       {"url", "https://ops.example.org/hook"},
                                       {"waiting", 2},
                                       {"problem", "it answered 503"}}})},
            {"version", version}};
}

} // namespace

/// The alerts in the window: what is on, what was, what is told of, and the ways it is sent.
class AlertsPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_rows = Json::array({alert("alrt_1", "key_invalid", true), alert("alrt_2", "error_rate", false, "")});
        m_client->answers["alerts.list"] = [this](const auto &) -> base::Result<Json> {
            return Json{{"data", m_rows}, {"next", nullptr}};
        };
        m_client->answers["alerts.config.get"] = [](const auto &) -> base::Result<Json> { return config(7); };
        m_client->answers["alerts.config.update"] = [](const auto &) -> base::Result<Json> { return config(8); };
        m_window = std::make_unique<QWidget>();
        m_window->resize(1200, 900);
        m_page = new ui::AlertsPage(*m_client, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_client->settle();
    }
    void cleanup() { m_window.reset(); }

    void whatIsOnStandsAboveWhatIsOver()
    {
        QCOMPARE(part<QLabel>(*m_page, "alertHeadline")->text(), u"Key <b>one</b> / main is refused by its provider"_s);
        QCOMPARE(part<QLabel>(*m_page, "alertHeadline")->textFormat(), Qt::PlainText);
        QCOMPARE(part<QLabel>(*m_page, "alertTold")->text(), u"Sent to ops"_s);
        auto *table = part<QTableView>(*m_page, "alertTable");
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(table->model()->index(0, 1).data().toString().startsWith(u"Many calls fail"_s));
        QCOMPARE(table->model()->index(0, 3).data().toString(), u"12 min"_s);
    }

    void theModelKeepsItsPromises()
    {
        ui::AlertHistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(ui::parseAlerts({{"data", Json::array({alert("a", "latency", false)})}}).rows);
        model.setRows(
            ui::parseAlerts({{"data", Json::array({alert("b", "latency", false), alert("a", "latency", false)})}})
                .rows);
        QCOMPARE(model.rowCount(), 2);
    }

    void nothingOnIsOneCalmLine()
    {
        m_rows = Json::array();
        m_page->refresh();
        m_client->settle();
        QVERIFY(part<QWidget>(*m_page, "noOpenAlerts")->isVisible());
        QVERIFY(part<QWidget>(*m_page, "noAlerts")->isVisible());
        QVERIFY(!part<QWidget>(*m_page, "alertItem")->isVisible());
    }

    void everyKindHasWords()
    {
        for (const char *kind : {"budget_reached", "key_invalid", "key_cooling", "low_balance", "provider_down",
                                 "proxy_down", "error_rate", "latency", "switch_changed", "ledger_trouble"}) {
            const QString word = QString::fromLatin1(kind);
            QVERIFY2(ui::alertKindTitle(word) != word, kind);
            QVERIFY2(!ui::alertKindMeaning(word).isEmpty(), kind);
            const QString headline = ui::alertHeadline(alert("a", kind, true));
            QVERIFY2(headline != word && !headline.contains(u'%'), kind);
        }
        QCOMPARE(ui::alertHeadline(alert("a", "of_the_future", true)), u"of_the_future"_s);
    }

    void anAlertIsSilencedFromItsMenu()
    {
        m_client->answers["alerts.silence"] = [](const auto &) -> base::Result<Json> { return Json::object(); };
        QTest::mouseClick(part<QPushButton>(*m_page, "silenceAlert"), Qt::LeftButton);
        auto *menu = m_window->findChild<QMenu *>(u"silenceMenu"_s);
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("alerts.silence");
        QVERIFY(call);
        QCOMPARE(call->path.front().second, std::string("alrt_1"));
        QCOMPARE(base::integerOr(base::at(call->body, "seconds")), 3600);
    }

    void whatIsSilencedCanBeHeardAgain()
    {
        m_rows[0]["silenced_until"] = "2999-01-01T00:00:00.000Z";
        m_client->answers["alerts.silence"] = [](const auto &) -> base::Result<Json> { return Json::object(); };
        m_page->refresh();
        m_client->settle();
        auto *button = part<QPushButton>(*m_page, "silenceAlert");
        QCOMPARE(button->text(), u"Hear again"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        m_client->settle();
        QCOMPARE(base::integerOr(base::at(m_client->last("alerts.silence")->body, "seconds"), -1), 0);
    }

    void anAlertOpensWithItsMessages()
    {
        m_page->showItem(u"alrt_2"_s);
        auto *sheet = m_window->findChild<QWidget *>(u"alertSheet"_s);
        QVERIFY(sheet);
        QCOMPARE(part<QLabel>(*sheet, "alertMessage")->text(), u"ops · Raised · Sent"_s);
        QCOMPARE(part<QLabel>(*sheet, "alertEnd")->text(), u"It recovered"_s);
    }

    void aRuleIsSwitchedOff()
    {
        m_page->showItem(u"rules"_s);
        auto *on = part<ui::Switch>(*m_page, "ruleOn_key_invalid");
        QVERIFY(on->isVisible() && on->isOn());
        QTest::mouseClick(on, Qt::LeftButton);
        m_client->settle();
        const Json &body = m_client->last("alerts.config.update")->body;
        QCOMPARE(QString::fromStdString(base::dump(body)),
                 uR"({"rules":[{"kind":"key_invalid","enabled":false}],"if_version":7})"_s);
    }

    void theBoundsOfARuleAreChanged()
    {
        m_page->showItem(u"rules"_s);
        QTest::mouseClick(part<QPushButton>(*m_page, "changeRule_error_rate"), Qt::LeftButton);
        auto *sheet = m_window->findChild<QWidget *>(u"alertRuleSheet"_s);
        QVERIFY(sheet);
        QTest::mouseClick(part<QPushButton>(*sheet, "formAct"), Qt::LeftButton);
        m_client->settle();
        const Json &rule = base::at(m_client->last("alerts.config.update")->body, "rules")[0];
        QCOMPARE(base::integerOr(rule["threshold"]), 20);
        QCOMPARE(base::integerOr(rule["window_minutes"]), 5);
        QCOMPARE(base::integerOr(rule["for_seconds"]), 30);
    }

    void aChannelTellsWhyItsMessagesWait()
    {
        m_page->showItem(u"channels"_s);
        QCOMPARE(part<QLabel>(*m_page, "channelWords")->text(), u"it answered 503"_s);
    }

    void aTestTellsWhatCameOfIt()
    {
        Json answer = {{"ok", false}, {"message", "no answer: Could not resolve host"}, {"duration_ms", 3.0}};
        m_client->answers["alerts.test"] = [&](const auto &) -> base::Result<Json> { return answer; };
        m_page->showItem(u"channels"_s);
        QTest::mouseClick(part<QPushButton>(*m_page, "testChannel"), Qt::LeftButton);
        m_client->settle();
        QCOMPARE(part<QLabel>(*m_page, "channelWords")->text(), u"no answer: Could not resolve host"_s);
        answer = {{"ok", true}, {"message", "the message was taken"}, {"duration_ms", 84.0}};
        QTest::mouseClick(part<QPushButton>(*m_page, "testChannel"), Qt::LeftButton);
        m_client->settle();
        QCOMPARE(part<QLabel>(*m_page, "channelWords")->text(),
                 u"The test was taken in 84 ms. See whether it arrived."_s);
        QCOMPARE(base::textOr(base::at(m_client->last("alerts.test")->body, "channel")), std::string("chan_1"));
    }

    void aNewChannelStandsBehindTheOthers()
    {
        m_page->showItem(u"channels"_s);
        QTest::mouseClick(part<QPushButton>(*m_page, "addChannel"), Qt::LeftButton);
        m_window->findChild<QMenu *>(u"addChannelMenu"_s)->actions().at(1)->trigger();
        auto *sheet = m_window->findChild<QWidget *>(u"channelSheet"_s);
        QVERIFY(sheet);
        part<QLineEdit>(*sheet, "url")->setText(u"https://x.example.org/"_s);
        part<QLineEdit>(*sheet, "keySecret")->setText(u"whsec_abc"_s);
        QTest::mouseClick(part<QPushButton>(*sheet, "formAct"), Qt::LeftButton);
        m_client->settle();
        const Json &channels = base::at(m_client->last("alerts.config.update")->body, "channels");
        QCOMPARE(channels.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(base::dump(channels[0])), uR"({"id":"chan_1"})"_s);
        QCOMPARE(base::textOr(channels[1]["secret"]), std::string("whsec_abc"));
        QCOMPARE(base::textOr(channels[1]["kind"]), std::string("webhook"));
    }

    void aRefusedFieldIsSaidAtTheField()
    {
        m_client->answers["alerts.config.update"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "the address must begin with https://",
                              "channels[0].url");
        };
        m_page->showItem(u"channels"_s);
        QTest::mouseClick(part<QPushButton>(*m_page, "editChannel"), Qt::LeftButton);
        auto *sheet = m_window->findChild<QWidget *>(u"channelSheet"_s);
        QTest::mouseClick(part<QPushButton>(*sheet, "formAct"), Qt::LeftButton);
        m_client->settle();
        const auto labels = sheet->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"the address must begin with https://"_s);
        }));
        QVERIFY(!base::at(m_client->last("alerts.config.update")->body, "channels")[0].contains("secret"));
    }

    void aChannelIsRemovedAtTheSecondPress()
    {
        m_page->showItem(u"channels"_s);
        QTest::mouseClick(part<QPushButton>(*m_page, "editChannel"), Qt::LeftButton);
        auto *remove = m_window->findChild<QPushButton *>(u"removeChannel"_s);
        QTest::mouseClick(remove, Qt::LeftButton);
        m_client->settle();
        QCOMPARE(m_client->count("alerts.config.update"), 0);
        QTest::mouseClick(remove, Qt::LeftButton);
        m_client->settle();
        QVERIFY(base::at(m_client->last("alerts.config.update")->body, "channels") == Json::array());
    }

    void troubleIsSaidAndTheListStays()
    {
        m_client->answers["alerts.list"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unavailable, "later");
        };
        m_page->refresh();
        m_client->settle();
        QCOMPARE(part<QTableView>(*m_page, "alertTable")->model()->rowCount(), 1);
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<QWidget> m_window;
    ui::AlertsPage *m_page = nullptr;
    Json m_rows;
};

QTEST_MAIN(AlertsPageTest)
#include "alerts_page_test.moc"
