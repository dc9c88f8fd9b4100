#include <QTest>

#include <functional>
#include <random>

#include "access/access_token.h"
#include "access/issuer_keys.h"
#include "access/issuer_token.h"
#include "fakes/token_forge.h"

using auth::IssuerKeys;
using base::Json;
using fakes::TokenForge;
using Verdict = IssuerKeys::Verdict;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;
const auth::TokenTerms kTerms{.issuer = "https://issuer.example", .audience = "switchyard", .client = "switchyard"};

Json goodClaims()
{
    return {{"iss", kTerms.issuer}, {"aud", kTerms.audience},     {"sub", "u-1"},  {"iat", kNow - 10},
            {"exp", kNow + 300},    {"email", "ada@example.com"}, {"name", "Ada"}, {"email_verified", true}};
}

/// As the gateway does it: the signature first, then what it says.
base::Result<auth::IssuerIdentity> judge(const IssuerKeys &keys, std::string_view token,
                                         auth::TokenTerms terms = kTerms)
{
    const auto parts = auth::takeApart(token);
    if (!parts)
        return base::fail(parts.error());
    if (keys.verify(*parts) != Verdict::Good)
        return auth::refusedToken();
    return auth::identityIn(*parts, terms, kNow);
}

const TokenForge &forge(TokenForge::Kind kind)
{
    static const TokenForge rsa(TokenForge::Kind::Rsa), curve(TokenForge::Kind::Curve),
        edwards(TokenForge::Kind::Edwards);
    return kind == TokenForge::Kind::Rsa ? rsa : kind == TokenForge::Kind::Curve ? curve : edwards;
}

constexpr TokenForge::Kind kKinds[] = {TokenForge::Kind::Rsa, TokenForge::Kind::Curve, TokenForge::Kind::Edwards};

} // namespace

class IssuerTokenTest final : public QObject {
    Q_OBJECT
    using Change = std::function<void(Json &)>;

private Q_SLOTS:
    void aGoodTokenOfEachAlgorithmCounts()
    {
        for (const auto kind : kKinds) {
            const auto keys = IssuerKeys::parse(forge(kind).jwks());
            QVERIFY(keys);
            const auto who = judge(*keys, forge(kind).sign(goodClaims()));
            QVERIFY(who);
            QCOMPARE(who->subject, std::string("https://issuer.example|u-1"));
            QCOMPARE(who->email, std::string("ada@example.com"));
            QCOMPARE(who->name, std::string("Ada"));
        }
    }

