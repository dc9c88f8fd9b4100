#include "exchange/rule_effects.h"
#include "gateway/exchange/exchange_words.h"
#include "routing/rules/rule_set.h"

using namespace words;
using fakes::ClientSide;
using fixture::Bench;
using model::Outcome;

namespace {

/// Two providers, "first" with the model "m", and one rule.
std::shared_ptr<model::Plan> planWith(const char *when, const char *then, routing::RuleHits *hits = nullptr)
{
    auto plan = fixture::usualPlan();
    model::Rule rule{.id = "rule_1", .name = "the rule"};
    rule.when = *base::parseJson(when);
    rule.then = *base::parseJson(then);
    plan->rules = {rule};
    auto set = routing::RuleSet::compile(plan->rules, {.hits = hits});
    if (!set)
        qFatal("%s %s", set.error().param.c_str(), set.error().detail.c_str());
    plan->ruleSet = std::make_shared<const routing::RuleSet>(std::move(*set));
    return plan;
}

base::Json decisionOf(const model::CallRecord &record)
{
    return base::parseJson(record.decision).value_or(base::Json());
}

} // namespace

class RulesAppliedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRejectedCallIsRefusedAndWrittenDown()
    {
        Bench bench(planWith("{}", R"([{"reject":{"message":"not here","status":429}},{"tag":"poem"}])"));
        const auto client = bench.begin(kAskStream);
        QCOMPARE(client->status, 429);
        QCOMPARE(codeOf(*client), "rejected_by_rule");
        QCOMPARE(base::textOr(base::at(errorOf(*client), "message")), "not here");
        QVERIFY(bench.upstream.sent.empty() && bench.nothingIsOpen());
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Refused);
        QCOMPARE(record.status, 429);
        QCOMPARE(record.errorCode, "rejected_by_rule");
        QCOMPARE(record.requestedModel, "m");
        QCOMPARE(record.clientKeyName, "member");
        QVERIFY(record.attempts.empty());
        QCOMPARE(record.cost.value, std::int64_t{0});
        QCOMPARE(base::textOr(decisionOf(record)["tags"][0]), "poem");
    }

    void aRuleThatDoesNotMatchChangesNothing()
    {
        routing::RuleHits hits;
        Bench bench(planWith(R"({"stream":true})", R"([{"reject":"no"}])", &hits));
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.front().body, kAsk);
        QCOMPARE(hits.count("rule_1").hits, 0);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
    }

    void theCallGoesWhereTheRuleSaysAndIsCounted()
    {
        routing::RuleHits hits;
        Bench bench(planWith(R"({"regex":"refactor"})", R"([{"use_provider":"second"},{"use_model":"other"}])", &hits));
        bench.begin(R"({"model":"m","messages":[{"role":"user","content":"please refactor"}]})");
        QCOMPARE(bench.upstream.sent.front().provider, "second");
        QCOMPARE(bench.upstream.sent.front().model, "other");
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(hits.count("rule_1").hits, 1);
        QVERIFY(hits.count("rule_1").lastMs > 0);
        QCOMPARE(bench.record().routedModel, "other");
    }

    void parametersHeadersAndWaitTimesReachTheProvider()
    {
        Bench bench(planWith("{}", R"([{"override_parameters":{"temperature":0}},{"default_parameters":{"seed":7}},
                                        {"add_header":{"name":"x-team","value":"blue"}},
                                        {"timeouts":{"first_token_ms":123,"connect_ms":45}}])"));
        bench.begin(R"({"model":"m","temperature": 1.5 ,"messages":[]})");
        QCOMPARE(bench.upstream.sent.front().body, R"({"seed":7,"model":"m","temperature": 0 ,"messages":[]})");
        const upstream::Request &request = bench.upstream.call().request;
        QCOMPARE(request.headers.size(), std::size_t{1});
        QCOMPARE(request.headers.front().second, "blue");
        QCOMPARE(request.timeoutsInForce().firstTokenMs, std::int64_t{123});
        QCOMPARE(request.timeoutsInForce().connectMs, std::int64_t{45});
        QCOMPARE(request.timeoutsInForce().idleMs, request.provider->timeouts.idleMs);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
    }

    void theSwitchOffAsksNoRules()
    {
        routing::RuleHits hits;
        auto plan = planWith("{}", R"([{"reject":"no"}])", &hits);
        plan->routing = false;
        Bench bench(plan);
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        QCOMPARE(hits.count("rule_1").hits, 0);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
    }

    void theRulesParametersComeBeforeThoseOfTheModelMap()
    {
        const model::AliasTarget line{.overrides = {{"temperature", 1}, {"top_p", 1}}};
        routing::Target target;
        target.alias = &line;
        routing::Effects effects;
        QCOMPARE(base::dump(exchange::overridesFor(effects, target)), R"({"temperature":1,"top_p":1})");
        effects.overrides = {{"temperature", 0}};
        QCOMPARE(base::dump(exchange::overridesFor(effects, target)), R"({"temperature":0,"top_p":1})");
        target.alias = nullptr;
        QCOMPARE(base::dump(exchange::overridesFor(effects, target)), R"({"temperature":0})");
    }
};

QTEST_GUILESS_MAIN(RulesAppliedTest)
#include "rules_applied_test.moc"
