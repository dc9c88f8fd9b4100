#include <string>
#include <utility>

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/network_state.h"
#include "storage/listen_wish.h"

namespace admin {
namespace {

constexpr std::int64_t kLastPort = 65535;

/// Errors: Unprocessable.
base::Result<ListenPlace> placeOf(const base::Json &body, const ListenPlace &current)
{
    const auto port = base::integerIn(base::at(body, "port"));
    if (!port || *port < 0 || *port > kLastPort)
        return base::fail(base::ErrorCode::Unprocessable, "the port must be a number from 0 to 65535", "port");
    ListenPlace out = current;
    out.port = static_cast<std::uint16_t>(*port);
    for (const auto &[name, member] :
         {std::pair{"tls", &ListenPlace::tls}, {"plain_http", &ListenPlace::plainOutside}}) {
        const base::Json &given = base::at(body, name);
        if (!given.is_null() && !given.is_boolean())
            return base::fail(base::ErrorCode::Unprocessable, std::string(name) + " must be true or false", name);
        out.*member = base::truthOr(given, out.*member);
    }
    const base::Json &address = base::at(body, "address");
    if (address.is_null())
        return out;
    out.address = base::textOr(address);
    if (!isOwnAddress(out.address) && !auth::parseIp(out.address))
        return base::fail(
            base::ErrorCode::Unprocessable,
            "the address must be a numeric one of this machine: 127.0.0.1 for this computer only, 0.0.0.0 "
            "for every network it is in",
            "address");
    return out;
}

storage::ListenWish wishOf(const ListenPlace &place)
{
    return {place.address, place.port, place.tls, place.plainOutside};
}

} // namespace

/// The wish is saved first: a place that cannot be had takes it along when the transaction is undone.
Outcome rebind(const Context &context)
{
    ListenerControl *listener = context.gateway.listener();
    if (listener == nullptr)
        return base::fail(base::ErrorCode::Unavailable, "Switchyard is not listening in this process");
    const auto place = placeOf(context.request.body, listener->wished());
    if (!place)
        return base::fail(place.error());
    PortTrouble trouble;
    if (place->port != 0) // else it is only known afterwards
        if (auto saved = storage::saveListenWish(context.db, wishOf(*place)); !saved)
            return base::fail(saved.error());
    if (auto moved = listener->listenAt(*place, trouble); !moved) {
        if (!trouble.code.empty())
            context.gateway.setRefusedMove(std::move(trouble));
        return base::fail(moved.error());
    }
    context.gateway.setRefusedMove({});
    const ListenPlace now = listener->wished();
    if (auto saved = storage::saveListenWish(context.db, wishOf(now)); !saved)
        return base::fail(saved.error());
    return base::Json{{"listening", listener->addresses()}};
}

} // namespace admin
