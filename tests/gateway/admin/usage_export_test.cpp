#include <QtTest>

#include "admin/usage_export.h"
#include "base/csv_reader.h"
#include "tests/gateway/storage/store_fixture.h"

namespace {

/// "day model calls input read write output cost", a line each.
QByteArray readOf(const QByteArray &document)
{
    const auto rows = admin::readUsageExport(document.toStdString());
    if (!rows)
        return "! " + QByteArray::fromStdString(rows.error().param);
    QByteArray out;
    for (const admin::ExportedUsage &row : *rows) {
        out += QByteArray::fromStdString(row.day + " " + row.model);
        for (const std::int64_t figure :
             {row.calls, row.inputTokens, row.cacheReadTokens, row.cacheWriteTokens, row.outputTokens})
            out += ' ' + QByteArray::number(static_cast<qlonglong>(figure));
        out += ' ' + (row.costNanos ? QByteArray::number(static_cast<qlonglong>(*row.costNanos)) : "-") + '\n';
    }
    return out;
}

} // namespace

class UsageExportTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void documents_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("read");
        // moc loses a file over raw strings: ' stands for a quote.
        const auto row = [](const char *name, const char *document, const char *read) {
            QTest::newRow(name) << QByteArray(document).replace('\'', '"') << QByteArray(read);
        };
        row("OpenAI's usage API",
            "{'object':'page','data':[{'object':'bucket','start_time':1763596800,'end_time':1763683200,'results':["
            "{'object':'organization.usage.completions.result','input_tokens':1000,'output_tokens':500,"
            "'input_cached_tokens':800,'input_audio_tokens':0,'num_model_requests':5,'project_id':null,'model':'gpt-4o-"
            "2024-08-06'},"
            "{'input_tokens':10,'output_tokens':5,'input_cached_tokens':0,'num_model_requests':1,'model':'gpt-4o-2024-"
            "08-06'}]}],"
            "'has_more':false}",
            "2025-11-20 gpt-4o-2024-08-06 6 1010 800 0 505 -\n");
        row("OpenAI's costs by model",
            "[{'data':[{'start_time':1763596800,'results':[{'amount':{'value':6.15e-2,'currency':'usd'},'model':'m'}]}]"
            "}]",
            "2025-11-20 m 0 0 0 0 0 61500000\n");
        row("OpenAI's CSV",
            "start_time,end_time,start_time_iso,model,input_tokens,output_tokens,input_cached_tokens,num_model_"
            "requests\r\n"
            "1763596800,1763683200,2025-11-20T00:00:00+00:00,gpt-4o,100,20,50,2\r\n"
            "1763683200,1763769600,2025-11-21T00:00:00+00:00,'gpt, \"\"4\"\"',1,2,0,1\r\n",
            "2025-11-20 gpt-4o 2 100 50 0 20 -\n2025-11-21 gpt, \"4\" 1 1 0 0 2 -\n");
        row("Anthropic's usage API",
            "{'data':[{'starting_at':'2025-08-01T00:00:00Z','ending_at':'2025-08-02T00:00:00Z','results':[{"
            "'uncached_input_tokens':1500,'cache_creation':{'ephemeral_1h_input_tokens':1000,'ephemeral_5m_input_"
            "tokens':500},"
            "'cache_read_input_tokens':200,'output_tokens':500,'server_tool_use':{'web_search_requests':10},"
            "'model':'claude-opus-4-20250514'}]}],'has_more':false,'next_page':null}",
            "2025-08-01 claude-opus-4-20250514 0 3200 200 1500 500 -\n");
        row("Anthropic's CSV",
            "\xEF\xBB\xBFusage_date_utc,model_version,api_key,usage_input_tokens_no_cache,usage_input_tokens_cache_"
            "write_5m,"
            "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens\n"
            "2025-08-01,claude-x,key,10,20,30,40,50\n2025-08-01,claude-x,other,1,0,0,0,1\n\n",
            "2025-08-01 claude-x 0 101 40 50 51 -\n");
        row("costs in dollars", "date,model,cost_usd\n2025-08-01,m,0.0000000015\n2025-08-01,m,1\n",
            "2025-08-01 m 0 0 0 0 0 1000000002\n");
        row("nothing used", "{'data':[]}", "");
        row("no JSON", "{'data':", "! document");
        row("no days", "model,input_tokens\nm,1\n", "! document");
        row("a line cut short", "date,model,input_tokens\n2025-08-01,m\n", "! document");
        row("a day that is none", "date,model,input_tokens\nyesterday,m,1\n", "! document");
        row("not by model", "{'data':[{'start_time':1763596800,'results':[{'input_tokens':1}]}]}", "! document");
        row("another answer", "{'data':[{'id':'x'}]}", "! document");
        row("nothing at all", "", "! document");
    }
    void documents()
    {
        QFETCH(QByteArray, document);
        QFETCH(QByteArray, read);
        QCOMPARE(readOf(document), read);
    }

    void dollars_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qlonglong>("nanos");
        QTest::newRow("whole") << QByteArray("12") << 12'000'000'000LL;
        QTest::newRow("fraction") << QByteArray(" 0.06 ") << 60'000'000LL;
        QTest::newRow("exponent") << QByteArray("6.15e-5") << 61'500LL;
        QTest::newRow("large exponent") << QByteArray("1E+2") << 100'000'000'000LL;
        QTest::newRow("rounded up") << QByteArray("0.0000000015") << 2LL;
        QTest::newRow("rounded down") << QByteArray("0.00000000149") << 1LL;
        QTest::newRow("too small") << QByteArray("1e-20") << 0LL;
        QTest::newRow("negative") << QByteArray("-0.5") << -500'000'000LL;
    }
    void dollars()
    {
        QFETCH(QByteArray, text);
        QFETCH(qlonglong, nanos);
        QCOMPARE(admin::nanosOf(text.toStdString()), std::optional<std::int64_t>(nanos));
    }
    void whatIsNoNumberIsNothing()
    {
        for (const char *text : {"", "-", ".", "1.2.3", "$1", "1e", "1e99", "nan", "99999999999999999999"})
            QVERIFY2(!admin::nanosOf(text), text);
    }

    void csvLines()
    {
        std::string_view text = "a,\"b \"\"x\"\", y\nz\",\r\n,\n\"\"";
        QCOMPARE(base::takeCsvLine(text), (std::vector<std::string>{"a", "b \"x\", y\nz", ""}));
        QCOMPARE(base::takeCsvLine(text), (std::vector<std::string>{"", ""}));
        QCOMPARE(base::takeCsvLine(text), (std::vector<std::string>{""}));
        QVERIFY(text.empty() && base::takeCsvLine(text).empty());
    }
};

QTEST_GUILESS_MAIN(UsageExportTest)
#include "usage_export_test.moc"
