#include "upstream/presets.h"

#include <set>

#include <QFile>
#include <QTest>

#include "dialect/dialect.h"
#include "upstream/outbound_rules.h"

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
                QVERIFY2(preset.id == "sandbox" || preset.id == "custom", std::string(preset.id).c_str());
                continue;
            }
            const auto origin = upstream::originOf(preset.baseUrl);
            QVERIFY2(origin, std::string(preset.id).c_str());
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
                QVERIFY2(dialect::findDialect(preset.dialect) != nullptr, std::string(preset.id).c_str());
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
