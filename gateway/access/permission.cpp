#include "access/permission.h"

namespace auth {

Sight sightOf(const Standing &who)
{
    if (who.role == model::Role::SuperAdmin || (who.role != model::Role::Member && who.team.empty()))
        return {.kind = Sight::Kind::Everything};
    if (who.role != model::Role::Member)
        return {.kind = Sight::Kind::Team, .id = who.team};
    if (!who.user.empty())
        return {.kind = Sight::Kind::User, .id = who.user};
    return {.kind = Sight::Kind::Key, .id = who.keyId};
}

bool mayCall(const Permission &needs, const Standing &who)
{
    return who.role >= needs.least && (needs.reach != Reach::Instance || sightOf(who).everything());
}

} // namespace auth
