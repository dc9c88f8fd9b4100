#include "base/json.h"
#include "gateway/exchange/exchange_fixture.h"

using fakes::ClientSide;
using fakes::FakeCall;
using fixture::Bench;
using model::FailureClass;
using model::Outcome;

namespace {

const std::string kAsk = R"({"model":"m","messages":[]})";
const std::string kAskStream = R"({"model":"m","stream":true,"messages":[]})";
const std::string kWhole = R"({"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"model":"served",)"
                           R"("usage":{"prompt_tokens":7,"completion_tokens":3}})";
const std::string kRefusal = R"({"error":{"message":"no","type":"t","param":null,"code":"c"}})";

std::string sse(const std::string &data)
{
    return "data: " + data + "\n\n";
}

const std::string kRole = sse(R"({"choices":[{"delta":{"role":"assistant","content":""}}]})");
const std::string kHi = sse(R"({"choices":[{"delta":{"content":"Hi"}}],"model":"served"})");
const std::string kStop = sse(R"({"choices":[{"delta":{},"finish_reason":"stop"}]})");
const std::string kUsage = sse(R"({"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}})");
const std::string kError = sse(R"({"error":{"message":"boom"}})");
const std::string kDone = sse("[DONE]");

/// The error object of an answer, or of the last event of a stream.
base::Json errorOf(const ClientSide &client)
{
    std::string_view text = client.body;
    if (client.end == ClientSide::End::Finished) {
        text.remove_suffix(2);
        text = text.substr(text.rfind("data: ") + 6);
    }
    const auto json = base::parseJson(text);
    return json ? base::at(*json, "error") : base::Json();
}

std::string codeOf(const ClientSide &client)
{
    return base::textOr(base::at(errorOf(client), "code"));
}

/// `provider/key` of each request that was sent, in order.
std::string route(const Bench &bench)
{
    std::string out;
    for (const auto &one : bench.upstream.sent)
        out += (out.empty() ? "" : " ") + one.provider + '/' + one.key;
    return out;
}

