#include <QFile>
#include <QTest>

#include "base/text.h"
#include "pricing/catalogue.h"
#include "pricing/cost.h"
#include "pricing/price_json.h"

namespace {

using pricing::Catalogue;
using pricing::FoundPrice;

/// The list that travels with the program.
const Catalogue &shipped()
{
    static const Catalogue catalogue = [] {
        QFile file(QStringLiteral(ROOT "/resources/prices/catalogue.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no price list");
        auto read = Catalogue::parse(file.readAll().toStdString());
        if (!read)
            qFatal("%s", base::describe(read.error()).c_str());
        return std::move(*read);
    }();
    return catalogue;
}

std::int64_t at(const char *time)
{
    return base::parseRfc3339(time).value();
}

const std::int64_t kNow = at("2026-10-01T12:00:00Z");

FoundPrice find(const Catalogue &catalogue, std::string_view type, std::string_view model, std::int64_t atMs = kNow)
{
    return catalogue.find({.providerType = type, .model = model}, atMs);
}

std::int64_t inputPrice(const FoundPrice &found, std::int64_t tokens = 1)
{
    return found.set == nullptr ? -1 : found.set->forInput(tokens).input.value;
}

pricing::ModelPrices priced(std::int64_t input)
{
    return pricing::readPrices(base::Json::array({base::Json{{"input", input}, {"output", input * 2}}})).value();
}

} // namespace

class CatalogueTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListIsComplete()
    {
        QCOMPARE(shipped().providers().size(), std::size_t(36)); // 34 of genai-prices, the sandbox and what runs here
        QCOMPARE(shipped().size(), std::size_t(1443));
        QCOMPARE(shipped().date(), std::string("2026-08-21"));
    }
    void namesAreMatched_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("id");
        const auto row = [](const char *name, const char *type, const char *model, const char *provider,
                            const char *id) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(model) << QByteArray(provider) << QByteArray(id);
        };
        row("exact", "openai", "gpt-4o-mini", "openai", "gpt-4o-mini");
        row("another case, and spaces", "openai", " GPT-4o-Mini ", "openai", "gpt-4o-mini");
        row("by its beginning", "anthropic", "claude-sonnet-4-5-20250929", "anthropic", "claude-sonnet-4-5");
        row("by a part", "bedrock", "eu.anthropic.claude-sonnet-5-v1:0", "aws",
            "regional.anthropic.claude-sonnet-5-v1:0");
        row("by an expression", "xai", "grok-4.3-20260101", "x-ai", "grok-4.3");
        row("our type for it", "gemini", "gemini-2.5-pro", "google", "gemini-2.5-pro");
        row("of a provider to fall back on", "azure", "claude-sonnet-4-5", "anthropic", "claude-sonnet-4-5");
        row("relayed: the maker's", "custom", "gpt-4o-mini", "openai", "gpt-4o-mini");
        row("relayed: listed by somebody", "custom", "llama-3.3-70b-versatile", "groq", "llama-3.3-70b-versatile");
        row("a date that nobody lists", "openai", "gpt-4o-mini-00000012", "openai", "gpt-4o-mini");
        row("an id that is no name", "fireworks", "deepseek-v3p2", "fireworks", "deepseek-v3p2");
        row("unknown", "openai", "nope", "", "");
        row("what runs here costs nobody's price", "ollama", "llama-3.3-70b-versatile", "", "");
    }
    void namesAreMatched()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, id);
        const auto found = find(shipped(), type.toStdString(), model.toStdString());
        QCOMPARE(found.set != nullptr, !id.isEmpty());
        QCOMPARE(QByteArray::fromStdString(std::string(found.provider)), provider);
        QCOMPARE(QByteArray::fromStdString(std::string(found.model)), id);
    }
    void datesAndTimesOfDayCount_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<qint64>("input");
        const auto row = [](const char *name, const char *type, const char *model, const char *time, qint64 input) {
            QTest::newRow(name) << QByteArray(type) << QByteArray(model) << QByteArray(time) << input;
        };
        row("before the day", "anthropic", "claude-sonnet-5", "2026-08-31T23:59:59.999Z", 2'000'000);
        row("on the day", "anthropic", "claude-sonnet-5", "2026-09-01T00:00:00Z", 3'000'000);
        row("off peak", "deepseek", "deepseek-chat", "2026-01-01T00:29:59Z", 135'000);
        row("peak begins", "deepseek", "deepseek-chat", "2026-01-01T00:30:00Z", 270'000);
        row("peak ends", "deepseek", "deepseek-chat", "2026-01-01T16:30:00Z", 135'000);
        row("before 1970", "deepseek", "deepseek-chat", "1969-12-31T12:00:00Z", 270'000);
    }
    void datesAndTimesOfDayCount()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, time);
        QFETCH(qint64, input);
        QCOMPARE(inputPrice(find(shipped(), type.toStdString(), model.toStdString(), at(time.constData()))),
                 std::int64_t(input));
    }
    void aLongInputCostsMoreThroughout()
    {
        const auto found = find(shipped(), "anthropic", "claude-sonnet-4-5");
        QCOMPARE(inputPrice(found, 200'000), std::int64_t(3'000'000));
        QCOMPARE(inputPrice(found, 200'001), std::int64_t(6'000'000));
        QCOMPARE(found.set->forInput(200'001).cacheWrite1h.value, std::int64_t(12'000'000));
        const model::Usage usage{.input = 200'001, .output = 1, .reported = true};
        QCOMPARE(pricing::costOf(usage, found).amount.value, std::int64_t(200'001 * 6'000 + 22'500));
    }
    void knownModelsWithoutAPriceAreUnpriced()
    {
        const auto found = find(shipped(), "google", "gemma-3-27b-it");
        QCOMPARE(std::string(found.model), std::string("gemma-3"));
        QCOMPARE(pricing::costOf({.input = 5, .reported = true}, found).confidence, model::Confidence::Unpriced);
    }
    void ownPricesGoFirst()
    {
        const std::vector<pricing::PriceEntry> entries{
            {.provider = "prov_1", .model = "gpt-4o-mini", .validFromMs = kNow, .prices = priced(1)},
            {.provider = "prov_1", .model = "*", .validFromMs = kNow, .prices = priced(2)},
            {.provider = "openai", .model = "gpt-4o-mini", .validFromMs = kNow, .prices = priced(3)},
            {.provider = "prov_1", .model = "gpt-4o-mini", .validFromMs = kNow + 10'000, .prices = {}}};
        const Catalogue catalogue = shipped().with(entries);
        const auto inputAt = [&](std::string_view id, std::string_view model, std::int64_t atMs) {
            return inputPrice(catalogue.find({id, "openai", model}, atMs));
        };
        QCOMPARE(inputAt("prov_1", "gpt-4o-mini", kNow - 1), std::int64_t(150'000)); // what was is not changed
        QCOMPARE(inputAt("prov_1", "GPT-4o-mini-2024-07-18", kNow), std::int64_t(1));
        QCOMPARE(inputAt("prov_1", "something else", kNow), std::int64_t(2));
        QCOMPARE(inputAt("prov_2", "gpt-4o-mini", kNow), std::int64_t(3));
        QCOMPARE(inputAt("prov_1", "gpt-4o-mini", kNow + 10'000), std::int64_t(3)); // ended: the next one holds
        QCOMPARE(inputAt("prov_2", "gpt-4.1", kNow), std::int64_t(2'000'000));
    }
    void whatIsImportedTakesThePlaceOfTheList()
    {
        using pricing::Source;
        const std::vector<pricing::PriceEntry> entries{{.provider = "openai",
                                                        .model = "gpt-4o-mini",
                                                        .source = Source::Imported,
                                                        .validFromMs = kNow,
                                                        .prices = priced(7)},
                                                       {.provider = "openai",
                                                        .model = "gpt-9",
                                                        .source = Source::Imported,
                                                        .validFromMs = kNow,
                                                        .match = {"^gpt-9"},
                                                        .prices = priced(8)},
                                                       {.provider = "newcomer",
                                                        .model = "m",
                                                        .source = Source::Imported,
                                                        .validFromMs = kNow,
                                                        .prices = priced(9)}};
        const Catalogue catalogue = shipped().with(entries);
        QCOMPARE(inputPrice(find(catalogue, "openai", "gpt-4o-mini", kNow - 1)), std::int64_t(150'000));
        QCOMPARE(inputPrice(find(catalogue, "openai", "gpt-4o-mini")), std::int64_t(7));
        QCOMPARE(inputPrice(find(catalogue, "openai", "gpt-9-turbo")), std::int64_t(8));
        QCOMPARE(inputPrice(find(catalogue, "openai", "gpt-9-turbo", kNow - 1)), std::int64_t(-1));
        QCOMPARE(inputPrice(find(catalogue, "newcomer", "m")), std::int64_t(9));
        QVERIFY(find(catalogue, "openai", "gpt-9").source == Source::Imported);
    }
    /// What was found is remembered by thread: another catalogue's, or another model's, is not given for it.
    void eachCatalogueAndModelIsLookedUpForItself()
    {
        const std::vector<pricing::PriceEntry> entries{{.provider = "openai",
                                                        .model = "not-listed",
                                                        .source = pricing::Source::Imported,
                                                        .validFromMs = kNow,
                                                        .prices = priced(8)}};
        for (int turn = 0; turn < 2; ++turn) {
            QCOMPARE(inputPrice(find(shipped(), "openai", "not-listed")), std::int64_t(-1));
            Catalogue changed = shipped().with(entries);
            QCOMPARE(inputPrice(find(changed, "openai", "not-listed")), std::int64_t(8));
            const Catalogue copy = changed;
            changed = shipped().with({});
            QCOMPARE(inputPrice(find(changed, "openai", "not-listed")), std::int64_t(-1));
            QCOMPARE(inputPrice(find(copy, "openai", "not-listed")), std::int64_t(8));
        }
        for (int turn = 0; turn < 2; ++turn)
            for (int i = 0; i < 1000; ++i) {
                const std::string stranger = "stranger-" + std::to_string(i);
                QCOMPARE(inputPrice(find(shipped(), "openai", stranger)), std::int64_t(-1));
                QCOMPARE(inputPrice(find(shipped(), "openai", "gpt-4o-mini")), std::int64_t(150'000));
                QCOMPARE(inputPrice(find(shipped(), "anthropic", stranger)), std::int64_t(-1));
            }
        const std::string endless = "gpt-4o-mini-" + std::string(1000, 'x');
        QCOMPARE(find(shipped(), "openai", endless).set, find(shipped(), "openai", endless).set);
    }
    void pricesSurviveTheirJson()
    {
        for (const Catalogue::Provider &provider : shipped().providers())
            for (const Catalogue::Model &model : provider.models) {
                const auto *prices = model.pricesAt(kNow);
                QVERIFY2(prices != nullptr, model.id.c_str());
                const auto again = pricing::readPrices(pricing::pricesJson(*prices));
                QVERIFY2(again && *again == *prices, model.id.c_str());
            }
    }
    void wrongPricesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *json, const char *field) {
            QTest::newRow(json) << QByteArray(json) << QByteArray(field);
        };
        row(R"([{"input":-1}])", "input");
        row(R"([{"input":"1"}])", "input");
        row(R"([{"imput":1}])", "imput");
        row(R"([{"input":1,"between":["25:00","26:00"]}])", "between");
        row(R"([{"input":1,"from":"tomorrow"}])", "from");
        row(R"([{"input":1,"tiers":[{"above":5},{"above":5}]}])", "tiers");
        row(R"({"input":1})", "prices");
    }
    void wrongPricesAreRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, field);
        const auto read = pricing::readPrices(base::parseJson(json.toStdString()).value());
        QVERIFY(!read);
        QCOMPARE(QByteArray::fromStdString(read.error().param), field);
    }
};

QTEST_APPLESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
