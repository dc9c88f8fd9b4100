#include <QTest>

#include <set>

#include "access/client_key.h"

namespace {

model::Plan planWith(const auth::NewKey &fresh, const model::ClientKey &like)
{
    model::Plan plan;
    model::ClientKey key = like;
    key.digest = fresh.digest;
    plan.clientKeys.emplace(key.digest, key);
    return plan;
}

} // namespace

class ClientKeyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysAreLongAndNeverTheSame()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const auth::NewKey key = auth::makeClientKey();
            QCOMPARE(key.key.reveal().size(), std::size_t(46));
            QVERIFY(key.key.reveal().starts_with(key.prefix) && key.prefix.starts_with("sy-"));
            QVERIFY(seen.insert(std::string(key.key.reveal())).second);
        }
    }
    void onlyTheExactKeyIsAdmitted()
    {
        const auth::NewKey fresh = auth::makeClientKey();
        const model::Plan plan = planWith(fresh, {.id = "k"});
        const std::string good(fresh.key.reveal());
        QVERIFY(auth::admit(plan, {.key = good, .nowMillis = 0}));
        std::string upper = good;
        upper[10] = static_cast<char>(upper[10] ^ 0x20);
        for (const std::string &wrong :
             {good + " ", good.substr(0, good.size() - 1), good.substr(0, 9), upper, std::string(),
              std::string("' OR 1=1--"), std::string(1 << 20, 'x'), good + '\0'})
            QVERIFY(!auth::admit(plan, {.key = wrong, .nowMillis = 0}));
    }
    void revokedAndExpiredKeysEnd()
    {
        const auth::NewKey fresh = auth::makeClientKey();
        QVERIFY(!auth::admit(planWith(fresh, {.revokedMs = 5}), {.key = fresh.key.reveal(), .nowMillis = 0}));
        const model::Plan expiring = planWith(fresh, {.expiresMs = 100});
        QVERIFY(auth::admit(expiring, {.key = fresh.key.reveal(), .nowMillis = 99}));
        QVERIFY(!auth::admit(expiring, {.key = fresh.key.reveal(), .nowMillis = 100}));
    }
    void presented_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QByteArray>("xApiKey");
        QTest::addColumn<QByteArray>("apiKey");
        QTest::addColumn<QByteArray>("want");
        const QByteArray none;
        QTest::newRow("bearer") << QByteArray("Bearer k") << none << none << QByteArray("k");
        QTest::newRow("bearer in any case") << QByteArray("bEARER  k ") << none << none << QByteArray("k");
        QTest::newRow("Anthropic's header") << none << QByteArray("k") << none << QByteArray("k");
        QTest::newRow("Azure's header") << none << none << QByteArray("k") << QByteArray("k");
        QTest::newRow("the same twice") << QByteArray("Bearer k") << QByteArray("k") << none << QByteArray("k");
        QTest::newRow("two different") << QByteArray("Bearer k") << QByteArray("other") << none
                                       << QByteArray("refused 0");
        QTest::newRow("none") << none << none << none << QByteArray("refused 1");
        QTest::newRow("basic is no key") << QByteArray("Basic a") << none << none << QByteArray("refused 1");
    }
    void presented()
    {
        QFETCH(QByteArray, authorization);
        QFETCH(QByteArray, xApiKey);
        QFETCH(QByteArray, apiKey);
        QFETCH(QByteArray, want);
        const std::string a = authorization.toStdString(), b = xApiKey.toStdString(), c = apiKey.toStdString();
        const auto shown = auth::presentedKey(a, {b, c});
        QCOMPARE(shown ? QByteArray(shown->data(), qsizetype(shown->size()))
                       : "refused " + QByteArray::number(int(shown.error().code)),
                 want);
    }
    void modelListsCompareExactBytes()
    {
        const model::ClientKey key{.allowedModels = {"gpt-4o"}};
        QVERIFY(auth::allowsModel(key, "gpt-4o"));
        QVERIFY(!auth::allowsModel(key, "GPT-4o") && !auth::allowsModel(key, "gpt-4o-mini")
                && !auth::allowsModel(key, "openai/gpt-4o"));
        QVERIFY(auth::allowsModel({}, "anything"));
    }
};

QTEST_APPLESS_MAIN(ClientKeyTest)
#include "client_key_test.moc"
