#include "pricing/tokens/encoding.h"

#include "base/text.h"
#include "pricing/tokens/merge.h"

namespace pricing {
namespace {

struct Sequence {
    std::size_t size = 1; ///< Of the character, or of what is to be replaced.
    bool good = false;
};

/// What follows the lead byte at `at`, as far as it can belong to it.
Sequence sequenceAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {1, true};
    if (lead < 0xC2 || lead > 0xF4)
        return {};
    const std::size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;  // no overlong forms
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF; // no surrogates, nothing above U+10FFFF
    std::size_t size = 1;
    while (size < whole && at + size < text.size() && byte(size) >= low && byte(size) <= high) {
        low = 0x80;
        high = 0xBF;
        ++size;
    }
    return {size, size == whole};
}

} // namespace

std::string wellFormed(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t at = 0; at < text.size();) {
        const Sequence next = sequenceAt(text, at);
        out.append(next.good ? text.substr(at, next.size) : std::string_view("\uFFFD"));
        at += next.size;
    }
    return out;
}

base::Result<Encoding> Encoding::read(std::string_view file)
{
    auto vocabulary = Vocabulary::read(file);
    if (!vocabulary)
        return base::fail(vocabulary.error(), "reading an encoding");
    return Encoding(std::move(*vocabulary));
}

std::int64_t Encoding::count(std::string_view text) const
{
    return walk(text, nullptr);
}

std::vector<std::uint32_t> Encoding::encode(std::string_view text) const
{
    std::vector<std::uint32_t> out;
    walk(text, &out);
    return out;
}

std::int64_t Encoding::walk(std::string_view text, std::vector<std::uint32_t> *out) const
{
    const bool good = base::isUtf8(text);
    const std::string mended = good ? std::string() : wellFormed(text);
    const std::string_view whole = good ? text : std::string_view(mended);
    Merge merge(m_vocabulary);
    std::size_t tokens = 0;
    for (std::size_t at = 0; at < whole.size();) {
        const std::size_t end = pieceEnd(m_vocabulary.splitting(), whole, at);
        tokens += merge.run(whole.substr(at, end - at), out);
        at = end;
    }
    return static_cast<std::int64_t>(tokens);
}

} // namespace pricing
