#include "base/tar.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace base {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kLongestName = 99;
constexpr std::size_t kChecksumAt = 148;

using Header = std::array<char, kBlock>;

void put(Header &to, std::size_t at, std::string_view text)
{
    std::ranges::copy(text, to.begin() + static_cast<std::ptrdiff_t>(at));
}

/// So many octal digits; what stands behind them is NUL already.
std::string octal(std::uint64_t value, std::size_t digits)
{
    std::string out(digits, '0');
    for (auto it = out.rbegin(); it != out.rend(); ++it, value >>= 3U)
        *it = static_cast<char>('0' + (value & 7U));
    return out;
}

Header headerOf(const TarFile &file, std::int64_t modified)
{
    Header out{};
    put(out, 0, std::string_view(file.name).substr(0, kLongestName));
    put(out, 100, octal(0600, 7));
    put(out, 108, octal(0, 7)); // owner and group: whoever unpacks it
    put(out, 116, octal(0, 7));
    put(out, 124, octal(file.text.size(), 11));
    put(out, 136, octal(static_cast<std::uint64_t>(std::max<std::int64_t>(modified, 0)), 11));
    put(out, kChecksumAt, "        "); // counts as blanks in its own sum
    out[156] = '0';                    // a regular file
    put(out, 257, "ustar");
    put(out, 263, "00");
    const auto sum = std::accumulate(out.begin(), out.end(), std::uint64_t{0}, [](std::uint64_t before, char c) {
        return before + static_cast<unsigned char>(c);
    });
    put(out, kChecksumAt, octal(sum, 6));
    out[kChecksumAt + 6] = '\0';
    return out;
}

} // namespace

std::string tarOf(std::span<const TarFile> files, std::int64_t modified)
{
    std::string out;
    for (const TarFile &file : files) {
        const Header header = headerOf(file, modified);
        out.append(header.data(), header.size()).append(file.text);
        out.append((kBlock - file.text.size() % kBlock) % kBlock, '\0');
    }
    return out.append(2 * kBlock, '\0');
}

} // namespace base
