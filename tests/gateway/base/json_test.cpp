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
        QTest::newRow("half a surrogate") << QByteArray(R"("\ud800")");
        QTest::newRow("the other half") << QByteArray(R"("\uDC00")");
        QTest::newRow("no number that fits") << QByteArray("1e400");
        QTest::newRow("repeated key among many")
            << QByteArray(R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"c":2})");
        QTest::newRow("one level too deep") << QByteArray(129, '[') + "1" + QByteArray(129, ']');
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
    void readsAndWritesAsTheLibraryDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("numbers") << QByteArray(
            "[0,-0,-0.0,1.0,1E5,0.1,1e-7,-5,18446744073709551615,-9223372036854775808]");
        QTest::newRow("numbers of no size") << QByteArray("[123456789012345678901234567890,-9223372036854775809]");
        QTest::newRow("escapes") << QByteArray("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u00e9\"]");
        QTest::newRow("a pair of surrogates") << QByteArray(R"({"\ud83d\uDE00":"\uD83D\ude00"})");
        QTest::newRow("text as it is") << QByteArray("{\"\xE4\xBD\xA0\":[\"caf\xC3\xA9 \x7F\",\"\"]}");
        QTest::newRow("empty ones") << QByteArray(R"([{},[],"",null,true,false,{"":{"a":[]}}])");
        QTest::newRow("blanks") << QByteArray(" \r\n\t{ \"a\" : [ 1 , 2 ] } \n");
        QTest::newRow("as deep as may be") << QByteArray(128, '[') + "1" + QByteArray(128, ']');
        QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF{}");
    }
    void readsAndWritesAsTheLibraryDoes()
    {
        QFETCH(QByteArray, text);
        const base::Json wanted = base::Json::parse(text.toStdString());
        const auto got = base::parseJson(text.toStdString());
        QVERIFY(got);
        QVERIFY(*got == wanted);
        QCOMPARE(base::dump(*got), wanted.dump());
        QCOMPARE(base::dump(wanted), wanted.dump());
    }
    void kindsOfNumbersAreTheLibrarys()
    {
        const auto got = base::parseJson("[7,-7,7.0]");
        QVERIFY((*got)[0].is_number_unsigned());
        QVERIFY((*got)[1].is_number_integer() && !(*got)[1].is_number_unsigned());
        QVERIFY((*got)[2].is_number_float());
    }
    void bytesThatAreNoTextAreReplaced()
    {
        const base::Json bad = {{"k\xFF", "a\xC3(b"}};
        QCOMPARE(base::dump(bad), bad.dump(-1, ' ', false, base::Json::error_handler_t::replace));
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
