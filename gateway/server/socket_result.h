#pragma once

#include <cstdint>

namespace server {

// What reading from or writing to a socket gives besides a number of bytes.

inline constexpr std::int64_t kEnded = 0;      ///< Read: the other side sends no more.
inline constexpr std::int64_t kNothing = -1;   ///< Nothing has come, or the kernel is full: try again when it is ready.
inline constexpr std::int64_t kBroken = -2;    ///< The connection is gone.
inline constexpr std::int64_t kPlainText = -3; ///< Read: no TLS came where TLS was wanted; from here on it is plain.

} // namespace server
