#include <QTest>

#include "pricing/cost.h"

namespace {

constexpr const char *kPrices = R"({"prices":[
  {"provider":"openai","model":"gpt-4o","input":2500000,"cache_read":1250000,"output":10000000},
  {"provider":"openai","model":"gpt-4o-mini","input":150000,"output":600000},
  {"provider":"mirror","model":"gpt-4o","input":1,"output":1},
  {"provider":"sandbox","model":"*","input":0,"output":0}]})";

model::Usage usage(std::int64_t input, std::int64_t cached, std::int64_t output)
{
    model::Usage out{.input = input, .cacheRead = cached, .output = output};
    out.reported = true;
    return out;
}

} // namespace

class CostTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cachedTokensAreInsideTheInput()
    {
        const pricing::UnitPrices prices{.input = {2'500'000}, .cacheRead = {1'250'000}, .output = {10'000'000}};
        // 600 fresh at 2.5, 400 cached at 1.25, 100 out at 10 dollars a million: 1.5 + 0.5 + 1.0 thousandths of a dollar.
        QCOMPARE(pricing::costOf(usage(1000, 400, 100), &prices).amount.value, std::int64_t(3'000'000));
    }
    void roundsHalfToEvenOnce_data()
    {
        QTest::addColumn<qint64>("picos");
        QTest::addColumn<qint64>("nanos");
        QTest::newRow("below half") << qint64(1499) << qint64(1);
        QTest::newRow("half above odd goes up") << qint64(1500) << qint64(2);
        QTest::newRow("half above even stays") << qint64(2500) << qint64(2);
        QTest::newRow("above half") << qint64(2501) << qint64(3);
        QTest::newRow("nothing") << qint64(0) << qint64(0);
    }
    void roundsHalfToEvenOnce()
    {
        QFETCH(qint64, picos);
        QFETCH(qint64, nanos);
        const pricing::UnitPrices prices{.input = {picos}};
        QCOMPARE(pricing::costOf(usage(1, 0, 0), &prices).amount.value, std::int64_t(nanos));
    }
    void sumsBeforeItRounds()
    {
        const pricing::UnitPrices prices{.input = {500}, .output = {500}}; // each alone would round to nothing
        QCOMPARE(pricing::costOf(usage(1, 0, 1), &prices).amount.value, std::int64_t(1));
    }
    void hugeCountsDoNotOverflow()
    {
        const pricing::UnitPrices prices{.input = {75'000'000}};
        QCOMPARE(pricing::costOf(usage(1'000'000'000'000, 0, 0), &prices).amount.value,
                 std::int64_t(75'000'000'000'000'000));
    }
    void unknownIsUnpricedAndNeverZero()
    {
        QCOMPARE(pricing::costOf(usage(5, 0, 5), nullptr).confidence, model::Confidence::Unpriced);
        const pricing::UnitPrices prices{};
        QCOMPARE(pricing::costOf(usage(5, 0, 5), &prices).confidence, model::Confidence::Measured);
        QCOMPARE(pricing::costOf(model::Usage{.input = 5}, &prices).confidence, model::Confidence::Estimated);
    }
    void findsTheModel_data()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<qint64>("input");
        QTest::newRow("exact") << QByteArray("openai") << QByteArray("gpt-4o") << qint64(2'500'000);
        QTest::newRow("a dated snapshot")
            << QByteArray("openai") << QByteArray("gpt-4o-2024-08-06") << qint64(2'500'000);
        QTest::newRow("a compact date") << QByteArray("openai") << QByteArray("gpt-4o-20240806") << qint64(2'500'000);
        QTest::newRow("latest") << QByteArray("openai") << QByteArray("gpt-4o-mini-latest") << qint64(150'000);
        QTest::newRow("a provider's own price") << QByteArray("mirror") << QByteArray("gpt-4o") << qint64(1);
        QTest::newRow("a relay of a known model") << QByteArray("custom") << QByteArray("gpt-4o") << qint64(2'500'000);
        QTest::newRow("everything of the sandbox") << QByteArray("sandbox") << QByteArray("whatever") << qint64(0);
        QTest::newRow("a longer name is another model")
            << QByteArray("openai") << QByteArray("gpt-4o-audio") << qint64(-1);
        QTest::newRow("unknown") << QByteArray("openai") << QByteArray("nope") << qint64(-1);
    }
    void findsTheModel()
    {
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, model);
        QFETCH(qint64, input);
        const auto catalogue = pricing::Catalogue::parse(kPrices);
        QVERIFY(catalogue);
        const std::string type = provider.toStdString();
        const std::string name = model.toStdString();
        const auto *set = catalogue->find({.providerType = type, .model = name}, 0).set;
        QCOMPARE(set ? set->prices.input.value : -1, std::int64_t(input));
    }
    void aMissingCachePriceIsTheInputPrice()
    {
        const auto catalogue = pricing::Catalogue::parse(kPrices);
        const auto found = catalogue->find({.providerType = "openai", .model = "gpt-4o-mini"}, 0);
        QCOMPARE(found.set->prices.cacheRead.value, std::int64_t(150'000));
    }
    void soundIsPartOfTheOthers()
    {
        const pricing::UnitPrices prices{.input = {1'000},
                                         .cacheRead = {100},
                                         .output = {2'000},
                                         .inputAudio = {10'000},
                                         .cacheReadAudio = {5'000},
                                         .outputAudio = {20'000}};
        model::Usage heard = usage(100, 30, 50);
        heard.inputAudio = 40;
        heard.cacheReadAudio = 10; // 40 fresh text, 20 cached text, 30 fresh and 10 cached sound
        heard.outputAudio = 5;
        QCOMPARE(pricing::costOf(heard, &prices).amount.value,
                 std::int64_t(40 * 1 + 20 * 100 / 1000 + 30 * 10 + 10 * 5 + 45 * 2 + 5 * 20));
    }
    void aFractionOfAPicoDollarCounts()
    {
        const pricing::UnitPrices prices{.input = {83'333, 333'333}}; // a twelfth of a dollar per million
        QCOMPARE(pricing::costOf(usage(1'200'000, 0, 0), &prices).amount.value, std::int64_t(100'000'000));
    }
    void whatIsCountedByThePieceNeedsAPriceByThePiece()
    {
        pricing::UnitPrices prices{.input = {1000}, .output = {1000}};
        const model::Usage pictures{.images = 2, .reported = true};
        QCOMPARE(pricing::costOf(pictures, &prices).confidence, model::Confidence::Unpriced);
        prices.image = model::PicosPerUnit{40'000'000'000};
        QCOMPARE(pricing::costOf(pictures, &prices).amount.value, std::int64_t(80'000'000));
        prices.audioSecond = model::PicosPerUnit{100'000'001};
        const model::Usage heard{.audioMs = 1'500, .reported = true};
        QCOMPARE(pricing::costOf(heard, &prices).amount.value, std::int64_t(150'000));
        QCOMPARE(pricing::costOf(heard, &prices).confidence, model::Confidence::Measured);
        prices.toolUse = model::PicosPerUnit{10'000'000'000};
        model::Usage searched = usage(10, 0, 0);
        searched.toolUses = 3;
        QCOMPARE(pricing::costOf(searched, &prices).amount.value, std::int64_t(30'000'010));
    }
    void whatTheProviderStatesGoesFirstWhereItIsBelieved()
    {
        const pricing::UnitPrices prices{.input = {1'000'000}};
        model::Usage stated = usage(10, 0, 0);
        stated.statedNanos = 7;
        QCOMPARE(pricing::costOf(stated, &prices, pricing::Stated::Believed).amount.value, std::int64_t(7));
        QCOMPARE(pricing::costOf(stated, &prices).amount.value, std::int64_t(10'000));
        const pricing::Cost unknown = pricing::costOf(stated, nullptr);
        QCOMPARE(unknown.amount.value, std::int64_t(7));
        QCOMPARE(unknown.confidence, model::Confidence::Measured);
        stated.reported = false; // cut short: what it said until then is not the end of it
        QCOMPARE(pricing::costOf(stated, nullptr).confidence, model::Confidence::Estimated);
    }
    void aRowWithoutAPriceIsRefused()
    {
        QVERIFY(!pricing::Catalogue::parse(R"({"prices":[{"provider":"x","model":"y","input":1}]})"));
        QVERIFY(!pricing::Catalogue::parse(R"({"prices":[{"provider":"x","model":"y","input":-1,"output":1}]})"));
    }
};

QTEST_APPLESS_MAIN(CostTest)
#include "cost_test.moc"
