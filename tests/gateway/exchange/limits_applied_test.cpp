#include "base/boot_clock.h"
#include "gateway/exchange/exchange_words.h"
#include "ledger/limits.h"
#include "pricing/cost.h"

using namespace words;
using fakes::ClientSide;
using fixture::Bench;
using model::Limits;
using model::Outcome;

namespace {

const std::string kAskTwo = R"({"model":"m","stream":true,"max_tokens":2,"messages":[]})";

/// A plan's limits with their meters.
struct House {
    ledger::Limits limits{};
    std::shared_ptr<const ledger::LimitSet> set{};

    std::shared_ptr<model::Plan> plan(Limits ofKey, Limits ofFirst = {},
                                      std::shared_ptr<model::Plan> plan = fixture::usualPlan())
    {
        plan->clientKeys.begin()->second.limits = ofKey;
        plan->providers.front().limits = ofFirst;
        auto adopted =
            limits.adopt(*plan, [](std::int64_t) { return base::Result<ledger::Limits::Past>(ledger::Limits::Past{}); },
                         {base::systemBootClock().millis(), base::systemClock().wallMillis()});
        if (!adopted)
            qFatal("%s", base::describe(adopted.error()).c_str());
        set = *adopted;
        plan->limitSet = set;
        return plan;
    }
    std::int64_t open() const { return set->ofCaller("key_member").front().meter->open; }
    std::int64_t openAtFirst() const { return set->ofTarget("prov_first", "m").front().meter->open; }
    std::int64_t requests() const
    {
        return set->ofCaller("key_member").front().meter->requests->used(base::systemBootClock().millis());
    }
    std::int64_t tokens() const
    {
        return set->ofCaller("key_member").front().meter->tokens->used(base::systemBootClock().millis());
    }
    std::int64_t tokensAtFirst() const
    {
        return set->ofTarget("prov_first", "m").front().meter->tokens->used(base::systemBootClock().millis());
    }
};

} // namespace

class LimitsAppliedTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallThatDoesNotFitIsRefusedInWords()
    {
        House house;
        Bench bench(house.plan({.requestsPerMinute = 1}));
        const auto first = bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(first->status, 200);
        QVERIFY2(first->headers.contains("x-ratelimit-remaining-requests: 0\r\n"), first->headers.c_str());
        const auto second = bench.begin(kAsk);
        QCOMPARE(second->status, 429);
        QCOMPARE(codeOf(*second), "rate_limit_exceeded");
        QCOMPARE(base::textOr(base::at(errorOf(*second), "type")), "requests");
        QVERIFY2(second->headers.contains("retry-after: ") && !second->headers.contains("x-should-retry"),
                 second->headers.c_str());
        QVERIFY(bench.upstream.open.empty() && bench.nothingIsOpen());
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        QCOMPARE(bench.record().outcome, Outcome::Refused);
    }

    void aStreamsHeadTellsTheLimits()
    {
        House house;
        Bench bench(house.plan({.requestsPerMinute = 5}));
        const auto client = bench.begin(kAskStream);
        bench.upstream.call().head(200).bytes(kHi);
        bench.reactor.run();
        QVERIFY2(client->headers.contains("x-ratelimit-remaining-requests: 4\r\n")
                     && client->headers.contains("x-switchyard-attempts: 1\r\n"),
                 client->headers.c_str());
        bench.upstream.call().bytes(kStop + kUsage + kDone).end();
        bench.reactor.run();
    }

    void tokensAreReservedThenSettledOnce()
    {
        House house;
        Bench bench(house.plan({.tokensPerMinute = 1000}));
        bench.begin(kAskTwo);
        const std::int64_t reserved = pricing::estimateTokens(std::ssize(kAskTwo)) + 2;
        QCOMPARE(house.tokens(), reserved);
        bench.upstream.call().answer(500, kRefusal);
        bench.reactor.run();
        while (bench.reactor.armed() > 0 && bench.upstream.sent.size() < 2)
            bench.reactor.fireNext();       // the next attempt has its time
        QCOMPARE(house.tokens(), reserved); // once, whatever it is tried on
        bench.upstream.call().head(200).bytes(kHi + kStop + kUsage + kDone).end();
        bench.reactor.run();
        QCOMPARE(house.tokens(), std::int64_t{10});
    }

    void whateverBecomesOfACallItsPlaceIsFreeBeforeItsEnd_data()
    {
        QTest::addColumn<QByteArray>("end");
        for (const char *end : {"whole", "refused", "broken", "left", "stopped", "no such model", "a bad body"})
            QTest::newRow(end) << QByteArray(end);
    }
    void whateverBecomesOfACallItsPlaceIsFreeBeforeItsEnd()
    {
        QFETCH(const QByteArray, end);
        House house;
        auto plan = fixture::planOf({fixture::provider("first", 0, {"key_a"})});
        plan->providers.front().anyModel = false;
        plan->providers.front().models = {{.name = "m"}};
        Bench bench(house.plan({.concurrentCalls = 1}, {.concurrentCalls = 1}, plan));
        const auto client = std::make_shared<ClientSide>();
        std::int64_t openAtEnd = -1;
        client->onEnd = [&] { openAtEnd = house.open() + house.openAtFirst(); };
        if (end == "no such model") {
            bench.begin(client, R"({"model":"x","messages":[]})");
        } else if (end == "a bad body") {
            bench.begin(client, R"({"messages":[]})");
        } else {
            bench.begin(client, kAskStream);
            QCOMPARE(house.open() + house.openAtFirst(), std::int64_t{2});
            QCOMPARE(bench.begin(kAsk)->status, 429);
        }
        if (end == "whole")
            bench.upstream.call().head(200).bytes(kHi + kStop + kUsage + kDone).end();
        else if (end == "refused")
            bench.upstream.call().answer(400, kRefusal);
        else if (end == "broken")
            bench.upstream.call().head(200).bytes(kHi).end(model::FailureClass::Cut);
        else if (end == "left")
            client->hangUp();
        else if (end == "stopped")
            bench.exchanges.stop();
        bench.reactor.run();
        QVERIFY(bench.nothingIsOpen());
        QCOMPARE(openAtEnd, end == "left" ? std::int64_t{-1} : std::int64_t{0});
        QCOMPARE(house.open() + house.openAtFirst(), std::int64_t{0});
    }

    void aFullTargetIsPassedOver()
    {
        House house;
        Bench bench(house.plan({}, {.requestsPerMinute = 1}));
        for (int i = 0; i < 2; ++i) {
            bench.begin(kAsk);
            bench.upstream.call().answer(200, kWhole);
            bench.reactor.run();
        }
        QCOMPARE(bench.record("req_1").attempts.front().providerName, "first");
        const auto record = bench.record("req_2");
        QCOMPARE(record.attempts.front().providerName, "second");
        QVERIFY2(record.decision.contains("\"limited\""), record.decision.c_str());
    }

    void whenAllAreFullTheCallerIsTold()
    {
        House house;
        auto plan = fixture::planOf({fixture::provider("first", 0, {"key_a", "key_b"})});
        Bench bench(house.plan({.requestsPerMinute = 9, .concurrentCalls = 9}, {.requestsPerMinute = 1}, plan));
        bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        const auto client = bench.begin(kAsk);
        QCOMPARE(client->status, 429);
        QCOMPARE(codeOf(*client), "provider_limit");
        QVERIFY2(client->headers.contains("retry-after: 6")
                     && client->headers.contains("x-ratelimit-limit-requests: 9"),
                 client->headers.c_str());
        QVERIFY(bench.nothingIsOpen());
        QCOMPARE(house.open(), std::int64_t{0});
    }

    void eachAttemptCountsForItsTarget()
    {
        House house;
        auto plan = fixture::planOf({fixture::provider("first", 0, {"key_a", "key_b"})});
        Bench bench(house.plan({.requestsPerMinute = 9}, {.requestsPerMinute = 2, .tokensPerMinute = 10'000}, plan));
        bench.begin(kAsk);
        bench.upstream.call().answer(401, kRefusal);
        bench.reactor.run();
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(bench.record().attempts.size(), std::size_t{2});
        QCOMPARE(house.requests(), std::int64_t{1});
        QCOMPARE(house.tokensAtFirst(), std::int64_t{10}); // the refused one used nothing
        QCOMPARE(bench.begin(kAsk)->status, 429);
    }

    void aBusyTargetIsPassedOver()
    {
        House house;
        Bench bench(house.plan({}, {.concurrentCalls = 1}));
        bench.begin(kAsk);
        bench.begin(kAsk);
        QCOMPARE(bench.upstream.sent.size(), std::size_t{2});
        QCOMPARE(bench.upstream.sent[0].provider, "first");
        QCOMPARE(bench.upstream.sent[1].provider, "second");
        bench.exchanges.stop();
        bench.reactor.run();
        QCOMPARE(house.openAtFirst(), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(LimitsAppliedTest)
#include "limits_applied_test.moc"
