#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace base {

/// `prefix` and a UUIDv7 in 32 hexadecimal digits: unique, and sorts by time of making.
/// Thread: any (the random state is per thread). Source: RFC 9562.
std::string makeId(std::string_view prefix, std::int64_t wallMillis);

/// Fast, well-mixed 64 bits for draws and identifiers; not for secrets. Thread: any.
std::uint64_t fastRandom();

} // namespace base
