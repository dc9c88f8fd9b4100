#include <cmath>

#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/pages/providers/models_model.h"
#include "ui/pages/providers/preset_list.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/providers/provider_keys_model.h"
#include "ui/pages/providers/providers_model.h"
#include "ui/providers_fake.h"

namespace {

using ui::ProviderRow;

ProviderRow row(const char *id, std::int64_t priority = 0)
{
    return {.id = QString::fromLatin1(id), .name = QString::fromLatin1(id), .priority = priority, .enabled = true};
}

std::vector<ui::ProviderPreset> presets()
{
    const FakeProviders fake;
    return ui::parsePresets(FakeProviders::listOf(fake.presets));
}

QStringList labels(const ui::PresetsModel &model)
{
    QStringList out;
    for (int i = 0; i < model.rowCount(); ++i)
        out += model.index(i).data().toString();
    return out;
}

} // namespace

/// What the Providers page reads and decides before anything is drawn.
class ProvidersModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void providersAreASoundModel()
    {
        ui::ProvidersModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FakeProviders fake;
        model.setRows(ui::parseProviders(FakeProviders::listOf(fake.providers)));
        QCOMPARE(model.rowCount(), 3);
        fake.providers[1]["enabled"] = false;
        model.setRows(ui::parseProviders(FakeProviders::listOf(fake.providers)));
        QCOMPARE(model.enabledCount(), 2);
        QCOMPARE(model.rowOf(QStringLiteral("prov_Groq")), 1);
        fake.providers.erase(fake.providers.begin());
        model.setRows(ui::parseProviders(FakeProviders::listOf(fake.providers)));
        QCOMPARE(model.rowOf(QStringLiteral("prov_OpenAI")), -1);
        QCOMPARE(model.rowOf(QStringLiteral("prov_Groq")), 0);
    }

    void keysAreASoundModel()
    {
        ui::ProviderKeysModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FakeProviders fake;
        fake.keys.push_back(FakeProviders::key("old", "keychain:x", "missing"));
        fake.keys[0]["priority"] = 7;
        model.setRows(ui::parseProviderKeys(FakeProviders::listOf(fake.keys)));
        const auto text = [&](int at, int column) { return model.index(at, column).data().toString(); };
        QCOMPARE(text(0, 1), QStringLiteral("env:OPENAI_BACKUP"));
        QCOMPARE(text(1, 1), QStringLiteral("missing in the keychain"));
        QCOMPARE(text(1, 4), QStringLiteral("Key missing"));
        QCOMPARE(text(2, 0), QStringLiteral("default")); // the highest priority number is tried last
        QCOMPARE(text(2, 1), QStringLiteral("in the keychain"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void modelsAreASoundModel()
    {
        ui::ModelsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FakeProviders fake;
        model.setRows(ui::parseModels(FakeProviders::listOf(fake.models)));
        QCOMPARE(model.enabledCount(), 2);
        fake.models[2]["enabled"] = true;
        model.setRows(ui::parseModels(FakeProviders::listOf(fake.models)));
        QCOMPARE(model.enabledCount(), 3);
    }

    void whatIsFoundIsOfferedFirst()
    {
        ui::PresetsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPresets(presets());
        QCOMPARE(labels(model).first(), QStringLiteral("Hosted"));
        const base::Json scan = {
            {"data",
             {{{"preset", "ollama"}, {"base_url", "http://127.0.0.1:1/v1"}, {"reachable", true}, {"already", nullptr}},
              {{"preset", "openai"}, {"reachable", false}, {"already", nullptr}},
              {{"preset", "nobody"}, {"reachable", true}, {"already", nullptr}}}},
            {"environment",
             {{{"preset", "groq"}, {"variable", "GROQ_API_KEY"}, {"already", nullptr}},
              {{"preset", "openai"}, {"variable", "OPENAI_API_KEY"}, {"already", "prov_1"}}}}};
        model.setFound(ui::parseScan(scan, presets()));
        QCOMPARE(labels(model).mid(0, 4),
                 QStringList({QStringLiteral("Found on this computer"), QStringLiteral("Ollama"),
                              QStringLiteral("Groq"), QStringLiteral("Hosted")}));
        QCOMPARE(labels(model).count(QStringLiteral("Groq")), 1); // not a second time among the hosted ones
        QVERIFY(!model.offer(0));                                 // a heading
        QCOMPARE(model.firstOffer(), 1);
        QCOMPARE(model.offer(2)->variable, QStringLiteral("GROQ_API_KEY"));
        model.setFilter(QStringLiteral("sand"));
        QCOMPARE(labels(model), QStringList({QStringLiteral("Other"), QStringLiteral("Sandbox (built in)")}));
        model.setFilter(QStringLiteral("nothing like this"));
        QCOMPARE(model.firstOffer(), -1);
    }

    void stateSaysWhatHolds_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("word");
        QTest::newRow("on") << 0 << QStringLiteral("On");
        QTest::newRow("off") << 1 << QStringLiteral("Off");
        QTest::newRow("saved, but not in effect") << 2 << QStringLiteral("Turning on");
        QTest::newRow("asked for off") << 3 << QStringLiteral("Turning off");
        QTest::newRow("a key is locked") << 4 << QStringLiteral("Key locked");
        QTest::newRow("needs a key and has none") << 5 << QStringLiteral("No key");
        QTest::newRow("failed its test") << 6 << QStringLiteral("Test failed");
        QTest::newRow("passed its test") << 7 << QStringLiteral("Tested");
        QTest::newRow("being tested") << 8 << QStringLiteral("Testing");
    }
    void stateSaysWhatHolds()
    {
        QFETCH(int, change);
        QFETCH(QString, word);
        ProviderRow provider = row("one");
        provider.inEffect = change != 2;
        provider.enabled = change != 1;
        if (change == 1)
            provider.inEffect = false;
        if (change == 3)
            provider.wanted = false;
        if (change == 4)
            provider.keyTrouble = QStringLiteral("Key locked");
        provider.needsKey = change == 5;
        if (change == 6 || change == 7)
            provider.test = ui::ProviderTest{.ok = change == 7};
        provider.testing = change == 8;
        QCOMPARE(ui::providerState(provider).text, word);
    }

    void namesAreCheckedBeforeTheyAreSent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("fine");
        QTest::newRow("plain") << QStringLiteral("OpenAI 2") << true;
        QTest::newRow("Chinese") << QStringLiteral("通义千问") << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("taken") << QStringLiteral("Groq") << false;
        QTest::newRow("a slash") << QStringLiteral("a/b") << false;
        QTest::newRow("a bar") << QStringLiteral("a|b") << false;
        QTest::newRow("a space at the end") << QStringLiteral("a ") << false;
        QTest::newRow("too long in bytes") << QString(30, u'千') << false;
        QTest::newRow("the default model") << QStringLiteral("default") << false;
    }
    void namesAreCheckedBeforeTheyAreSent()
    {
        QFETCH(QString, name);
        QFETCH(bool, fine);
        QCOMPARE(ui::providerNameProblem(name, {QStringLiteral("Groq")}).isEmpty(), fine);
    }

    void addressesAreCheckedBeforeTheyAreSent_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("fine");
        QTest::newRow("usual") << QStringLiteral("https://api.openai.com/v1") << true;
        QTest::newRow("local, with a slash") << QStringLiteral(" http://127.0.0.1:11434/v1/ ") << true;
        QTest::newRow("IPv6") << QStringLiteral("http://[::1]:8080/v1") << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("no scheme") << QStringLiteral("api.openai.com/v1") << false;
        QTest::newRow("another scheme") << QStringLiteral("ftp://host/v1") << false;
        QTest::newRow("no host") << QStringLiteral("https:///v1") << false;
        QTest::newRow("a password in it") << QStringLiteral("https://a:b@host/v1") << false;
        QTest::newRow("a query") << QStringLiteral("https://host/v1?key=1") << false;
    }
    void addressesAreCheckedBeforeTheyAreSent()
    {
        QFETCH(QString, url);
        QFETCH(bool, fine);
        QCOMPARE(ui::addressProblem(url).isEmpty(), fine);
    }

    void oneStepAmongPriorities()
    {
        const std::vector<ProviderRow> rows{row("a", 0), row("b", 0), row("c", 5), row("d", 9)};
        QCOMPARE(ui::nextPriority(rows, rows[2], -1), std::optional<std::int64_t>(0)); // joins a and b
        QCOMPARE(ui::nextPriority(rows, rows[2], 1), std::optional<std::int64_t>(9));
        QCOMPARE(ui::nextPriority(rows, rows[1], -1), std::optional<std::int64_t>(-1)); // leaves a behind
        QCOMPARE(ui::nextPriority(rows, rows[3], 1), std::optional<std::int64_t>());    // alone at the end
    }

    void aTrendIsTheMeanOfEachHour()
    {
        const QDateTime end(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
        const base::Json answer = {
            {"data",
             {{{"key", "a"}, {"bucket", "2026-11-21T11:15:00Z"}, {"calls", 1}, {"average_first_token_ms", 100}},
              {{"key", "a"}, {"bucket", "2026-11-21T11:30:00Z"}, {"calls", 3}, {"average_first_token_ms", 200}},
              {{"key", "a"}, {"bucket", "2026-11-21T09:30:00Z"}, {"calls", 1}, {"average_first_token_ms", 50}},
              {{"key", "a"}, {"bucket", "2026-11-21T10:30:00Z"}, {"calls", 1}, {"average_first_token_ms", nullptr}},
              {{"key", "a"}, {"bucket", "2026-11-01T00:00:00Z"}, {"calls", 1}, {"average_first_token_ms", 9}}}}};
        const auto trends = ui::parseTrends(answer, end, 3);
        QCOMPARE(trends.size(), std::size_t{1});
        const std::vector<double> &line = trends.begin()->second;
        QCOMPARE(line.size(), std::size_t{3});
        QCOMPARE(line[0], 50.0);
        QVERIFY(std::isnan(line[1]));
        QCOMPARE(line[2], 175.0);
    }

    void aTestTellsTheFirstThingThatWentWrong()
    {
        const base::Json answer = {
            {"ok", false},
            {"keys",
             {{{"key", "a"}, {"ok", true}},
              {{"key", "b"},
               {"ok", false},
               {"error", "old words"},
               {"steps",
                {FakeProviders::step("connect", true, "TLS 1.3"), FakeProviders::step("key", false, "401")}}}}}};
        const ui::ProviderTest test = ui::parseTest(answer, QDateTime());
        QVERIFY(!test.ok);
        QCOMPARE(test.keysTried, 2);
        QCOMPARE(test.keysWorking, 1);
        QCOMPARE(test.problem, QStringLiteral("401"));
    }

    void aTestWithoutAKeyCountsNone()
    {
        const base::Json answer = {{"ok", false}, {"keys", {{{"key", nullptr}, {"ok", false}, {"error", "refused"}}}}};
        const ui::ProviderTest test = ui::parseTest(answer, QDateTime());
        QCOMPARE(test.keysTried, 0);
        QCOMPARE(test.problem, QStringLiteral("refused"));
    }

    void brokenAnswersMakeNoRows()
    {
        QVERIFY(ui::parseProviders(base::Json("text")).empty());
        QVERIFY(ui::parseProviders({{"data", {{{"name", 3}}}}}).empty());
        QVERIFY(ui::parsePresets(nullptr).empty());
        QVERIFY(ui::parseScan({{"data", 1}, {"environment", "x"}}, presets()).empty());
        QVERIFY(ui::parseTrends({{"data", {{{"key", "a"}, {"bucket", "never"}}}}}, QDateTime::currentDateTime(), 24)
                    .empty());
    }
};

QTEST_GUILESS_MAIN(ProvidersModelTest)

#include "providers_model_test.moc"
