#include <QFile>
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
        const auto *prices = catalogue->find(provider.toStdString(), model.toStdString());
        QCOMPARE(prices ? prices->input.value : -1, std::int64_t(input));
    }
    void aMissingCachePriceIsTheInputPrice()
    {
        const auto catalogue = pricing::Catalogue::parse(kPrices);
        QCOMPARE(catalogue->find("openai", "gpt-4o-mini")->cacheRead.value, std::int64_t(150'000));
    }
    void theShippedCatalogueReads()
    {
        QFile file(QStringLiteral(ROOT "/resources/prices.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto catalogue = pricing::Catalogue::parse(file.readAll().toStdString());
        QVERIFY(catalogue);
        QVERIFY(catalogue->size() >= 12);
    }
    void aRowWithoutAPriceIsRefused()
    {
        QVERIFY(!pricing::Catalogue::parse(R"({"prices":[{"provider":"x","model":"y","input":1}]})"));
        QVERIFY(!pricing::Catalogue::parse(R"({"prices":[{"provider":"x","model":"y","input":0.5,"output":1}]})"));
    }
};

QTEST_APPLESS_MAIN(CostTest)
#include "cost_test.moc"
