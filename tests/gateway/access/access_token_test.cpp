#include <QTest>

#include <random>

#include "access/access_token.h"
#include "access/token_text.h"
#include "base/json.h"
#include "fakes/token_forge.h"

namespace {

constexpr std::int64_t kNow = 1'800'000'000;
const auth::AccessClaims kAda{.user = "user_1", .signIn = "in_1", .role = "admin", .team = "team_1", .issuedS = kNow};

std::string header(const char *json)
{
    return auth::toBase64Url(json);
}

} // namespace

class AccessTokenTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasSignedIsReadBack()
    {
        const auth::AccessTokenKey key;
        const std::string token = key.sign(kAda);
        const auto read = key.read(token, kNow);
        QVERIFY(read);
        QCOMPARE(read->user, kAda.user);
        QCOMPARE(read->signIn, kAda.signIn);
        QCOMPARE(read->role, kAda.role);
        QCOMPARE(read->team, kAda.team);
        QCOMPARE(read->issuedS, kNow);
    }
    void itIsGoodForAQuarterOfAnHour()
    {
        const auth::AccessTokenKey key;
        const std::string token = key.sign(kAda);
        QVERIFY(key.read(token, kNow + 899));
        QVERIFY(!key.read(token, kNow + 900));
        QVERIFY(key.read(token, kNow - 60)); // the clock was set back
        QVERIFY(!key.read(token, kNow - 61));
    }
    void anotherKeysTokenIsRefused()
    {
        const auth::AccessTokenKey key, other;
        QVERIFY(!key.read(other.sign(kAda), kNow));
    }
    /// Signed by the very key, but for another purpose or in another form.
    void theHeaderIsOneAndTheSame()
    {
        const auth::AccessTokenKey key;
        const std::string token = key.sign(kAda);
        const std::string rest = token.substr(token.find('.'));
        for (const char *json :
             {R"({"alg":"none","typ":"JWT"})", R"({"alg":"HS256","typ":"JWT"})", R"({"typ":"JWT","alg":"EdDSA"})",
              R"({"alg":"EdDSA","typ":"JWT","kid":"x"})", R"({"alg":"EdDSA", "typ":"JWT"})", R"({})"}) {
            QVERIFY(!key.read(header(json) + rest, kNow));
            QVERIFY(!auth::AccessTokenKey::isOurs(header(json) + rest));
        }
        QVERIFY(auth::AccessTokenKey::isOurs(token));
    }
    void everyRefusalHasTheSameWords()
    {
        const auth::AccessTokenKey key;
        const std::string good = key.sign(kAda);
        const std::string words = auth::refusedToken().value().detail;
        std::mt19937 random(11);
        std::vector<std::string> wrong = {"",
                                          ".",
                                          "..",
                                          "...",
                                          good + "A",
                                          good + ".",
                                          good + "=",
                                          " " + good,
                                          std::string(1 << 20, 'x'),
                                          good + std::string(1 << 20, 'x'),
                                          good.substr(0, good.rfind('.')) + "."};
        for (std::size_t size = 0; size < good.size(); ++size)
            wrong.push_back(good.substr(0, size));
        for (int i = 0; i < 5000; ++i) {
            std::string changed = good;
            changed[random() % changed.size()] = static_cast<char>(random());
            if (changed != good)
                wrong.push_back(std::move(changed));
        }
        for (const std::string &token : wrong) {
            const auto read = key.read(token, kNow);
            QVERIFY(!read);
            QCOMPARE(read.error().code, base::ErrorCode::Unauthorized);
            QCOMPARE(read.error().detail, words);
        }
    }
    void base64HasOneSpelling()
    {
        for (const std::string &bytes :
             {std::string(), std::string("a"), std::string("ab"), std::string("abc"), std::string("\0\xff\xfe", 3)})
            QCOMPARE(auth::fromBase64Url(auth::toBase64Url(bytes)), std::optional(bytes));
        for (const char *text : {"YQ==", "YR", "Y", "Y Q", "YQ\n", "Y+Q", "Y/Q", "YQ.", "\xc3\xa9"})
            QVERIFY(!auth::fromBase64Url(text));
    }
    void randomTokensAreLongAndNeverTheSame()
    {
        const std::string one = auth::randomToken("syr-"), other = auth::randomToken("syr-");
        QCOMPARE(one.size(), std::size_t(47));
        QVERIFY(one.starts_with("syr-") && one != other);
    }
    /// Source: RFC 7636, appendix B.
    void theChallengeIsThatOfTheStandard()
    {
        QCOMPARE(auth::challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                 std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }
};

QTEST_APPLESS_MAIN(AccessTokenTest)
#include "access_token_test.moc"
