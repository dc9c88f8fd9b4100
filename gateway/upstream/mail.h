#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "secrets/secret_store.h"

namespace upstream {

/// A message and the server that is to carry it.
struct Mail {
    /// How the connection is secured. StartTls goes on only over TLS.
    enum class Security : std::uint8_t { StartTls, Tls, Plain };

    std::string host{};
    std::int64_t port = 587;
    Security security = Security::StartTls;
    std::string user{}; ///< Empty: nobody signs in.
    secrets::SharedSecret password{};
    std::string pin{}; ///< As FetchRequest::pin.
    std::string from{};
    std::vector<std::string> to{};
    std::string text{}; ///< Headers and body with CRLF, in ASCII. Source: RFC 5322.
    std::int64_t timeoutMs = 20'000;
};

/// Whether this names the computer itself, without asking anybody: `localhost`, `127.0.0.1`, `[::1]`.
bool isLoopbackName(std::string_view host);

/// What may be sent: a readable host, addresses that are ones, and no password that others could read on the way.
/// Errors: Unprocessable with the field of Mail as `param`.
base::Result<> checkMail(const Mail &mail);

/// Hands it to the server. It may have been taken even if that fails. Gives up within a second once `stop` is true.
/// Thread: any; blocks. Errors: Unprocessable as checkMail(), Upstream, UpstreamTimeout, Cancelled; never with the
/// password in their words.
base::Result<> sendMail(const Mail &mail, const std::atomic<bool> &stop);

} // namespace upstream
