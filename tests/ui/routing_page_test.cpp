#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/part_list.h"
#include "ui/pages/routing/routing_page.h"
#include "ui/pages/routing/rule_form.h"
#include "ui/pages/routing/rules_model.h"
#include "ui/pages/routing/rules_table.h"
#include "ui/pages/routing/target_editor.h"
#include "ui/pages/routing/weights_panel.h"
#include "ui/routing_fake.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/toast.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

int count(const FakeAdminClient &client, std::string_view operation)
{
    return static_cast<int>(std::ranges::count(client.log, operation, &admin::AdminCall::operation));
}

const admin::AdminCall *last(const FakeAdminClient &client, std::string_view operation)
{
    const auto hit = std::ranges::find(client.log.rbegin(), client.log.rend(), operation, &admin::AdminCall::operation);
    return hit == client.log.rend() ? nullptr : &*hit;
}

template <typename T>
T *part(const QWidget &page, const char *name)
{
    return page.window()->findChild<T *>(QString::fromLatin1(name));
}

QString text(const Json &value)
{
    return QString::fromStdString(value.dump());
}

Json parsed(const QString &json)
{
    auto out = base::parseJson(json.toStdString());
    return out ? *out : Json();
}

QStringList namesOf(const FakeRouting &fake)
{
    QStringList out;
    for (const std::string &name : fake.names())
        out += QString::fromStdString(name);
    return out;
}

} // namespace

