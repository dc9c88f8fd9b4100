#include <QTest>

#include <atomic>
#include <semaphore>

#include "exchange/content_size.h"
#include "exchange/count_desk.h"
#include "exchange/prompt_count.h"
#include "gateway/exchange/exchange_fixture.h"
#include "gateway/exchange/exchange_words.h"

namespace {

std::string tokensFile(std::string_view name)
{
    QFile file(
        QStringLiteral(ROOT "/resources/tokens/%1.tokens").arg(QLatin1String(name.data(), qsizetype(name.size()))));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// A call of Anthropic's endpoint that counts, as the server hands it over.
std::shared_ptr<fakes::ClientSide> askCount(fixture::Bench &bench, std::string body)
{
    auto client = std::make_shared<fakes::ClientSide>();
    exchange::InboundCall call;
    call.requestId = bench.lastId = "req_count";
    call.head = "x-api-key" + std::string(fixture::kClientKey);
    call.headers.push_back({{0, 9}, {9, static_cast<std::uint32_t>(fixture::kClientKey.size())}});
    call.body = std::move(body);
    call.receivedNanos = base::systemClock().steadyNanos();
    call.receivedMillis = base::systemClock().wallMillis();
    bench.exchanges.begin(dialect::anthropicCountTokens, std::move(call), std::make_unique<fakes::FakeClient>(client));
    bench.reactor.run();
    return client;
}

constexpr const char *kCount = R"({"model":"gpt-4o","messages":[{"role":"user","content":"hello world"}]})";

} // namespace

class PromptCountTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCountEndsOnTheLoopOfWhoWaits()
    {
        fakes::ManualReactor reactor;
        base::Wake wake(reactor);
        exchange::CountDesk desk(tokensFile);
        const auto counting = desk.begin(
            [](const pricing::Encodings &encodings) {
                return std::optional(encodings.find(pricing::EncodingId::O200kBase)->count("hello world"));
            },
            reactor, wake);
        QVERIFY(counting);
        QVERIFY(!counting->done());
        QTRY_VERIFY_WITH_TIMEOUT((reactor.run(), counting->done()), 20'000);
        QCOMPARE(counting->tokens().value_or(0), std::int64_t(2));
    }

