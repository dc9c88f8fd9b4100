#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pricing {

/// Unit: pixels.
struct PictureSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
    friend bool operator==(const PictureSize &, const PictureSize &) = default;
};

/// From the head of a PNG, JPEG, GIF or WebP file; nothing of anything else, or of a head that is cut.
std::optional<PictureSize> pictureSize(std::string_view head);

/// The first `most` bytes behind a base64 text, of either alphabet; up to the first character that is none, blanks apart.
std::string decodedHead(std::string_view base64, std::size_t most);

} // namespace pricing
