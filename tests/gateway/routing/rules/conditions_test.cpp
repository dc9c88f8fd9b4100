#include <QTest>

#include <set>

#include "routing/rules/conditions/condition.h"
#include "routing/rules/glob.h"
#include "rules_fixture.h"

namespace {

/// `then`, one row: whether the condition holds for the call of the fixture.
void row(const char *name, const char *when, bool holds)
{
    QTest::newRow(name) << QByteArray(when) << holds;
}

void refused(const char *name, const char *when, const char *param, const char *words)
{
    QTest::newRow(name) << QByteArray(when) << QByteArray(param) << QByteArray(words);
}

} // namespace

class ConditionsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holds_data()
    {
        QTest::addColumn<QByteArray>("when");
        QTest::addColumn<bool>("want");
        row("nothing asked", R"({})", true);
        row("regex", R"({"regex":"refactor|rename"})", true);
        row("regex that is not there", R"({"regex":"^function"})", false);
        row("regex without regard to case", R"({"regex":"(?i)PYTHON"})", true);
        row("complexity from", R"({"complexity":{"min":10}})", true);
        row("complexity up to", R"({"complexity":{"max":10}})", false);
        row("complexity within", R"({"complexity":{"min":0,"max":100}})", true);
        row("intent", R"({"intent":"code"})", true);
        row("intent of a list", R"({"intent":["maths","code"]})", true);
        row("another intent", R"({"intent":"writing"})", false);
        row("model by pattern", R"({"model":"gpt-*"})", true);
        row("model by name", R"({"model":"gpt-4o-mini"})", true);
        row("model is its whole name", R"({"model":"gpt-4o"})", false);
        row("model of a list", R"({"model":["claude-*","gpt-4?-mini"]})", true);
        row("key by id", R"({"key":"key_1"})", true);
        row("key by name", R"({"key":["x","team blue"]})", true);
        row("another key", R"({"key":"team"})", false);
        row("user by id", R"({"user":"user_1"})", true);
        row("user by name", R"({"user":["ben","ana"]})", true);
        row("another user", R"({"user":"red"})", false);
        row("application by name", R"({"application":["claude","train.py"]})", true);
        row("application by pattern", R"({"application":"*.py"})", true);
        row("another application", R"({"application":"train"})", false);
        row("team by id", R"({"team":["team_1"]})", true);
        row("team by name", R"({"team":"red"})", true);
        row("another team", R"({"team":"ana"})", false);
        row("header is there", R"({"header":{"name":"X-Team"}})", true);
        row("header has that value", R"({"header":{"name":"x-team","value":"bl*"}})", true);
        row("header has another value", R"({"header":{"name":"x-team","value":"red"}})", false);
        row("header is missing", R"({"header":{"name":"x-other"}})", false);
        row("tokens within", R"({"estimated_tokens":{"min":500,"max":500}})", true);
        row("tokens below", R"({"estimated_tokens":{"min":501}})", false);
        row("tokens above", R"({"estimated_tokens":{"max":499}})", false);
        row("has tools", R"({"has":"tools"})", true);
        row("has tools and a schema", R"({"has":["tools","schema"]})", true);
        row("has images", R"({"has":"images"})", false);
        row("has tools and images", R"({"has":["tools","images"]})", false);
        row("has thinking", R"({"has":"thinking"})", false);
        row("less left than that", R"({"budget_left":{"budget":"team","below_percent":31}})", true);
        row("more left than that", R"({"budget_left":{"budget":"team","below_percent":30}})", false);
        row("no such budget", R"({"budget_left":{"budget":"other","below_percent":100}})", false);
        row("dialect", R"({"dialect":"openai"})", true);
        row("another dialect", R"({"dialect":["anthropic"]})", false);
        row("request class", R"({"request_class":["main","subagent"]})", true);
        row("another request class", R"({"request_class":"compaction"})", false);
        row("stream", R"({"stream":true})", false);
        row("no stream", R"({"stream":false})", true);
        row("tag nobody set", R"({"tag":"vip"})", false);
        row("time within", R"({"time":{"from":"10:00","to":"10:27","zone":"UTC"}})", true);
        row("time is over at its end", R"({"time":{"from":"10:00","to":"10:26","zone":"UTC"}})", false);
        row("time over midnight, before", R"({"time":{"from":"10:26","to":"02:00","zone":"UTC"}})", true);
        row("time over midnight, outside", R"({"time":{"from":"22:00","to":"10:00","zone":"UTC"}})", false);
        row("time in a zone", R"({"time":{"from":"18:00","to":"19:00","zone":"480"}})", true);
        row("to the end of the day", R"({"time":{"from":"10:00","to":"24:00","zone":"UTC"}})", true);
        row("weekday", R"({"time":{"weekdays":["wed"],"zone":"UTC"}})", true);
        row("another weekday", R"({"time":{"weekdays":["mon","sun"],"zone":"UTC"}})", false);
        row("the zone's weekday", R"({"time":{"weekdays":["thu"],"zone":"840"}})", true);
        row("all", R"({"all":[{"model":"gpt-*"},{"stream":false}]})", true);
        row("all but one", R"({"all":[{"model":"gpt-*"},{"stream":true}]})", false);
        row("any", R"({"any":[{"stream":true},{"model":"gpt-*"}]})", true);
        row("not", R"({"not":{"model":"gpt-*"}})", false);
        row("nested", R"({"all":[{"not":{"stream":true}},{"any":[{"key":"x"},{"has":"tools"}]}]})", true);
    }
    void holds()
    {
        QFETCH(const QByteArray, when);
        QFETCH(const bool, want);
        TestCall call;
        call.fields["x-team"] = "blue";
        call.fields["x-claude-code-request-class"] = "Main";
        call.prompt.tools = 2;
        call.prompt.schema = true;
        const Matched got({rule(when.constData())}, call);
        QCOMPARE(got.ids(), std::string(want ? "rule_1" : ""));
    }

    /// A window over midnight belongs to the day it began on.
    void windowOverMidnightKeepsItsDay()
    {
        TestCall call;
        call.facts.wallMs = 1'795'046'400'000; // Thursday 00:00:00Z
        QCOMPARE(
            Matched({rule(R"({"time":{"from":"22:00","to":"06:00","weekdays":["wed"],"zone":"UTC"}})")}, call).ids(),
            std::string("rule_1"));
        QCOMPARE(
            Matched({rule(R"({"time":{"from":"22:00","to":"06:00","weekdays":["thu"],"zone":"UTC"}})")}, call).ids(),
            std::string());
    }

    void zonesChangeWithTheirDays()
    {
        const routing::ZoneOffsets zone(60, {{1000, 120}, {2000, 60}});
        QCOMPARE(zone.minutesEast(999), 60);
        QCOMPARE(zone.minutesEast(1000), 120);
        QCOMPARE(zone.minutesEast(5000), 60);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("when");
        QTest::addColumn<QByteArray>("param");
        QTest::addColumn<QByteArray>("words");
        refused("no object", R"("x")", "when", "must be an object");
        refused("unknown", R"({"colour":"red"})", "when.colour", "no such condition");
        refused("two at once", R"({"stream":true,"model":"x"})", "when", "exactly one");
        refused("empty group", R"({"all":[]})", "when.all", "1 to 50");
        refused("empty within", R"({"all":[{}]})", "when.all[0]", "exactly one");
        refused("not nothing", R"({"not":{}})", "when.not", "a condition");
        refused("bad pattern", "{\"all\":[{\"stream\":true},{\"regex\":\"a(b\"}]}", "when.all[1].regex",
                "at character 2");
        refused("bad repetition", R"({"regex":"ok*+**"})", "when.regex", "at character 3");
        refused("bad class after two Chinese characters", R"({"regex":"你好[z-a]"})", "when.regex", "at character 4");
        refused("look-ahead", "{\"regex\":\"a(?=b)\"}", "when.regex", "at character 2");
        refused("empty pattern", R"({"regex":""})", "when.regex", "1 to 2000");
        refused("no pattern", R"({"regex":7})", "when.regex", "text");
        refused("score above", R"({"complexity":{"min":0,"max":101}})", "when.complexity.max", "0 to 100");
        refused("min above max", R"({"complexity":{"min":9,"max":1}})", "when.complexity.min", "above max");
        refused("no bound", R"({"complexity":{}})", "when.complexity", "min, max or both");
        refused("unknown bound", R"({"estimated_tokens":{"most":1}})", "when.estimated_tokens.most", "not known");
        refused("unknown intent", R"({"intent":["code","love"]})", "when.intent[1]", "one of");
        refused("unknown feature", R"({"has":"legs"})", "when.has", "one of tools");
        refused("no text", R"({"model":7})", "when.model", "text");
        refused("no texts", R"({"model":[]})", "when.model", "1 to 100");
        refused("wrong kind in a list", R"({"any":[{"key":["a",1]}]})", "when.any[0].key[1]", "text");
        refused("a secret header", R"({"header":{"name":"Authorization"}})", "when.header.name", "key");
        refused("a header without a name", R"({"header":{"value":"x"}})", "when.header.name", "text");
        refused("truth as text", R"({"stream":"yes"})", "when.stream", "true or false");
        refused("no time", R"({"time":{}})", "when.time.from", "needs");
        refused("half a window", R"({"time":{"from":"10:00"}})", "when.time.to", "text");
        refused("no such time", R"({"time":{"from":"25:00","to":"26:00"}})", "when.time.from", "09:30");
        refused("no such time either", R"({"time":{"from":"10:60","to":"11:00"}})", "when.time.from", "09:30");
        refused("an empty window", R"({"time":{"from":"10:00","to":"10:00"}})", "when.time.to", "differ");
        refused("no percentage", R"({"budget_left":{"budget":"x"}})", "when.budget_left.below_percent", "whole number");
        refused("no such day", R"({"time":{"weekdays":["someday"]}})", "when.time.weekdays[0]", "one of mon");
        refused("no such zone", R"({"time":{"weekdays":["mon"],"zone":"Mars"}})", "when.time.zone", "Europe/Berlin");
        refused("control characters", R"({"tag":"a\nb"})", "when.tag", "control");
        refused("too deep",
                R"({"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"not":{"stream":true}}}}}}}}}})",
                "when.not.not.not.not.not.not.not.not.not", "deeper");
    }
    void refusals()
    {
        QFETCH(const QByteArray, when);
        QFETCH(const QByteArray, param);
        QFETCH(const QByteArray, words);
        const auto checked = routing::RuleSet::check(rule(when.constData()), routing::zonesWithoutNames);
        QVERIFY(!checked);
        QCOMPARE(QByteArray::fromStdString(checked.error().param), param);
        QVERIFY2(QByteArray::fromStdString(checked.error().detail).contains(words), checked.error().detail.c_str());
        QCOMPARE(checked.error().code, base::ErrorCode::Unprocessable);
    }

    void everyKindHasItsNameAndSentence()
    {
        std::set<std::string_view> names;
        for (const auto *kind : routing::conditions::kinds()) {
            QVERIFY(names.insert(kind->name).second);
            QVERIFY(kind->about.ends_with('.'));
            QCOMPARE(routing::conditions::findKind(kind->name), kind);
        }
    }

    void globs()
    {
        QVERIFY(routing::matchesGlob("*", ""));
        QVERIFY(routing::matchesGlob("a*b*c", "aXXbYYc"));
        QVERIFY(!routing::matchesGlob("a*b*c", "aXXbYY"));
        QVERIFY(routing::matchesGlob("*aab", "aaaaab"));
        QVERIFY(!routing::matchesGlob("", "a"));
        QVERIFY(!routing::matchesGlob("?", ""));
    }

    void types()
    {
        QCOMPARE(routing::typeOf(rule("{}")), std::string("always"));
        QCOMPARE(routing::typeOf(rule(R"({"regex":"x"})")), std::string("regex"));
        QCOMPARE(routing::typeOf(rule(R"({"all":[{"any":[{"model":"x"}]}]})")), std::string("model"));
        QCOMPARE(routing::typeOf(rule(R"({"all":[{"model":"x"},{"stream":true}]})")), std::string("composite"));
        QCOMPARE(routing::typeOf(rule(R"({"not":{"model":"x"}})")), std::string("composite"));
    }
};

QTEST_GUILESS_MAIN(ConditionsTest)
#include "conditions_test.moc"
