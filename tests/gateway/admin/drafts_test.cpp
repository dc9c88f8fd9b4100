#include <algorithm>
#include <string>

#include <QTest>

#include "admin/drafts.h"

using base::Json;

namespace {

/// With ' for ".
Json json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return base::parseJson(text).value();
}

model::Plan plan()
{
    model::Plan out;
    out.providers.push_back({.id = "prov_1", .name = "alpha", .type = "openai"});
    out.providers.back().models = {{.name = "gpt-4o"}};
    out.rules = {
        {.id = "rule_a", .name = "a", .enabled = true, .when = json("{'key':'ci'}"), .then = json("[{'tag':'x'}]")},
        {.id = "rule_old", .name = "old", .enabled = true, .when = json("{'from_the_future':1}"), .then = json("[]")}};
    out.aliases = {{.id = "alias_1", .name = "fast", .targets = {{.providerId = "prov_1", .model = "gpt-4o"}}}};
    return out;
}

std::string paramOf(const base::Error &error)
{
    return error.param;
}

} // namespace

class DraftsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKnownRuleIsThatRuleWithWhatIsGiven()
    {
        const auto rules = admin::draftRules(
            json("[{'id':'rule_old','enabled':false},{'id':'rule_a'},{'when':{},'then':[{'tag':'y'}]}]"), plan());
        QVERIFY(rules);
        QCOMPARE(rules->size(), std::size_t{3});
        QVERIFY(!(*rules)[0].enabled && (*rules)[0].name == "old"); // unreadable, but it holds as it is
        QVERIFY((*rules)[1].enabled && (*rules)[1].when == plan().rules[0].when);
        QCOMPARE((*rules)[2].name, std::string("rules[2]"));
        QCOMPARE((*rules)[2].priority, 2);
    }
    void whatIsWrongIsToldAtItsPlace_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *name, const char *rules, const char *param) {
            QTest::newRow(name) << QByteArray(rules) << QByteArray(param);
        };
        row("no list", "{}", "rules");
        row("no rule", "[1]", "rules[0]");
        row("no condition", "[{'then':[{'tag':'x'}]}]", "rules[0].when");
        row("a pattern", "[{'id':'rule_a'},{'id':'rule_a','when':{'regex':'('}}]", "rules[1].when.regex");
        row("a provider", "[{'when':{},'then':[{'use_provider':'nobody'}]}]", "rules[0].then[0].use_provider");
    }
    void whatIsWrongIsToldAtItsPlace()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QByteArray, param);
        const auto drafts = admin::draftRules(json(rules.constData()), plan());
        QVERIFY(!drafts);
        QCOMPARE(paramOf(drafts.error()), param.toStdString());
    }
    void aliasesAreNamedOrMade()
    {
        const auto made = admin::draftAliases(
            json("[{'name':'slow','targets':[{'provider':'alpha','model':'gpt-4o'}]},{'name':'fast','enabled':false}]"),
            plan());
        QVERIFY(made);
        QCOMPARE(made->front().name, std::string("fast")); // by name, as lookups want it
        QVERIFY(!made->front().enabled && made->front().targets.size() == 1);
        QCOMPARE(made->back().targets.front().providerId, std::string("prov_1"));
        const auto wrong =
            admin::draftAliases(json("[{'name':'x','targets':[{'provider':'no','model':'m'}]}]"), plan());
        QVERIFY(!wrong);
        QCOMPARE(paramOf(wrong.error()), std::string("model_map[0].targets[0].provider"));
        QVERIFY(!admin::draftAliases(json("[{'name':'new one'}]"), plan()));
    }
    void onlyDefaultsOfRouting()
    {
        model::Settings settings;
        QVERIFY(admin::draftDefaults(settings, json("{'default_model':'fast','affinity':false}")));
        QCOMPARE(settings.defaultModel, std::string("fast"));
        const auto wrong = admin::draftDefaults(settings, json("{'max_attempts':1}"));
        QVERIFY(!wrong);
        QCOMPARE(paramOf(wrong.error()), std::string("defaults.max_attempts"));
    }
};

QTEST_APPLESS_MAIN(DraftsTest)
#include "drafts_test.moc"
