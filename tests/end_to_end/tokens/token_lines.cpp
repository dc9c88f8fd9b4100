// Prints the tokens of every text in a file of texts, one text a line. A text is its length (four bytes, little end
// first) and its bytes.
//
//   token_lines o200k_base.tokens texts

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "pricing/tokens/encoding.h"

namespace {

std::string contentOf(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t lengthAt(const std::string &texts, std::size_t at)
{
    std::size_t out = 0;
    for (std::size_t i = 0; i < 4; ++i)
        out |= static_cast<std::size_t>(static_cast<unsigned char>(texts[at + i])) << (8 * i);
    return out;
}

} // namespace

int main(int argc, char **argv)
{
    const auto encoding = argc == 3
                              ? pricing::Encoding::read(contentOf(argv[1]))
                              : base::fail(base::ErrorCode::BadRequest, "an encoding and a file of texts, please");
    if (!encoding) {
        std::fprintf(stderr, "%s\n", base::describe(encoding.error()).c_str());
        return 2;
    }
    const std::string texts = contentOf(argv[2]);
    for (std::size_t at = 0; at + 4 <= texts.size();) {
        const std::size_t length = lengthAt(texts, at);
        const std::string_view text = std::string_view(texts).substr(at + 4, length);
        std::string line;
        const auto tokens = encoding->encode(text);
        for (const std::uint32_t token : tokens)
            line += std::to_string(token) + ' ';
        line += static_cast<std::int64_t>(tokens.size()) == encoding->count(text) ? "\n" : "count differs\n";
        std::fputs(line.c_str(), stdout);
        at += 4 + length;
    }
    return 0;
}
