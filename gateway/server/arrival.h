#pragma once

#include <optional>
#include <string>

#include "access/door.h"
#include "server/client_socket.h"
#include "server/edge_limits.h"
#include "server/host_policy.h"
#include "server/request_reader.h"

namespace server {

/// Who a request comes from, and whether it may come in: judged from its head alone, before its body and any key.
struct Arrival {
    std::optional<Refusal> refusal{};
    std::string client{};  ///< Whom trusted proxies name instead of the peer; empty when there are none.
    std::string headers{}; ///< Complete lines for every answer to it: what a browser wants to hear.
};

Arrival judge(const RequestReader &request, const auth::IpAddress &peer, const ClientSocket &socket,
              const HostPolicy &policy, const auth::Door &door);

} // namespace server
