#include "ui/pages/health/health_page.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/health/day_strip.h"
#include "ui/pages/health/health_words.h"
#include "ui/pages/health/outage_rows.h"
#include "ui/pages/health/proxy_rows.h"
#include "ui/part.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_control.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

Json daysOf(const char *last)
{
    Json out = Json::array();
    for (int day = 1; day <= 30; ++day)
        out.push_back({{"day", "2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day)},
                       {"state", day == 30  ? last
                                 : day < 10 ? "none"
                                            : "up"},
                       {"availability", day < 10 ? Json(nullptr) : Json(day == 30 ? 0.9 : 1.0)}});
    return out;
}

Json keyNamed(const std::string &name, const char *verdict, const char *gate = "open", const char *reason = nullptr)
{
    return {{"id", "pkey_" + name},
            {"name", name},
            {"provider_id", "prov_1"},
            {"provider", "Open<b>AI</b>"},
            {"enabled", true},
            {"secret", "ok"},
            {"gate", gate},
            {"reason", reason ? Json(reason) : Json(nullptr)},
            {"source", reason ? Json("check") : Json(nullptr)},
            {"state", "healthy"},
            {"calls", 0},
            {"models", Json::array()},
            {"check",
             {{"on", true},
              {"verdict", verdict ? Json(verdict) : Json(nullptr)},
              {"at", "2026-11-20T08:42:36.000Z"},
              {"by_call", false},
              {"message", reason ? "the provider does not accept this key (it answered 401)" : ""},
              {"failures", 0},
              {"latency_ms", 184.2},
              {"next_at", nullptr},
              {"balance", {{"amount_nanos", 7'250'000'000}, {"currency", "USD"}, {"at", "2026-11-20T08:42:36.000Z"}}}}},
            {"availability", {{"day", 0.5}, {"week", 0.97123}, {"month", 0.99999}}},
            {"days", daysOf("degraded")}};
}

Json providerOf(Json keys)
{
    return {{"id", "prov_1"},
            {"name", "Open<b>AI</b>"},
            {"type", "openai"},
            {"enabled", true},
            {"availability", {{"day", 1.0}, {"week", 1.0}, {"month", 1.0}}},
            {"days", daysOf("up")},
            {"own", nullptr},
            {"keys", std::move(keys)}};
}

Json proxyNamed(const std::string &name, const char *state)
{
    return {{"id", "prox_" + name},
            {"name", name},
            {"kind", "socks5h"},
            {"host", "fd00::7"},
            {"port", 1080},
            {"user", "anna"},
            {"enabled", true},
            {"weight", 2},
            {"state", state},
            {"down_since", nullptr},
            {"calls", 4812},
            {"open_calls", 1},
            {"failures", 1},
            {"first_byte_ms", 412.7},
            {"latency_ms", 88.1},
            {"worked_at", nullptr},
            {"checked_at", "2026-11-20T08:42:36.000Z"},
            {"last_error", "<b>it broke off</b>"},
            {"last_error_at", "2026-11-20T08:42:36.000Z"},
            {"availability", {{"day", 0.5}, {"week", 0.97123}, {"month", 0.99871}}},
            {"days", daysOf("down")},
            {"history", Json::array()}};
}

Json answerOf(Json providers)
{
    return {{"data", std::move(providers)}, {"next", nullptr}};
}

ui::HealthKey parsed(const Json &row)
{
    return ui::parseHealthKey(row);
}

} // namespace

/// The Health page: what is told of keys and providers, one key, checks on demand, and the outages.
class HealthPageTest final : public QObject {
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
        serve(Json::array({keyNamed("main", "good"), keyNamed("old", "refused", "cooling", "bad_key")}));
        m_client->answers["health.history"] = [](const auto &) -> base::Result<Json> {
            return Json{{"data", Json::array()}, {"next", nullptr}};
        };
    }

    void aKeyIsToldInAWord_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("want");
        const auto text = [](const Json &row) { return QString::fromStdString(base::dump(row)); };
        QTest::newRow("good") << text(keyNamed("a", "good")) << u"Healthy"_s;
        QTest::newRow("never checked") << text(keyNamed("a", nullptr)) << u"Not checked"_s;
        QTest::newRow("says nothing of the key") << text(keyNamed("a", "answered")) << u"Reachable"_s;
        QTest::newRow("refused") << text(keyNamed("a", "refused", "cooling", "bad_key")) << u"Refused"_s;
        QTest::newRow("down") << text(keyNamed("a", "silent", "cooling", "down")) << u"Down"_s;
        QTest::newRow("silent once") << text(keyNamed("a", "silent")) << u"No answer"_s;
        QTest::newRow("no money") << text(keyNamed("a", "good", "cooling", "quota_gone")) << u"No credit"_s;
        QTest::newRow("held") << text(keyNamed("a", "good", "held", "held")) << u"Held"_s;
        Json missing = keyNamed("a", "good");
        missing["secret"] = "missing";
        QTest::newRow("no secret") << text(missing) << u"No secret"_s;
        Json off = keyNamed("a", "good");
        off["enabled"] = false;
        QTest::newRow("off") << text(off) << u"Off"_s;
        Json model = keyNamed("a", "good");
        model["models"] = Json::array({{{"model", "m"}, {"gate", "cooling"}, {"reason", "rate_limited"}}});
        QTest::newRow("a model waits") << text(model) << u"Degraded"_s;
    }
    void aKeyIsToldInAWord()
    {
        QFETCH(QString, row);
        const auto key = parsed(base::parseJson(row.toStdString()).value());
        QTEST(ui::keyWord(key, QDateTime::currentDateTime()).text, "want");
    }

    void aProviderIsDownWhenAllItsKeysAre()
    {
        const QDateTime now = QDateTime::currentDateTime();
        const auto wordOf = [&](Json keys) {
            return ui::providerWord(ui::parseHealth(answerOf(Json::array({providerOf(std::move(keys))}))).front(), now)
                .text;
        };
        const Json good = keyNamed("a", "good");
        const Json refused = keyNamed("b", "refused", "cooling", "bad_key");
        const Json down = keyNamed("c", "silent", "cooling", "down");
        QCOMPARE(wordOf(Json::array({good, good})), u"Healthy"_s);
        QCOMPARE(wordOf(Json::array({good, refused})), u"Degraded"_s);
        QCOMPARE(wordOf(Json::array({refused, down})), u"Down"_s);
        QCOMPARE(wordOf(Json::array()), u"No key"_s);
    }

    void whatWasEverOutIsNotSaidToBeWhole()
    {
        QCOMPARE(ui::shareText(1.0), u"100%"_s);
        QCOMPARE(ui::shareText(0.99999), u"99.99%"_s);
        QCOMPARE(ui::shareText(0.9), u"90.00%"_s);
        QCOMPARE(ui::shareText(std::nullopt), u"–"_s);
    }

    void theGridShowsProvidersAndKeys()
    {
        auto page = shown();
        QCOMPARE(part<QLabel>(*page, "healthHeadline")->text(), u"1 thing needs a look"_s);
        QCOMPARE(part<QLabel>(*page, "healthTroubled")->text(), u"Open<b>AI</b> old"_s);
        const QStringList names = itemNames(*page);
        QCOMPARE(names.size(), 3);
        QVERIFY2(names[0].startsWith(u"Open<b>AI</b>, 2 keys, Degraded, 100% available"_s), qPrintable(names[0]));
        QVERIFY2(names[1].startsWith(u"old, Open<b>AI</b>, Refused, 99.99% available, $7.25 left"_s),
                 qPrintable(names[1])); // what needs a look comes first
        QVERIFY2(names[2].startsWith(u"main, Open<b>AI</b>, Healthy"_s), qPrintable(names[2]));
        QVERIFY(!page->findChild<QWidget *>(u"noHealth"_s)->isVisible());
    }

    void theTimeOfTheSharesIsChosen()
    {
        auto page = shown();
        auto *span = part<ui::SegmentedControl>(*page, "healthSpan");
        span->setFocus();
        QTest::keyClick(span, Qt::Key_Home);
        QVERIFY2(itemNames(*page)[1].contains(u"50.00% available"_s), qPrintable(itemNames(*page)[1]));
    }

    void withoutProvidersThePageSaysWhatToDo()
    {
        m_client->answers["health.availability"] = [](const auto &) -> base::Result<Json> {
            return answerOf(Json::array());
        };
        auto page = shown();
        QVERIFY(page->findChild<QWidget *>(u"noHealth"_s)->isVisible());
        QVERIFY(!page->findChild<QWidget *>(u"checkAllKeys"_s)->isVisible());
        QVERIFY(!page->findChild<QWidget *>(u"healthSummary"_s)->isVisible());
    }

    void aKeyOpensAndIsCheckedNow()
    {
        m_client->answers["health.key.check"] = [](const auto &) -> base::Result<Json> {
            return keyNamed("old", "good");
        };
        auto page = shown();
        page->showItem(u"pkey_old"_s);
        auto *trouble = part<QLabel>(*page, "healthTrouble");
        QCOMPARE(trouble->text(), u"the provider does not accept this key (it answered 401)"_s);
        QCOMPARE(part<QLabel>(*page, "healthDay")->text(), u"50.00%"_s);
        QCOMPARE(part<QLabel>(*page, "healthBalance")->text(), u"$7.25"_s);
        const int asked = m_client->count("health.availability");
        part<QAbstractButton>(*page, "checkKeyNow")->click();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("health.key.check");
        QVERIFY(call);
        QCOMPARE(call->path, (decltype(call->path){{"id", "pkey_old"}}));
        QVERIFY(trouble->isHidden());
        QVERIFY(m_client->count("health.availability") > asked); // the page behind it shows it, too
    }

    void aFailedCheckIsSaid()
    {
        m_client->answers["health.key.check"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Forbidden, "not you");
        };
        auto page = shown();
        page->showItem(u"pkey_main"_s);
        part<QAbstractButton>(*page, "checkKeyNow")->click();
        m_client->settle();
        QVERIFY(!part<QLabel>(*page, "healthTrouble")->text().isEmpty());
    }

    void aProviderIsOpenedOnItsOwnPage()
    {
        auto page = shown();
        QSignalSpy wanted(page.get(), &ui::Page::pageWanted);
        page->findChildren<QAbstractButton *>(u"healthItem"_s).front()->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.front().at(0).toString(), u"providers"_s);
        QCOMPARE(wanted.front().at(1).toString(), u"prov_1"_s);
    }

    void allKeysAreCheckedAtOnce()
    {
        m_client->answers["health.keys.check"] = [](const auto &) -> base::Result<Json> {
            return Json{{"data", Json::array()}, {"next", nullptr}};
        };
        auto page = shown();
        auto *button = part<QAbstractButton>(*page, "checkAllKeys");
        button->click();
        QCOMPARE(button->text(), u"Checking…"_s);
        button->click(); // while one is under way
        m_client->settle();
        QCOMPARE(m_client->count("health.keys.check"), 1);
        QCOMPARE(button->text(), u"Check all now"_s);
    }

    void ofManyKeysTheFirstAreShown()
    {
        Json keys = Json::array();
        for (int i = 0; i < 9; ++i)
            keys.push_back(keyNamed("key" + std::to_string(i), "good"));
        serve(std::move(keys));
        auto page = shown();
        QCOMPARE(itemNames(*page).size(), 1 + 6);
        part<QAbstractButton>(*page, "allHealthKeys")->click();
        QCOMPARE(itemNames(*page).size(), 1 + 9);
    }

    void aStripIsWalkedWithTheArrows()
    {
        ui::DayStrip strip;
        strip.setFocusPolicy(Qt::StrongFocus);
        strip.resize(400, 44);
        strip.setPast(parsed(keyNamed("a", "good")).past);
        QCOMPARE(strip.accessibleName(), u"30 days: 20 up, 1 degraded"_s);
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        strip.activateWindow();
        strip.setFocus();
        QTRY_VERIFY(strip.hasFocus());
        QVERIFY2(strip.accessibleDescription().endsWith(u"degraded, 90.00% available"_s),
                 qPrintable(strip.accessibleDescription()));
        QTest::keyClick(&strip, Qt::Key_Left);
        QVERIFY(strip.accessibleDescription().endsWith(u"up, 100% available"_s));
        QTest::keyClick(&strip, Qt::Key_Home);
        QVERIFY(strip.accessibleDescription().endsWith(u"not yet added"_s));
    }

    void outagesAreToldInPlainWords()
    {
        ui::OutageRows model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Json row = {{"id", "7"},
                          {"provider_id", "prov_1"},
                          {"provider", "<i>P</i>"},
                          {"key_id", "pkey_1"},
                          {"key", "main"},
                          {"model", nullptr},
                          {"kind", "cooldown"},
                          {"reason", "down"},
                          {"source", "check"},
                          {"from", "2026-11-20T08:00:00.000Z"},
                          {"until", "2026-11-20T09:12:00.000Z"},
                          {"ended_by", "checked"},
                          {"on", false}};
        const QDateTime now = QDateTime::fromString(u"2026-11-20T12:00:00Z"_s, Qt::ISODate);
        model.setRows(ui::parseOutageRows({{"data", Json::array({row})}}, now));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), u"<i>P</i> main"_s);
        QVERIFY(model.index(0, 3).data().toString().startsWith(u"The provider does not answer"_s));
        QCOMPARE(model.index(0, 4).data().toString(), u"1 h 12 min"_s);
        QVERIFY(!model.index(0, 1).data(Qt::ToolTipRole).toString().contains(u"<i>"_s));
    }

    void whatModelsCostIsSaidBeforeTheyAreAsked()
    {
        serveModels(false);
        m_client->answers["settings.update"] = [](const auto &call) -> base::Result<Json> { return call.body; };
        auto page = shown();
        QVERIFY(!part<QLabel>(*page, "noProbes")->isHidden());
        part<QAbstractButton>(*page, "chooseProbes")->click();
        auto *chosen = page->findChild<QCheckBox *>(u"probe:prov_1"_s);
        QVERIFY(chosen);
        QCOMPARE(part<QLabel>(*page, "probeSum")->text(), u"Nothing is asked, and nothing is spent."_s);
        chosen->click();
        QVERIFY2(part<QLabel>(*page, "probeSum")->text().contains(u"$0.0096"_s),
                 qPrintable(part<QLabel>(*page, "probeSum")->text()));
        part<QSpinBox>(*page, "probe_interval_s")->setValue(30);
        QVERIFY(part<QLabel>(*page, "probeSum")->text().contains(u"$0.0048"_s));
        part<QLineEdit>(*page, "probe_daily_nanos")->setText(u"0.02"_s);
        part<QAbstractButton>(*page, "formAct")->click();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("settings.update");
        QVERIFY(call);
        QCOMPARE(QString::fromStdString(base::dump(call->body)),
                 QString::fromStdString(base::dump(Json{{"probe_providers", Json::array({"prov_1"})},
                                                        {"probe_interval_s", 1800},
                                                        {"probe_daily_nanos", 20'000'000}})));
    }

    void modelsThatAreAskedAreShown()
    {
        serveModels(true);
        auto page = shown();
        QVERIFY(part<QLabel>(*page, "noProbes")->isHidden());
        QCOMPARE(part<QLabel>(*page, "probesSpent")->text(), u"$0.0031 of $0.05 spent today"_s);
        const auto *rows = page->findChild<QTableView *>(u"probeTable"_s)->model();
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 0).data().toString(), u"<b>m</b>"_s);
        QVERIFY(!rows->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
        QCOMPARE(rows->index(0, 5).data().toString(), u"Does not answer"_s);
    }

    void proxiesAreListed()
    {
        serveProxies(Json::array({proxyNamed("one", "up"), proxyNamed("two", "down")}));
        auto page = shown();
        auto *table = part<QTableView>(*page, "proxyTable");
        QVERIFY(table->isVisible());
        const QAbstractItemModel &model = *table->model();
        QCOMPARE(model.rowCount(), 2);
        QStringList cells;
        for (int i = 0; i < model.columnCount(); ++i)
            cells += model.index(1, i).data().toString();
        QCOMPARE(cells[0], u"two"_s);
        QVERIFY2(cells[1].startsWith(u"[fd00::7]:1080"_s), qPrintable(cells[1]));
        QCOMPARE(cells[2], u"<b>it broke off</b>"_s);
        QCOMPARE(cells[3], u"4,812"_s);
        QCOMPARE(cells[6], u"99.87%"_s);
        QCOMPARE(cells[7], u"Down"_s);
        QVERIFY(!model.index(1, 2).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
    }

    void aProxyIsToldInAWord_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("want");
        for (const auto &[state, want] : {std::pair{u"unknown"_s, u"Not used yet"_s},
                                          {u"up"_s, u"Works"_s},
                                          {u"slow"_s, u"Slow"_s},
                                          {u"down"_s, u"Down"_s},
                                          {u"draining"_s, u"Draining"_s},
                                          {u"off"_s, u"Off"_s}})
            QTest::newRow(qPrintable(state)) << state << want;
    }
    void aProxyIsToldInAWord()
    {
        QFETCH(QString, state);
        QTEST(ui::proxyWord({.state = state}).text, "want");
    }

    void theTableOfProxiesKeepsItsRules()
    {
        ui::ProxyRows model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(ui::parseProxyRows(answerOf(Json::array({proxyNamed("one", "up")}))));
        model.setRows(ui::parseProxyRows(answerOf(Json::array({proxyNamed("one", "down")}))));
        QCOMPARE(model.rowCount(), 1);
    }

    void withoutProxiesOneCanBeAdded()
    {
        serveProxies(Json::array());
        Json given;
        m_client->answers["proxies.create"] = [&given](const auto &call) -> base::Result<Json> {
            given = call.body;
            return Json{{"id", "prox_1"}, {"name", "new"}};
        };
        auto page = shown();
        QVERIFY(part<QLabel>(*page, "noProxies")->isVisible());
        part<QAbstractButton>(*page, "addProxy")->click();
        auto *act = part<QAbstractButton>(*page, "formAct");
        act->click(); // nothing is filled in
        QCOMPARE(m_client->count("proxies.create"), 0);
        part<QLineEdit>(*page, "name")->setText(u" new "_s);
        part<QLineEdit>(*page, "host")->setText(u"proxy.example.org"_s);
        act->click();
        m_client->settle();
        const Json wanted = {{"name", "new"},   {"kind", "http"}, {"host", "proxy.example.org"},
                             {"port", 3128},    {"user", ""},     {"weight", 1},
                             {"enabled", true}, {"secret", ""}};
        QCOMPARE(base::dump(given), base::dump(wanted));
    }

    void aProxyIsCheckedAndChangedInItsSheet()
    {
        serveProxies(Json::array({proxyNamed("one", "down")}));
        m_client->answers["health.proxy.check"] = [](const auto &) -> base::Result<Json> {
            return proxyNamed("one", "up");
        };
        Json given;
        m_client->answers["proxies.update"] = [&given](const auto &call) -> base::Result<Json> {
            given = call.body;
            return base::fail(base::ErrorCode::Unprocessable,
                              "give the password again: it would be shown to another proxy", "secret");
        };
        auto page = shown();
        auto *table = part<QTableView>(*page, "proxyTable");
        Q_EMIT table->activated(table->model()->index(0, 0));
        QVERIFY(part<QLabel>(*page, "proxyState")->text().startsWith(u"Down"_s));
        const auto words = part<QLabel>(*page, "proxyShares")->text();
        QCOMPARE(words, u"Available: 24 hours 50.00%, 7 days 97.12%, 30 days 99.87%"_s);
        QVERIFY(part<ui::DayStrip>(*page, "proxyDays")->isVisible());
        part<QAbstractButton>(*page, "checkProxy")->click();
        m_client->settle();
        QVERIFY(part<QLabel>(*page, "proxyState")->text().startsWith(u"Works"_s));
        part<QLineEdit>(*page, "host")->setText(u"other.example.org"_s);
        part<QAbstractButton>(*page, "formAct")->click();
        m_client->settle();
        QCOMPARE(base::textOr(base::at(given, "kind")), std::string("socks5h"));
        QVERIFY(!given.contains("secret"));                            // what is there stays
        QVERIFY(part<QAbstractButton>(*page, "formAct")->isVisible()); // it is still open, with what is wrong
    }

