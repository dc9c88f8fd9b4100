#include "gateway/storage/store_fixture.h"
#include "storage/people.h"
#include "storage/sign_in_settings.h"
#include "storage/sign_ins.h"

using namespace storage;

namespace {

model::Digest digest(unsigned char byte)
{
    model::Digest out{};
    out.fill(byte);
    return out;
}

SignIn signIn(const std::string &id, const std::string &user, std::int64_t expiresMs = 1'000)
{
    return {
        .id = id, .userId = user, .method = "password", .from = "192.0.2.1", .createdMs = 1, .expiresMs = expiresMs};
}

} // namespace

class SignInsTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        VERIFY_OK(insertUser(*m_db, {.id = "user_ana", .name = "ana"}));
    }
    void cleanup() { m_db.reset(); }

    void aTokenLeadsToItsSignIn()
    {
        VERIFY_OK(insertSignIn(*m_db, signIn("in_1", "user_ana")));
        VERIFY_OK(addRefreshToken(*m_db, digest(1), "in_1"));
        auto found = findRefreshToken(*m_db, digest(1));
        VERIFY_OK(found);
        QVERIFY(found->has_value() && !(*found)->used);
        QCOMPARE((*found)->signIn.userId, std::string("user_ana"));
        QCOMPARE((*found)->signIn.from, std::string("192.0.2.1"));
        QVERIFY(!findRefreshToken(*m_db, digest(2)).value().has_value());
    }
    void usedTokensAreRemembered()
    {
        VERIFY_OK(insertSignIn(*m_db, signIn("in_1", "user_ana")));
        VERIFY_OK(addRefreshToken(*m_db, digest(1), "in_1"));
        VERIFY_OK(useRefreshToken(*m_db, digest(1), 5));
        VERIFY_OK(addRefreshToken(*m_db, digest(2), "in_1"));
        QVERIFY(findRefreshToken(*m_db, digest(1)).value()->used);
        QVERIFY(!findRefreshToken(*m_db, digest(2)).value()->used);
        QVERIFY(!addRefreshToken(*m_db, digest(1), "in_1")); // never the same again
    }
    void allOfAUserEndButOne()
    {
        for (const char *id : {"in_1", "in_2", "in_3"})
            VERIFY_OK(insertSignIn(*m_db, signIn(id, "user_ana")));
        VERIFY_OK(insertSignIn(*m_db, signIn("in_other", "user_ben")));
        VERIFY_OK(endSignIn(*m_db, "in_3", 7));
        VERIFY_OK(addRefreshToken(*m_db, digest(1), "in_1"));
        const auto ended = endSignInsOf(*m_db, "user_ana", "in_2", 9);
        VERIFY_OK(ended);
        QCOMPARE(*ended, std::vector<std::string>{"in_1"});
        QCOMPARE(findRefreshToken(*m_db, digest(1)).value()->signIn.endedMs, 9);
        QCOMPARE(endSignInsOf(*m_db, "user_ana", {}, 10).value(), std::vector<std::string>{"in_2"});
        VERIFY_OK(endSignIn(*m_db, "in_1", 11)); // it ended once
        QCOMPARE(findRefreshToken(*m_db, digest(1)).value()->signIn.endedMs, 9);
    }
    void whatIsOverIsForgotten()
    {
        VERIFY_OK(insertSignIn(*m_db, signIn("in_1", "user_ana", 100)));
        VERIFY_OK(insertSignIn(*m_db, signIn("in_2", "user_ana", 200)));
        VERIFY_OK(addRefreshToken(*m_db, digest(1), "in_1"));
        VERIFY_OK(addRefreshToken(*m_db, digest(2), "in_2"));
        VERIFY_OK(forgetSignIns(*m_db, 150));
        QVERIFY(!findRefreshToken(*m_db, digest(1)).value());
        QVERIFY(findRefreshToken(*m_db, digest(2)).value());
    }
    void passwordsBelongToUsers()
    {
        QVERIFY(passwordOf(*m_db, "user_ana").value().hash.empty());
        VERIFY_OK(setPassword(*m_db, "user_ana", {"$argon2id$...", true}));
        QCOMPARE(passwordOf(*m_db, "user_ana").value().hash, std::string("$argon2id$..."));
        QVERIFY(passwordOf(*m_db, "user_ana").value().once);
        QCOMPARE(setPassword(*m_db, "user_nobody", {"x", false}).error().code, base::ErrorCode::NotFound);
        QVERIFY(passwordOf(*m_db, "user_nobody").value().hash.empty());
    }
    void settingsComeBackWhole()
    {
        QVERIFY(loadSignInSettings(*m_db).value().issuer.empty());
        model::SignInSettings settings{.keyAndToken = true,
                                       .issuer = "https://issuer.example",
                                       .clientId = "c",
                                       .clientSecret = "env:SECRET",
                                       .scopes = "openid x",
                                       .roleClaim = "groups",
                                       .roleMap = {{"b", "admin"}, {"a", "viewer"}},
                                       .signUp = true};
        VERIFY_OK(saveSignInSettings(*m_db, settings));
        const auto read = loadSignInSettings(*m_db);
        VERIFY_OK(read);
        QVERIFY(read->keyAndToken && read->signUp);
        QCOMPARE(read->clientSecret, std::string("env:SECRET"));
        QCOMPARE(read->roleMap, settings.roleMap);
        QCOMPARE(read->version, 2);
        QCOMPARE(saveSignInSettings(*m_db, settings).error().code, base::ErrorCode::Conflict);
        QVERIFY(!model::toJson(*read).contains("oidc_client_secret"));
    }
    void subjectsLeadToUsers()
    {
        QVERIFY(oidcSubjects(*m_db).value().empty());
        VERIFY_OK(setOidcSubject(*m_db, "user_ana", "https://issuer.example|1"));
        const auto subjects = oidcSubjects(*m_db);
        VERIFY_OK(subjects);
        QCOMPARE(subjects->at("https://issuer.example|1"), std::string("user_ana"));
    }
};

QTEST_GUILESS_MAIN(SignInsTest)
#include "sign_ins_test.moc"
