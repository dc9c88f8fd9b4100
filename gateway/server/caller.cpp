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
    const auto key = auth::admit(plan, *shown, call.receivedMillis);
    if (!key)
        return base::fail(key.error());
    return admin::Caller{(*key)->id, (*key)->name, (*key)->role};
}

} // namespace server
