#include "gateway/storage/store_fixture.h"
#include "storage/client_keys.h"
#include "storage/people.h"
#include "storage/plans.h"
#include "storage/spend.h"

using namespace storage;

namespace {

model::User user(const std::string &name, const std::string &team = {})
{
    model::User out{.id = "user_" + name, .name = name, .email = name + "@example.com"};
    out.role = model::Role::Operator;
    out.teamId = team;
    out.tags = {"of " + name};
    out.limits = {.requestsPerMinute = 1, .tokensPerMinute = 2, .concurrentCalls = 3};
    out.createdMs = 5;
    return out;
}

model::ClientKey key(int number, const std::string &userId = {}, const std::string &teamId = {})
{
    model::ClientKey out{.id = "key_" + std::to_string(number), .name = "laptop"};
    out.digest.fill(static_cast<unsigned char>(number));
    out.role = model::Role::Admin;
    out.userId = userId;
    out.teamId = teamId;
    return out;
}

} // namespace

class PeopleTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};

    const model::ClientKey &planned(const model::Plan &plan, int number) const
    {
        return plan.clientKeys.at(key(number).digest);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        VERIFY_OK(insertTeam(*m_db, {.id = "team_red", .name = "red", .tags = {"of red"}}));
        VERIFY_OK(insertUser(*m_db, user("ana", "team_red")));
        VERIFY_OK(insertUser(*m_db, user("ben")));
    }
    void cleanup() { m_db.reset(); }

    void aUserComesBackWhole()
    {
        auto got = getUser(*m_db, "user_ana");
        VERIFY_OK(got);
        QCOMPARE(got->email, std::string("ana@example.com"));
        QVERIFY(got->role == model::Role::Operator && got->limits == user("ana").limits
                && got->tags == user("ana").tags);
        got->name = "anna";
        VERIFY_OK(setPasswordHash(*m_db, "user_ana", "hash"));
        VERIFY_OK(updateUser(*m_db, *got));
        QCOMPARE(credentialsOf(*m_db, "user_ana")->passwordHash, std::string("hash")); // an update leaves it alone
        QCOMPARE(userNamed(*m_db, "anna")->id, got->id);
        QCOMPARE(userNamed(*m_db, "ana@example.com")->id, got->id);
        QVERIFY(userNamed(*m_db, "").error().code == base::ErrorCode::NotFound);
        VERIFY_OK(setOidcSubject(*m_db, "user_ana", "https://issuer|1"));
        QCOMPARE(userOfOidcSubject(*m_db, "https://issuer|1")->id, got->id);
        QVERIFY(!userOfOidcSubject(*m_db, ""));
        QVERIFY(!setOidcSubject(*m_db, "user_ben", "https://issuer|1"));
        model::User twin = user("cleo");
        twin.email = "ana@example.com";
        QVERIFY(insertUser(*m_db, twin).error().code == base::ErrorCode::Conflict);
    }
    void whoseAKeyWasIsKnownForGood()
    {
        VERIFY_OK(insertClientKey(*m_db, key(1, "user_ana", "team_red")));
        VERIFY_OK(insertClientKey(*m_db, key(2, "user_ben")));
        VERIFY_OK(insertClientKey(*m_db, key(3)));
        VERIFY_OK(removeClientKey(*m_db, "key_1"));
        VERIFY_OK(removeUser(*m_db, "user_ana", 77));
        QCOMPARE(keyOwners(*m_db)->at("key_1").userId, std::string("user_ana"));
        QCOMPARE(ownerNames(*m_db)->at("user_ana"), std::string("ana"));
        const auto red = keysOwnedBy(*m_db, {.teamId = "team_red"});
        QVERIFY(red->holds("key_1") && !red->holds("key_2") && !red->holds("key_3"));
        const auto ben = keysOwnedBy(*m_db, {.userId = "user_ben"});
        QVERIFY(ben->holds("key_2") && !ben->holds("key_1"));
        QVERIFY(!keysOwnedBy(*m_db, {})->holds("key_3")); // nobody's are not everybody's
        QVERIFY(red->within(*ben).json() == "[]");
    }
    void whoGoesLeavesRevokedKeys()
    {
        VERIFY_OK(insertClientKey(*m_db, key(1, "user_ana", "team_red")));
        VERIFY_OK(insertClientKey(*m_db, key(2, "user_ben")));
        VERIFY_OK(removeUser(*m_db, "user_ben", 77));
        QCOMPARE(getClientKey(*m_db, "key_2")->revokedMs, std::int64_t{77});
        QCOMPARE(getClientKey(*m_db, "key_1")->revokedMs, std::int64_t{0});
        VERIFY_OK(removeTeam(*m_db, "team_red", 88));
        QCOMPARE(getClientKey(*m_db, "key_1")->revokedMs, std::int64_t{88});
    }
    void thePlanKnowsWhatFollowsFromTheOwner()
    {
        VERIFY_OK(insertClientKey(*m_db, key(1, "user_ana", "team_red")));
        VERIFY_OK(insertClientKey(*m_db, key(2, "user_ben")));
        VERIFY_OK(insertClientKey(*m_db, key(3)));
        VERIFY_OK(insertClientKey(*m_db, key(4, "user_gone")));
        auto plan = loadPlan(*m_db);
        VERIFY_OK(plan);
        QVERIFY(planned(*plan, 1).role == model::Role::Operator); // no key may do more than its user
        QVERIFY(planned(*plan, 3).role == model::Role::Admin);
        QVERIFY((planned(*plan, 1).callTags == std::vector<std::string>{"of ana", "of red"}));
        QVERIFY(!planned(*plan, 1).barred && !planned(*plan, 2).barred && !planned(*plan, 3).barred);
        QVERIFY(planned(*plan, 4).barred);
        QCOMPARE(plan->userWithId("user_ana")->name, std::string("ana"));
        QVERIFY(plan->userWithId("") == nullptr && plan->teamWithId("team_blue") == nullptr);
        auto team = *getTeam(*m_db, "team_red");
        team.disabled = true;
        VERIFY_OK(updateTeam(*m_db, team));
        auto ben = *getUser(*m_db, "user_ben");
        ben.disabled = true;
        VERIFY_OK(updateUser(*m_db, ben));
        plan = loadPlan(*m_db);
        QVERIFY(planned(*plan, 1).barred && planned(*plan, 2).barred && !planned(*plan, 3).barred);
    }
    void theKeyBeforeIsTakenUntilItsTime()
    {
        model::ClientKey rotated = key(1);
        rotated.previousDigest = key(9).digest;
        rotated.previousUntilMs = 500;
        VERIFY_OK(insertClientKey(*m_db, rotated));
        const auto plan = loadPlan(*m_db);
        QVERIFY(!planned(*plan, 1).previous && planned(*plan, 1).expiresMs == 0);
        QVERIFY(planned(*plan, 9).previous && planned(*plan, 9).expiresMs == 500);
        QCOMPARE(planJson(*plan)["client_keys"].size(), std::size_t{1});
    }
    void whatUsersAndTeamsSpentIsWhatTheirKeysDid()
    {
        VERIFY_OK(insertClientKey(*m_db, key(1, "user_ana", "team_red")));
        VERIFY_OK(insertClientKey(*m_db, key(2, "user_ana")));
        VERIFY_OK(insertClientKey(*m_db, key(3)));
        VERIFY_OK(addSpend(
            *m_db, {{{"key", "key_1", 900'000}, 5}, {{"key", "key_2", 900'000}, 7}, {{"key", "key_3", 0}, 100}}));
        const auto spent = [&](const char *kind, const char *subject) {
            return spentOn(*m_db, kind, subject, 0, 1'800'000).value();
        };
        QCOMPARE(spent("user", "user_ana"), std::int64_t{12});
        QCOMPARE(spent("team", "team_red"), std::int64_t{5});
        QCOMPARE(spent("user", "user_ben"), std::int64_t{0});
        QCOMPARE(spent("key", "key_3"), std::int64_t{100});
    }
};

QTEST_GUILESS_MAIN(PeopleTest)
#include "people_test.moc"
