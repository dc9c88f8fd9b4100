#include "server/caller.h"

#include "access/client_key.h"
#include "exchange/shown_key.h"

namespace server {

base::Result<admin::Caller> CallerCheck::identify(const exchange::InboundCall &call, const model::Plan &plan) const
{
    const auto shown = exchange::shownKey(call);
    if (!shown)
        return base::fail(shown.error());
    if (auth::sameDigest(auth::digestOf(*shown), m_instanceToken))
        return admin::Caller{{}, "this computer", model::Role::SuperAdmin};
    const auto key = auth::admit(plan, {*shown, call.peer, call.receivedMillis});
    if (!key)
        return base::fail(key.error());
    admin::Caller out{.id = (*key)->id, .name = (*key)->name, .role = (*key)->role, .user = (*key)->userId};
    out.team = (*key)->teamId;
    if (const model::User *user = plan.userWithId(out.user); user != nullptr && out.team.empty())
        out.team = user->teamId; // whoever is bound to a team is so with every key
    return out;
}

} // namespace server
