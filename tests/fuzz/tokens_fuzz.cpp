// Texts against the rules of both encodings: the pieces are the text, none is empty, and its tokens put together are the
// text again, however long a run is. The vocabulary is small and made here, so that merges are many and quick to look at.

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "fuzz.h"
#include "pricing/prompt/picture_size.h"
#include "pricing/tokens/encoding.h"
#include "pricing/tokens/pieces.h"

namespace {

/// All bytes, then what is made by joining earlier ones: ranks as a training would have given them, by and large.
std::string fileOfTokens(pricing::Splitting splitting, std::vector<std::string> &tokens)
{
    for (unsigned value = 0; value < 256; ++value)
        tokens.emplace_back(1, static_cast<char>(value));
    for (const char *joined : {"in",           "th",       "  ",   "er",  "aa",   "the",    "aaaa",     "\xE5\xAD",
                               "\xE5\xAD\x97", "    ",     " the", "ing", "\n\n", "he",     "ab",       "ba",
                               "abab",         "aaaaaaaa", "'s",   "10",  "100",  "bababa", "\xCC\x81", "e\xCC\x81"})
        tokens.emplace_back(joined);
    std::string out = "tokens1\n";
    out += static_cast<char>(splitting);
    for (unsigned i = 0; i < 4; ++i)
        out += static_cast<char>(tokens.size() >> (8 * i) & 0xFFU);
    for (const std::string &token : tokens) {
        out += static_cast<char>(token.size());
        out += token;
    }
    return out;
}

/// One encoding and what its tokens are.
struct Tried {
    explicit Tried(pricing::Splitting how)
        : splitting(how), encoding(*pricing::Encoding::read(fileOfTokens(how, tokens)))
    {
    }
    pricing::Splitting splitting;
    std::vector<std::string> tokens{};
    pricing::Encoding encoding;
};

/// The merging as its definition has it: look at all pairs, join the first of the lowest rank, begin anew.
std::vector<std::string> plainMerge(std::string_view piece, const std::vector<std::string> &tokens)
{
    const auto rankOf = [&](const std::string &bytes) {
        return static_cast<std::size_t>(std::ranges::find(tokens, bytes) - tokens.begin());
    };
    if (rankOf(std::string(piece)) < tokens.size())
        return {std::string(piece)};
    std::vector<std::string> parts;
    for (const char c : piece)
        parts.emplace_back(1, c);
    for (;;) {
        std::size_t best = tokens.size();
        std::size_t at = 0;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i)
            if (const std::size_t rank = rankOf(parts[i] + parts[i + 1]); rank < best) {
                best = rank;
                at = i;
            }
        if (best == tokens.size())
            return parts;
        parts[at] += parts[at + 1];
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    }
}

void check(const Tried &tried, std::string_view input)
{
    const std::string text = pricing::wellFormed(input);
    fuzz::require(base::isUtf8(text), "what is mended is not UTF-8");
    const auto encoded = tried.encoding.encode(input);
    fuzz::require(static_cast<std::int64_t>(encoded.size()) == tried.encoding.count(input), "the count is another");
    std::string again;
    for (const std::uint32_t token : encoded)
        again += tried.tokens.at(token);
    fuzz::require(again == text, "the tokens are not the text");
    std::size_t token = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = pricing::pieceEnd(tried.splitting, text, at);
        fuzz::require(end > at && end <= text.size(), "a piece is empty or too long");
        const std::string_view piece = std::string_view(text).substr(at, end - at);
        if (piece.size() <= 300) {
            for (const std::string &part : plainMerge(piece, tried.tokens))
                fuzz::require(token < encoded.size() && tried.tokens[encoded[token++]] == part, "merged otherwise");
        } else {
            for (std::size_t bytes = 0; bytes < piece.size();)
                bytes += tried.tokens[encoded.at(token++)].size();
        }
        at = end;
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::array<Tried, 2> tried{Tried(pricing::Splitting::O200k), Tried(pricing::Splitting::Cl100k)};
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    for (const Tried &one : tried)
        check(one, input);
    const auto picture = pricing::pictureSize(input);
    fuzz::require(!picture || (picture->width > 0 && picture->height > 0), "a picture of no size");
    static_cast<void>(pricing::pictureSize(pricing::decodedHead(input, 4096)));
    static_cast<void>(pricing::Encoding::read(input));
    return 0;
}
