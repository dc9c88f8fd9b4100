#include <QTest>

#include "base/csv.h"

class CsvTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QByteArray("gpt-4o") << QByteArray("gpt-4o");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line") << QByteArray("a\r\nb") << QByteArray("\"a\r\nb\"");
        QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("\"'=1+1\"");
        QTest::newRow("plus") << QByteArray("+1") << QByteArray("\"'+1\"");
        QTest::newRow("minus") << QByteArray("-1") << QByteArray("\"'-1\"");
        QTest::newRow("at") << QByteArray("@SUM(A1)") << QByteArray("\"'@SUM(A1)\"");
        QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("\"'\t=1\"");
    }
    void cells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        std::string out;
        base::appendCsvCell(out, text.toStdString());
        QCOMPARE(QByteArray::fromStdString(out), cell);
    }
    void aLineEndsAndEmptyCellsStay()
    {
        std::string out;
        base::CsvLine line(out);
        line.cell("").cell("b").cell("").end();
        base::CsvLine(out).cell("next").end();
        QCOMPARE(out, std::string(",b,\r\nnext\r\n"));
    }
};

QTEST_APPLESS_MAIN(CsvTest)
#include "csv_test.moc"
