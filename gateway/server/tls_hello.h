#pragma once

namespace server {

/// The first byte of whoever speaks TLS: a record of the handshake. No request of HTTP begins with it.
/// Source: RFC 8446 section 5.1.
inline constexpr char kTlsHandshake = 0x16;

} // namespace server
