#include <QtTest>

#include "app/report_printer.h"
#include "app/report_table.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

using base::Json;

namespace {

Json figures(std::int64_t cost)
{
    return {{"calls", 12},
            {"errors", 1},
            {"success", 0.5},
            {"input_tokens", 1000},
            {"cache_read_tokens", 5},
            {"output_tokens", 300},
            {"cost_nanos", cost},
            {"estimated_nanos", 0},
            {"unpriced_calls", 2},
            {"average_duration_ms", 812.5},
            {"average_first_token_ms", nullptr}};
}

Json report(const char *kind, int rows, Json columns)
{
    Json out = {{"kind", kind},
                {"from", "2026-10-01T00:00:00.000Z"},
                {"to", "2026-11-01T00:00:00.000Z"},
                {"made_at", "2026-11-20T10:00:00.000Z"},
                {"zone", "UTC"},
                {"total", figures(1'234'567'890)},
                {"unpriced", {{"calls", 2}, {"input_tokens", 10}, {"output_tokens", 20}}},
                {"columns", columns},
                {"data", Json::array()}};
    for (int i = 0; i < rows; ++i) {
        Json row = {{"key", Json::object()}};
        for (const Json &column : columns)
            row["key"][column.get<std::string>()] = "名字 " + std::to_string(i);
        row.update(figures(1'000'000 * i));
        out["data"].push_back(std::move(row));
    }
    return out;
}

qsizetype pagesOf(const QByteArray &pdf)
{
    return pdf.count("/Type /Page\n");
}

} // namespace

class ReportPrinterTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reports_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QByteArrayList>("columns");
        QTest::addColumn<int>("pages");
        QTest::newRow("nothing") << QByteArray("billing") << 0 << QByteArrayList{"day"} << 1;
        QTest::newRow("a few days") << QByteArray("billing") << 5 << QByteArrayList{"day"} << 1;
        QTest::newRow("shares") << QByteArray("usage") << 9 << QByteArrayList{"key", "key_id"} << 1;
        QTest::newRow("more names than bars") << QByteArray("billing") << 30 << QByteArrayList{"model"} << 2;
        QTest::newRow("many pages") << QByteArray("billing") << 400
                                    << QByteArrayList{"day", "provider", "provider_id", "model"} << 16;
        QTest::newRow("the sum alone") << QByteArray("billing") << 1 << QByteArrayList{} << 1;
    }
    void reports()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, rows);
        QFETCH(QByteArrayList, columns);
        QFETCH(int, pages);
        Json names = Json::array();
        for (const QByteArray &name : columns)
            names.push_back(name.toStdString());
        const QByteArray pdf = app::pdfOf(report(kind.constData(), rows, names));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pdf.endsWith("%%EOF\n"));
        QVERIFY(pdf.contains("/FontFile"));        // in it, so that it prints everywhere
        QVERIFY(!pdf.contains("/Subtype /Image")); // vectors
        QCOMPARE(pagesOf(pdf), pages);
    }

    void aSlipIsOnePage()
    {
        Json slip = report("slip", 40, {"model"});
        slip["key"] = {{"key", "第一个"}, {"key_id", "key_1"}};
        slip["month"] = "2026-10";
        slip["days"] = Json::array();
        for (int day = 1; day <= 31; ++day) {
            Json row = {{"key", {{"day", "2026-10-" + std::to_string(day)}}}};
            row.update(figures(day * 1'000'000));
            slip["days"].push_back(std::move(row));
        }
        QCOMPARE(pagesOf(app::pdfOf(slip)), 1);
    }

    void columnsSpeakTheReadersLanguage()
    {
        const auto titles = [](const QString &currency) {
            QStringList out;
            for (const app::TableColumn &column : app::columnsOf("billing", {"day", "key", "key_id"}, currency))
                out += column.title;
            return out.join(QLatin1Char(' '));
        };
        QCOMPARE(titles({}), QStringLiteral("Day Key Calls Input Cached Output Cost Unpriced"));
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::Chinese, QLocale::China));
        QVERIFY2(!titles({}).contains(QStringLiteral("Cost")), qPrintable(titles({})));
        QCOMPARE(titles(QStringLiteral("EUR")).split(QLatin1Char(' ')).at(7), QStringLiteral("EUR"));
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void theOtherCurrencyStandsBesideDollars()
    {
        Json row = figures(1'000'000'000);
        QCOMPARE(app::convertedText(row), QString());
        row["converted_nanos"] = 923'100'000;
        row["converted_currency"] = "EUR";
        QCOMPARE(app::convertedText(row), QStringLiteral("€0.9231"));
        Json converted = report("billing", 5, {"model"});
        converted["total"] = row;
        const QByteArray pdf = app::pdfOf(converted);
        QVERIFY(pdf.startsWith("%PDF-1."));
        QCOMPARE(pagesOf(pdf), 1);
    }

    void strangeReportsDoNoHarm()
    {
        for (const Json &strange :
             {Json(), Json::object(), Json{{"kind", 7}, {"data", {1, "x"}}, {"columns", {"day"}}},
              Json{{"data", {{{"key", {{"day", 5}}}, {"cost_nanos", -5}}}}, {"columns", {"day"}}}})
            QVERIFY(app::pdfOf(strange).startsWith("%PDF-1."));
    }
};

QTEST_MAIN(ReportPrinterTest)
#include "report_printer_test.moc"
