#pragma once

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

Structure readStructure(std::string_view text);

} // namespace routing
