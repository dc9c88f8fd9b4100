#include "pricing/prompt/picture_size.h"

namespace pricing {
namespace {

using Found = std::optional<PictureSize>;

std::int64_t byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

std::int64_t bigEnd(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::int64_t out = 0;
    for (std::size_t i = 0; i < size; ++i)
        out = out << 8 | byteAt(bytes, at + i);
    return out;
}

std::int64_t littleEnd(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::int64_t out = 0;
    for (std::size_t i = size; i-- > 0;)
        out = out << 8 | byteAt(bytes, at + i);
    return out;
}

Found sizeOfPng(std::string_view head)
{
    if (head.size() < 24 || head.substr(12, 4) != "IHDR")
        return {};
    return PictureSize{bigEnd(head, 16, 4), bigEnd(head, 20, 4)};
}

Found sizeOfGif(std::string_view head)
{
    if (head.size() < 10)
        return {};
    return PictureSize{littleEnd(head, 6, 2), littleEnd(head, 8, 2)};
}

/// SOF0 to SOF15 without the tables that lie among their numbers.
bool beginsFrame(std::int64_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Found sizeOfJpeg(std::string_view head)
{
    for (std::size_t at = 2; at + 9 <= head.size();) {
        if (byteAt(head, at) != 0xFF)
            return {};
        const std::int64_t marker = byteAt(head, at + 1);
        if (beginsFrame(marker))
            return PictureSize{bigEnd(head, at + 7, 2), bigEnd(head, at + 5, 2)};
        if (marker == 0xFF) // filling
            at += 1;
        else
            at += 2 + static_cast<std::size_t>(bigEnd(head, at + 2, 2));
    }
    return {};
}

Found sizeOfWebp(std::string_view head)
{
    if (head.size() < 30)
        return {};
    const std::string_view kind = head.substr(12, 4);
    if (kind == "VP8X")
        return PictureSize{littleEnd(head, 24, 3) + 1, littleEnd(head, 27, 3) + 1};
    if (kind == "VP8 ")
        return PictureSize{littleEnd(head, 26, 2) & 0x3FFF, littleEnd(head, 28, 2) & 0x3FFF};
    if (kind != "VP8L")
        return {};
    const std::int64_t bits = littleEnd(head, 21, 4);
    return PictureSize{(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
}

int valueOf(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

} // namespace

std::optional<PictureSize> pictureSize(std::string_view head)
{
    Found out;
    if (head.starts_with("\x89PNG\r\n\x1A\n"))
        out = sizeOfPng(head);
    else if (head.starts_with("\xFF\xD8\xFF"))
        out = sizeOfJpeg(head);
    else if (head.starts_with("GIF8"))
        out = sizeOfGif(head);
    else if (head.starts_with("RIFF") && head.size() > 16 && head.substr(8, 4) == "WEBP")
        out = sizeOfWebp(head);
    return out && out->width > 0 && out->height > 0 ? out : std::nullopt;
}

std::string decodedHead(std::string_view base64, std::size_t most)
{
    std::string out;
    unsigned held = 0;
    int bits = 0;
    for (const char c : base64) {
        if (c == '\r' || c == '\n' || c == ' ')
            continue;
        const int value = valueOf(c);
        if (value < 0 || out.size() >= most)
            break;
        held = (held << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(held >> static_cast<unsigned>(bits) & 0xFFU);
        }
    }
    return out;
}

} // namespace pricing
