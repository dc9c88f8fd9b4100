#include "jobs/key_question.h"

#include <QTest>

using jobs::CheckVerdict;

namespace {

jobs::KeyQuestion questionWith(std::string key)
{
    jobs::KeyQuestion out;
    if (!key.empty())
        out.input.credentials.secret = std::make_shared<const base::Secret>(std::move(key));
    return out;
}

upstream::FetchReport answered(int status, std::string body = {})
{
    return {.answer = upstream::FetchAnswer{.status = status, .body = std::move(body)},
            .reached = upstream::Stage::Done};
}

model::Provider at(std::string baseUrl, std::string type = "custom")
{
    return {.id = "prov_1", .type = std::move(type), .baseUrl = std::move(baseUrl)};
}

} // namespace

/// What is asked to prove a key, and what the answer means.
class KeyQuestionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("want");
        QTest::newRow("a list") << 200 << R"({"data":[]})" << "good";
        QTest::newRow("refused") << 401 << "" << "refused";
        QTest::newRow("forbidden") << 403 << "" << "refused";
        QTest::newRow("Google's wrong key") << 400 << R"({"reason":"API_KEY_INVALID"})" << "refused";
        QTest::newRow("another 400") << 400 << "" << "answered";
        QTest::newRow("may only not list models")
            << 403 << R"({"error":{"message":"You have insufficient permissions. Missing scopes: api.model.read."}})"
            << "answered";
        QTest::newRow("no such path") << 404 << "" << "answered";
        QTest::newRow("too often") << 429 << "" << "answered";
        QTest::newRow("cannot") << 503 << "" << "failing";
    }
    void verdicts()
    {
        QFETCH(int, status);
        QFETCH(QString, body);
        const auto answer = jobs::readAnswer(questionWith("sk-1"), answered(status, body.toStdString()));
        QTEST(QString::fromStdString(std::string(jobs::toWord(answer.verdict))), "want");
        const bool wrong = answer.verdict == CheckVerdict::Refused || answer.verdict == CheckVerdict::Failing;
        QCOMPARE(answer.detail.empty(), !wrong);
    }
    void nothingComesBack()
    {
        const upstream::FetchReport report{.answer = base::fail(base::ErrorCode::UpstreamTimeout, "too late")};
        const auto answer = jobs::readAnswer(questionWith("sk-1"), report);
        QCOMPARE(answer.verdict, CheckVerdict::Silent);
        QCOMPARE(answer.detail, std::string("too late"));
    }
    void whatIsNearbyDoesNotNeedTheNetwork_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("nearby");
        QTest::newRow("this computer") << "http://127.0.0.1:11434/v1" << true;
        QTest::newRow("by name") << "http://localhost:1234/v1" << true;
        QTest::newRow("version 6") << "http://[::1]:8000/v1" << true;
        QTest::newRow("played here") << "https://openai.sandbox.invalid/v1" << true;
        QTest::newRow("out there") << "https://api.openai.com/v1" << false;
        QTest::newRow("in the house") << "http://192.168.1.5:11434/v1" << false;
    }
    void whatIsNearbyDoesNotNeedTheNetwork()
    {
        QFETCH(QString, url);
        QTEST(jobs::isNearby(at(url.toStdString())), "nearby");
    }
    void oneAnswerMayTellKeyAndBalance()
    {
        secrets::SecretStore secrets;
        const model::Provider provider = at("https://openrouter.ai/api/v1", "openrouter");
        const model::ProviderKey key{.id = "pkey_1", .origin = "https://openrouter.ai:443"};
        const auto question = jobs::questionFor(secrets, provider, &key, 1000, true);
        QVERIFY2(question.request, question.problem.c_str());
        QCOMPARE(question.request->url, std::string("https://openrouter.ai/api/v1/key"));
        QVERIFY(question.tellsBalance);
        QVERIFY(!jobs::questionFor(secrets, provider, &key, 1000, false).balance);
    }
    void aKeyOfAnotherAddressIsNotSent()
    {
        secrets::SecretStore secrets;
        const model::ProviderKey key{.id = "pkey_1", .origin = "https://elsewhere.example:443"};
        const auto question = jobs::questionFor(secrets, at("https://api.example.com/v1"), &key, 1000, true);
        QVERIFY(!question.request);
        QVERIFY(!question.problem.empty());
    }
};

QTEST_GUILESS_MAIN(KeyQuestionTest)
#include "key_question_test.moc"
