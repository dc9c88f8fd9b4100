#include "gateway/exchange/exchange_words.h"
#include "model/words.h"

using namespace words;
using fakes::ClientSide;
using fakes::FakeCall;
using fixture::Bench;
using model::FailureClass;
using model::Outcome;

namespace {

constexpr std::int64_t kPatienceMs = 3000;

std::shared_ptr<model::Plan> hedgingPlan(std::size_t providers = 2)
{
    std::vector<model::Provider> all;
    for (const char *name : {"first", "second", "third"})
        if (all.size() < providers)
            all.push_back(fixture::provider(name, static_cast<std::int64_t>(all.size()), {std::string("key_") + name}));
    auto plan = fixture::planOf(std::move(all));
    plan->settings.hedging = "fixed";
    plan->settings.hedgeAfterMs = kPatienceMs;
    plan->settings.hedgePercent = 100;
    return plan;
}

/// `provider:failure` of each attempt, as they are in the record.
std::string attemptsOf(const model::CallRecord &record)
{
    std::string out;
    for (const model::AttemptRecord &one : record.attempts)
        out += (out.empty() ? "" : " ") + one.providerName + ':' + std::string(model::toWord(one.failure));
    return out;
}

/// A call whose first target has kept it waiting, so that a second one is asked as well.
struct Slow {
    explicit Slow(std::string ask, std::shared_ptr<model::Plan> plan = hedgingPlan())
        : bench(std::move(plan)), client(bench.begin(std::move(ask)))
    {
        bench.reactor.fireNext();
        if (bench.upstream.open.size() != 2)
            qFatal("%zu attempts are under way", bench.upstream.open.size());
    }
    FakeCall &first() { return *bench.upstream.open.front(); }
    FakeCall &second() { return *bench.upstream.open.back(); }
    bool over() const { return bench.nothingIsOpen() && client->released && client->misuses == 0; }

    Bench bench;
    std::shared_ptr<ClientSide> client;
};

} // namespace

class HedgingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSecondBeginsWhenTheFirstHasKeptTheCallWaiting()
    {
        Bench bench(hedgingPlan());
        const std::int64_t before = base::systemClock().steadyNanos();
        bench.begin(kAskStream);
        const std::int64_t after = base::systemClock().steadyNanos();
        QVERIFY(bench.reactor.nextDue() >= before + kPatienceMs * 1'000'000);
        QVERIFY(bench.reactor.nextDue() <= after + kPatienceMs * 1'000'000);
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        bench.reactor.fireNext();
        QCOMPARE(bench.upstream.sent.size(), std::size_t{2});
        QCOMPARE(bench.upstream.sent.back().provider, "second");
        bench.exchanges.stop();
        bench.reactor.run();
    }

    void whoeverBringsContentFirstAnswers_data()
    {
        QTest::addColumn<bool>("secondWins");
        QTest::newRow("the second") << true;
        QTest::newRow("the first after all") << false;
    }
    void whoeverBringsContentFirstAnswers()
    {
        QFETCH(bool, secondWins);
        Slow call(kAskStream);
        FakeCall &winner = secondWins ? call.second() : call.first();
        (secondWins ? call.first() : call.second()).head(200).bytes(kRole);
        winner.head(200).bytes(kHi);
        call.bench.reactor.run();
        QCOMPARE(call.client->body, kHi);
        QCOMPARE(call.bench.upstream.open, std::vector<FakeCall *>{&winner}); // the other one is closed already
        winner.bytes(kStop + kUsage + kDone).end();
        call.bench.reactor.run();
        QVERIFY(call.over());
        QCOMPARE(call.client->body, kHi + kStop + kDone);
        QVERIFY(call.client->headers.contains("x-switchyard-attempts: 2\r\n"));
        const auto record = call.bench.record();
        QCOMPARE(attemptsOf(record), secondWins ? "first:hedge_lost second:none" : "second:hedge_lost first:none");
        QCOMPARE(record.outcome, Outcome::Done);
        QCOMPARE(record.providerName, secondWins ? "second" : "first");
        QCOMPARE(record.usage.output, std::int64_t{3});
        const auto &[lost, won] = std::tie(record.attempts[0], record.attempts[1]);
        QVERIFY(lost.usage.input > 0 && !lost.usage.reported);
        QVERIFY(lost.cost.value > 0);
        QCOMPARE(lost.confidence, model::Confidence::Estimated);
        QCOMPARE(record.cost.value, lost.cost.value + won.cost.value);
        QCOMPARE(record.confidence, model::Confidence::Estimated);
        QCOMPARE(call.bench.settled(), 1);
    }

    void aWholeAnswerIsHedgedAsWell()
    {
        Slow call(kAsk);
        call.second().answer(200, kWhole);
        call.bench.reactor.run();
        QVERIFY(call.over());
        QCOMPARE(call.client->body, kWhole);
        QCOMPARE(attemptsOf(call.bench.record()), "first:hedge_lost second:none");
    }

    void afterContentNobodyElseIsAsked()
    {
        Bench bench(hedgingPlan());
        const auto client = bench.begin(kAskStream);
        bench.upstream.call().head(200).bytes(kHi);
        bench.reactor.run();
        QVERIFY(bench.reactor.nextDue() > base::systemClock().steadyNanos() + 2 * kPatienceMs * 1'000'000);
        bench.upstream.call().bytes(kStop + kDone).end();
        bench.reactor.run();
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        QVERIFY(bench.nothingIsOpen());
    }

    void nobodyElseIsAsked_data()
    {
        QTest::addColumn<int>("providers");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("percent");
        QTest::newRow("where there is nobody") << 1 << 4 << 100;
        QTest::newRow("when no attempt is left") << 2 << 1 << 100;
        QTest::newRow("when as many calls as are allowed had two") << 2 << 4 << 99;
    }
    void nobodyElseIsAsked()
    {
        QFETCH(int, providers);
        QFETCH(int, attempts);
        QFETCH(int, percent);
        const auto plan = hedgingPlan(static_cast<std::size_t>(providers));
        plan->settings.maxAttempts = attempts;
        plan->settings.hedgePercent = percent;
        Bench bench(plan);
        const auto client = bench.begin(kAsk);
        bench.reactor.fireNext();
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(client->body, kWhole);
        QVERIFY(client->headers.contains("x-switchyard-attempts: 1\r\n"));
        QVERIFY(bench.nothingIsOpen());
        // What could not be used is not lost: the next call may.
        QVERIFY(bench.health.hedges().take() == (percent == 100));
    }

    void itIsOffUnlessAskedFor()
    {
        const auto plan = hedgingPlan();
        plan->settings.hedging = model::Settings().hedging;
        Bench bench(plan);
        bench.begin(kAsk);
        QVERIFY(bench.reactor.nextDue() > base::systemClock().steadyNanos() + 2 * kPatienceMs * 1'000'000);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QVERIFY(bench.nothingIsOpen());
        QVERIFY(!bench.health.hedges().take());
    }

    void whenOneFailsTheOtherCarriesOn_data()
    {
        QTest::addColumn<bool>("secondFails");
        QTest::newRow("the second fails") << true;
        QTest::newRow("the first fails") << false;
    }
    void whenOneFailsTheOtherCarriesOn()
    {
        QFETCH(bool, secondFails);
        Slow call(kAskStream);
        (secondFails ? call.second() : call.first()).answer(400, kRefusal);
        call.bench.reactor.run();
        QCOMPARE(call.client->status, 0);
        QCOMPARE(call.bench.upstream.open.size(), std::size_t{1});
        call.bench.upstream.call().head(200).bytes(kHi + kStop + kDone).end();
        call.bench.reactor.run();
        QVERIFY(call.over());
        QCOMPARE(call.client->body, kHi + kStop + kDone);
        QCOMPARE(attemptsOf(call.bench.record()),
                 secondFails ? "second:bad_request first:none" : "first:bad_request second:none");
    }

    void whenBothFailAThirdIsAskedAndNoFourthBesideIt()
    {
        Slow call(kAskStream, hedgingPlan(3));
        call.first().answer(401, kRefusal);
        call.bench.reactor.run();
        call.second().answer(401, kRefusal);
        call.bench.reactor.run();
        QCOMPARE(call.bench.upstream.sent.size(), std::size_t{3});
        QCOMPARE(call.bench.upstream.sent.back().provider, "third");
        QVERIFY(call.bench.reactor.nextDue() > base::systemClock().steadyNanos() + 2 * kPatienceMs * 1'000'000);
        call.bench.upstream.call().head(200).bytes(kHi + kStop + kDone).end();
        call.bench.reactor.run();
        QVERIFY(call.over());
        QCOMPARE(attemptsOf(call.bench.record()), "first:bad_key second:bad_key third:none");
    }

    void aClientThatLeavesEndsBoth()
    {
        Slow call(kAsk);
        call.client->hangUp();
        call.bench.reactor.run();
        QVERIFY(call.bench.nothingIsOpen());
        const auto record = call.bench.record();
        QCOMPARE(record.outcome, Outcome::Cancelled);
        QCOMPARE(attemptsOf(record), "second:cancelled first:cancelled");
        QVERIFY(record.cost.value > 0);
    }

    void theEndOfTheProgramEndsBoth()
    {
        Slow call(kAskStream);
        call.bench.exchanges.stop();
        call.bench.reactor.run();
        QVERIFY(call.over());
        QCOMPARE(call.client->status, 503);
        QCOMPARE(attemptsOf(call.bench.record()), "second:stopping first:stopping");
    }

    void theBooksKnowOfBothBeforeTheSecondIsAsked()
    {
        Bench bench(hedgingPlan());
        std::vector<model::CallBegin> known;
        bench.begin(kAsk);
        bench.upstream.onStart = [&](FakeCall &) { known = bench.leftOpen(); };
        bench.reactor.fireNext();
        QCOMPARE(known.size(), std::size_t{1});
        QCOMPARE(known.front().providerName, "second");
        QCOMPARE(known.front().earlier.size(), std::size_t{1});
        QCOMPARE(known.front().earlier.front().providerName, "first");
        QVERIFY(known.front().earlier.front().cost.value > 0);
        bench.exchanges.stop();
        bench.reactor.run();
    }

    void theUsualWaitIsLearnedFirst()
    {
        const auto plan = hedgingPlan();
        plan->settings.hedging = "p95";
        Bench bench(plan);
        const auto patienceMs = [&] {
            const std::int64_t before = base::systemClock().steadyNanos();
            bench.begin(kAskStream);
            const std::int64_t due = bench.reactor.nextDue() - before;
            bench.upstream.call().head(200).bytes(kHi + kStop + kDone).end();
            bench.reactor.run();
            return due / 1'000'000;
        };
        for (int i = 0; i < routing::Tail::kFewest; ++i)
            QVERIFY(patienceMs() > 50'000); // the time for a first token
        QVERIFY(patienceMs() < 50'000);
        QVERIFY(bench.nothingIsOpen());
    }
};

QTEST_GUILESS_MAIN(HedgingTest)
#include "hedging_test.moc"