/// The Routing page: the rules and their editor, the model map, the simulator and the versions.
class RoutingPageTest final : public QObject {
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
        m_page.reset();
        m_client = std::make_unique<FakeAdminClient>();
        m_fake = std::make_unique<FakeRouting>();
        m_fake->serve(*m_client);
    }
    void cleanup() { m_page.reset(); }

    void rulesAreListedAndTurnedOff()
    {
        QTableView &table = *openPage();
        QCOMPARE(table.model()->rowCount(), 3);
        QTest::keyClick(&table, Qt::Key_Space);
        QTRY_COMPARE(count(*m_client, "router.rules.update"), 1);
        QCOMPARE(text(last(*m_client, "router.rules.update")->body), u"{\"enabled\":false}"_s);
        QTRY_COMPARE(table.model()->index(0, ui::RulesModel::kSwitchColumn).data().toString(), u"off"_s);
    }

    void withoutRulesThePageSaysWhatTheyAreFor()
    {
        m_fake->rules.clear();
        m_fake->aliases.clear();
        m_page = std::make_unique<ui::RoutingPage>(*m_client);
        m_page->show();
        QTRY_VERIFY(part<QWidget>(*m_page, "noRules")->isVisible());
        QTRY_VERIFY(part<QWidget>(*m_page, "noAliases")->isVisible());
        QVERIFY(!part<QWidget>(*m_page, "rulesTable")->isVisible());
        part<QPushButton>(*m_page, "newRule")->click();
        QVERIFY(part<QWidget>(*m_page, "ruleSheet")->isVisible());
    }

    void altArrowsMoveARuleAndUndoMovesItBack()
    {
        QTableView &table = *openPage();
        act("routing.rule.down");
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"review"_s, u"short"_s, u"block"_s}));
        QTRY_COMPARE(table.currentIndex().row(), 1);
        QTRY_VERIFY(ui::Toast::of(*m_page).canUndo());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"short"_s, u"review"_s, u"block"_s}));
        act("routing.rule.up"); // it is at the top
        QTest::qWait(20);
        QCOMPARE(count(*m_client, "router.rules.reorder"), 2);
    }

    void aRuleIsDraggedByItsHandle()
    {
        QTableView &table = *openPage();
        const auto at = [&table](int row, int below) {
            const QRect cell = table.visualRect(table.model()->index(row, 0));
            return QPoint(cell.center().x(), cell.center().y() + below);
        };
        QTest::mousePress(table.viewport(), Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(table.viewport(), at(2, 10));
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, at(2, 10));
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"review"_s, u"block"_s, u"short"_s}));
        QTest::mousePress(table.viewport(), Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(table.viewport(), at(2, 10));
        QTest::keyClick(&table, Qt::Key_Escape);
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, at(2, 10));
        QTest::qWait(20);
        QCOMPARE(count(*m_client, "router.rules.reorder"), 1);
    }

    void aRemovedRuleIsOffAtOnceAndCanBeHadBack()
    {
        QTableView &table = *openPage();
        act("routing.rule.remove");
        QCOMPARE(table.model()->rowCount(), 2);
        QTRY_VERIFY(!m_fake->rules[0]["enabled"].get<bool>());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(table.model()->rowCount(), 3);
        QTRY_VERIFY(m_fake->rules[0]["enabled"].get<bool>());
        QCOMPARE(count(*m_client, "router.rules.delete"), 0);
    }

    void anEditedRuleIsSentWhole()
    {
        QTableView &table = *openPage();
        table.setCurrentIndex(table.model()->index(1, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        QTRY_VERIFY(part<QLineEdit>(*m_page, "ruleName"));
        part<QLineEdit>(*m_page, "ruleName")->setText(u"code review"_s);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(count(*m_client, "router.rules.update"), 1);
        const Json &body = last(*m_client, "router.rules.update")->body;
        QCOMPARE(text(body.at("when")), text(m_fake->rules[1]["when"]));
        QCOMPARE(text(body.at("then")), u"[{\"tag\":\"review\"},{\"use_model\":\"smart\"}]"_s);
        QCOMPARE(body.at("if_version").get<int>(), 1);
        QTRY_VERIFY(!part<QWidget>(*m_page, "ruleSheet"));
    }

    void aRuleComesBackFromItsFieldsAsItWas_data()
    {
        QTest::addColumn<QString>("when");
        QTest::newRow("every call") << "{}";
        QTest::newRow("a pattern") << R"({"regex":"(?i)^translate"})";
        QTest::newRow("a range") << R"({"complexity":{"min":10,"max":35}})";
        QTest::newRow("a range from a written zero") << R"({"complexity":{"min":0,"max":35}})";
        QTest::newRow("an open range") << R"({"estimated_tokens":{"min":180000}})";
        QTest::newRow("from zero") << R"({"complexity":{"min":0}})";
        QTest::newRow("all") << R"({"all":[{"key":"ci"},{"not":{"has":"images"}}]})";
        QTest::newRow("any") << R"({"any":[{"intent":["code","maths"]},{"stream":false}]})";
        QTest::newRow("a window") << R"({"time":{"from":"22:00","to":"06:00","weekdays":["mon"],"zone":"UTC"}})";
        QTest::newRow("a header") << R"({"header":{"name":"x-team","value":"blue"}})";
        QTest::newRow("a group in a group") << R"({"all":[{"any":[{"tag":"a"},{"tag":"b"}]},{"dialect":"openai"}]})";
        QTest::newRow("a group of one") << R"({"not":{"all":[{"tag":"a"}]}})";
        QTest::newRow("from the future") << R"({"moon":{"phase":"full"}})";
        QTest::newRow("a shape of its own") << R"({"has":["thinking","tools"]})";
    }
    void aRuleComesBackFromItsFieldsAsItWas()
    {
        QFETCH(QString, when);
        ui::RuleForm form({});
        form.setRule({.name = u"x"_s, .when = parsed(when), .then = parsed(u"[{\"reject\":\"no\"}]"_s)});
        QCOMPARE(text(form.when()), when);
        QCOMPARE(text(form.then()), u"[{\"reject\":\"no\"}]"_s);
    }

    void actionsComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("model") << R"({"use_model":"fast"})";
        QTest::newRow("strategy") << R"({"strategy":"least_busy"})";
        QTest::newRow("strategy from the future") << R"({"strategy":"by_moon"})";
        QTest::newRow("fallbacks") << R"({"fallbacks":["a","b"]})";
        QTest::newRow("parameters") << R"({"override_parameters":{"temperature":0,"stop":["x"]}})";
        QTest::newRow("header") << R"({"add_header":{"name":"x-a","value":"b"}})";
        QTest::newRow("timeouts") << R"({"timeouts":{"connect_ms":5000,"total_ms":60000}})";
        QTest::newRow("reject") << R"({"reject":{"message":"not today","status":429}})";
    }
    void actionsComeBackAsTheyWere()
    {
        QFETCH(QString, action);
        ui::PartRow row(ui::PartKind::Action, {});
        row.setValue(parsed(action));
        QCOMPARE(text(row.value()), action);
    }

    void whatTheGatewaySaysStandsAtTheRowThatIsMeant()
    {
        m_client->answers["router.simulate"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "missing )", "rules[0].when.any[1].regex");
        };
        QTableView &table = *openPage();
        table.setCurrentIndex(table.model()->index(1, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        auto *conditions = part<ui::PartList>(*m_page, "conditions");
        QVERIFY(conditions);
        const auto rows = conditions->findChildren<ui::PartRow *>();
        QCOMPARE(rows.size(), 2);
        QTRY_VERIFY(rows[1]->hasError());
        QVERIFY(!rows[0]->hasError());
        QCOMPARE(rows[1]->findChild<QLabel *>(u"partWords"_s)->text(), u"missing )"_s);
        m_client->answers["router.simulate"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "no such model", "rules[0].then[1].use_model");
        };
        part<QLineEdit>(*m_page, "ruleName")->setText(u"other"_s);
        QTest::keyClicks(part<QLineEdit>(*m_page, "ruleName"), u"s"_s);
        const auto actions = part<ui::PartList>(*m_page, "actions")->findChildren<ui::PartRow *>();
        QTRY_VERIFY(actions[1]->hasError());
        QVERIFY(!rows[1]->hasError());
    }

    void theTrialSaysWhetherTheRuleMatches()
    {
        openPage();
        part<QPushButton>(*m_page, "newRule")->click();
        auto *badge = part<ui::Badge>(*m_page, "trialBadge");
        QTRY_COMPARE(badge->text(), u"Matches"_s);
        QCOMPARE(part<QLabel>(*m_page, "trialWords")->text(), u"This call would go to gpt-5.2-mini at OpenAI."_s);
        m_fake->simulated["rules"] = Json::array();
        part<QPlainTextEdit>(*m_page, "samplePrompt")->setPlainText(u"hello"_s);
        QTRY_COMPARE(badge->text(), u"No match"_s);
        const Json &asked = last(*m_client, "router.simulate")->body;
        QCOMPARE(asked.at("request").at("prompt").get<std::string>(), std::string("hello"));
        QCOMPARE(int(asked.at("rules").size()), 1);
    }

    void aGatewayThatCannotTryRulesStillSaysWhatIsWrong()
    {
        m_client->answers.erase("router.simulate");
        m_client->answers["router.rules.create"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "must be a list", "then");
        };
        openPage();
        part<QPushButton>(*m_page, "newRule")->click();
        part<QLineEdit>(*m_page, "ruleName")->setText(u"x"_s);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_VERIFY(part<QLabel>(*m_page, "formWords")->isVisible());
        QCOMPARE(part<QLabel>(*m_page, "formWords")->text(), u"must be a list"_s);
        QVERIFY(!part<QWidget>(*m_page, "trialBadge")->isVisible());
    }

    void unsavedWordsAreNotLostToOneEscape()
    {
        openPage();
        part<QPushButton>(*m_page, "newRule")->click();
        auto *sheet = part<ui::Sheet>(*m_page, "ruleSheet");
        part<QPushButton>(*m_page, "addCondition")->click();
        QTest::keyClick(sheet, Qt::Key_Escape);
        QVERIFY(sheet->isVisible());
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!part<QWidget>(*m_page, "ruleSheet"));
    }

    void aCopyIsANewRule()
    {
        openPage();
        act("routing.rule.copy");
        QCOMPARE(part<QLineEdit>(*m_page, "ruleName")->text(), u"short, copy"_s);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(count(*m_client, "router.rules.create"), 1);
        QCOMPARE(text(last(*m_client, "router.rules.create")->body.at("when")), text(m_fake->rules[0]["when"]));
    }

    void aWeightIsSavedOnceItStandsStillAndCanBeHadBack()
    {
        openPage();
        auto *panel = part<ui::WeightsPanel>(*m_page, "weightsPanel");
        QTRY_VERIFY(panel->isVisible());
        const auto sliders = panel->findChildren<QSlider *>();
        QCOMPARE(sliders.size(), 4);
        sliders[0]->setValue(30);
        sliders[0]->setValue(20);
        QCOMPARE(sliders[0]->accessibleDescription(), u"Expected share: 33%"_s);
        QTRY_COMPARE(count(*m_client, "router.model_map.update"), 1);
        QCOMPARE(last(*m_client, "router.model_map.update")->body.at("targets")[0].at("weight").get<int>(), 20);
        QTRY_VERIFY(ui::Toast::of(*m_page).canUndo());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(m_fake->aliases[0]["targets"][0]["weight"].get<int>(), 60);
        QTRY_COMPARE(panel->findChildren<QSlider *>().size(), 4);
    }

    void anAliasIsMadeAndWrongTargetsAreToldWhereTheyAre()
    {
        openPage();
        QTRY_COMPARE(part<QTableView>(*m_page, "aliasesTable")->model()->rowCount(), 1);
        part<QPushButton>(*m_page, "newAlias")->click();
        QTRY_VERIFY(part<QLineEdit>(*m_page, "aliasName"));
        part<QLineEdit>(*m_page, "aliasName")->setText(u"smart"_s);
        part<QPushButton>(*m_page, "addTarget")->click();
        const auto editors = part<QWidget>(*m_page, "aliasSheet")->findChildren<ui::TargetEditor *>();
        QCOMPARE(editors.size(), 2);
        editors[1]->findChild<QComboBox *>(u"targetModel"_s)->setEditText(u"nothing"_s);
        m_client->answers["router.model_map.create"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "there is no such model", "targets[1].model");
        };
        part<QPushButton>(*m_page, "formAct")->click();
        const auto said = [&] {
            for (const QLabel *label : editors[1]->findChildren<QLabel *>())
                if (label->text() == u"there is no such model" && label->isVisible())
                    return true;
            return false;
        };
        QTRY_VERIFY(said());
        m_fake->serve(*m_client);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(int(m_fake->aliases.size()), 2);
        QCOMPARE(m_fake->aliases[1]["targets"][0]["provider"].get<std::string>(), std::string("prov_OpenAI"));
    }

    void defaultsAreSavedAsTheyAreChosen()
    {
        openPage();
        auto *strategy = part<QComboBox>(*m_page, "defaultStrategy");
        QTRY_VERIFY(strategy->isEnabled());
        strategy->setCurrentIndex(strategy->findData(u"least_busy"_s));
        Q_EMIT strategy->activated(strategy->currentIndex());
        QTRY_COMPARE(m_fake->settings["strategy"].get<std::string>(), std::string("least_busy"));
        auto *model = part<QComboBox>(*m_page, "defaultModel");
        QCOMPARE(model->currentText(), u"fast"_s);
        model->setEditText(u"smart"_s);
        QTest::keyClick(model->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE(m_fake->settings["default_model"].get<std::string>(), std::string("smart"));
        QCOMPARE(count(*m_client, "router.defaults"), 2);
    }

    void aSecondAttemptIsChosenByWhenAndHowMany()
    {
        m_fake->settings["hedge_percent"] = 7; // none of those on offer
        openPage();
        auto *when = part<QComboBox>(*m_page, "hedgingWhen");
        auto *most = part<QComboBox>(*m_page, "hedgingMost");
        QTRY_VERIFY(when->isEnabled());
        QCOMPARE(when->currentText(), u"never"_s);
        QVERIFY(!most->isVisible());
        const auto choose = [](QComboBox *box, int value) {
            box->setCurrentIndex(box->findData(value));
            Q_EMIT box->activated(box->currentIndex());
        };
        choose(when, 2000);
        QTRY_COMPARE(text(last(*m_client, "router.defaults")->body),
                     u"{\"hedging\":\"fixed\",\"hedge_after_ms\":2000}"_s);
        QTRY_VERIFY(most->isVisible());
        QCOMPARE(most->currentText(), u"7% of calls"_s);
        choose(most, 10);
        QTRY_COMPARE(text(last(*m_client, "router.defaults")->body), u"{\"hedge_percent\":10}"_s);
        choose(when, -1);
        QTRY_COMPARE(text(last(*m_client, "router.defaults")->body), u"{\"hedging\":\"p95\"}"_s);
    }

    void theSimulatorShowsTheWholeWay()
    {
        openPage();
        QTRY_COMPARE(count(*m_client, "providers.list"), 1);
        QTest::qWait(20);
        act("routing.simulate");
        auto *view = part<QWidget>(*m_page, "routeView");
        const auto says = [view](const QString &words) {
            for (const QLabel *label : view->findChildren<QLabel *>())
                if (label->text() == words)
                    return true;
            return false;
        };
        QTRY_VERIFY(says(u"1. gpt-5.2-mini at OpenAI"_s));
        QVERIFY(says(u"Complexity 21"_s));
        QVERIFY(says(u"cooling down, 4.20 s left"_s));
        QVERIFY(!last(*m_client, "router.simulate")->body.contains("rules"));
    }

    void aVersionIsRestoredAtTheSecondPress()
    {
        openPage();
        part<QPushButton>(*m_page, "versions")->click();
        auto *list = part<QTableView>(*m_page, "plansTable");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto *restore = part<QPushButton>(*m_page, "restorePlan");
        QVERIFY(!restore->isEnabled()); // the newest holds already
        list->setCurrentIndex(list->model()->index(1, 0));
        QTRY_COMPARE(part<QTableView>(*m_page, "planDiff")->model()->rowCount(), 2);
        restore->click();
        QTest::qWait(20);
        QCOMPARE(count(*m_client, "router.plans.restore"), 0);
        QVERIFY(part<QLabel>(*m_page, "versionsWords")->isVisible());
        restore->click();
        QTRY_COMPARE(count(*m_client, "router.plans.restore"), 1);
        QCOMPARE(last(*m_client, "router.plans.restore")->path.front().second, std::string("8"));
    }

    void aFailureKeepsTheRows()
    {
        QTableView &table = *openPage();
        m_client->answers["router.rules.list"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Storage, "detail");
        };
        m_page->refresh();
        QTRY_VERIFY(part<QWidget>(*m_page, "banner")->isVisible());
        QCOMPARE(table.model()->rowCount(), 3);
    }

    void everyFocusableWidgetHasAName()
    {
        openPage();
        QTRY_VERIFY(part<QWidget>(*m_page, "weightsPanel")->isVisible());
        m_page->showItem(u"rule_review"_s);
        int walked = checkNames();
        part<ui::Sheet>(*m_page, "ruleSheet")->close();
        m_page->showItem(u"fast"_s);
        walked += checkNames();
        QVERIFY(walked > 60);
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    QTableView *openPage()
    {
        m_page = std::make_unique<ui::RoutingPage>(*m_client);
        m_page->resize(1200, 900);
        ui::Toast::of(*m_page); // a window has one
        m_page->show();
        auto *table = part<QTableView>(*m_page, "rulesTable");
        for (int i = 0; i < 200 && !table->isVisible(); ++i)
            QTest::qWait(5);
        QTest::qWait(20); // the names that are offered
        return table;
    }

    void act(const char *name)
    {
        auto *action = part<QAction>(*m_page, name);
        QVERIFY(action);
        action->trigger();
    }

    int checkNames()
    {
        int walked = 0;
        for (QWidget *widget : m_page->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).isEmpty())
                QTest::qFail(
                    qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()),
                    __FILE__, __LINE__);
        }
        return walked;
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeRouting> m_fake;
    std::unique_ptr<ui::RoutingPage> m_page;
};

QTEST_MAIN(RoutingPageTest)

#include "routing_page_test.moc"
