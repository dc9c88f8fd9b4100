#include "upstream/presets.h"

#include <algorithm>
#include <set>

#include <QFile>
#include <QTest>

#include "dialect/dialect.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"

namespace {

model::Provider filledIn(const upstream::Preset &preset)
{
    model::Provider out{.type = std::string(preset.id), .baseUrl = std::string(preset.baseUrl)};
    for (const upstream::PresetOption &option : preset.options)
        if (option.initial.empty() && option.required)
            out.options.emplace_back(option.name, "some");
    return out;
}

} // namespace

/// The data of the presets: each row is one a person can pick and that then works.
class PresetsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachIdIsUsedOnce()
    {
        std::set<std::string_view> seen;
        for (const upstream::Preset &preset : upstream::presets())
            QVERIFY2(seen.insert(preset.id).second, std::string(preset.id).c_str());
        QVERIFY(upstream::findPreset("openai") != nullptr);
        QVERIFY(upstream::findPreset("custom") != nullptr);
        QVERIFY(upstream::findPreset("no such preset") == nullptr);
    }
    void eachAddressIsOneThatMayBeCalled()
    {
        for (const upstream::Preset &preset : upstream::presets()) {
            const bool hosted = preset.group == upstream::PresetGroup::Hosted;
            if (preset.baseUrl.empty()) {
                QVERIFY2(preset.id == "sandbox" || preset.id.starts_with("custom"), std::string(preset.id).c_str());
                continue;
            }
            const auto origin = upstream::originOf(upstream::baseUrlOf(filledIn(preset)));
            QVERIFY2(origin, std::string(preset.id).c_str());
            QVERIFY2(preset.docsUrl.starts_with("https://"), std::string(preset.id).c_str());
            QVERIFY(!preset.baseUrl.ends_with('/'));
            QCOMPARE(origin->starts_with("https://"), hosted);
            QCOMPARE(origin->starts_with("http://127.0.0.1:"), !hosted);
            QCOMPARE(preset.needsKey, hosted);
            QCOMPARE(preset.keyUrl.starts_with("https://"), hosted);
        }
    }
    void eachDialectIsSpoken()
    {
        for (const upstream::Preset &preset : upstream::presets())
            if (!preset.dialect.empty())
                QVERIFY2(dialect::findDialect(upstream::mainDialect(preset)) != nullptr,
                         std::string(preset.id).c_str());
    }
    void everyPromisedKindIsThere()
    {
        for (const char *id : {"openai",     "anthropic", "gemini",    "azure",    "mistral",    "cohere", "deepseek",
                               "zhipu",      "qianfan",   "qwen",      "moonshot", "minimax",    "groq",   "xai",
                               "openrouter", "together",  "fireworks", "cerebras", "perplexity", "ollama", "lmstudio",
                               "vllm",       "llamacpp",  "custom",    "bedrock",  "vertex"})
            QVERIFY2(upstream::findPreset(id) != nullptr, id);
    }
    void eachPlaceInAnAddressIsAnOption()
    {
        for (const upstream::Preset &preset : upstream::presets())
            QVERIFY2(upstream::baseUrlOf(filledIn(preset)).find('{') == std::string::npos,
                     std::string(preset.id).c_str());
    }
    void eachIconIsOneOfOurs()
    {
        for (const upstream::Preset &preset : upstream::presets())
            QVERIFY2(QFile::exists(QStringLiteral(ROOT "/resources/icons/%1.svg")
                                       .arg(QString::fromStdString(std::string(preset.icon)))),
                     std::string(preset.id).c_str());
    }
    void theVariablesAreNamed()
    {
        const std::vector<std::string_view> two{"GEMINI_API_KEY", "GOOGLE_API_KEY"};
        QVERIFY(upstream::variablesOf(*upstream::findPreset("gemini_openai")) == two);
        QVERIFY(upstream::variablesOf(*upstream::findPreset("ollama")).empty());
    }
};

QTEST_GUILESS_MAIN(PresetsTest)
#include "presets_test.moc"
