#include "gateway/exchange/exchange_words.h"

using namespace words;
using fakes::ClientSide;
using fakes::FakeCall;
using fixture::Bench;
using model::FailureClass;
using model::Outcome;

namespace {

void answerWell(FakeCall &call, bool stream)
{
    if (stream)
        call.head(200).bytes(kHi + kStop + kDone).end();
    else
        call.answer(200, kWhole);
}

} // namespace

/// Calls that do not end well: the client leaves, the stream breaks, the books are closed.
class ExchangeEndsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        QCOMPARE(codeOf(*client), "ledger_unavailable");
        QVERIFY(bench.upstream.sent.empty());
        QCOMPARE(bench.settled(), 0);
    }

    void anAttemptThatCannotBeBookedIsNotMade()
    {
        Bench bench;
        const auto client = bench.begin(kAsk);
        {
            const fixture::FullDisk full;
            bench.upstream.call().answer(401, kRefusal);
            bench.reactor.run();
        }
        QCOMPARE(bench.upstream.sent.size(), std::size_t{1});
        QCOMPARE(client->status, 401);
        QCOMPARE(client->body, kRefusal);
        QTRY_COMPARE_WITH_TIMEOUT(bench.settled(), 1, 10'000); // the disk has space again
        QCOMPARE(bench.record().attempts.size(), std::size_t{1});
        QVERIFY(bench.nothingIsOpen());
    }

    void whatTheDiskTakesLaterIsDelivered()
    {
        for (const bool stream : {false, true}) {
            Bench bench;
            const auto client = bench.begin(stream ? kAskStream : kAsk);
            {
                const fixture::FullDisk full;
                answerWell(bench.upstream.call(), stream);
                bench.reactor.run();
            }
            QCOMPARE(client->body, stream ? kHi + kStop + kDone : kWhole);
            QTRY_COMPARE_WITH_TIMEOUT(bench.settled(), 1, 10'000); // the disk has space again
            QCOMPARE(bench.record().outcome, Outcome::Done);
        }
    }

    void whatCannotWaitForTheDiskEitherIsWithheld()
    {
        for (const bool stream : {false, true}) {
            Bench bench;
            const auto client = bench.begin(stream ? kAskStream : kAsk);
            const fixture::FullDisk full;
            while (bench.books->settle(fixture::call(1))) // until too many wait
                QVERIFY(bench.books->counts().waiting <= static_cast<std::int64_t>(ledger::Ledger::kMaxWaiting));
            answerWell(bench.upstream.call(), stream);
            bench.reactor.run();
            QCOMPARE(codeOf(*client), "ledger_unavailable");
            QVERIFY(!client->body.contains("[DONE]"));
            QVERIFY(stream ? client->body.starts_with(kHi + kStop + "data: {\"error\"") : client->status == 503);
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

QTEST_GUILESS_MAIN(ExchangeEndsTest)
#include "exchange_ends_test.moc"
