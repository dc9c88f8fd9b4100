#include <QTest>

#include "pricing/price_import.h"
#include "pricing/price_json.h"

namespace {

using base::Json;
using pricing::PriceDocument;

base::Result<PriceDocument> read(const char *text)
{
    return pricing::readPriceDocument(base::parseJson(text).value());
}

std::string pricesOf(const PriceDocument &document, std::string_view provider, std::string_view model)
{
    for (const pricing::PriceEntry &entry : document.entries)
        if (entry.provider == provider && entry.model == model)
            return base::dump(pricing::pricesJson(*entry.prices));
    return "missing";
}

} // namespace

class PriceImportTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsGenaiPrices()
    {
        const auto got = read(R"([{"id":"acme","models":[
            {"id":"one","match":{"or":[{"equals":"one"},{"starts_with":"one-"}]},
             "prices":{"input_mtok":{"base":0.1,"tiers":[{"start":128000,"price":0.2}]},"output_mtok":0.18000000000000002,
                       "cache_write_mtok":0.08333333333333334,"requests_kcount":5}},
            {"id":"two","match":{"equals":"two"},"prices":[{"prices":{"input_mtok":2}},
             {"constraint":{"start_date":"2026-09-01"},"prices":{"input_mtok":3}},
             {"constraint":{"start_time":"00:30:00Z","end_time":"16:30:00Z"},"prices":{"input_mtok":4}}]},
            {"id":"gift:free","match":{"equals":"gift:free"},"prices":{}},
            {"id":"secret","match":{"equals":"secret"},"prices":{}}]},
            {"id":"anthropic","models":[{"id":"claude-x","match":{"contains":"claude-x"},
             "prices":{"input_mtok":3,"cache_write_mtok":3.75,"output_mtok":15}}]}])");
        QVERIFY(got);
        QCOMPARE(std::string(got->format), std::string("genai-prices"));
        QCOMPARE(got->entries.size(), std::size_t(5));
        QCOMPARE(got->entries[0].match, (std::vector<std::string>{"=one", "^one-"}));
        QCOMPARE(pricesOf(*got, "acme", "one"),
                 std::string(R"([{"input":100000,"cache_write_5m":83333.333333,"output":180000,"request":5000000000,)"
                             R"("tiers":[{"above":128000,"input":200000}]}])"));
        QCOMPARE(pricesOf(*got, "acme", "two"),
                 std::string(R"([{"input":2000000,"output":0},{"from":"2026-09-01","input":3000000,"output":0},)"
                             R"({"between":["00:30:00Z","16:30:00Z"],"input":4000000,"output":0}])"));
        QCOMPARE(pricesOf(*got, "acme", "gift:free"), std::string(R"([{"input":0,"output":0}])"));
        QCOMPARE(pricesOf(*got, "acme", "secret"), std::string("[]"));
        QCOMPARE(pricesOf(*got, "anthropic", "claude-x"),
                 std::string(R"([{"input":3000000,"cache_write_5m":3750000,"cache_write_1h":6000000,"output":15000000,)"
                             R"("tool_use":10000000000}])"));
    }
    void readsLitellmPrices()
    {
        const auto got = read(R"({"sample_spec":{"litellm_provider":"one of ...","input_cost_per_token":0},
            "gpt-x":{"litellm_provider":"openai","input_cost_per_token":2.5e-06,"output_cost_per_token":1e-05,
                     "cache_read_input_token_cost":1.25e-06,"input_cost_per_token_above_200k_tokens":5e-06},
            "groq/llama-x":{"litellm_provider":"groq","input_cost_per_token":5.9e-07,"output_cost_per_token":7.9e-07},
            "vertex_ai/claude-x":{"litellm_provider":"vertex_ai-anthropic_models","input_cost_per_token":3e-06,
                     "cache_creation_input_token_cost_above_1hr":6e-06},
            "draw":{"litellm_provider":"openai","output_cost_per_image":0.04},
            "nothing":{"litellm_provider":"openai","mode":"chat"}})");
        QVERIFY(got);
        QCOMPARE(std::string(got->format), std::string("litellm"));
        QCOMPARE(got->skipped, std::size_t(2));
        QCOMPARE(pricesOf(*got, "openai", "gpt-x"),
                 std::string(R"([{"input":2500000,"cache_read":1250000,"output":10000000,)"
                             R"("tiers":[{"above":200000,"input":5000000}]}])"));
        QCOMPARE(pricesOf(*got, "groq", "llama-x"), std::string(R"([{"input":590000,"output":790000}])"));
        QCOMPARE(pricesOf(*got, "google", "claude-x"),
                 std::string(R"([{"input":3000000,"cache_write_1h":6000000,"output":0}])"));
        QCOMPARE(pricesOf(*got, "openai", "draw"), std::string(R"([{"input":0,"output":0,"image":40000000000}])"));
    }
    void otherDocumentsAreRefused()
    {
        QVERIFY(!read(R"({"prices":1})"));
        QVERIFY(!read(R"({"model":{"input":1}})"));
        QVERIFY(!read(R"([{"models":[]}])"));
    }
};

QTEST_APPLESS_MAIN(PriceImportTest)
#include "price_import_test.moc"
