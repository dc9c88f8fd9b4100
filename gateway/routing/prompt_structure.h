#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace routing {

/// What a text looks like, whatever its words.
struct Structure {
    int fences = 0;    ///< ``` lines
    int codeLines = 0; ///< Lines that end as lines of code do.
    int listLines = 0; ///< Numbered or with a bullet.
    int sums = 0;      ///< A number, an operator, a number; `x^2`.
    int formulas = 0;  ///< LaTeX, signs of mathematics.
    int questions = 0; ///< Question marks.
};

/// Finds that out on somebody else's way through the text, who looks at each byte that is neither a letter nor a digit
/// nor a blank, in order. The text outlives it.
class StructureReader {
public:
    explicit StructureReader(std::string_view text) : m_text(text) {}
    void look(std::size_t at)
    {
        if (kTelling[static_cast<unsigned char>(m_text[at])])
            tell(at);
    }
    /// The last line has ended, too.
    Structure done();

private:
    /// What has something to say; nearly everything is passed over.
    static constexpr auto kTelling = [] {
        std::array<bool, 256> out{};
        for (const char c : {'\n', '?', '+', '*', '^', '$', '\\'})
            out[static_cast<unsigned char>(c)] = true;
        for (const int lead : {0xC3, 0xE2, 0xEF})
            out[static_cast<std::size_t>(lead)] = true;
        return out;
    }();
    void tell(std::size_t at);

    std::string_view m_text;
    std::size_t m_lineStart = 0;
    Structure m_found{};
};

} // namespace routing
