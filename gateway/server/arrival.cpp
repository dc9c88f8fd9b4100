#include "server/arrival.h"

#include <string_view>
#include <vector>

namespace server {
namespace {

constexpr Refusal kAddressNotAllowed{403, "address_not_allowed",
                                     "the address this request comes from may not use this gateway; its administrator "
                                     "can allow it in the settings"};
constexpr std::string_view kReadable = "access-control-expose-headers: *\r\nvary: origin\r\n";

std::string headersFor(std::string_view origin)
{
    std::string out = "access-control-allow-origin: ";
    out += origin;
    out += "\r\n";
    out += kReadable;
    return out;
}

} // namespace

Arrival judge(const RequestReader &request, const auth::IpAddress &peer, const ClientSocket &socket,
              const HostPolicy &policy, const auth::Door &door)
{
    Arrival out;
    auth::IpAddress client = peer;
    if (door.trusts(peer)) {
        const std::vector<std::string_view> lines = request.headers(door.forwardedHeader());
        client = door.clientBehind(peer, lines);
        if (client != peer)
            out.client = toText(client);
    }
    if (!door.admits(client)) {
        out.refusal = kAddressNotAllowed;
        return out;
    }
    const std::string reached = policy.asksWhereReached() ? socket.localHost() : std::string();
    const Visitor visitor{.method = request.method(),
                          .host = request.host(),
                          .hasOrigin = request.hasOrigin(),
                          .origin = request.origin(),
                          .fetchSite = request.fetchSite(),
                          .path = request.path(),
                          .reached = reached};
    out.refusal = policy.refusal(visitor, door);
    if (!out.refusal && HostPolicy::mayRead(visitor, door))
        out.headers = headersFor(visitor.origin);
    return out;
}

} // namespace server
