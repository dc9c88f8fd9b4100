#include "gateway/exchange/exchange_words.h"

using namespace words;
using fakes::ClientSide;
using fixture::Bench;

namespace {

class Sink final : public exchange::BodySink {
public:
    std::size_t room() override { return most; }
    bool wants(bool wentWell) const override { return all || !wentWell; }
    void keep(exchange::CallBodies bodies) override { kept.push_back(std::move(bodies)); }
    std::size_t most = 1 << 20;
    bool all = true;
    std::vector<exchange::CallBodies> kept{};
};

} // namespace

class ExchangeBodiesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bodiesAreHandedOverOnceACallIsOver()
    {
        Bench bench;
        Sink sink;
        bench.exchanges.services().bodies = &sink;
        const auto client = bench.begin(kAsk);
        QVERIFY(sink.kept.empty());
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(client->body, kWhole);
        QCOMPARE(client->misuses, 0);
        QCOMPARE(sink.kept.size(), std::size_t{1});
        const exchange::CallBodies &kept = sink.kept.front();
        QCOMPARE(kept.callId, bench.lastId);
        QCOMPARE(kept.request, std::string(kAsk));
        QCOMPARE(kept.answer, client->body);
        QCOMPARE(kept.answerBytes, client->body.size());
        QVERIFY(kept.startedMs > 0);
    }
    void onlyTheBeginningOfWhatIsLong()
    {
        Bench bench;
        Sink sink;
        sink.most = 10;
        bench.exchanges.services().bodies = &sink;
        const auto client = bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QCOMPARE(client->body, kWhole);
        QCOMPARE(sink.kept.front().request, std::string(kAsk).substr(0, 10));
        QCOMPARE(sink.kept.front().answer, client->body.substr(0, 10));
        QCOMPARE(sink.kept.front().answerBytes, client->body.size());
    }
    void whoWantsErrorsGetsNoOthers()
    {
        Bench bench;
        Sink sink;
        sink.all = false;
        bench.exchanges.services().bodies = &sink;
        bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QVERIFY(sink.kept.empty());
        const auto client = bench.begin(kAsk);
        bench.upstream.call().answer(400, R"({"error":{"message":"no"}})");
        bench.reactor.run();
        QCOMPARE(sink.kept.size(), std::size_t{1});
        QCOMPARE(sink.kept.front().answer, client->body);
    }
    void aCallThatIsNotOnTheLedgerLeavesNothing()
    {
        Bench bench;
        Sink sink;
        bench.exchanges.services().bodies = &sink;
        bench.begin(kAsk, "no such key");
        QVERIFY(sink.kept.empty());
        sink.most = 0;
        bench.begin(kAsk);
        bench.upstream.call().answer(200, kWhole);
        bench.reactor.run();
        QVERIFY(sink.kept.empty());
    }
};

QTEST_GUILESS_MAIN(ExchangeBodiesTest)
#include "exchange_bodies_test.moc"
