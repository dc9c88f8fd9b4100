#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/pages/routing/aliases_model.h"
#include "ui/pages/routing/plan_models.h"
#include "ui/pages/routing/route_answer.h"
#include "ui/pages/routing/route_names_feed.h"
#include "ui/pages/routing/rule_words.h"
#include "ui/pages/routing/rules_model.h"
#include "ui/routing_fake.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/cell.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;
using ReportingMode = QAbstractItemModelTester::FailureReportingMode;

namespace {

Json parsed(const char *text)
{
    auto out = base::parseJson(text);
    return out ? *out : Json();
}

std::vector<ui::RuleRow> rulesOf(const FakeRouting &fake)
{
    return ui::parseRules(FakeRouting::listOf(fake.rules));
}

ui::TargetRow target(std::int64_t weight, std::int64_t priority)
{
    return {.model = u"m"_s, .weight = weight, .priority = priority};
}

/// moc loses a file over some raw strings: ' stands for a quote.
QString quoted(const char *text)
{
    return QString::fromUtf8(text).replace(u'\'', u'"');
}

} // namespace

/// What the Routing page makes of the gateway's answers.
class RoutingModelsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void aRuleIsToldInWords_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("words");
        QTest::newRow("every call") << "{}" << "";
        QTest::newRow("one") << R"({"regex": "a|b"})" << "prompt a|b";
        QTest::newRow("a range") << R"({"complexity": {"min": 10, "max": 35}})" << "complexity 10–35";
        QTest::newRow("open above") << R"({"estimated_tokens": {"min": 180000}})" << "tokens from 180,000";
        QTest::newRow("open below") << R"({"complexity": {"max": 5}})" << "complexity up to 5";
        QTest::newRow("all") << R"({"all": [{"key": ["ci", "bot"]}, {"has": "images"}]})" << "key ci, bot; has images";
        QTest::newRow("any") << R"({"any": [{"intent": "code"}, {"stream": true}]})" << "intent code; or streaming yes";
        QTest::newRow("not") << R"({"not": {"model": "gpt-*"}})" << "not model gpt-*";
        QTest::newRow("a window") << R"({"time": {"from": "22:00", "to": "06:00", "weekdays": ["mon"]}})"
                                  << "time 22:00–06:00 mon";
        QTest::newRow("a header") << R"({"header": {"name": "x-team", "value": "blue"}})" << "header x-team: blue";
        QTest::newRow("a budget") << R"({"budget_left": {"budget": "CI", "below_percent": 20}})"
                                  << "budget CI below 20%";
        QTest::newRow("nested") << R"({"all": [{"any": [{"tag": "a"}, {"tag": "b"}]}, {"key": "k"}]})"
                                << "tag a; or tag b; key k";
        QTest::newRow("from the future") << R"({"moon": "full"})" << R"({"moon":"full"})";
        QTest::newRow("hostile") << R"({"all": [7, null, {"regex": 5}]})" << "7; null; prompt 5";
    }
    void aRuleIsToldInWords()
    {
        QFETCH(QString, when);
        QFETCH(QString, words);
        QCOMPARE(ui::factsText(ui::conditionFacts(parsed(when.toUtf8().constData()))), words);
    }

    void whereACallGoesStandsFirst()
    {
        const ui::RuleFacts facts = ui::actionFacts(parsed(
            R"([{"tag": "x"}, {"use_model": "fast"}, {"fallbacks": ["a", "b"]}, {"reject": {"message": "no"}}])"));
        QCOMPARE(ui::factsText(facts), u"fast; Reject; tag x; then a → b"_s);
        QCOMPARE(facts.front().tone, ui::Tone::Accent);
        QVERIFY(ui::actionFacts(parsed(R"({"use_model": 1})")).size() == 1);
        QVERIFY(ui::actionFacts(Json(nullptr)).empty());
    }

    void theRulesModelKeepsItsPromises()
    {
        FakeRouting fake;
        fake.rules[0]["hits"] = 1204;
        fake.rules[0]["last_hit"] = "2026-11-20T10:00:00.000Z";
        ui::RulesModel model;
        QAbstractItemModelTester tester(&model, ReportingMode::QtTest);
        const QDateTime now = QDateTime::fromString(u"2026-11-20T10:00:05.000Z"_s, Qt::ISODateWithMs);
        model.setRows(rulesOf(fake), now);
        QCOMPARE(model.rowCount(), 3);
        using R = ui::RulesModel;
        QCOMPARE(model.index(0, R::kHandleColumn).data().toString(), u"1"_s);
        QCOMPARE(model.index(0, R::kHitsColumn).data().toString(), u"1,204"_s);
        QCOMPARE(model.index(0, R::kLastColumn).data().toString(), u"5 s ago"_s);
        QCOMPARE(model.index(1, R::kLastColumn).data().toString(), u"never"_s);
        QCOMPARE(model.index(1, R::kThenColumn).data().toString(), u"smart; tag review"_s);
        fake.rules[0]["enabled"] = false;
        model.setRows(rulesOf(fake), now); // the same rows: no reset
        QCOMPARE(model.index(0, R::kSwitchColumn).data().toString(), u"off"_s);
        QCOMPARE(model.idsAfterMove(0, 2), (QStringList{u"rule_review"_s, u"rule_block"_s, u"rule_short"_s}));
        QCOMPARE(model.idsAfterMove(0, 3), model.ids());
        model.setRows({}, now);
        QCOMPARE(model.rowCount(), 0);
    }

    void aNameIsNeverMarkup()
    {
        FakeRouting fake;
        fake.rules[0]["name"] = "<b>bold</b>";
        ui::RulesModel model;
        model.setRows(rulesOf(fake), QDateTime::currentDateTime());
        QVERIFY(
            model.index(0, ui::RulesModel::kNameColumn).data(Qt::ToolTipRole).toString().startsWith(u"&lt;b&gt;"_s));
    }

    void sharesAreThoseOfAPriority()
    {
        const std::vector<ui::TargetRow> targets{target(60, 0), target(20, 0), target(7, 3), target(0, 3),
                                                 target(0, 9)};
        QCOMPARE(ui::expectedShares(targets), (std::vector<double>{0.75, 0.25, 1, 0, 0}));
        QCOMPARE(ui::shareText(0.754), u"75%"_s);
        QCOMPARE(ui::shareText(0.0001), u"<1%"_s);
        QCOMPARE(ui::shareText(0), u"0%"_s);
        QVERIFY(ui::goesByWeight(u"smooth_weighted"_s));
        QVERIFY(!ui::goesByWeight(u"least_busy"_s));
    }

    void theModelMapKeepsItsPromises()
    {
        FakeRouting fake;
        ui::AliasesModel model;
        QAbstractItemModelTester tester(&model, ReportingMode::QtTest);
        model.setRows(ui::parseAliases(FakeRouting::listOf(fake.aliases)));
        QCOMPARE(model.index(0, ui::AliasesModel::kTargetsColumn).data().toString(),
                 u"60% gpt-5.2-mini; 30% gemini-3-flash; 10% qwen3; else spare"_s);
        QCOMPARE(model.index(0, ui::AliasesModel::kStrategyColumn).data().toString(), u"as for all"_s);
        fake.aliases[0]["strategy"] = "least_busy";
        model.setRows(ui::parseAliases(FakeRouting::listOf(fake.aliases)));
        QCOMPARE(model.index(0, ui::AliasesModel::kStrategyColumn).data().toString(), u"Least busy"_s);
        QVERIFY(!model.index(0, ui::AliasesModel::kTargetsColumn).data().toString().contains(u'%'));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void targetsComeBackAsTheyWere()
    {
        FakeRouting fake;
        fake.aliases[0]["targets"][0]["overrides"] = {{"temperature", 0}};
        fake.aliases[0]["targets"][0]["required_features"] = {"tools"};
        const auto alias = ui::parseAlias(fake.aliases[0]);
        QVERIFY(alias);
        Json expected = fake.aliases[0]["targets"];
        for (Json &row : expected)
            row.erase("provider_name");
        QCOMPARE(QString::fromStdString(ui::targetsBody(alias->targets).dump()),
                 QString::fromStdString(expected.dump()));
    }

    void thePlanModelsKeepTheirPromises()
    {
        FakeAdminClient client;
        FakeRouting fake;
        fake.serve(client);
        ui::PlansModel plans;
        QAbstractItemModelTester plansTester(&plans, ReportingMode::QtTest);
        plans.setRows(ui::parsePlans(*client.answers["router.plans.list"]({})));
        QCOMPARE(plans.index(0, 0).data().toString(), u"v9 in force"_s);
        QCOMPARE(plans.index(1, 0).data().toString(), u"v8"_s);
        ui::PlanDiffModel changes;
        QAbstractItemModelTester changesTester(&changes, ReportingMode::QtTest);
        changes.setRows(ui::parseChanges(*client.answers["router.plans.diff"]({}), {}));
        QCOMPARE(changes.index(0, 0).data().toString(), u"Rule short: switch"_s);
        QCOMPARE(changes.index(0, 1).data().toString(), u"On"_s);
        QCOMPARE(changes.index(1, 1).data().toString(), u"–"_s);
        changes.setRows({});
        QCOMPARE(changes.rowCount(), 0);
    }

    void changesOfAPlanAreToldInWords_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("told");
        const QString rule = quoted("{'id':'r1','name':'a]b','priority':0,'enabled':false,'when':{'complexity':{'max':"
                                    "35}},'then':[{'tag':'t'},{'use_model':'fast'}],'moon':[1]}");
        QTest::newRow("a rule") << u"rules[a]b]"_s << u"null"_s << rule
                                << QStringList{u"Rule a]b"_s, u""_s,
                                               u"complexity up to 35 → fast; tag t; turned off; moon [1]"_s};
        QTest::newRow("conditions") << u"rules[x].when"_s << u"{}"_s << quoted("{'key':['ci','cd']}")
                                    << QStringList{u"Rule x: conditions"_s, u"every call"_s, u"key ci, cd"_s};
        QTest::newRow("actions") << u"rules[x].then"_s << quoted("[{'use_model':'a'}]") << quoted("[{'use_model':'b'}]")
                                 << QStringList{u"Rule x: actions"_s, u"a"_s, u"b"_s};
        QTest::newRow("an alias")
            << u"aliases[fast]"_s
            << quoted("{'id':'a1','name':'fast','strategy':'least_busy','affinity':true,'enabled':true,'targets':[{'"
                      "provider':'p1','model':'m','weight':1,'priority':0,'overrides':{},'required_features':['tools']}"
                      ",{'provider':'p2','model':'n','weight':1,'priority':4,'overrides':{'top_p':1}}]}")
            << u"null"_s
            << QStringList{u"Alias fast"_s,
                           quoted("m at OpenAI, only with tools; else n at p2, {'top_p':1}; Least busy; affinity On"),
                           u""_s};
        QTest::newRow("targets") << u"aliases[fast].targets"_s
                                 << quoted("[{'provider':'p1','model':'m','weight':1},{'provider':'p1','model':'n'}]")
                                 << quoted("[{'provider':'p1','model':'m','weight':3},{'provider':'p1','model':'n'}]")
                                 << QStringList{u"Alias fast: targets"_s, u"50% m at OpenAI; 50% n at OpenAI"_s,
                                                u"75% m at OpenAI; 25% n at OpenAI"_s};
        QTest::newRow("a difference without words")
            << u"aliases[fast].targets"_s << quoted("[{'provider':'p1','model':'m','weight':1}]")
            << quoted("[{'provider':'p1','model':'m','weight':9}]")
            << QStringList{u"Alias fast: targets"_s, quoted("[{'provider':'p1','model':'m','weight':1}]"),
                           quoted("[{'provider':'p1','model':'m','weight':9}]")};
        QTest::newRow("the switch") << u"routing"_s << u"true"_s << u"false"_s
                                    << QStringList{u"Routing switch"_s, u"On"_s, u"Off"_s};
        QTest::newRow("a strategy") << u"settings.strategy"_s << quoted("'least_busy'") << quoted("'by_moon'")
                                    << QStringList{u"Default strategy"_s, u"Least busy"_s, u"by_moon"_s};
        QTest::newRow("what has no words")
            << u"providers[OpenAI].keys[main]"_s << u"null"_s << quoted("{'id':'k1','weight':1}")
            << QStringList{u"providers[OpenAI].keys[main]"_s, u""_s, quoted("{'id':'k1','weight':1}")};
    }
    void changesOfAPlanAreToldInWords()
    {
        QFETCH(QString, path);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, told);
        const Json row = {{"path", path.toStdString()},
                          {"before", *base::parseJson(before.toStdString())},
                          {"after", *base::parseJson(after.toStdString())}};
        const auto changes =
            ui::parseChanges(Json{{"data", Json::array({row})}}, {{.id = u"p1"_s, .name = u"OpenAI"_s}});
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE((QStringList{changes[0].path, changes[0].before, changes[0].after}), told);
    }

    void aRouteIsRead()
    {
        const FakeRouting fake;
        const ui::RouteAnswer route = ui::parseRoute(fake.simulated);
        QCOMPARE(route.rules, QStringList{u"short"_s});
        QCOMPARE(route.score.value_or(-1), 21);
        QCOMPARE(int(route.parts.size()), 2);
        QCOMPARE(int(route.chosen.size()), 2);
        QCOMPARE(route.chosen[1].step, 1);
        QCOMPARE(route.passed.front().waitMs, 4200);
        QCOMPARE(ui::passedWords(route.passed.front().passed), u"cooling down"_s);
        QCOMPARE(ui::passedWords(u"asleep"_s), u"asleep"_s);
        QVERIFY(ui::parseRoute(Json(nullptr)).rules.isEmpty()); // nothing of it throws
        QVERIFY(ui::parseRoute(parsed(R"({"rules": 3, "complexity": [1], "candidates": "x"})")).chosen.size() <= 1);
    }
};

QTEST_MAIN(RoutingModelsTest)

#include "routing_models_test.moc"
