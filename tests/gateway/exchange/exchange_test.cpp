#include "gateway/exchange/exchange_words.h"

using namespace words;
using fakes::ClientSide;
using fakes::FakeCall;
using fixture::Bench;
using model::FailureClass;
using model::Outcome;

namespace {

/// `provider/key` of each request that was sent, in order.
std::string route(const Bench &bench)
{
    std::string out;
    for (const auto &one : bench.upstream.sent)
        out += (out.empty() ? "" : " ") + one.provider + '/' + one.key;
    return out;
}

/// Between what and what the pause is that `step` begins: the clock goes on while it does. Unit: milliseconds.
struct Pause {
    double least = 0;
    double most = 0;
};
template <typename Step>
Pause pauseBegunBy(const Bench &bench, Step step)
{
    const std::int64_t before = base::systemClock().steadyNanos();
    step();
    const std::int64_t after = base::systemClock().steadyNanos();
    const auto sinceThen = [&](std::int64_t then) { return static_cast<double>(bench.reactor.nextDue() - then) / 1e6; };
    return {sinceThen(after), sinceThen(before)};
}

} // namespace

class ExchangeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeAnswerIsBookedAndThenHandedOver()
    {
        Bench bench;
        auto client = std::make_shared<ClientSide>();
        std::int64_t settledBefore = -1;
        client->onEnd = [&] { settledBefore = bench.settled(); };
        bench.begin(client, kAsk);
        QVERIFY(client->body.empty() && client->known);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(client->body, kWhole);
        QCOMPARE(client->status, 200);
        QCOMPARE(client->end, ClientSide::End::Responded);
        QCOMPARE(settledBefore, 1);
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Done);
        QCOMPARE(record.usage.output, std::int64_t{3});
        QCOMPARE(record.cost.value, std::int64_t{7 * 1000 + 3 * 5000});
        QCOMPARE(record.billedModel, "served");
        QVERIFY(bench.nothingIsOpen() && client->released);
    }

    void theEndOfAStreamWaitsForTheBooks()
    {
        Bench bench;
        auto client = std::make_shared<ClientSide>();
        std::int64_t settledBefore = -1;
        std::string sentBefore;
        client->onEnd = [&] {
            settledBefore = bench.settled();
            sentBefore = client->body;
        };
        bench.begin(client, kAskStream);
        FakeCall &call = bench.upstream.call();
        call.head(200).bytes(kRole);
        bench.reactor.run();
        QCOMPARE(client->status, 0); // nothing before content
        call.bytes(kHi);
        bench.reactor.run();
        QCOMPARE(client->body, kRole + kHi);
        call.bytes(kStop + kUsage + kDone).end();
        bench.reactor.run();
        QCOMPARE(sentBefore, kRole + kHi + kStop);
        QCOMPARE(settledBefore, 1);
        QCOMPARE(client->body, kRole + kHi + kStop + kDone);
        QCOMPARE(client->end, ClientSide::End::Finished);
        QCOMPARE(bench.record().outcome, Outcome::Done);
        QVERIFY(bench.record().usage.reported);
        QVERIFY(bench.nothingIsOpen() && client->misuses == 0);
    }

    void afterItsTerminatorAStreamIsNotWaitedForLong()
    {
        Bench bench;
        const auto client = bench.begin(kAskStream);
        bench.upstream.call().head(200).bytes(kHi + kStop + kDone);
        const Pause pause = pauseBegunBy(bench, [&] { bench.reactor.run(); });
        QCOMPARE(client->end, ClientSide::End::Open);
        QVERIFY(pause.most > 0 && pause.least <= 100);
        bench.reactor.fireNext();
        QCOMPARE(client->end, ClientSide::End::Finished);
        QCOMPARE(client->body, kHi + kStop + kDone);
        QVERIFY(bench.nothingIsOpen());
    }

    void attemptsGoKeyByKeyThenToTheNextProvider()
    {
        Bench bench;
        bench.upstream.onStart = [](FakeCall &call) { call.answer(401, kRefusal); };
        const auto client = bench.begin(kAsk);
        QCOMPARE(route(bench), "first/key_a first/key_b second/key_c");
        QCOMPARE(client->status, 401);
        QCOMPARE(client->body, kRefusal);
        QVERIFY(client->headers.contains("x-should-retry: false\r\n"));
        QVERIFY(client->headers.contains("x-switchyard-attempts: 3\r\n"));
        const auto record = bench.record();
        QCOMPARE(record.attempts.size(), std::size_t{3});
        QCOMPARE(record.outcome, Outcome::Failed);
        QCOMPARE(record.cost.value, std::int64_t{0});
        QCOMPARE(bench.settled(), 1);
    }

    void theBooksKnowOfEveryAttemptBeforeItsProvider()
    {
        Bench bench;
        std::vector<model::CallBegin> known;
        bench.upstream.onStart = [&](FakeCall &call) {
            const auto open = bench.leftOpen();
            known.push_back(open.size() == 1 ? open.front() : model::CallBegin{});
            call.answer(401, kRefusal);
        };
        bench.begin(kAsk);
        QCOMPARE(known.size(), std::size_t{3});
        const auto record = bench.record();
        for (std::size_t i = 0; i < known.size(); ++i) {
            QCOMPARE(known[i].id, bench.lastId);
            QCOMPARE(known[i].providerName, i < 2 ? "first" : "second");
            QCOMPARE(known[i].earlier.size(), i);
            for (std::size_t j = 0; j < i; ++j)
                QCOMPARE(fixture::text(known[i].earlier[j]), fixture::text(record.attempts[j]));
        }
        QVERIFY(bench.leftOpen().empty());
    }

    void noAttemptBeginsAfterTheCallsTimeIsOver()
    {
        Bench bench;
        bench.age = std::chrono::minutes(15);
        bench.upstream.onStart = [](FakeCall &call) { call.answer(401, kRefusal); };
        const auto client = bench.begin(kAsk);
        QCOMPARE(route(bench), "first/key_a");
        QCOMPARE(client->status, 401);
        QVERIFY(bench.nothingIsOpen());
    }

    void aProviderThatFailsIsAskedOnceMoreAfterAPause()
    {
        Bench bench;
        int asked = 0;
        bench.upstream.onStart = [&](FakeCall &call) {
            ++asked < 3 ? call.answer(503, kRefusal) : call.answer(200, kWhole);
        };
        const auto client = std::make_shared<ClientSide>();
        const Pause pause = pauseBegunBy(bench, [&] { bench.begin(client, kAsk); });
        QCOMPARE(asked, 1);
        QVERIFY(pause.most >= 400 && pause.least <= 600);
        bench.reactor.fireNext();
        QCOMPARE(route(bench), "first/key_a first/key_a first/key_b");
        QCOMPARE(client->body, kWhole);
        QVERIFY(bench.nothingIsOpen());
    }

    void aStreamThatDiesBeforeContentFailsOverUnseen()
    {
        Bench bench(
            fixture::planOf({fixture::provider("first", 0, {"key_a"}), fixture::provider("second", 1, {"key_b"})}));
        int asked = 0;
        bench.upstream.onStart = [&](FakeCall &call) {
            if (++asked < 3)
                call.head(200).bytes(kRole + ": ping\n\n").end(FailureClass::Cut, "broke");
            else
                call.head(200).bytes(kHi + kStop + kDone).end();
        };
        const auto client = bench.begin(kAskStream);
        bench.reactor.fireNext();
        QCOMPARE(route(bench), "first/key_a first/key_a second/key_b");
        QCOMPARE(client->body, kHi + kStop + kDone);
        const auto record = bench.record();
        QCOMPARE(record.attempts.size(), std::size_t{3});
        QVERIFY(record.attempts[0].usage.input > 0); // it took the request and may bill it
        QCOMPARE(record.confidence, model::Confidence::Estimated);
    }

    void aCallThatFailsHasTheTokensOfAllItsAttempts()
    {
        Bench bench(
            fixture::planOf({fixture::provider("first", 0, {"key_a"}), fixture::provider("second", 1, {"key_b"})}));
        bench.upstream.onStart = [](FakeCall &call) { call.head(200).bytes(kRole).end(FailureClass::Cut, "broke"); };
        const auto client = bench.begin(kAskStream);
        while (!client->released)
            bench.reactor.fireNext();
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Failed);
        QVERIFY(record.attempts.size() > 2);
        model::Usage spent;
        model::Nanos cost;
        for (const model::AttemptRecord &one : record.attempts) {
            spent = spent + one.usage;
            cost += one.cost;
        }
        QVERIFY(spent.input > record.attempts[0].usage.input && cost.value > 0);
        QCOMPARE(record.usage.input, spent.input);
        QCOMPARE(record.usage.output, spent.output);
        QCOMPARE(record.cost.value, cost.value);
    }

    void aShortRetryAfterIsWaitedForAndALongOnePassedOn()
    {
        const auto plan = fixture::planOf({fixture::provider("only", 0, {"key_a"})});
        Bench waits(plan);
        auto client = waits.begin(kAsk);
        waits.upstream.call().answer(429, kRefusal, {{"retry-after-ms", "1500"}});
        const Pause pause = pauseBegunBy(waits, [&] { waits.reactor.run(); });
        QCOMPARE(client->end, ClientSide::End::Open);
        QVERIFY(pause.most >= 1500 && pause.least <= 1500);
        waits.reactor.fireNext();
        waits.upstream.call().answer(200, kWhole);
        waits.reactor.run();
        QCOMPARE(client->body, kWhole);

        Bench passes(plan);
        client = passes.begin(kAsk);
        passes.upstream.call().answer(429, kRefusal, {{"retry-after", "17"}});
        passes.reactor.run();
        QCOMPARE(client->status, 429);
        QVERIFY(client->headers.contains("retry-after: 17\r\n"));
        QCOMPARE(passes.upstream.sent.size(), std::size_t{1});
    }

    void refusalsHaveTheDialectsShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("no key") << QByteArray::fromStdString(kAsk) << QByteArray() << 401 << "invalid_api_key";
        QTest::newRow("wrong key") << QByteArray::fromStdString(kAsk) << QByteArray("sy-x") << 401 << "invalid_api_key";
        QTest::newRow("not JSON") << QByteArray("{") << QByteArray("sy-member") << 400 << "invalid_request";
        QTest::newRow("no model") << QByteArray("{}") << QByteArray("sy-member") << 400 << "invalid_request";
    }

    void refusalsHaveTheDialectsShape()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, key);
        QFETCH(const int, status);
        QFETCH(const QString, code);
        Bench bench;
        const auto client = bench.begin(body.toStdString(), key.toStdString());
        QCOMPARE(client->status, status);
        QCOMPARE(QString::fromStdString(codeOf(*client)), code);
        QCOMPARE(base::textOr(base::at(errorOf(*client), "request_id")), bench.lastId);
        QCOMPARE(client->headers, "x-should-retry: false\r\n");
        QCOMPARE(client->known, status != 401);
        QVERIFY(bench.upstream.sent.empty() && bench.nothingIsOpen());
        QCOMPARE(bench.settled(), 0);
    }

    void aModelNobodyServesIsNotFound()
    {
        Bench bench(fixture::planOf({}));
        const auto client = bench.begin(kAsk);
        QCOMPARE(client->status, 404);
        QCOMPARE(codeOf(*client), "model_not_found");
    }

    void failuresWithoutWordsAreToldInOurs_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<FailureClass>("end");
        QTest::addColumn<int>("shown");
        QTest::addColumn<QString>("code");
        const auto none = FailureClass::None;
        QTest::newRow("no connection") << 0 << QByteArray() << FailureClass::Connect << 502 << "upstream_unreachable";
        QTest::newRow("no first token") << 0 << QByteArray() << FailureClass::Timeout << 504 << "upstream_timeout";
        QTest::newRow("never complete") << 200 << QByteArray("{\"cho") << FailureClass::Stalled << 504
                                        << "upstream_timeout";
        QTest::newRow("a page") << 403 << QByteArray("<html>") << none << 403 << "upstream_credentials_exhausted";
        QTest::newRow("a redirect") << 302 << QByteArray("{}") << none << 502 << "upstream_bad_answer";
        QTest::newRow("half an answer") << 200 << QByteArray("{\"cho") << FailureClass::Cut << 502
                                        << "upstream_unreachable";
        QTest::newRow("not JSON") << 200 << QByteArray("hello") << none << 502 << "upstream_bad_answer";
        QTest::newRow("an error in a 200")
            << 200 << QByteArray::fromStdString(kRefusal) << none << 502 << "upstream_bad_answer";
    }

    void failuresWithoutWordsAreToldInOurs()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const FailureClass, end);
        QFETCH(const int, shown);
        QFETCH(const QString, code);
        auto plan = fixture::planOf({fixture::provider("only", 0, {"key_a"})});
        plan->settings.maxAttempts = 1;
        Bench bench(plan);
        const auto client = bench.begin(kAsk);
        if (status != 0)
            bench.upstream.call().head(status, "text/html").bytes(body.toStdString());
        bench.upstream.call().end(end, "why");
        bench.reactor.run();
        QCOMPARE(client->status, shown);
        QCOMPARE(client->contentType, "application/json");
        QCOMPARE(QString::fromStdString(codeOf(*client)), code);
        QVERIFY(client->headers.contains("x-should-retry: false\r\n"));
        QCOMPARE(bench.record().outcome, Outcome::Failed);
        QCOMPARE(bench.settled(), 1);
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