    void whatNobodyWaitsForIsNotCounted()
    {
        fakes::ManualReactor reactor;
        base::Wake wake(reactor);
        std::binary_semaphore begun(0);
        std::binary_semaphore mayEnd(0);
        std::atomic<bool> second = false;
        exchange::CountDesk desk(tokensFile);
        auto first = desk.begin(
            [&](const pricing::Encodings &) {
                begun.release();
                mayEnd.acquire();
                return std::optional<std::int64_t>(1);
            },
            reactor, wake);
        begun.acquire();
        auto left = desk.begin(
            [&](const pricing::Encodings &) {
                second = true;
                return std::optional<std::int64_t>(2);
            },
            reactor, wake);
        const auto third =
            desk.begin([](const pricing::Encodings &) { return std::optional<std::int64_t>(3); }, reactor, wake);
        left.reset();
        first.reset(); // under way: it ends, and nobody hears of it
        mayEnd.release();
        QTRY_VERIFY_WITH_TIMEOUT((reactor.run(), third->done()), 20'000);
        QCOMPARE(third->tokens().value_or(0), std::int64_t(3));
        QVERIFY(!second);
    }

    void tooManyAreTurnedAway()
    {
        fakes::ManualReactor reactor;
        base::Wake wake(reactor);
        std::binary_semaphore mayEnd(0);
        exchange::CountDesk desk(tokensFile);
        std::vector<std::unique_ptr<exchange::Counting>> waiting;
        waiting.push_back(desk.begin(
            [&](const pricing::Encodings &) {
                mayEnd.acquire();
                return std::optional<std::int64_t>(1);
            },
            reactor, wake));
        const auto quick = [](const pricing::Encodings &) { return std::optional<std::int64_t>(1); };
        for (int i = 0; i < 100 && waiting.back(); ++i)
            waiting.push_back(desk.begin(quick, reactor, wake));
        QVERIFY(!waiting.back());
        mayEnd.release();
        waiting.clear();
    }

    /// OpenAI tells at the end of a stream: of one that its client leaves nobody tells anything.
    void thePromptOfACallThatWasLeftIsCounted()
    {
        exchange::CountDesk desk(tokensFile);
        fixture::Bench bench;
        bench.exchanges.services().counts = &desk;
        const auto client =
            bench.begin(R"({"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hello world"}]})");
        bench.upstream.call().head(200).bytes(words::kRole + words::kHi + words::kHi);
        bench.reactor.run();
        client->hangUp();
        QTRY_VERIFY_WITH_TIMEOUT((bench.reactor.run(), bench.nothingIsOpen()), 20'000);
        const auto record = bench.record();
        QCOMPARE(record.usage.input,
                 std::int64_t(9)); // two of words, one of the role, three each of message and answer
        QCOMPARE(record.usage.output, std::int64_t(2));
        QCOMPARE(record.confidence, model::Confidence::Estimated);
    }

    void whatCameOfAStreamIsEstimatedByItsSize_data()
    {
        QTest::addColumn<std::vector<int>>("events"); // bytes of words in each
        QTest::addColumn<qint64>("tokens");
        QTest::newRow("nothing") << std::vector<int>{} << qint64(0);
        QTest::newRow("a token each") << std::vector<int>(100, 4) << qint64(100);
        QTest::newRow("tokens of several lengths") << std::vector<int>{1, 6, 4, 3, 6} << qint64(5);
        QTest::newRow("sixteen bytes and a short one") << std::vector<int>{1, 16, 16, 16, 16} << qint64(16);
        QTest::newRow("one long event") << std::vector<int>{4'120} << qint64(1'000);
    }
    void whatCameOfAStreamIsEstimatedByItsSize()
    {
        QFETCH(std::vector<int>, events);
        exchange::ContentSize size;
        for (const int words : events)
            size.take(static_cast<std::size_t>(200 + words));
        QTEST(qint64(size.tokens()), "tokens");
    }

    /// The providers of the fixture speak OpenAI's dialect, which has no such endpoint.
    void whereNoProviderCountsWeDo()
    {
        exchange::CountDesk desk(tokensFile);
        fixture::Bench bench;
        bench.exchanges.services().counts = &desk;
        const auto client = askCount(bench, kCount);
        QTRY_VERIFY_WITH_TIMEOUT((bench.reactor.run(), bench.nothingIsOpen()), 20'000);
        QCOMPARE(client->status, 200);
        QCOMPARE(client->body, std::string(R"({"input_tokens":9})"));
        QVERIFY(client->headers.find("x-switchyard-count: local") != std::string::npos);
        QVERIFY(bench.upstream.sent.empty());
        const auto record = bench.record();
        QCOMPARE(record.status, 200);
        QCOMPARE(record.cost.value, std::int64_t(0));
    }

    void withoutACounterItIsRefused()
    {
        fixture::Bench bench;
        QCOMPARE(askCount(bench, kCount)->status, 400);
    }

    void aClientThatLeavesLeavesNothing()
    {
        exchange::CountDesk desk(tokensFile);
        fixture::Bench bench;
        bench.exchanges.services().counts = &desk;
        const auto client = askCount(bench, kCount);
        client->hangUp();
        bench.reactor.run();
        QVERIFY(bench.nothingIsOpen());
        QCOMPARE(client->body, std::string());
    }

    void anAnswerWithoutUsageIsCounted()
    {
        exchange::CountDesk desk(tokensFile);
        fixture::Bench bench;
        bench.exchanges.services().counts = &desk;
        const auto client = bench.begin(R"({"model":"gpt-4o","messages":[{"role":"user","content":"hello world"}]})");
        bench.upstream.call().answer(
            200, R"({"choices":[{"message":{"content":"hello world"},"finish_reason":"stop"}],"model":"served"})");
        QTRY_VERIFY_WITH_TIMEOUT((bench.reactor.run(), bench.nothingIsOpen()), 20'000);
        QCOMPARE(client->status, 200);
        const auto record = bench.record();
        QCOMPARE(record.usage.input, std::int64_t(9));
        QCOMPARE(record.usage.output, std::int64_t(2));
        QCOMPARE(record.confidence, model::Confidence::Estimated);
    }

    void nothingIsCountedThatTheProviderTold()
    {
        std::atomic<int> reads = 0;
        exchange::CountDesk desk([&](std::string_view name) {
            ++reads;
            return tokensFile(name);
        });
        fixture::Bench bench;
        bench.exchanges.services().counts = &desk;
        bench.begin(words::kAskStream);
        bench.upstream.call().head(200).bytes(words::kRole + words::kHi + words::kStop + words::kUsage + words::kDone);
        bench.upstream.call().end();
        bench.reactor.run();
        QVERIFY(bench.nothingIsOpen());
        QCOMPARE(bench.record().usage.input, std::int64_t(7));
        QCOMPARE(reads.load(), 0);
    }

    void anAliasStandsForItsFirstTarget()
    {
        model::Plan plan;
        model::ModelAlias alias;
        alias.name = "fast";
        alias.targets.push_back({.providerId = "prov_1", .model = "gpt-4o"});
        plan.aliases.push_back(alias);
        QCOMPARE(exchange::countedModel(plan, "fast"), std::string("gpt-4o"));
        QCOMPARE(exchange::countedModel(plan, "claude-haiku-4-5"), std::string("claude-haiku-4-5"));
    }
};

QTEST_GUILESS_MAIN(PromptCountTest)
#include "prompt_count_test.moc"
