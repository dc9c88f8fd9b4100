#include <QTest>

#include <random>
#include <regex>
#include <thread>

#include "routing/rules/actions/action.h"
#include "rules_fixture.h"

namespace {

/// What a set of rules must say, found in the plainest way: one after the other, without an automaton.
std::string naively(const std::vector<model::Rule> &rules, const TestCall &call)
{
    const std::function<bool(const base::Json &)> holds = [&](const base::Json &when) -> bool {
        const std::string &name = when.begin().key();
        const base::Json &inner = when.begin().value();
        if (name == "all")
            return std::ranges::all_of(inner, holds);
        if (name == "any")
            return std::ranges::any_of(inner, holds);
        if (name == "not")
            return !holds(inner);
        if (name == "regex")
            return std::regex_search(call.prompt.lastUserText, std::regex(inner.get<std::string>()));
        if (name == "stream")
            return inner == call.facts.stream;
        return call.facts.estimatedTokens >= base::integerOr(base::at(inner, "min"));
    };
    std::string out;
    for (const model::Rule &rule : rules) {
        if (!rule.enabled || !holds(rule.when))
            continue;
        out.append(out.empty() ? "" : " ").append(rule.id);
        if (rule.then[0].contains("use_model"))
            break;
    }
    return out;
}

base::Json randomCondition(std::mt19937 &random, int depth)
{
    const auto draw = random() % (depth > 2 ? 3 : 6);
    if (draw == 0)
        return {{"regex", std::string(1, static_cast<char>('a' + random() % 4)) + (random() % 2 ? "b" : "[cd]")}};
    if (draw == 1)
        return {{"stream", random() % 2 == 0}};
    if (draw == 2)
        return {{"estimated_tokens", {{"min", random() % 4}}}};
    if (draw == 5)
        return {{"not", randomCondition(random, depth + 1)}};
    base::Json parts = base::Json::array();
    for (auto i = random() % 3 + 1; i > 0; --i)
        parts.push_back(randomCondition(random, depth + 1));
    return {{draw == 3 ? "all" : "any", parts}};
}

std::vector<model::Rule> randomRules(std::mt19937 &random)
{
    std::vector<model::Rule> out;
    for (unsigned i = 0; i < 8; ++i) {
        out.push_back(
            rule("{}", random() % 3 == 0 ? R"([{"use_model":"m"}])" : R"([{"tag":"t"}])", "r" + std::to_string(i)));
        out.back().when = randomCondition(random, 0);
        out.back().enabled = random() % 5 != 0;
    }
    return out;
}

} // namespace

class RuleSetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatAPlainEvaluatorSays()
    {
        std::mt19937 random(20261121);
        int hit = 0;
        for (int round = 0; round < 300; ++round) {
            const auto rules = randomRules(random);
            const auto set = routing::RuleSet::compile(rules, {});
            QVERIFY2(set, set ? "" : set.error().detail.c_str());
            for (int i = 0; i < 20; ++i) {
                TestCall call;
                call.prompt.lastUserText.clear();
                for (auto n = random() % 8; n > 0; --n)
                    call.prompt.lastUserText += static_cast<char>('a' + random() % 4);
                call.facts.stream = random() % 2 == 0;
                call.facts.estimatedTokens = static_cast<std::int64_t>(random() % 4);
                std::string got;
                for (const routing::RuleHit &one : set->match(call.facts).hits)
                    got.append(got.empty() ? "" : " ").append(one.id);
                QCOMPARE(got, naively(rules, call));
                hit += got.empty() ? 0 : 1;
            }
        }
        QVERIFY(hit > 1000 && hit < 6000); // else the draw says nothing
    }

    void aRuleThatDecidesIsTheLast()
    {
        const TestCall call;
        const Matched got({rule("{}", R"([{"tag":"a"}])", "first"), rule("{}", R"([{"use_model":"big"}])", "second"),
                           rule("{}", R"([{"use_model":"other"},{"tag":"b"}])", "third")},
                          call);
        QCOMPARE(got.ids(), std::string("first second"));
        QCOMPARE(got.outcome.effects.model.value_or(""), std::string("big"));
        QCOMPARE(got.outcome.effects.tags, std::vector<std::string>{"a"});
    }

    void disabledRulesAreNotAsked()
    {
        const TestCall call;
        auto off = rule("{}", R"([{"tag":"a"}])");
        off.enabled = false;
        QCOMPARE(Matched({off}, call).ids(), std::string());
    }

    void tagsReachLaterRules()
    {
        const TestCall call;
        const Matched got({rule(R"({"tag":"vip"})", R"([{"tag":"x"}])", "before"),
                           rule("{}", R"([{"tag":["vip","blue"]}])", "sets"),
                           rule(R"({"tag":["red","vip"]})", R"([{"tag":"vip"}])", "asks")},
                          call);
        QCOMPARE(got.ids(), std::string("sets asks"));
        QCOMPARE(got.outcome.effects.tags, (std::vector<std::string>{"vip", "blue"}));
    }

    void ofTwoThatSetTheSameTheFirstWins()
    {
        const TestCall call;
        const Matched got(
            {rule("{}", R"([{"override_parameters":{"temperature":0}},{"default_parameters":{"top_p":1}},
                            {"add_header":{"name":"X-A","value":"1"}},{"timeouts":{"idle_ms":5}},{"fallbacks":"f1"},
                            {"require_provider":"p1"},{"forbid_provider":"q1"}])"),
             rule("{}", R"([{"override_parameters":{"temperature":1,"seed":3}},{"default_parameters":{"top_p":0}},
                            {"add_header":{"name":"x-a","value":"2"}},{"timeouts":{"idle_ms":9,"total_ms":8}},
                            {"fallbacks":["f2"]},{"require_provider":"p2"},{"forbid_provider":["q2","q1"]}])")},
            call);
        const routing::Effects &effects = got.outcome.effects;
        QCOMPARE(base::dump(effects.overrides), std::string(R"({"temperature":0,"seed":3})"));
        QCOMPARE(base::dump(effects.defaults), std::string(R"({"top_p":1})"));
        QCOMPARE(effects.headers, (std::vector<std::pair<std::string, std::string>>{{"X-A", "1"}}));
        QCOMPARE(effects.timeouts.idleMs, 5);
        QCOMPARE(effects.timeouts.totalMs, 8);
        QCOMPARE(effects.timeouts.connectMs, 0);
        QCOMPARE(effects.fallbacks, std::vector<std::string>{"f1"});
        QCOMPARE(effects.required, std::vector<std::string>{"p1"});
        QCOMPARE(effects.forbidden, (std::vector<std::string>{"q1", "q2"}));
    }

    void decidingActions()
    {
        const TestCall call;
        const Matched got({rule("{}", R"([{"use_model":"m"},{"use_provider":"p"},{"strategy":"least_busy"}])")}, call);
        QCOMPARE(got.outcome.effects.model.value_or(""), std::string("m"));
        QCOMPARE(got.outcome.effects.provider.value_or(""), std::string("p"));
        QVERIFY(got.outcome.effects.strategy == model::Strategy::LeastBusy);
        const Matched plain({rule("{}", R"([{"reject":"not now"}])")}, call);
        QCOMPARE(plain.outcome.effects.refusal->status, 403);
        QCOMPARE(plain.outcome.effects.refusal->message, std::string("not now"));
        const Matched full({rule("{}", R"([{"reject":{"message":"later","status":429}}])")}, call);
        QCOMPARE(full.outcome.effects.refusal->status, 429);
    }

    void actionsAreChecked_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("param");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const char *then, const char *param, const char *words) {
            QTest::newRow(name) << QByteArray(then) << QByteArray(param) << QByteArray(words);
        };
        row("no list", R"({"tag":"x"})", "then", "list");
        row("none", R"([])", "then", "1 to 20");
        row("unknown", R"([{"tag":"x"},{"dance":1}])", "then[1].dance", "no such action");
        row("two at once", R"([{"tag":"x","use_model":"m"}])", "then[0]", "exactly one");
        row("no model", R"([{"use_model":""}])", "then[0].use_model", "1 to 256");
        row("no such strategy", R"([{"strategy":"luck"}])", "then[0].strategy", "round_robin");
        row("no parameters", R"([{"override_parameters":{}}])", "then[0].override_parameters", "1 to 50");
        row("the model", R"([{"override_parameters":{"model":"x"}}])", "then[0].override_parameters.model",
            "use_model");
        row("the stream", R"([{"default_parameters":{"stream":true}}])", "then[0].default_parameters.stream", "client");
        row("auth", R"([{"add_header":{"name":"authorization","value":"x"}}])", "then[0].add_header.name", "itself");
        row("hop by hop", R"([{"add_header":{"name":"Connection","value":"x"}}])", "then[0].add_header.name", "itself");
        row("framing", R"([{"add_header":{"name":"content-length","value":"1"}}])", "then[0].add_header.name",
            "itself");
        row("two lines", R"([{"add_header":{"name":"x-a","value":"1\r\nx-b: 2"}}])", "then[0].add_header.value",
            "ASCII");
        row("name with a colon", R"([{"add_header":{"name":"x:a","value":"1"}}])", "then[0].add_header.name",
            "allowed");
        row("status", R"([{"reject":{"message":"x","status":200}}])", "then[0].reject.status", "400 to 499");
        row("silent", R"([{"reject":{"status":403}}])", "then[0].reject.message", "text");
        row("no time", R"([{"timeouts":{"idle_ms":0}}])", "then[0].timeouts.idle_ms", "1 to");
        row("no such time", R"([{"timeouts":{"read_ms":1}}])", "then[0].timeouts.read_ms", "not known");
        row("no provider", R"([{"require_provider":[]}])", "then[0].require_provider", "1 to 100");
    }
    void actionsAreChecked()
    {
        QFETCH(const QByteArray, then);
        QFETCH(const QByteArray, param);
        QFETCH(const QByteArray, words);
        const auto checked = routing::RuleSet::check(rule("{}", then.constData()), routing::zonesWithoutNames);
        QVERIFY(!checked);
        QCOMPARE(QByteArray::fromStdString(checked.error().param), param);
        QVERIFY2(QByteArray::fromStdString(checked.error().detail).contains(words), checked.error().detail.c_str());
    }

    void everyActionIsListedOnce()
    {
        for (const auto *kind : routing::actions::kinds()) {
            QVERIFY(kind->about.ends_with('.'));
            QCOMPARE(routing::actions::findKind(kind->name), kind);
        }
    }

    void whatCannotBeReadIsLeftOut()
    {
        const TestCall call;
        std::vector<routing::RuleSet::Problem> problems;
        const auto set = routing::RuleSet::compileUsable(
            std::vector{rule(R"({"from_the_future":1})", R"([{"tag":"x"}])", "new"), rule("{}")}, {}, problems);
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems.front().ruleId, std::string("new"));
        QVERIFY(problems.front().message.find("when.from_the_future") != std::string::npos);
        QCOMPARE(set.match(call.facts).hits.size(), std::size_t(1));
    }

    void hitsAreCountedOverPlansAndThreads()
    {
        routing::RuleHits hits;
        const TestCall call;
        const std::vector rules{rule("{}")};
        const auto first = routing::RuleSet::compile(rules, {.hits = &hits});
        const auto second = routing::RuleSet::compile(rules, {.hits = &hits});
        const auto outcome = first->match(call.facts);
        QCOMPARE(hits.count("rule_1").hits, 0); // thinking about a call is no hit
        std::vector<std::jthread> threads;
        for (const auto *set : {&*first, &*second, &*first, &*second})
            threads.emplace_back([set, &outcome] {
                for (int i = 0; i < 1000; ++i)
                    set->count(outcome, 77);
            });
        threads.clear();
        QCOMPARE(hits.count("rule_1").hits, 4000);
        QCOMPARE(hits.count("rule_1").lastMs, 77);
        QCOMPARE(hits.count("nobody").hits, 0);
    }

    void hostilePromptsAreMatchedInLinearTime()
    {
        std::vector<model::Rule> rules;
        for (int i = 0; i < 100; ++i)
            rules.push_back(rule("{}", R"([{"tag":"t"}])", "r" + std::to_string(i)));
        for (std::size_t i = 0; i < rules.size(); ++i)
            rules[i].when = {{"regex", "(a+)+" + std::to_string(i) + "$|(x{1,50}y){1,5}" + std::to_string(i)}};
        const auto set = routing::RuleSet::compile(rules, {});
        QVERIFY2(set, set ? "" : set.error().detail.c_str());
        for (const std::string &text : {std::string(16384, 'a'), std::string(16384, 'x'), std::string(16384, '\0'),
                                        std::string(16384, '\xFF'), std::string("a1\xC3")}) {
            TestCall call;
            call.prompt.lastUserText = text;
            QVERIFY(set->match(call.facts).hits.empty());
        }
        TestCall call;
        call.prompt.lastUserText = std::string(16000, 'a') + "17";
        QCOMPARE(set->match(call.facts).hits.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(RuleSetTest)
#include "rule_set_test.moc"
