#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/replay_draft.h"
#include "ui/pages/routing/replay_routes_model.h"
#include "ui/pages/routing/replay_run.h"
#include "ui/pages/routing/replay_sheet.h"
#include "ui/pages/routing/rule_replay.h"
#include "ui/routing_fake.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/segmented_control.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

Json place(const char *provider, const char *model)
{
    return {{"provider", "prov_1"}, {"provider_name", provider}, {"model", model}};
}

Json route(Json from, Json to, int calls, Json nanos, int unpriced = 0)
{
    return {{"from", std::move(from)},        {"to", std::move(to)}, {"calls", calls}, {"missing_feature", 0},
            {"cost_difference_nanos", nanos}, {"unpriced", unpriced}};
}

/// One piece of a log of 40,000 calls, of which 20,000 are gone through at a time.
Json piece(const Json &asked, int moved = 10)
{
    const bool first = !asked.contains("after");
    Json out = {{"plan", 9},
                {"to", "2026-11-20T10:00:00.000Z"},
                {"calls", 20'000},
                {"moved", moved},
                {"unchanged", 20'000 - moved - 3},
                {"cannot_tell", 2},
                {"no_trace", 1},
                {"missing_feature", 1},
                {"cost", {{"difference_nanos", -1'180'000'000}, {"difference_unpriced", 4}}},
                {"data", Json::array({route(place("OpenAI", "gpt-4o"), place("Local", "<b>qwen</b>"), moved,
                                            -1'180'000'000, 4)})},
                {"next", first ? Json("1.20000") : Json(nullptr)}};
    if (first)
        out["total"] = 40'000;
    return out;
}

} // namespace

/// Other rules on past calls: the run through the log, and the sheet around it.
class ReplayUiTest final : public QObject {
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
        m_fake = std::make_unique<FakeRouting>();
        m_fake->serve(*m_client);
        m_client->answers["router.replay"] = [](const admin::AdminCall &call) -> base::Result<Json> {
            return piece(call.body);
        };
    }
    void cleanup() { m_window.reset(); }

    void routesAreAModel()
    {
        ui::ReplayRoutesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(ui::parseReplay(piece({})).routes);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), u"gpt-4o OpenAI"_s);
        QCOMPARE(model.index(0, 2).data().toString(), u"10"_s);
        QCOMPARE(model.index(0, 3).data().toString(), u"−$1.18"_s);
        QVERIFY(model.index(0, 1).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
        const Json away = {{"data", Json::array({route(place("OpenAI", "gpt-4o"), nullptr, 3, nullptr, 3)})}};
        model.setRows(ui::parseReplay(away).routes);
        QCOMPARE(model.index(0, 1).data().toString(), u"turned away"_s);
        QCOMPARE(model.index(0, 3).data().toString(), u"unpriced"_s);
        model.setRows({});
    }

    void piecesComeToOneSum()
    {
        ui::ReplayRun run(*m_client, nullptr);
        const QSignalSpy progressed(&run, &ui::ReplayRun::progressed);
        QSignalSpy finished(&run, &ui::ReplayRun::finished);
        run.start({{"rules", Json::array()}});
        QVERIFY(run.isRunning());
        QVERIFY(finished.wait());
        QCOMPARE(progressed.size(), 1);
        QCOMPARE(progressed.front().front().toDouble(), 0.5);
        QVERIFY(!run.isRunning());
        const ui::ReplaySums &sums = run.sums();
        QCOMPARE(sums.calls, 40'000);
        QCOMPARE(sums.moved, 20);
        QCOMPARE(sums.unpriced, 8);
        QCOMPARE(sums.nanos, -2'360'000'000);
        QCOMPARE(sums.routes.size(), std::size_t{1});
        QCOMPARE(sums.routes.front().calls, 20);
        const Json &second = m_client->log.back().body;
        QCOMPARE(second.value("after", ""), std::string("1.20000"));
        QCOMPARE(second.value("to", ""), std::string("2026-11-20T10:00:00.000Z"));
        QVERIFY(second.contains("rules"));
    }

    void aCancelledRunAsksNoMore()
    {
        ui::ReplayRun run(*m_client, nullptr);
        connect(&run, &ui::ReplayRun::progressed, &run, &ui::ReplayRun::cancel);
        QSignalSpy progressed(&run, &ui::ReplayRun::progressed);
        const QSignalSpy finished(&run, &ui::ReplayRun::finished);
        run.start(Json::object());
        QVERIFY(progressed.wait());
        QVERIFY(!run.isRunning());
        ui::ReplayRun other(*m_client, nullptr); // answered after everything that was asked before
        QSignalSpy otherFinished(&other, &ui::ReplayRun::finished);
        other.start(Json::object());
        QVERIFY(otherFinished.wait());
        QCOMPARE(finished.size(), 0);
        QCOMPARE(run.sums().calls, 20'000);
    }

    void anotherPlanBeginsItAgain()
    {
        int asked = 0;
        m_client->answers["router.replay"] = [&](const admin::AdminCall &call) -> base::Result<Json> {
            Json out = piece(call.body, ++asked == 1 ? 999 : 10);
            out["plan"] = asked == 1 ? 8 : 9;
            return out;
        };
        ui::ReplayRun run(*m_client, nullptr);
        QSignalSpy finished(&run, &ui::ReplayRun::finished);
        run.start(Json::object());
        QVERIFY(finished.wait());
        QCOMPARE(asked, 4);
        QCOMPARE(run.sums().moved, 20);
    }

    void rulesAreTurnedOffAndTried()
    {
        openSheet();
        QTRY_COMPARE(boxes().size(), 3);
        QVERIFY(act().isEnabled());
        boxes()[1]->click();
        act().click();
        QTRY_VERIFY(!m_client->log.empty() && m_client->log.back().operation == "router.replay");
        const Json asked = m_client->log.back().body;
        QTRY_COMPARE(label("replayMoved").text(), u"20"_s);
        const Json rules = asked.at("rules");
        QCOMPARE(rules.size(), std::size_t{3});
        QCOMPARE(rules[1].at("id").get<std::string>(), std::string("rule_review"));
        QCOMPARE(rules[1].at("enabled").get<bool>(), false);
        QCOMPARE(rules[0].at("enabled").get<bool>(), true);
        QVERIFY(asked.contains("from")); // the last day
        QTRY_COMPARE(act().text(), u"Replay"_s);
        QCOMPARE(label("replayCost").text(), u"−$2.36"_s);
        QCOMPARE(label("replayUnchanged").text(), u"39,976"_s);
        QCOMPARE(label("replayUnknown").text(), u"4"_s);
        QCOMPARE(label("replayMissing").text(), u"2"_s);
        QCOMPARE(m_window->findChild<QTableView *>(u"replayRoutes"_s)->model()->rowCount(), 1);
    }

    void anEarlierVersionIsTried()
    {
        openSheet();
        auto *what = m_window->findChild<ui::SegmentedControl *>(u"replayWhat"_s);
        QTest::keyClick(what, Qt::Key_Right);
        auto *version = m_window->findChild<QComboBox *>(u"replayVersion"_s);
        QTRY_VERIFY(version->isVisible() && version->count() == 1); // the newest is in force already
        m_window->findChild<ui::SegmentedControl *>(u"replayPeriod"_s)->setCurrent(3);
        QTRY_VERIFY(act().isEnabled());
        act().click();
        QTRY_COMPARE(label("replayMoved").text(), u"20"_s);
        const Json &asked = m_client->log.back().body;
        QCOMPARE(asked.value("plan", 0), 8);
        QVERIFY(!asked.contains("from") && !asked.contains("rules"));
    }

    void whatIsWrongIsSaidInItsPlace()
    {
        m_client->answers["router.replay"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Storage, "disk");
        };
        openSheet();
        QTRY_COMPARE(boxes().size(), 3);
        act().click();
        QTRY_VERIFY(!label("replayState").text().isEmpty());
        QVERIFY(label("replayState").isVisible());
        QCOMPARE(act().text(), u"Replay"_s);
    }

    void withoutRulesOrCallsItSaysSo()
    {
        m_fake->rules.clear();
        openSheet();
        QTRY_VERIFY(!label("replayDraftWords").text().isEmpty());
        QVERIFY(!act().isEnabled());
        m_window.reset();
        init();
        m_client->answers["router.replay"] = [](const auto &) -> base::Result<Json> {
            return Json{{"plan", 9},
                        {"to", "2026-11-20T10:00:00.000Z"},
                        {"calls", 0},
                        {"data", Json::array()},
                        {"next", nullptr}};
        };
        openSheet();
        QTRY_COMPARE(boxes().size(), 3);
        act().click();
        QTRY_COMPARE(label("replayWords").text(), u"There are no calls in this time."_s);
        QVERIFY(!label("replayMoved").isVisible());
    }

    void aRuleIsTriedInItsPlace()
    {
        const Json draft = {{"id", "rule_review"}, {"name", "review"}};
        const Json rules = ui::rulesWith(FakeRouting::listOf(m_fake->rules), draft);
        QCOMPARE(rules.dump(),
                 std::string(R"([{"id":"rule_short"},{"id":"rule_review","name":"review"},{"id":"rule_block"}])"));
        QCOMPARE(ui::rulesWith(FakeRouting::listOf(m_fake->rules), {{"name", "new"}}).back().dump(),
                 std::string(R"({"name":"new"})"));

        m_window = std::make_unique<QWidget>();
        m_window->show();
        auto *replay = new ui::RuleReplay(*m_client, m_window.get());
        replay->setDraft([&] { return draft; });
        replay->show();
        auto &act = *m_window->findChild<QPushButton *>(u"ruleReplay"_s);
        act.click();
        QTRY_COMPARE(label("replayMoved").text(), u"20"_s);
        QTRY_COMPARE(act.text(), u"Replay"_s);
        QVERIFY(label("replayMoved").isVisible());
        QCOMPARE(label("ruleReplayWords").text(), u"4 calls cannot be told: their prompts and headers are not kept."_s);
        replay->forget();
        QVERIFY(!label("replayMoved").isVisible());
        m_client->answers["router.replay"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "missing )", "rules[1].when.regex");
        };
        act.click();
        QTRY_COMPARE(label("ruleReplayWords").text(), u"The rule is not complete yet."_s);
    }

    void periodsBeginWhenTheySay()
    {
        const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        QVERIFY(ui::replayFrom(0, now).startsWith(u"2026-11-20T11:00:00"_s));
        QVERIFY(ui::replayFrom(2, now).startsWith(u"2026-11-13T12:00:00"_s));
        QVERIFY(ui::replayFrom(3, now).isEmpty());
    }

private:
    void openSheet()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(1200, 900);
        m_window->show();
        auto *sheet = new ui::ReplaySheet(*m_client, *m_window);
        sheet->open();
    }
    QList<QCheckBox *> boxes() const { return m_window->findChildren<QCheckBox *>(u"replayRule"_s); }
    QPushButton &act() const { return *m_window->findChild<QPushButton *>(u"replayAct"_s); }
    QLabel &label(const char *name) const { return *m_window->findChild<QLabel *>(QLatin1StringView(name)); }

    std::unique_ptr<ui::Theme> m_theme{};
    std::unique_ptr<FakeAdminClient> m_client{};
    std::unique_ptr<FakeRouting> m_fake{};
    std::unique_ptr<QWidget> m_window{};
};

QTEST_MAIN(ReplayUiTest)
#include "replay_test.moc"
