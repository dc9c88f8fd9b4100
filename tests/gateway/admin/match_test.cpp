#include <QTest>

#include <set>

#include "admin/match.h"
#include "admin/openapi.h"
#include "admin/provider_rules.h"
#include "model/resources.h"

class MatchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const char *method, const char *path, const char *want) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(want);
        };
        row("a collection", "GET", "/providers", "providers.list");
        row("one of it", "GET", "/providers/abc", "providers.get id=abc");
        row("a literal before a value", "GET", "/providers/presets", "providers.presets");
        row("and with another method it is still the literal", "DELETE", "/providers/presets", "allow GET");
        row("below one", "PUT", "/providers/p/keys/k", "provider_keys.update key=k provider=p");
        row("values are decoded", "DELETE", "/providers/p/models/gpt%2D4o",
            "provider_models.delete model=gpt-4o provider=p");
        row("a value with slashes", "PUT", "/prices/openrouter/openai/gpt-4o",
            "prices.set model=openai/gpt-4o provider=openrouter");
        row("an empty value", "PUT", "/prices/openrouter/", "allow ");
        row("wrong method", "PATCH", "/settings", "allow GET, PUT");
        row("no such path", "GET", "/nope", "allow ");
        row("a trailing slash is another path", "GET", "/providers/", "allow ");
        row("too long", "GET", "/providers/a/b/c/d", "allow ");
        row("nothing", "GET", "", "allow ");
        row("a bad escape", "GET", "/providers/%zz", "allow ");
    }
    void paths()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, want);
        const std::string text = path.toStdString();
        const admin::Match match = admin::matchOperation(method.toStdString(), text);
        std::string got = match.operation ? std::string(match.operation->id) : "allow " + match.allow;
        for (const auto &[name, value] : match.path)
            got += " " + name + "=" + value;
        QCOMPARE(QByteArray::fromStdString(got), want);
    }
    void everyRowOfTheTableIsReachableAndDescribed()
    {
        const base::Json document = admin::openApi(base::Json::object(), admin::Examples(base::Json::object()));
        std::set<std::string_view> ids;
        for (const admin::Operation &operation : admin::operations()) {
            QVERIFY2(ids.insert(operation.id).second, operation.id.data());
            std::string path(operation.path);
            for (auto from = path.find('{'); from != std::string::npos; from = path.find('{'))
                path.replace(from, path.find('}') - from + 1, "x");
            QCOMPARE(admin::matchOperation(admin::toWord(operation.method), path).operation, &operation);
            QVERIFY(operation.run != nullptr && !operation.about.empty());
            QVERIFY2(operation.effect != admin::Effect::ChangesPlan || operation.place == admin::Place::Writer,
                     operation.id.data());
            const bool ownAffair = operation.id.starts_with("auth."); // everybody signs in and out
            QVERIFY2(operation.method == admin::Method::Get || ownAffair
                         || operation.needs.least >= model::Role::Operator,
                     operation.id.data());
            QVERIFY2(operation.door == admin::Door::Closed || ownAffair, operation.id.data());
            QVERIFY2(base::at(base::at(document, "paths"), "/api/v1" + admin::openApiPath(operation)).is_object(),
                     operation.id.data());
        }
    }
    void queries()
    {
        const auto query = admin::parseQuery("a=1&b=x%20y+z&c&a=2");
        QVERIFY(query);
        QCOMPARE(query->at("a"), std::string("2"));
        QCOMPARE(query->at("b"), std::string("x y z"));
        QCOMPARE(query->at("c"), std::string());
        for (const char *wrong : {"a=%", "a=%2", "a=%zz", "a=%ff", "a=%00"})
            QVERIFY2(!admin::parseQuery(wrong), wrong);
        const std::string any = "a/b?c=d&e f%\xE4\xBD\xA0";
        QCOMPARE(*admin::percentDecode(admin::percentEncode(any), false), any);
    }
    void fieldsSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *name, const char *body, const char *param) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(param);
        };
        row("unknown field", R"({"name":"a","type":"openai","nope":1})", "nope");
        row("read-only field", R"({"name":"a","type":"openai","id":"x"})", "id");
        row("missing", R"({"type":"openai"})", "name");
        row("wrong kind", R"({"name":5,"type":"openai"})", "name");
        row("float for a number", R"({"name":"a","type":"openai","priority":1.5})", "priority");
        row("headers not texts", R"({"name":"a","type":"openai","headers":{"x":1}})", "headers");
        row("a timeout of nothing", R"({"name":"a","type":"openai","timeouts":{"idle_ms":0}})", "timeouts");
    }
    void fieldsSayWhatIsWrong()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, param);
        model::Provider provider;
        const auto done = model::applyJson(provider, *base::parseJson(body.toStdString()), model::Input::Create);
        QVERIFY(!done);
        QCOMPARE(QByteArray::fromStdString(done.error().param), param);
    }
    void providerRules_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *what, const char *name, const char *type, const char *url, const char *param) {
            QTest::newRow(what) << QByteArray(name) << QByteArray(type) << QByteArray(url) << QByteArray(param);
        };
        row("good", "OpenAI team", "openai", "https://api.openai.com/v1", "");
        row("Chinese is fine", "\xE4\xBD\xA0\xE5\xA5\xBD", "openai", "https://h/v1", "");
        row("the sandbox needs no URL", "box", "sandbox", "", "");
        row("no name", "", "openai", "https://h/v1", "name");
        row("a slash would be ambiguous", "a/b", "openai", "https://h/v1", "name");
        row("default is taken", "default", "openai", "https://h/v1", "name");
        row("a line break", "a\nb", "openai", "https://h/v1", "name");
        row("unknown type", "a", "nope", "https://h/v1", "type");
        row("no URL", "a", "custom", "", "base_url");
        row("a slash at the end", "a", "openai", "https://h/v1/", "base_url");
        row("not http", "a", "openai", "ftp://h", "base_url");
    }
    void providerRules()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, param);
        const auto fine = admin::checkProvider(
            {.name = name.toStdString(), .type = type.toStdString(), .baseUrl = url.toStdString()});
        QCOMPARE(QByteArray::fromStdString(fine ? std::string() : fine.error().param), param);
    }
};

QTEST_APPLESS_MAIN(MatchTest)
#include "match_test.moc"
