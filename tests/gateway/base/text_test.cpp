#include <QTest>

#include "base/text.h"

class TextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc3339_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("epoch") << QByteArray("1970-01-01T00:00:00Z") << qint64(0);
        QTest::newRow("milliseconds") << QByteArray("2026-11-21T10:31:39.041Z") << qint64(1795257099041);
        QTest::newRow("a longer fraction is cut")
            << QByteArray("2026-11-21T10:31:39.0419999Z") << qint64(1795257099041);
        QTest::newRow("an offset") << QByteArray("2026-11-21T11:31:39.041+01:00") << qint64(1795257099041);
        QTest::newRow("a bare date is midnight UTC") << QByteArray("2026-11-21") << qint64(1795219200000);
        QTest::newRow("before the epoch") << QByteArray("1969-12-31T23:59:59Z") << qint64(-1000);
        QTest::newRow("no such day") << QByteArray("2026-02-30") << qint64(-1);
        QTest::newRow("no such hour") << QByteArray("2026-02-20T24:00:00Z") << qint64(-1);
        QTest::newRow("no zone") << QByteArray("2026-02-20T10:00:00") << qint64(-1);
        QTest::newRow("words") << QByteArray("yesterday") << qint64(-1);
    }
    void rfc3339()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, millis);
        QCOMPARE(base::parseRfc3339(text.toStdString()).value_or(-1), std::int64_t(millis));
    }
    void timesReadAsTheyAreWritten()
    {
        for (const std::int64_t millis : {0LL, 1795257099041LL, -1LL, 4102444800000LL})
            QCOMPARE(base::parseRfc3339(base::rfc3339(millis)).value_or(7), millis);
    }
    void utf8_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("chinese and emoji") << QByteArray("\xE4\xBD\xA0 \xF0\x9F\x98\x80") << true;
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << false;
        QTest::newRow("overlong in three") << QByteArray("\xE0\x80\xAF") << false;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
        QTest::newRow("above the last") << QByteArray("\xF4\x90\x80\x80") << false;
        QTest::newRow("cut") << QByteArray("a\xE4\xBD") << false;
        QTest::newRow("stray continuation") << QByteArray("\x80") << false;
    }
    void utf8()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        QCOMPARE(base::isUtf8(text.toStdString()), good);
    }
    void clippingKeepsCharactersWhole()
    {
        const std::string text = "ab\xE4\xBD\xA0";
        QCOMPARE(base::clip(text, 4), std::string_view("ab"));
        QCOMPARE(base::clip(text, 5), std::string_view(text));
    }
    void integersAreWholeOrNothing()
    {
        QCOMPARE(base::parseInteger("42").value_or(0), 42);
        for (const char *wrong : {"", " 42", "42 ", "+42", "4.2", "0x2a", "99999999999999999999", "4a"})
            QVERIFY2(!base::parseInteger(wrong), wrong);
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "text_test.moc"
