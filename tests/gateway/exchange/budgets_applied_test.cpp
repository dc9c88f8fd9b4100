#include "gateway/exchange/budget_house.h"
#include "gateway/exchange/exchange_words.h"
#include "routing/rules/rule_set.h"

using namespace words;
using fakes::ClientSide;
using fakes::FakeCall;
using fixture::Bench;
using fixture::budgetOf;
using fixture::House;
using fixture::kAnswer;
using fixture::kInput;
using fixture::kOutput;
using fixture::worstOf;
using model::Budget;
using model::BudgetMode;
using model::BudgetScope;
using model::FailureClass;
using model::Outcome;

namespace {

const std::string kAskTwo = R"({"model":"m","stream":true,"max_tokens":2,"messages":[]})";

/// One rule for every call.
void addRule(model::Plan &plan, const char *when, const char *then)
{
    model::Rule rule{.id = "rule_1", .name = "the rule"};
    rule.when = *base::parseJson(when);
    rule.then = *base::parseJson(then);
    plan.rules = {rule};
    auto compiled = routing::RuleSet::compile(plan.rules, {});
    if (!compiled)
        qFatal("%s %s", compiled.error().param.c_str(), compiled.error().detail.c_str());
    plan.ruleSet = std::make_shared<const routing::RuleSet>(std::move(*compiled));
}

std::string messageOf(const ClientSide &client)
{
    return base::textOr(base::at(errorOf(client), "message"));
}

} // namespace

class BudgetsAppliedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallThatDoesNotFitIsRefusedInWords()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", worstOf(kAskTwo, 2) - 1)}));
        const auto client = bench.begin(kAskTwo);
        QCOMPARE(client->status, 429);
        QCOMPARE(codeOf(*client), "budget_exceeded");
        QCOMPARE(base::textOr(base::at(errorOf(*client), "type")), "budget_exceeded");
        const std::string words = messageOf(*client);
        QVERIFY2(words.contains("the budget \"team\"") && words.contains("it begins anew at 20"), words.c_str());
        QVERIFY2(!client->headers.contains("retry-after") && client->headers.contains("x-should-retry: false"),
                 client->headers.c_str());
        QVERIFY(bench.upstream.sent.empty() && bench.nothingIsOpen());
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Refused);
        QCOMPARE(record.errorCode, "budget_exceeded");
        QCOMPARE(house.sums("team").used(), std::int64_t{0});
    }

    void itsWorstCaseIsHeldThenItsCostSpent()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", worstOf(kAskTwo, 2))}));
        bench.begin(kAskTwo);
        QCOMPARE(bench.upstream.sent.front().body.contains("max_tokens\":2"), true);
        QCOMPARE(house.sums("team").reserved(), worstOf(kAskTwo, 2));
        const auto begun = bench.leftOpen();
        QCOMPARE(begun.front().reserved.value, worstOf(kAskTwo, 2));
        QCOMPARE(begun.front().budgets, "budget_team");
        QCOMPARE(bench.begin(kAskTwo)->status, 429); // there is no room for a second
        bench.upstream.call().head(200).bytes(kHi + kStop + kUsage + kDone).end();
        bench.reactor.run();
        QCOMPARE(house.sums("team").reserved(), std::int64_t{0});
        QCOMPARE(house.sums("team").spent(), kAnswer);
        const auto record = bench.record("req_1");
        QCOMPARE(record.attempts.front().reserved.value, worstOf(kAskTwo, 2));
        QCOMPARE(record.attempts.front().budgets, "budget_team");
        QCOMPARE(record.cost.value, kAnswer);
    }

    void whereNobodySetALimitOneIsSent()
    {
        House house;
        auto plan = fixture::usualPlan();
        plan->providers.front().models.push_back({.name = "m", .maxOutput = 100});
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}, plan));
        bench.begin(kAsk);
        QVERIFY2(bench.upstream.sent.back().body.contains("\"max_tokens\":100"),
                 bench.upstream.sent.back().body.c_str());
        QCOMPARE(house.sums("team").reserved(), worstOf(kAsk, 100));
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        const std::string other = R"({"model":"other","messages":[],"n":2})";
        bench.begin(other);
        QVERIFY(bench.upstream.sent.back().body.contains("\"max_tokens\":4096"));
        QCOMPARE(house.sums("team").reserved(), worstOf(other, 2 * 4096));
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(house.sums("team").used(), 2 * kAnswer);
    }

    void whatIsElsewhereCountsAsTheWholeContext()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        bench.begin(R"({"model":"m","max_tokens":1,"messages":[{"role":"user","content":[{"type":"image_url",)"
                    R"("image_url":{"url":"https:a.png"}}]}]})");
        QCOMPARE(house.sums("team").reserved(), 200'000 * kInput + kOutput);
    }

    void aFailureReleasesAndEachAttemptCounts()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        bench.begin(kAskTwo);
        bench.upstream.call().answer(401, kRefusal); // costs nothing
        bench.reactor.run();
        QCOMPARE(house.sums("team").reserved(), worstOf(kAskTwo, 2));
        QCOMPARE(bench.upstream.sent.size(), std::size_t{2});
        bench.upstream.call().head(200).bytes(kHi + kStop + kUsage + kDone).end();
        bench.reactor.run();
        QCOMPARE(house.sums("team").used(), kAnswer);
        QCOMPARE(bench.record().attempts.size(), std::size_t{2});
    }

    void aClientThatLeavesPaysForWhatRan()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        const auto client = bench.begin(kAskTwo);
        bench.upstream.call().head(200).bytes(kHi);
        bench.reactor.run();
        client->hangUp();
        bench.reactor.run();
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Cancelled);
        QVERIFY(record.cost.value > 0);
        QCOMPARE(house.sums("team").used(), record.cost.value);
    }

    void theProgramsEndLeavesNothingHeld()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        bench.begin(kAskTwo);
        bench.exchanges.stop();
        bench.reactor.run();
        QVERIFY(bench.nothingIsOpen());
        QCOMPARE(house.sums("team").reserved(), std::int64_t{0});
        QCOMPARE(house.sums("team").spent(), bench.record().cost.value);
    }

    void aStreamOverItsLimitIsCutAsIfByIt()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        const auto client = bench.begin(kAskTwo);
        bench.upstream.call().head(200).bytes(kHi + kHi + kHi + kHi);
        bench.reactor.run();
        QCOMPARE(client->end, ClientSide::End::Finished);
        QVERIFY2(client->body.starts_with(kHi + kHi), client->body.c_str());
        QVERIFY2(!client->body.starts_with(kHi + kHi + kHi), client->body.c_str());
        QVERIFY2(client->body.contains(R"("finish_reason":"length")"), client->body.c_str());
        QVERIFY2(client->body.ends_with(kDone), client->body.c_str());
        QVERIFY(bench.nothingIsOpen()); // the provider's connection, too
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Partial);
        QCOMPARE(record.errorCode, "budget_cut");
        QCOMPARE(record.status, 200);
        QCOMPARE(record.confidence, model::Confidence::Estimated);
        QVERIFY(record.attempts.front().cut);
        QCOMPARE(record.usage.output, std::int64_t{2});
        QCOMPARE(house.sums("team").used(), record.cost.value);
        QVERIFY(record.cost <= record.attempts.front().reserved);
    }

    void aStreamWithinItsLimitIsNotTouched()
    {
        House house;
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}));
        const auto client = bench.begin(kAskTwo);
        bench.upstream.call().head(200).bytes(kRole + kHi + kHi + kStop + kUsage + kDone).end();
        bench.reactor.run();
        QCOMPARE(client->body, kRole + kHi + kHi + kStop + kDone);
        QCOMPARE(bench.record().outcome, Outcome::Done);
    }

    void anExhaustedProviderIsPassedOver()
    {
        House house;
        Budget first = budgetOf("first", 1);
        first.scope = BudgetScope::Provider;
        first.subject = "prov_first";
        Bench bench(house.plan({first}));
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.back().provider, "second");
        QVERIFY(!bench.upstream.sent.back().body.contains("max_tokens")); // no budget holds there
    }

    void budgetsOfOthersDoNotMatter()
    {
        House house;
        Budget other = budgetOf("other", 1);
        other.scope = BudgetScope::Key;
        other.subject = "key_other";
        Bench bench(house.plan({other}));
        bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(bench.record().outcome, Outcome::Done);
        QCOMPARE(house.sums("other").used(), std::int64_t{0});
    }

    void tagsOfRulesCount()
    {
        House house;
        Budget tagged = budgetOf("tagged", 1'000'000'000);
        tagged.scope = BudgetScope::Tag;
        tagged.subject = "poem";
        auto plan = fixture::usualPlan();
        addRule(*plan, "{}", R"([{"tag":"poem"}])");
        Bench bench(house.plan({tagged}, plan));
        bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(house.sums("tagged").spent(), kAnswer);
        QCOMPARE(bench.record().cost.value, kAnswer);
    }

    void whatHasNoPriceIsRefused()
    {
        House house;
        auto plan = fixture::usualPlan();
        for (model::Provider &provider : plan->providers)
            provider.type = "openai"; // for which the test has no prices
        Bench bench(house.plan({budgetOf("team", 1'000'000'000)}, plan));
        const auto client = bench.begin(kAsk);
        QCOMPARE(client->status, 429);
        QVERIFY2(messageOf(*client).contains("price of this model is not known"), messageOf(*client).c_str());
    }

    void aSoftBudgetThatIsUsedUpShiftsItsCalls()
    {
        House house;
        Budget soft = budgetOf("soft", kAnswer, BudgetMode::Soft);
        soft.shiftTo = "second/cheap";
        Bench bench(house.plan({soft}));
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.back().model, "m");
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.back().provider + "/" + bench.upstream.sent.back().model, "second/cheap");
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(house.sums("soft").spent(), 2 * kAnswer);
    }

    void rulesMayAskWhatIsLeft()
    {
        House house;
        auto plan = fixture::usualPlan();
        addRule(*plan, R"({"budget_left":{"budget":"soft","below_percent":50}})", R"([{"use_provider":"second"}])");
        Bench bench(house.plan({budgetOf("soft", 2 * kAnswer - 1, BudgetMode::Soft)}, plan));
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.back().provider, "first");
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.back().provider, "second");
    }
};

QTEST_GUILESS_MAIN(BudgetsAppliedTest)
#include "budgets_applied_test.moc"