    void whatItSaysIsHeldAgainstTheTerms_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("good");
        const auto set = [](const char *name, const Json &value) { return Change([=](Json &c) { c[name] = value; }); };
        const auto drop = [](const char *name) { return Change([=](Json &c) { c.erase(name); }); };
        QTest::newRow("expired") << set("exp", kNow - 61) << false;
        QTest::newRow("expired within the leeway") << set("exp", kNow - 59) << true;
        QTest::newRow("no end") << drop("exp") << false;
        QTest::newRow("an end that is text") << set("exp", "tomorrow") << false;
        QTest::newRow("an end beyond every number") << set("exp", 1e300) << false;
        QTest::newRow("an end with a fraction") << set("exp", double(kNow) + 10.5) << true;
        QTest::newRow("not yet valid") << set("nbf", kNow + 61) << false;
        QTest::newRow("not yet valid, within the leeway") << set("nbf", kNow + 59) << true;
        QTest::newRow("issued in the future") << set("iat", kNow + 3600) << false;
        QTest::newRow("another audience") << set("aud", "somebody-else") << false;
        QTest::newRow("no audience") << drop("aud") << false;
        QTest::newRow("several audiences with ours") << set("aud", Json::array({"x", "switchyard"})) << true;
        QTest::newRow("several audiences without ours") << set("aud", Json::array({"x", "switchyard2"})) << false;
        QTest::newRow("an audience that only begins like ours") << set("aud", "switchyard-2") << false;
        QTest::newRow("another party") << set("azp", "somebody-else") << false;
        QTest::newRow("our party") << set("azp", "switchyard") << true;
        QTest::newRow("another issuer") << set("iss", "https://issuer.example.evil") << false;
        QTest::newRow("another issuer by its slash") << set("iss", "https://issuer.example/") << false;
        QTest::newRow("no issuer") << drop("iss") << false;
        QTest::newRow("no subject") << drop("sub") << false;
        QTest::newRow("a subject that is a number") << set("sub", 7) << false;
        QTest::newRow("a subject without end") << set("sub", std::string(256, 'x')) << false;
    }
    void whatItSaysIsHeldAgainstTheTerms()
    {
        QFETCH(Change, change);
        QFETCH(bool, good);
        const TokenForge &issuer = forge(TokenForge::Kind::Curve);
        Json claims = goodClaims();
        change(claims);
        const auto who = judge(*IssuerKeys::parse(issuer.jwks()), issuer.sign(claims));
        QCOMPARE(who.has_value(), good);
        if (!good)
            QCOMPARE(who.error().detail, auth::refusedToken().value().detail);
    }

    void theHeaderHasNoSayInHowItIsChecked_data()
    {
        QTest::addColumn<Change>("change");
        const auto set = [](const char *name, const Json &value) { return Change([=](Json &h) { h[name] = value; }); };
        QTest::newRow("alg none") << set("alg", "none");
        QTest::newRow("alg None") << set("alg", "None");
        QTest::newRow("no alg") << Change([](Json &h) { h.erase("alg"); });
        QTest::newRow("alg a list") << set("alg", Json::array({"RS256"}));
        QTest::newRow("alg of another key's kind") << set("alg", "EdDSA");
        QTest::newRow("alg RS512") << set("alg", "RS512");
        QTest::newRow("alg PS256") << set("alg", "PS256");
        QTest::newRow("alg in small letters") << set("alg", "rs256");
        QTest::newRow("a kid with a path") << set("kid", "../../../../dev/null");
        QTest::newRow("a kid with SQL") << set("kid", "k1' OR '1'='1");
        QTest::newRow("a kid that is a list") << set("kid", Json::array({"k1"}));
        QTest::newRow("critical extensions") << set("crit", Json::array({"exp"}));
        QTest::newRow("unencoded payload") << set("b64", false);
        QTest::newRow("an encrypted kind") << set("typ", "JWE");
    }
    void theHeaderHasNoSayInHowItIsChecked()
    {
        QFETCH(Change, change);
        const TokenForge &issuer = forge(TokenForge::Kind::Rsa);
        const auto keys = IssuerKeys::parse(issuer.jwks());
        Json header = issuer.header();
        change(header);
        QVERIFY(!judge(*keys, issuer.sign(header, goodClaims())));
    }
    /// A key that the token itself brings along is as good as none.
    void keysInTheHeaderAreNotLookedAt()
    {
        const TokenForge evil(TokenForge::Kind::Rsa, "evil");
        const auto keys = IssuerKeys::parse(forge(TokenForge::Kind::Rsa).jwks());
        Json header = evil.header();
        header["jwk"] = evil.jwk();
        header["jku"] = "https://evil.example/jwks";
        header["x5u"] = "https://evil.example/cert";
        QVERIFY(!judge(*keys, evil.sign(header, goodClaims())));
        header["kid"] = "k1";
        QVERIFY(!judge(*keys, evil.sign(header, goodClaims())));
        header.erase("kid");
        QVERIFY(!judge(*keys, evil.sign(header, goodClaims())));
    }
    void aPublicKeyIsNoSecret()
    {
        for (const auto kind : kKinds)
            QVERIFY(!judge(*IssuerKeys::parse(forge(kind).jwks()), forge(kind).confused(goodClaims())));
    }
    void anUnsignedTokenIsRefused()
    {
        const auto keys = IssuerKeys::parse(forge(TokenForge::Kind::Rsa).jwks());
        const std::string part = TokenForge::parts({{"alg", "none"}, {"typ", "JWT"}}, goodClaims());
        QVERIFY(!judge(*keys, part + "."));
        QVERIFY(!judge(*keys, part));
        QVERIFY(!judge(*keys, part + ".AA"));
    }
    void anUnknownKeyIsToldApart()
    {
        const TokenForge fresh(TokenForge::Kind::Curve, "k2");
        const auto keys = IssuerKeys::parse(forge(TokenForge::Kind::Curve).jwks());
        const std::string token = fresh.sign(goodClaims());
        QCOMPARE(keys->verify(*auth::takeApart(token)), Verdict::UnknownKey);
        const auto both =
            IssuerKeys::parse({{"keys", Json::array({forge(TokenForge::Kind::Curve).jwk(), fresh.jwk()})}});
        QCOMPARE(both->verify(*auth::takeApart(token)), Verdict::Good);
    }
    void whatIsCutOrChangedIsRefused()
    {
        std::mt19937 random(7);
        for (const auto kind : kKinds) {
            const auto keys = IssuerKeys::parse(forge(kind).jwks());
            const std::string token = forge(kind).sign(goodClaims());
            for (std::size_t size = 0; size < token.size(); ++size)
                QVERIFY(!judge(*keys, token.substr(0, size)));
            for (int i = 0; i < 1000; ++i) {
                std::string changed = token;
                const std::size_t at = random() % changed.size();
                changed[at] = static_cast<char>(random());
                if (changed != token)
                    QVERIFY(!judge(*keys, changed));
            }
            QVERIFY(!judge(*keys, token + "A") && !judge(*keys, token + ".") && !judge(*keys, " " + token)
                    && !judge(*keys, token + "=") && !judge(*keys, token + '\0'));
        }
        const auto keys = IssuerKeys::parse(forge(TokenForge::Kind::Rsa).jwks());
        for (const std::string &text : {std::string(1 << 20, 'a'), "a." + std::string(1 << 20, 'b') + ".c",
                                        std::string(1 << 20, '.'), std::string("..."), std::string("..")})
            QVERIFY(!judge(*keys, text));
    }
    void theNonceBelongsToTheVisit()
    {
        const TokenForge &issuer = forge(TokenForge::Kind::Edwards);
        const auto keys = IssuerKeys::parse(issuer.jwks());
        auth::TokenTerms terms = kTerms;
        terms.nonce = "n-1";
        Json claims = goodClaims();
        QVERIFY(!judge(*keys, issuer.sign(claims), terms));
        claims["nonce"] = "n-2";
        QVERIFY(!judge(*keys, issuer.sign(claims), terms));
        claims["nonce"] = "n-1";
        QVERIFY(judge(*keys, issuer.sign(claims), terms));
    }
    void anUnverifiedAddressIsNotTold()
    {
        const TokenForge &issuer = forge(TokenForge::Kind::Edwards);
        Json claims = goodClaims();
        claims["email_verified"] = "true"; // only the truth itself counts
        QVERIFY(judge(*IssuerKeys::parse(issuer.jwks()), issuer.sign(claims))->email.empty());
    }
    void keySetsThatAreOfNoUse_data()
    {
        QTest::addColumn<Change>("change");
        const auto set = [](const char *name, const Json &value) { return Change([=](Json &k) { k[name] = value; }); };
        QTest::newRow("for encryption") << set("use", "enc");
        QTest::newRow("not for checking") << set("key_ops", Json::array({"encrypt"}));
        QTest::newRow("a shared secret") << Change(
            [](Json &k) { k = {{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "k1"}}; });
        QTest::newRow("for another algorithm") << set("alg", "RS512");
        QTest::newRow("without its number") << Change([](Json &k) { k.erase("n"); });
        QTest::newRow("an exponent of one") << set("e", "AQ");
        QTest::newRow("an even exponent") << set("e", "Ag");
        QTest::newRow("a number that is none") << set("n", "***");
        QTest::newRow("a number that is too large") << set("n", std::string(20'000, 'A'));
    }
    void keySetsThatAreOfNoUse()
    {
        QFETCH(Change, change);
        Json key = forge(TokenForge::Kind::Rsa).jwk();
        change(key);
        QVERIFY(!IssuerKeys::parse({{"keys", Json::array({key})}}));
    }
    void weakKeysAreLeftOut()
    {
        QVERIFY(!IssuerKeys::parse(TokenForge(TokenForge::Kind::SmallRsa).jwks()));
        Json point = forge(TokenForge::Kind::Curve).jwk();
        point["y"] = point["x"]; // no point of the curve
        QVERIFY(!IssuerKeys::parse({{"keys", Json::array({point})}}));
        QVERIFY(!IssuerKeys::parse(Json::array()) && !IssuerKeys::parse({{"keys", 7}}));
    }
    void rolesComeFromTheClaim()
    {
        const std::vector<std::pair<std::string, std::string>> map = {
            {"sy-viewers", "viewer"}, {"sy-admins", "admin"}, {"odd", "emperor"}};
        const Json claims = {{"groups", {"x", "sy-viewers", "sy-admins"}},
                             {"one", "sy-viewers"},
                             {"realm_access", {{"roles", {"sy-viewers"}}}},
                             {"https://example.com/roles", {"sy-admins"}}};
        using enum model::Role;
        QCOMPARE(auth::roleIn(claims, "groups", map), std::optional(Admin));
        QCOMPARE(auth::roleIn(claims, "one", map), std::optional(Viewer));
        QCOMPARE(auth::roleIn(claims, "realm_access.roles", map), std::optional(Viewer));
        QCOMPARE(auth::roleIn(claims, "https://example.com/roles", map), std::optional(Admin));
        QCOMPARE(auth::roleIn(claims, "missing", map), std::nullopt);
        QCOMPARE(auth::roleIn({{"g", "odd"}}, "g", map), std::nullopt);
        QCOMPARE(auth::roleIn({{"g", 7}}, "g.h", map), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(IssuerTokenTest)
#include "issuer_token_test.moc"
