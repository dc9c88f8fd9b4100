#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace base {

/// A text and the name it has in an archive: at most 99 bytes, without a directory above it.
struct TarFile {
    std::string name{};
    std::string text{};
};

/// An uncompressed archive that every `tar` reads; files are their owner's alone. Pure. Unit: Unix seconds.
/// Source: POSIX.1-2017, pax, ustar interchange format.
std::string tarOf(std::span<const TarFile> files, std::int64_t modified);

} // namespace base
