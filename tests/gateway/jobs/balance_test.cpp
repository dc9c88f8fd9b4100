#include "jobs/balance.h"

#include <QTest>

namespace {

constexpr const char *kDeepseek = R"({"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"110.00",
    "granted_balance":"10.00","topped_up_balance":"100.00"}]})";
constexpr const char *kTwoCurrencies = R"({"is_available":true,"balance_infos":[
    {"currency":"CNY","total_balance":"110.00"},{"currency":"USD","total_balance":"3.25"}]})";
constexpr const char *kOpenrouter = R"({"data":{"label":"sk-or-v1-au7...890","limit":100,"limit_remaining":74.5,
    "usage":25.5,"is_free_tier":false}})";
constexpr const char *kUnlimited = R"({"data":{"label":"x","limit":null,"limit_remaining":null,"usage":25.5}})";
constexpr const char *kMoonshot = R"({"code":0,"data":{"available_balance":49.58894,"voucher_balance":46.58893,
    "cash_balance":3.00001},"scode":"0x0","status":true})";
constexpr const char *kSiliconflow = R"({"code":20000,"message":"OK","status":true,"data":{"id":"u","balance":"0.88",
    "status":"normal","chargeBalance":"88.00","totalBalance":"88.88"}})";

} // namespace

/// What providers tell of an account, in the forms they tell it.
class BalanceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void amounts_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("want"); // empty: nothing
        QTest::newRow("DeepSeek") << "deepseek" << kDeepseek << "110000000000 CNY";
        QTest::newRow("dollars first") << "deepseek" << kTwoCurrencies << "3250000000 USD";
        QTest::newRow("OpenRouter") << "openrouter" << kOpenrouter << "74500000000 USD";
        QTest::newRow("a key without a limit") << "openrouter" << kUnlimited << "";
        QTest::newRow("Moonshot") << "moonshot" << kMoonshot << "49588940000 USD";
        QTest::newRow("Moonshot in China") << "moonshot_cn" << kMoonshot << "49588940000 CNY";
        QTest::newRow("SiliconFlow") << "siliconflow_cn" << kSiliconflow << "88880000000 CNY";
        QTest::newRow("below zero") << "moonshot" << R"({"data":{"available_balance":-1.5}})" << "-1500000000 USD";
        QTest::newRow("a web page") << "deepseek" << "<html>" << "";
        QTest::newRow("no amount") << "siliconflow" << R"({"data":{"totalBalance":"much"}})" << "";
        QTest::newRow("more than fits") << "moonshot" << R"({"data":{"available_balance":1e300}})" << "";
        QTest::newRow("a list in its place") << "deepseek" << R"({"balance_infos":7})" << "";
    }
    void amounts()
    {
        QFETCH(QString, type);
        QFETCH(QString, body);
        const jobs::BalanceSource *source = jobs::balanceSource(type.toStdString());
        QVERIFY(source);
        const auto got = source->read(body.toStdString(), source->currency);
        const QString words =
            got ? QString::number(got->nanos) + u' ' + QString::fromStdString(got->currency) : QString();
        QTEST(words, "want");
    }
    void mostTellNobody() { QVERIFY(jobs::balanceSource("openai") == nullptr); }
};

QTEST_GUILESS_MAIN(BalanceTest)
#include "balance_test.moc"
