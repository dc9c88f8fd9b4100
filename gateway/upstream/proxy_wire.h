#pragma once

#include <cstdint>
#include <string>

#include <curl/curl.h>

#include "upstream/proxy_pool.h"

/// Proxies as libcurl is told of them, and what it says when they fail.
namespace upstream {

/// Once for each handle: what holds for whichever proxy it is used with, and that nothing is taken from the environment.
/// What is sent to a provider (its key above all) is never shown to a proxy as a header of its own request.
void setProxyRules(CURL *easy);
void setDirect(CURL *easy);
/// A tunnel in any case, also to a provider without TLS, and the provider's name goes to the proxy as it is: it is looked
/// up there and nowhere else. So no address is checked here; what holds is that the key goes to the origin it was
/// entered for only, which is checked by name before.
void setProxy(CURL *easy, const PoolProxy &proxy, const base::Secret *password);

/// Whose fault it was that no connection came about.
enum class ProxyFault : std::uint8_t {
    Provider, ///< Not the proxy's: it did what it is for.
    Proxy,    ///< It is of no use.
    Either,   ///< Known once another proxy gets there, or does not.
    Silent,   ///< The same, but nothing was heard at all: the proxy itself is to be asked.
    Refused,  ///< It does not let us there, and may well let others.
};

struct ProxyFailure {
    ProxyFault fault = ProxyFault::Either;
    std::string why{}; ///< Never with the password in it.
};

/// Why a transfer failed whose request was not sent yet.
ProxyFailure readProxyFailure(CURL *easy, CURLcode code);
/// Whether the proxy answered a transfer that failed, were it by a refusal.
bool hasSpoken(CURL *easy);

} // namespace upstream