std::int64_t dueInMs(const Bench &bench)
{
    return (bench.reactor.nextDue() - base::systemClock().steadyNanos()) / 1'000'000;
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
        QVERIFY(client->body.empty());
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
        bench.reactor.run();
        QCOMPARE(client->end, ClientSide::End::Open);
        QVERIFY(dueInMs(bench) <= 100);
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

    void aProviderThatFailsIsAskedOnceMoreAfterAPause()
    {
        Bench bench;
        int asked = 0;
        bench.upstream.onStart = [&](FakeCall &call) {
            ++asked < 3 ? call.answer(503, kRefusal) : call.answer(200, kWhole);
        };
        const auto client = bench.begin(kAsk);
        QCOMPARE(asked, 1);
        QVERIFY(dueInMs(bench) > 300 && dueInMs(bench) <= 600);
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

    void aShortRetryAfterIsWaitedForAndALongOnePassedOn()
    {
        const auto plan = fixture::planOf({fixture::provider("only", 0, {"key_a"})});
        Bench waits(plan);
        auto client = waits.begin(kAsk);
        waits.upstream.call().answer(429, kRefusal, {{"retry-after-ms", "1500"}});
        waits.reactor.run();
        QCOMPARE(client->end, ClientSide::End::Open);
        QVERIFY(dueInMs(waits) > 1300 && dueInMs(waits) <= 1500);
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

    void hangUps_data()
    {
        QTest::addColumn<QString>("phase");
        QTest::addColumn<bool>("stream");
        for (const bool stream : {false, true})
            for (const char *phase :
                 {"awaiting the head", "awaiting content", "streaming", "waiting to retry", "reading slowly"})
                if (stream || (phase != std::string("streaming") && phase != std::string("reading slowly")))
                    QTest::addRow("%s, %s", phase, stream ? "stream" : "whole") << phase << stream;
    }
    void hangUps()
    {
        QFETCH(const QString, phase);
        QFETCH(const bool, stream);
        checkHangUp(phase.toStdString(), stream);
    }
    static void checkHangUp(const std::string &phase, bool stream)
    {
        Bench bench;
        auto client = std::make_shared<ClientSide>();
        client->reads = phase != "reading slowly";
        bench.begin(client, stream ? kAskStream : kAsk);
        FakeCall &call = bench.upstream.call();
        if (phase == "awaiting content")
            call.head(200).bytes(stream ? kRole : kWhole.substr(0, 20));
        else if (phase == "streaming")
            call.head(200).bytes(kRole + kHi + kHi);
        else if (phase == "waiting to retry")
            call.answer(503, kRefusal);
        else if (phase == "reading slowly")
            call.head(200).bytes(sse(R"({"choices":[{"delta":{"content":")" + std::string(300'000, 'x') + R"("}}]})"));
        bench.reactor.run();
        const std::string before = client->body;
        client->hangUp();
        bench.reactor.run();
        QVERIFY2(bench.nothingIsOpen(), "the provider is let go of at once");
        QVERIFY(client->released);
        QCOMPARE(client->body, before);
        QCOMPARE(bench.settled(), 1);
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        const auto record = bench.record();
        QCOMPARE(record.attempts.size(), std::size_t{1});
        if (phase == "waiting to retry")
            return;
        QCOMPARE(record.outcome, Outcome::Cancelled);
        QVERIFY2(record.usage.input > 0, "what the provider read may be billed");
        const bool streaming = phase == "streaming" || phase == "reading slowly";
        QCOMPARE(record.status, streaming ? 200 : 499);
        QCOMPARE(record.usage.output > 0, streaming || (!stream && phase == "awaiting content"));
    }

    void aSlowReaderMakesTheProviderWait()
    {
        Bench bench;
        auto client = std::make_shared<ClientSide>();
        client->reads = false;
        bench.begin(client, kAskStream);
        FakeCall &call = bench.upstream.call();
        call.head(200).bytes(sse(R"({"choices":[{"delta":{"content":")" + std::string(300'000, 'x') + R"("}}]})"));
        bench.reactor.run();
        QVERIFY(call.paused);
        client->readAll();
        bench.reactor.run();
        QVERIFY(!call.paused);
        call.bytes(kStop + kDone).end();
        bench.reactor.run();
        QVERIFY(client->body.ends_with(kStop + kDone));
        QCOMPARE(bench.record().outcome, Outcome::Done);
    }

    void whatCannotBeBookedIsNotSent()
    {
        Bench bench;
        std::shared_ptr<ClientSide> client;
        {
            const fixture::FullDisk full;
            client = bench.begin(kAsk);
        }
        QCOMPARE(client->status, 503);
        QCOMPARE(codeOf(*client), "unavailable");
        QVERIFY(bench.upstream.sent.empty());
        QCOMPARE(bench.settled(), 0);
    }

    void whatCouldNotBeBookedIsWithheld()
    {
        for (const bool stream : {false, true}) {
            Bench bench;
            const auto client = bench.begin(stream ? kAskStream : kAsk);
            {
                const fixture::FullDisk full;
                if (stream)
                    bench.upstream.call().head(200).bytes(kHi + kStop + kDone).end();
                else
                    bench.upstream.call().answer(200, kWhole);
                bench.reactor.run();
            }
            QCOMPARE(codeOf(*client), "ledger_unavailable");
            QVERIFY(!client->body.contains("[DONE]"));
            QVERIFY(stream ? client->body.starts_with(kHi + kStop + "data: {\"error\"") : client->status == 503);
            QTRY_COMPARE_WITH_TIMEOUT(bench.settled(), 1, 10'000); // the disk has space again
            QCOMPARE(bench.record().outcome, Outcome::Done);
        }
    }

    void aStreamThatBreaksEndsWithOneErrorEvent_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<FailureClass>("end");
        QTest::addColumn<QString>("code");
        QTest::newRow("cut") << QByteArray() << FailureClass::Cut << "upstream_stream_cut";
        QTest::newRow("reset") << QByteArray() << FailureClass::Connect << "upstream_stream_cut";
        QTest::newRow("stalled") << QByteArray() << FailureClass::Stalled << "upstream_timeout";
        QTest::newRow("unfinished") << QByteArray() << FailureClass::None << "upstream_stream_cut";
        QTest::newRow("half an event") << QByteArray("data: {\"choi") << FailureClass::None << "upstream_stream_cut";
        QTest::newRow("finished, then cut")
            << QByteArray::fromStdString(kStop) << FailureClass::Cut << "upstream_stream_cut";
        QTest::newRow("garbage") << QByteArray("data: <html>\n\n") << FailureClass::None << "upstream_stream_cut";
        QTest::newRow("its own error, unclosed")
            << QByteArray::fromStdString(kError).chopped(1) << FailureClass::None << "upstream_stream_cut";
        QTest::newRow("its own error") << QByteArray::fromStdString(kError + kStop + kDone) << FailureClass::None << "";
    }
    void aStreamThatBreaksEndsWithOneErrorEvent()
    {
        QFETCH(const QByteArray, then);
        QFETCH(const FailureClass, end);
        QFETCH(const QString, code);
        Bench bench;
        const auto client = bench.begin(kAskStream);
        FakeCall &call = bench.upstream.call();
        call.head(200).bytes(kRole + kHi);
        bench.reactor.run();
        call.bytes(then.toStdString());
        call.end(end, "why");
        bench.reactor.run();
        QCOMPARE(client->end, ClientSide::End::Finished);
        QVERIFY(client->body.starts_with(kRole + kHi));
        QVERIFY(!client->body.contains("[DONE]"));
        QVERIFY(errorOf(*client).is_object());
        QCOMPARE(QString::fromStdString(codeOf(*client)), code);
        QCOMPARE(client->body.find("\"error\""), client->body.rfind("\"error\""));
        const auto record = bench.record();
        QCOMPARE(record.outcome, Outcome::Partial);
        QCOMPARE(record.status, 200);
        QVERIFY(record.usage.input > 0 && record.usage.output > 0 && !record.usage.reported);
        QCOMPARE(record.confidence, model::Confidence::Estimated);
        QCOMPARE(bench.settled(), 1);
        QVERIFY(bench.nothingIsOpen());
    }

    void aStreamIsOnlyWholeWhenEveryChoiceIs()
    {
        const std::string both =
            sse(R"({"choices":[{"index":0,"delta":{"content":"a"}},{"index":1,"delta":{"content":"b"}}]})");
        const std::string first = sse(R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})");
        const std::string second = sse(R"({"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]})");
        for (const bool whole : {false, true}) {
            Bench bench;
            bench.upstream.onStart = [&](FakeCall &call) {
                call.head(200).bytes(both + first + (whole ? second : std::string())).end();
            };
            const auto client = bench.begin(kAskStream);
            QCOMPARE(bench.record().outcome, whole ? Outcome::Done : Outcome::Partial);
            QCOMPARE(codeOf(*client), whole ? "" : "upstream_stream_cut");
        }
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

    void ourSecretIsNeverShown()
    {
        Bench bench;
        bench.upstream.secret = "pk-secret";
        const auto refused = bench.begin(kAsk);
        bench.upstream.call().answer(400, R"({"error":{"message":"key pk-secret is bad"}})");
        bench.reactor.run();
        QVERIFY(refused->body.contains("key *** is bad"));
        QCOMPARE(bench.record().attempts.front().error, "key *** is bad");
        const auto broken = bench.begin(kAskStream);
        bench.upstream.call().head(200).bytes(kHi + sse(R"({"error":{"message":"key pk-secret is bad"}})")).end();
        bench.reactor.run();
        QVERIFY(broken->body.contains("key *** is bad"));
        QVERIFY(!bench.record().attempts.front().error.contains("pk-secret"));
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
