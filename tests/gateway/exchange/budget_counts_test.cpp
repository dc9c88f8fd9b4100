#include <atomic>

#include <QFile>
#include <QTest>

#include "exchange/count_desk.h"
#include "gateway/exchange/budget_house.h"
#include "gateway/exchange/exchange_words.h"

// Where bytes do not tell whether a call, or what has come of it, fits its budget: tokens are counted.

using namespace words;
using fakes::ClientSide;
using fixture::budgetOf;
using fixture::kInput;
using fixture::kOutput;
using model::Outcome;

namespace {

constexpr int kWaitMs = 20'000;
constexpr std::int64_t kWords = 500;

/// So many tokens of `o200k_base`, in six times as many bytes.
std::string text()
{
    std::string out = "hello";
    for (int i = 1; i < kWords; ++i)
        out += " hello";
    return out;
}

std::string asking(const std::string &model)
{
    return R"({"model":")" + model + R"(","max_tokens":2,"messages":[{"role":"user","content":")" + text() + R"("}]})";
}

/// The words as they count, three tokens of the answer and four of the message, and all other bytes.
std::int64_t mostOf(const std::string &body)
{
    return (std::ssize(body) - std::ssize(text()) + kWords + 3 + 4) * kInput + 2 * kOutput;
}

std::string piece(const std::string &words)
{
    return sse(R"({"choices":[{"delta":{"content":")" + words + R"("}}],"model":"served"})");
}

const std::string kFive = piece(" one two three four five");
const std::string kAskTen = R"({"model":"gpt-4o","stream":true,"max_tokens":10,"messages":[]})";

/// A call, its budget and somebody who counts.
struct Case {
    fixture::House house{};
    fixture::Bench bench;
    std::atomic<int> reads = 0; ///< Of encodings.
    exchange::CountDesk desk;

    explicit Case(std::int64_t limit)
        : bench(house.plan({budgetOf("team", limit)})), desk([this](std::string_view name) {
              ++reads;
              const auto plain = QLatin1String(name.data(), qsizetype(name.size()));
              QFile file(QStringLiteral(ROOT "/resources/tokens/%1.tokens").arg(plain));
              return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
          })
    {
        bench.exchanges.services().counts = &desk;
    }
    ledger::PeriodSums &sums() const { return house.sums("team"); }
    bool isOver()
    {
        bench.reactor.run();
        return bench.nothingIsOpen();
    }
    bool isSent()
    {
        bench.reactor.run();
        return !bench.upstream.sent.empty();
    }
};

} // namespace

class BudgetCountsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsThatFitWhereTheirBytesDoNotAreLetIn()
    {
        const std::string body = asking("gpt-4o");
        Case call(mostOf(body));
        const auto client = call.bench.begin(body);
        QTRY_VERIFY_WITH_TIMEOUT(call.isSent(), kWaitMs);
        QCOMPARE(call.sums().reserved(), mostOf(body));
        call.bench.upstream.call().answer(200, kWhole);
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(client->status, 200);
        QCOMPARE(call.bench.record().outcome, Outcome::Done);
        QCOMPARE(call.sums().used(), fixture::kAnswer);
        QCOMPARE(call.reads.load(), 1);
    }

    void wordsThatDoNotFitEitherAreRefused()
    {
        const std::string body = asking("gpt-4o");
        Case call(mostOf(body) - 1);
        const auto client = call.bench.begin(body);
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(client->status, 429);
        QCOMPARE(codeOf(*client), "budget_exceeded");
        QVERIFY(call.bench.upstream.sent.empty());
        QCOMPARE(call.sums().used(), std::int64_t{0});
        QCOMPARE(call.reads.load(), 1);
    }

    void nothingIsCountedInVain_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<int>("status");
        const std::string body = asking("gpt-4o");
        QTest::newRow("its bytes fit") << "gpt-4o" << qint64(fixture::worstOf(body, 2)) << 200;
        QTest::newRow("its answer does not fit") << "gpt-4o" << qint64(2 * kOutput - 1) << 429;
        QTest::newRow("no public encoding") << "claude-haiku-4-5" << qint64(mostOf(body)) << 429;
    }
    void nothingIsCountedInVain()
    {
        QFETCH(QString, model);
        QFETCH(qint64, limit);
        QFETCH(int, status);
        Case call(limit);
        const auto client = call.bench.begin(asking(model.toStdString()));
        if (status == 200)
            call.bench.upstream.call().answer(200, kWhole);
        QVERIFY(call.isOver());
        QCOMPARE(client->status, status);
        QCOMPARE(call.reads.load(), 0);
    }

    void whoLeavesMeanwhileLeavesNothing()
    {
        const std::string body = asking("gpt-4o");
        Case call(mostOf(body));
        const auto client = call.bench.begin(body);
        client->hangUp();
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(call.sums().used(), std::int64_t{0});
        QVERIFY(call.bench.upstream.sent.empty());
    }

    void piecesOfSeveralTokensUseUpTheLimit()
    {
        Case call(1'000'000'000);
        const auto client = call.bench.begin(kAskTen);
        call.bench.upstream.call().head(200).bytes(kRole + kFive + kFive + kFive + kFive);
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(client->end, ClientSide::End::Finished);
        QVERIFY2(client->body.starts_with(kRole + kFive + kFive), client->body.c_str());
        QVERIFY2(!client->body.starts_with(kRole + kFive + kFive + kFive), client->body.c_str());
        QVERIFY2(client->body.contains(R"("finish_reason":"length")"), client->body.c_str());
        const auto record = call.bench.record();
        QCOMPARE(record.outcome, Outcome::Partial);
        QCOMPARE(record.errorCode, "budget_cut");
        QCOMPARE(record.usage.output, std::int64_t{10});
        QVERIFY(record.cost <= record.attempts.front().reserved);
        QCOMPARE(call.sums().used(), record.cost.value);
    }

    void whatEndsAtItsLimitIsWhole()
    {
        Case call(1'000'000'000);
        const auto client = call.bench.begin(kAskTen);
        call.bench.upstream.call().head(200).bytes(kRole + kFive + kFive + kStop + kUsage + kDone).end();
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(client->body, kRole + kFive + kFive + kStop + kDone);
        QCOMPARE(call.bench.record().outcome, Outcome::Done);
    }

    /// Its count is calibrated: what is a fifth too much by it may be right.
    void aModelWithoutAPublicEncodingGetsTheBenefitOfTheDoubt()
    {
        Case call(1'000'000'000);
        std::string ask = kAskTen;
        ask.replace(ask.find("gpt-4o"), 6, "claude-haiku-4-5");
        const auto client = call.bench.begin(ask);
        const std::string body = kRole + kFive + kFive + piece(" six"); // eleven tokens by OpenAI's encoding
        call.bench.upstream.call().head(200).bytes(body + kStop + kUsage + kDone).end();
        QTRY_VERIFY_WITH_TIMEOUT(call.isOver(), kWaitMs);
        QCOMPARE(client->body, body + kStop + kDone);
        QCOMPARE(call.bench.record().outcome, Outcome::Done);
    }
};

QTEST_GUILESS_MAIN(BudgetCountsTest)
#include "budget_counts_test.moc"
