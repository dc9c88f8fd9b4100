#include <QTest>

#include <sstream>

#include "base/json.h"
#include "base/secret.h"

class JsonTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("two values") << QByteArray("1 2");
        QTest::newRow("repeated key") << QByteArray(R"({"a":1,"a":2})");
        QTest::newRow("repeated key, escaped") << QByteArray(R"({"a":1,"\u0061":2})");
        QTest::newRow("repeated key deep inside") << QByteArray(R"({"x":[{"b":1,"b":1}]})");
        QTest::newRow("too deep") << QByteArray(200, '[') + QByteArray(200, ']');
        QTest::newRow("a hundred thousand brackets") << QByteArray(100'000, '[');
        QTest::newRow("not utf-8") << QByteArray("\"\xFF\"");
        QTest::newRow("trailing comma") << QByteArray("[1,]");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        const auto json = base::parseJson(text.toStdString());
        QVERIFY(!json);
        QCOMPARE(json.error().code, base::ErrorCode::BadRequest);
    }
    void keepsOrderAndIntegers()
    {
        const std::string text = R"({"z":12345678901234567890,"a":[-9007199254740993]})";
        QCOMPARE(base::dump(*base::parseJson(text)), text);
    }
    void sameKeyInDifferentObjectsIsFine() { QVERIFY(base::parseJson(R"([{"a":1},{"a":1,"b":{"a":2}}])")); }
    void lookingIntoTheWrongKindGivesNull()
    {
        QVERIFY(base::at(base::Json(5), "a").is_null());
        QVERIFY(base::at(*base::parseJson(R"({"b":1})"), "a").is_null());
        QCOMPARE(base::textOr(base::Json(5), "x"), std::string("x"));
    }
    void quotingSurvivesAnyBytes()
    {
        std::string text = "a\"b\\c\n\t\x01 \xE4\xBD\xA0";
        std::string out;
        base::appendQuoted(out, text);
        QCOMPARE(base::parseJson(out)->get<std::string>(), text);
    }
    void secretsDoNotPrintAndAreWiped()
    {
        std::string source = "sk-short";
        const char *where = source.data(); // small strings keep their bytes in place
        const base::Secret secret(std::move(source));
        std::ostringstream out;
        out << secret;
        QCOMPARE(out.str(), std::string("***"));
        QCOMPARE(secret.reveal(), std::string_view("sk-short"));
        QVERIFY(std::string_view(where, 8).find("sk-") == std::string_view::npos);
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
