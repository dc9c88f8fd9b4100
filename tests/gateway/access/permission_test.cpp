#include <QTest>

#include "access/permission.h"

using auth::mayCall;
using auth::Permission;
using auth::Reach;
using auth::Sight;
using auth::sightOf;
using auth::Standing;
using model::Role;

namespace {

constexpr Role kRoles[] = {Role::Member, Role::Viewer, Role::Operator, Role::Admin, Role::SuperAdmin};

Standing standing(Role role, const std::string &user, const std::string &team)
{
    return {.role = role, .keyId = "key", .user = user, .team = team};
}

std::string sightText(const Standing &who)
{
    const Sight sight = sightOf(who);
    switch (sight.kind) {
    case Sight::Kind::Everything:
        return "everything";
    case Sight::Kind::Team:
        return "team " + sight.id;
    case Sight::Kind::User:
        return "user " + sight.id;
    case Sight::Kind::Key:
        break;
    }
    return "key " + sight.id;
}

} // namespace

class PermissionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachSeesAsMuchAsTheRoleAndTheTeamSay()
    {
        QCOMPARE(sightText(standing(Role::Member, "", "")), std::string("key key"));
        QCOMPARE(sightText(standing(Role::Member, "", "t")), std::string("key key"));
        QCOMPARE(sightText(standing(Role::Member, "u", "")), std::string("user u"));
        QCOMPARE(sightText(standing(Role::Member, "u", "t")), std::string("user u"));
        for (const Role role : {Role::Viewer, Role::Operator, Role::Admin}) {
            QCOMPARE(sightText(standing(role, "u", "t")), std::string("team t"));
            QCOMPARE(sightText(standing(role, "", "t")), std::string("team t"));
            QCOMPARE(sightText(standing(role, "u", "")), std::string("everything"));
        }
        QCOMPARE(sightText(standing(Role::SuperAdmin, "u", "t")), std::string("everything"));
    }
    void whatIsAboutTheInstanceIsForThoseWhoSeeAllOfIt()
    {
        for (const Role least : kRoles)
            for (const Role role : kRoles)
                for (const std::string &team : {std::string(), std::string("t")}) {
                    const Standing who = standing(role, "u", team);
                    const bool enough = role >= least;
                    QCOMPARE(mayCall(least, who), enough && sightOf(who).everything());
                    QCOMPARE(mayCall(Permission(least, Reach::Tenant), who), enough);
                    QCOMPARE(mayCall(Permission(least, Reach::Anybody), who), enough);
                }
    }
};

QTEST_APPLESS_MAIN(PermissionTest)
#include "permission_test.moc"
