#include <QTest>

#include "admin/entered_key.h"

namespace {

admin::Request request(const char *operation, base::Json body)
{
    admin::Request out;
    out.operation = admin::findOperation(operation);
    out.body = std::move(body);
    return out;
}

} // namespace

/// Where a key itself may come in a body, and that nothing but its reference goes further.
class EnteredKeyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheKeyOutOfTheBody_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("a provider's first key")
            << QByteArray("providers.create") << QByteArray(R"({"name":"x","key":"sk-1"})")
            << QByteArray(R"({"name":"x","key":"keychain:k"})");
        QTest::newRow("a further key") << QByteArray("provider_keys.create") << QByteArray(R"({"secret":"sk-1"})")
                                       << QByteArray(R"({"secret":"keychain:k"})");
        QTest::newRow("entered anew") << QByteArray("provider_keys.update") << QByteArray(R"({"secret":"sk-1"})")
                                      << QByteArray(R"({"secret":"keychain:k"})");
        QTest::newRow("for many") << QByteArray("provider_keys.batch")
                                  << QByteArray(R"({"ids":["a"],"set":{"secret":"sk-1"}})")
                                  << QByteArray(R"({"ids":["a"],"set":{"secret":"keychain:k"}})");
    }
    void takesTheKeyOutOfTheBody()
    {
        QFETCH(QByteArray, operation);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        auto asked = request(operation.constData(), *base::parseJson(before.toStdString()));
        const auto key = admin::takeEnteredKey(asked);
        QVERIFY(key.has_value() && *key);
        QCOMPARE((*key)->reveal(), std::string_view("sk-1"));
        QVERIFY(base::dump(asked.body).find("sk-1") == std::string::npos);
        admin::putReference(asked, "keychain:k");
        QCOMPARE(QByteArray::fromStdString(base::dump(asked.body)), after);
        QVERIFY(admin::checkReference(asked, "keychain:k").has_value());
    }
    void whatIsTriedIsNotKept()
    {
        auto asked = request("providers.try", {{"base_url", "http://127.0.0.1:9"}, {"key", "sk-1"}});
        const auto key = admin::takeEnteredKey(asked);
        QVERIFY(key.has_value() && *key);
        QVERIFY(base::dump(asked.body).find("sk-1") == std::string::npos);
        QVERIFY(!admin::isKept(*asked.operation));
        QVERIFY(admin::isKept(*admin::findOperation("providers.create")));
    }
    void leavesReferencesAndOtherOperationsAlone()
    {
        for (const char *secret : {"env:A", "file:/a", "", "keychain:k"}) {
            auto asked = request("provider_keys.create", {{"secret", secret}});
            const auto key = admin::takeEnteredKey(asked);
            QVERIFY(key.has_value() && !*key);
        }
        auto other = request("api_keys.create", {{"name", "sk-1"}, {"secret", "sk-1"}});
        QVERIFY(!*admin::takeEnteredKey(other));
        auto odd = request("provider_keys.batch", {{"set", "sk-1"}});
        QVERIFY(!*admin::takeEnteredKey(odd));
        auto number = request("providers.create", {{"key", 1}});
        QVERIFY(!*admin::takeEnteredKey(number));
    }
    void refusesWhatIsNeither()
    {
        for (const char *secret : {"env:", "File:/a", "sk with spaces", "sk-\xC3\xA4"}) {
            auto asked = request("provider_keys.create", {{"secret", secret}});
            const auto key = admin::takeEnteredKey(asked);
            QCOMPARE(key.error().code, base::ErrorCode::Unprocessable);
            QCOMPARE(key.error().param, std::string("secret"));
            QVERIFY(key.error().detail.find("sk") == std::string::npos);
        }
    }
    void nobodyNamesAnothersEntry()
    {
        const auto asked = request("provider_keys.update", {{"secret", "keychain:other"}});
        QCOMPARE(admin::checkReference(asked, "keychain:other", "keychain:mine").error().param, std::string("secret"));
        QVERIFY(admin::checkReference(asked, "keychain:mine", "keychain:mine").has_value());
        QVERIFY(admin::checkReference(asked, "env:A", "keychain:mine").has_value());
    }
};

QTEST_APPLESS_MAIN(EnteredKeyTest)
#include "entered_key_test.moc"
