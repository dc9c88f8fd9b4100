#include <algorithm>
#include <iterator>

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "storage/listen_wish.h"

namespace admin {
namespace {

constexpr std::string_view kOwnAddresses[] = {"127.0.0.1", "::1", "localhost"};
constexpr std::int64_t kLastPort = 65535;

/// Errors: Unprocessable.
base::Result<ListenPlace> placeOf(const base::Json &body, const ListenPlace &current)
{
    const auto port = base::integerIn(base::at(body, "port"));
    if (!port || *port < 0 || *port > kLastPort)
        return base::fail(base::ErrorCode::Unprocessable, "the port must be a number from 0 to 65535", "port");
    ListenPlace out{.address = current.address, .port = static_cast<std::uint16_t>(*port)};
    const base::Json &address = base::at(body, "address");
    if (address.is_null())
        return out;
    out.address = base::textOr(address);
    if (std::ranges::find(kOwnAddresses, out.address) == std::end(kOwnAddresses))
        return base::fail(base::ErrorCode::Unprocessable,
                          "the address must be one of this computer's own: 127.0.0.1, ::1 or localhost", "address");
    return out;
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
        if (auto saved = storage::saveListenWish(context.db, {place->address, place->port}); !saved)
            return base::fail(saved.error());
    if (auto moved = listener->listenAt(*place, trouble); !moved) {
        context.gateway.setRefusedMove(std::move(trouble));
        return base::fail(moved.error());
    }
    context.gateway.setRefusedMove({});
    const ListenPlace now = listener->wished();
    if (auto saved = storage::saveListenWish(context.db, {now.address, now.port}); !saved)
        return base::fail(saved.error());
    return base::Json{{"listening", listener->addresses()}};
}

} // namespace admin
