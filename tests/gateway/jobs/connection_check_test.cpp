#include "jobs/connection_check.h"

#include <QTest>

namespace {

jobs::CheckInput withKey(std::string key)
{
    jobs::CheckInput out{.baseUrl = "https://api.example.com/v1", .modelList = "https://api.example.com/v1/models"};
    if (!key.empty())
        out.credentials.secret = std::make_shared<const base::Secret>(std::move(key));
    return out;
}

upstream::FetchReport answered(int status, std::string body = {})
{
    return {.answer = upstream::FetchAnswer{.status = status, .body = std::move(body), .durationUs = 1500},
            .reached = upstream::Stage::Done,
            .address = "192.0.2.1:443"};
}

upstream::FetchReport failed(upstream::Stage stage)
{
    return {.answer = base::fail(base::ErrorCode::Upstream, "it broke"), .reached = stage};
}

constexpr const char *kList = R"({"data":[{"id":"a"},{"id":"b"}]})";

} // namespace

/// What a person is told of what came back.
class ConnectionCheckTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steps_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("last"); // the last step, with - when it failed
        QTest::newRow("all is well") << "sk-1" << 200 << kList << "models";
        QTest::newRow("no key is needed") << "" << 200 << kList << "models";
        QTest::newRow("a wrong key") << "sk-1" << 401 << "" << "-key";
        QTest::newRow("a key that may not") << "sk-1" << 403 << "" << "-key";
        QTest::newRow("a key is wanted") << "" << 401 << "" << "-key";
        QTest::newRow("no such path") << "sk-1" << 404 << "" << "-models";
        QTest::newRow("a web page") << "sk-1" << 200 << "<html>" << "-models";
        QTest::newRow("too many requests") << "sk-1" << 429 << "" << "-models";
    }
    void steps()
    {
        QFETCH(QString, key);
        QFETCH(int, status);
        QFETCH(QString, body);
        const auto check = jobs::readCheck(withKey(key.toStdString()), answered(status, body.toStdString()), nullptr);
        QVERIFY(!check.steps.empty());
        const jobs::CheckStep &last = check.steps.back();
        QTEST((last.ok ? QString() : QStringLiteral("-")) + QString::fromStdString(last.name), "last");
        QCOMPARE(check.ok, last.ok);
        QCOMPARE(check.problem(), last.ok ? std::string() : last.detail);
        QVERIFY(check.json()["latency_ms"] == 1.5);
    }
    void theWayThereIsToldAsFarAsItWent()
    {
        using upstream::Stage;
        const std::pair<Stage, std::size_t> rows[] = {
            {Stage::Address, 1}, {Stage::Connect, 2}, {Stage::Tls, 3}, {Stage::Answer, 4}};
        for (const auto &[stage, count] : rows) {
            const auto check = jobs::readCheck(withKey("sk-1"), failed(stage), nullptr);
            QCOMPARE(check.steps.size(), count);
            QVERIFY(!check.ok && !check.steps.back().ok);
            QCOMPARE(check.steps.back().detail, std::string("it broke"));
            QVERIFY(check.json()["latency_ms"].is_null());
        }
    }
    void aListThatAnybodyMaySeeSaysNothingOfTheKey()
    {
        const auto refused = answered(401);
        const auto check = jobs::readCheck(withKey("sk-1"), answered(200, kList), &refused);
        QCOMPARE(check.steps.back().name, std::string("key"));
        QVERIFY(!check.ok);
        const auto known = answered(200, "{}");
        QVERIFY(jobs::readCheck(withKey("sk-1"), answered(200, kList), &known).ok);
    }
    void aModelThatIsWantedMustBeListed()
    {
        auto input = withKey("sk-1");
        input.wantedModel = "b";
        QVERIFY(jobs::readCheck(input, answered(200, kList), nullptr).ok);
        input.wantedModel = "c";
        QVERIFY(!jobs::readCheck(input, answered(200, kList), nullptr).ok);
    }
    void aKeyThatIsShownBackIsNotRepeated()
    {
        const auto check = jobs::readCheck(withKey("sk-secret"),
                                           answered(200, R"({"data":[{"id":"x-sk-secret"},{"id":"a"}]})"), nullptr);
        QVERIFY(check.models == std::vector<std::string>{"a"});
        QVERIFY(base::dump(check.json()).find("sk-secret") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ConnectionCheckTest)
#include "connection_check_test.moc"
