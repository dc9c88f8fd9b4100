#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/fields.h"
#include "model/plan.h"

/// The outbound proxies, and which providers go through them. Source: R51.
namespace model {

/// How a proxy is spoken to. Whatever it is, calls go through a tunnel: it sees host and port, never a key.
enum class ProxyKind : std::uint8_t {
    Http,   ///< CONNECT over plain HTTP.
    Https,  ///< The same inside TLS.
    Socks5, ///< SOCKS5 with names looked up there: socks5h.
};
std::string_view toWord(ProxyKind kind); ///< `socks5h`
std::optional<ProxyKind> proxyKindFrom(std::string_view word);

/// How a proxy of the pool does, for people.
enum class ProxyMood : std::uint8_t {
    Unknown, ///< Nothing went through it yet.
    Up,
    Slow,     ///< It works, and takes much longer than the others: it gets less.
    Down,     ///< Calls go elsewhere until it is tried again.
    Draining, ///< Off; calls under way finish.
    Off,
};
std::string_view toWord(ProxyMood mood);

/// One proxy of the pool. Its password is never here: `secret` says where it is.
struct Proxy {
    std::string id{};
    std::string name{}; ///< Unique.
    ProxyKind kind = ProxyKind::Http;
    std::string host{}; ///< A name, or an address without brackets.
    std::int64_t port = 0;
    std::string user{};
    std::string secret{}; ///< `env:NAME`, `file:PATH`, `keychain:ID`, or empty for none.
    std::int64_t weight = 1;
    bool enabled = true;
    std::int64_t createdMs = 0;
    std::int64_t version = 1;

    // In answers only:
    std::string secretState = "ok"; ///< As of a provider's key.
    std::string secretMessage{};
    friend bool operator==(const Proxy &, const Proxy &) = default;
};

template <>
std::span<const Field<Proxy>> fieldsOf<Proxy>();

/// How a provider is connected to: `direct` or `pool`. It is kept among its options, under a name that no type asks for.
inline constexpr std::string_view kOutboundOption = "outbound";
inline constexpr std::string_view kThroughPool = "pool";
bool usesPool(const Provider &provider);
void setUsesPool(Provider &provider, bool through);
/// Its options without that one.
std::vector<std::pair<std::string, std::string>> typeOptions(const Provider &provider);

} // namespace model
