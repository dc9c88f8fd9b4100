#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/part_list.h"
#include "ui/pages/routing/rule_form.h"
#include "ui/routing_fixture.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/sheet.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

/// The editor of a rule: its fields, what the gateway says about them, and the trial.
class RuleSheetTest final : public RoutingFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { startGateway(); }
    void cleanup() { m_page.reset(); }

    void anEditedRuleIsSentWhole()
    {
        QTableView &table = *openPage();
        table.setCurrentIndex(table.model()->index(1, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        QTRY_VERIFY(part<QLineEdit>(*m_page, "ruleName"));
        part<QLineEdit>(*m_page, "ruleName")->setText(u"code review"_s);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(m_client->count("router.rules.update"), 1);
        const Json &body = m_client->last("router.rules.update")->body;
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
        QTest::newRow("what is left of a budget") << R"({"budget_left":{"budget":"CI","below_percent":35}})";
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
        const Json &asked = m_client->last("router.simulate")->body;
        QCOMPARE(asked.at("request").at("prompt").get<std::string>(), std::string("hello"));
        QCOMPARE(int(asked.at("rules").size()), 1);
    }

    void theTrialOffersWhatTheConditionsLookAt()
    {
        m_fake->rules[1]["when"] = parsed(
            uR"({"all":[{"not":{"header":{"name":"x-team"}}},{"any":[{"request_class":"main"},{"stream":true}]}]})"_s);
        openPage();
        part<QPushButton>(*m_page, "newRule")->click();
        for (const char *name : {"sampleHeaders", "sampleClass", "sampleDialect"})
            QVERIFY2(!part<QWidget>(*m_page, name)->isVisible(), name);
        part<ui::Sheet>(*m_page, "ruleSheet")->close();
        m_client->settle();
        m_page->showItem(u"rule_review"_s);
        QVERIFY(part<QWidget>(*m_page, "sampleHeaders")->isVisible());
        QVERIFY(part<QWidget>(*m_page, "sampleClass")->isVisible());
        QVERIFY(!part<QWidget>(*m_page, "sampleDialect")->isVisible());
        part<QPlainTextEdit>(*m_page, "sampleHeaders")->setPlainText(u"x-team: blue"_s);
        QTRY_VERIFY(m_client->last("router.simulate")->body.contains("headers"));
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
};

QTEST_MAIN(RuleSheetTest)

#include "rule_sheet_test.moc"