private:
    void serveModels(bool on)
    {
        const Json row = {{"provider_id", "prov_1"},
                          {"provider", "One"},
                          {"model", "<b>m</b>"},
                          {"on", on},
                          {"cost_nanos", 100'000},
                          {"daily_cost_nanos", 9'600'000},
                          {"verdict", on ? Json("failing") : Json(nullptr)},
                          {"message", "it answered 404"},
                          {"failures", 2},
                          {"latency_ms", nullptr},
                          {"at", on ? Json("2026-11-20T08:00:00.000Z") : Json(nullptr)}};
        const Json unpriced = {{"provider_id", "prov_2"}, {"provider", "Two"}, {"model", "n"}, {"on", false}};
        const Json answer = {{"data", Json::array({row, unpriced})},
                             {"providers", on ? Json::array({"prov_1"}) : Json::array()},
                             {"interval_s", 900},
                             {"daily_nanos", 50'000'000},
                             {"spent_nanos", 3'100'000}};
        m_client->answers["health.models"] = [answer](const auto &) -> base::Result<Json> { return answer; };
    }
    void serveProxies(Json rows)
    {
        m_client->answers["health.proxies"] = [rows = std::move(rows)](const auto &) -> base::Result<Json> {
            return answerOf(rows);
        };
    }
    void serve(Json keys)
    {
        m_client->answers["health.availability"] = [keys = std::move(keys)](const auto &) -> base::Result<Json> {
            return answerOf(Json::array({providerOf(keys)}));
        };
    }
    std::unique_ptr<ui::HealthPage> shown()
    {
        auto page = std::make_unique<ui::HealthPage>(*m_client);
        page->resize(1200, 900);
        page->show();
        m_client->settle();
        return page;
    }
    static QStringList itemNames(const QWidget &page)
    {
        QStringList out;
        for (const auto *item : page.findChildren<QAbstractButton *>(u"healthItem"_s))
            if (item->isVisible())
                out += item->accessibleName();
        return out;
    }

    std::unique_ptr<FakeAdminClient> m_client{};
    std::unique_ptr<ui::Theme> m_theme{};
};

QTEST_MAIN(HealthPageTest)
#include "health_page_test.moc"
