#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace routing {

/// What a sign in a prompt says about how hard it is.
enum class Feature : std::uint8_t { None, Code, Maths, Steps, Reasoning };
inline constexpr std::size_t kFeatures = 5;

/// What a prompt is about. Of two with as many points the one further up wins: what is to be done with a text says
/// more than what the text is about.
enum class Intent : std::uint8_t {
    Translation,
    Summary,
    Extraction,
    Writing,
    Code,
    Maths,
    Analysis,
    Question,
    Chat,
};
inline constexpr std::size_t kIntents = 9;

/// Their words, in that order.
std::span<const std::string_view, kIntents> intentWords();

/// What was found in a prompt.
struct Signs {
    std::array<int, kFeatures> features{}; ///< How many different signs of each.
    std::array<int, kIntents> intents{};   ///< Points.
    std::int64_t asciiLetters = 0;
    std::int64_t otherLetters = 0; ///< Bytes of characters beyond ASCII.
};

/// Reads words (English and Chinese, the table in `prompt_words.h`) and structure (fences, list lines, sums). Linear.
Signs readSigns(std::string_view text);

} // namespace routing
