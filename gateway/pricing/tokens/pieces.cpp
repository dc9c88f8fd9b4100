#include "pricing/tokens/pieces.h"

#include <optional>

#include "pricing/tokens/char_class.h"

namespace pricing {
namespace {

using enum CharClass;

constexpr CharClasses kLetters = bit(Upper) | bit(Lower) | bit(Letter); // \p{L}
constexpr CharClasses kSpaces = bit(Space) | bit(Newline);              // \s
constexpr CharClasses kSigns = bit(Other) | bit(Mark);                  // [^\s\p{L}\p{N}]
constexpr CharClasses kMayLead = kSigns | bit(Space);                   // [^\r\n\p{L}\p{N}]
constexpr CharClasses kBothCases = bit(Letter) | bit(Mark);             // [\p{Lm}\p{Lo}\p{M}]
constexpr CharClasses kUpperPart = bit(Upper) | kBothCases;             // [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]
constexpr CharClasses kLowerPart = bit(Lower) | kBothCases;             // [\p{Ll}\p{Lm}\p{Lo}\p{M}]

std::size_t runEnd(std::string_view text, std::size_t at, CharClasses classes)
{
    while (at < text.size()) {
        const SeenChar next = charAt(text, at);
        if (!next.in(classes))
            break;
        at += next.size;
    }
    return at;
}

char lowerAt(std::string_view text, std::size_t at)
{
    const char c = at < text.size() ? text[at] : '\0';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Where `(?i:'s|'t|'re|'ve|'m|'ll|'d)` ends at `at`; `at` when it does not match. The long s folds to s.
std::size_t contractionEnd(std::string_view text, std::size_t at)
{
    if (at + 1 >= text.size() || text[at] != '\'')
        return at;
    const char first = lowerAt(text, at + 1);
    const char second = lowerAt(text, at + 2);
    if (first == 's' || first == 't' || first == 'm' || first == 'd')
        return at + 2;
    if ((first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l'))
        return at + 3;
    return text.substr(at + 1).starts_with("\u017F") ? at + 3 : at;
}

/// `\p{N}{1,3}`
std::size_t numberEnd(std::string_view text, std::size_t at)
{
    for (int digits = 0; digits < 3 && at < text.size(); ++digits) {
        const SeenChar next = charAt(text, at);
        if (next.cls != Number)
            break;
        at += next.size;
    }
    return at;
}

/// `\s*[\r\n]+|\s+(?!\S)|\s+`: up to the last line break of the blanks; without one, all of them but the last, which
/// leads the word behind it.
std::size_t spaceEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    std::size_t last = at; // where the last blank begins
    std::size_t behindBreak = at;
    while (end < text.size()) {
        const SeenChar next = charAt(text, end);
        if (!next.in(kSpaces))
            break;
        last = end;
        end += next.size;
        if (next.cls == Newline)
            behindBreak = end;
    }
    if (behindBreak != at)
        return behindBreak;
    return end == text.size() || last == at ? end : last;
}

/// What both expressions end with: ` ?[^\s\p{L}\p{N}]+` and the characters of `tail`, or blanks.
std::size_t signsOrSpaceEnd(std::string_view text, std::size_t at, std::string_view tail)
{
    const std::size_t signs = text[at] == ' ' ? at + 1 : at;
    std::size_t end = runEnd(text, signs, kSigns);
    if (end == signs)
        return spaceEnd(text, at);
    while (end < text.size() && tail.find(text[end]) != std::string_view::npos)
        ++end;
    return end;
}

std::size_t cl100kEnd(std::string_view text, std::size_t at)
{
    if (const std::size_t end = contractionEnd(text, at); end != at)
        return end;
    const SeenChar first = charAt(text, at);
    const std::size_t second = at + first.size;
    if (first.in(kLetters))
        return runEnd(text, second, kLetters);
    if (first.cls == Number)
        return numberEnd(text, at);
    if (first.in(kMayLead))
        if (const std::size_t end = runEnd(text, second, kLetters); end != second)
            return end;
    return signsOrSpaceEnd(text, at, "\r\n");
}

/// The letters of a word at one place.
struct Word {
    std::optional<std::size_t> mixed{}; ///< Where `upper*lower+` ends, if it matches.
    std::size_t upper = 0; ///< Where `upper+lower*` ends if the other does not match; the beginning if none.
};

/// `upper*` takes what it can and then gives back until `lower+` has something: the last character of both parts.
Word wordAt(std::string_view text, std::size_t at)
{
    Word out;
    std::size_t end = at;
    while (end < text.size()) {
        const SeenChar next = charAt(text, end);
        if (next.cls == Lower) {
            out.mixed = runEnd(text, end, kLowerPart);
            return out;
        }
        if (!next.in(kUpperPart))
            break;
        end += next.size;
        if (next.in(kBothCases))
            out.mixed = end;
    }
    out.upper = end;
    return out;
}

/// The end of the letters, with the character that may lead them; `at` when no word begins here.
std::size_t o200kWordEnd(std::string_view text, std::size_t at)
{
    const SeenChar first = charAt(text, at);
    const std::size_t second = at + first.size;
    const bool leads = first.in(kMayLead);
    const Word led = leads ? wordAt(text, second) : Word{};
    if (led.mixed)
        return *led.mixed;
    if (first.in(kUpperPart | kLowerPart)) { // a mark can lead and be led
        const Word bare = wordAt(text, at);
        return bare.mixed.value_or(bare.upper);
    }
    return leads && led.upper > second ? led.upper : at;
}

std::size_t o200kEnd(std::string_view text, std::size_t at)
{
    if (const std::size_t end = o200kWordEnd(text, at); end != at)
        return contractionEnd(text, end);
    if (const std::size_t end = numberEnd(text, at); end != at)
        return end;
    return signsOrSpaceEnd(text, at, "\r\n/");
}

} // namespace

std::size_t pieceEnd(Splitting how, std::string_view text, std::size_t at)
{
    return how == Splitting::Cl100k ? cl100kEnd(text, at) : o200kEnd(text, at);
}

} // namespace pricing
