#include "upstream/proxy_wire.h"

namespace upstream {
namespace {

constexpr long kWantsLogin = 407;
constexpr long kWantsLoginToo = 401; ///< tinyproxy says that.
constexpr long kFirstRefusal = 400;
constexpr long kFirstFailing = 500;

using enum ProxyFault;

/// What a SOCKS proxy said. Source: RFC 1928, section 6; curl/curl.h, CURLproxycode.
ProxyFailure socksFailure(CURL *easy)
{
    long said = 0;
    curl_easy_getinfo(easy, CURLINFO_PROXY_ERROR, &said);
    switch (said) {
    case CURLPX_REPLY_NOT_ALLOWED:
        return {Refused, "it does not let us go to the provider"};
    case CURLPX_REPLY_CONNECTION_REFUSED:
    case CURLPX_REPLY_HOST_UNREACHABLE:
    case CURLPX_REPLY_NETWORK_UNREACHABLE:
    case CURLPX_REPLY_TTL_EXPIRED:
    case CURLPX_REPLY_GENERAL_SERVER_FAILURE:
    case CURLPX_RESOLVE_HOST:
        return {Either, "it cannot reach the provider"};
    case CURLPX_NO_AUTH:
    case CURLPX_USER_REJECTED:
    case CURLPX_RECV_AUTH:
    case CURLPX_SEND_AUTH:
    case CURLPX_GSSAPI:
    case CURLPX_GSSAPI_PERMSG:
    case CURLPX_LONG_USER:
    case CURLPX_LONG_PASSWD:
        return {Proxy, "it does not accept the user and password"};
    case CURLPX_BAD_VERSION:
    case CURLPX_BAD_ADDRESS_TYPE:
    case CURLPX_UNKNOWN_MODE:
        return {Proxy, "what is there speaks no SOCKS5"};
    default:
        return {Either, "it broke off"};
    }
}

/// What an HTTP proxy answered to CONNECT, if it did.
ProxyFailure tunnelFailure(long status)
{
    const std::string shown = " (it answered " + std::to_string(status) + ")";
    if (status == kWantsLogin || status == kWantsLoginToo)
        return {Proxy, "it does not accept the user and password" + shown};
    if (status >= kFirstFailing)
        return {Either, "it cannot reach the provider" + shown};
    return {Refused, "it does not let us go to the provider" + shown};
}

/// An own port is there as soon as the connection to the proxy is, whatever becomes of the tunnel.
ProxyFailure silence(CURL *easy, long tunnel)
{
    long ownPort = 0;
    curl_easy_getinfo(easy, CURLINFO_LOCAL_PORT, &ownPort);
    if (ownPort <= 0)
        return {Proxy, "no connection to it could be made in time"};
    return {tunnel == 0 ? Silent : Either, "no connection through it came about in time"};
}

} // namespace

void setProxyRules(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); // NO_PROXY would lead around the pool
    curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L); // a tunnel's head is not the answer's
    curl_easy_setopt(easy, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(easy, CURLOPT_SOCKS5_AUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
    setDirect(easy);
}

void setDirect(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_PROXY, ""); // never one from the environment
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, nullptr);
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, nullptr);
}

void setProxy(CURL *easy, const PoolProxy &proxy, const base::Secret *password)
{
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy.url.c_str());
    const bool signs = !proxy.row.user.empty();
    std::string text(signs && password != nullptr ? password->reveal() : std::string_view());
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, signs ? proxy.row.user.c_str() : nullptr);
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, signs ? text.c_str() : nullptr);
    base::Secret::wipe(text);
}

ProxyFailure readProxyFailure(CURL *easy, CURLcode code)
{
    long tunnel = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    if (tunnel >= kFirstRefusal)
        return tunnelFailure(tunnel);
    long verified = 0;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {Proxy, "its host name cannot be resolved"};
    case CURLE_COULDNT_CONNECT:
        return {Proxy, "no connection to it could be made"};
    case CURLE_PROXY:
        return socksFailure(easy);
    case CURLE_PEER_FAILED_VERIFICATION:
        curl_easy_getinfo(easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &verified);
        if (verified != 0)
            return {Proxy, "its certificate cannot be trusted"};
        return {Provider, "the provider's certificate cannot be trusted"};
    case CURLE_OPERATION_TIMEDOUT:
        return silence(easy, tunnel);
    case CURLE_SSL_CONNECT_ERROR:
        return {Either, "no secure connection through it came about"};
    default:
        return {Either, std::string("it broke off: ") + curl_easy_strerror(code)};
    }
}

bool hasSpoken(CURL *easy)
{
    long tunnel = 0;
    long said = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    curl_easy_getinfo(easy, CURLINFO_PROXY_ERROR, &said);
    const bool refused = said >= CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED && said <= CURLPX_REPLY_UNASSIGNED;
    return tunnel > 0 || refused;
}

} // namespace upstream
