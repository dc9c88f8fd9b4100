#include "routing/complexity.h"

#include <algorithm>
#include <utility>

#include "routing/prompt_signs.h"

namespace routing {
namespace {

/// From so many on, so many points.
using Step = std::pair<std::int64_t, std::int64_t>;

// How much each feature can add. A greeting has next to none, a hard task of code or mathematics 60 and more.
constexpr Step kLength[] = {{200, 4}, {600, 8}, {1500, 13}, {4000, 19}, {10'000, 25}}; // bytes of the last user turn
constexpr Step kContext[] = {{4000, 3}, {16'000, 6}, {64'000, 10}, {256'000, 15}};     // bytes of all turns
constexpr Step kTurns[] = {{2, 1}, {5, 3}, {12, 6}, {30, 8}};                          // of the user
constexpr Step kTools[] = {{1, 3}, {4, 6}, {12, 10}};                                  // offered
constexpr Step kCode[] = {{1, 9}, {2, 18}, {3, 27}};                                   // different signs
constexpr Step kMaths[] = {{1, 9}, {2, 18}, {3, 27}};                                  // different signs
constexpr Step kSteps[] = {{1, 5}, {2, 12}, {3, 20}};                                  // different signs
constexpr Step kReasoning[] = {{1, 9}, {2, 17}, {3, 25}};                              // different signs
constexpr std::int64_t kImages = 5;
constexpr std::int64_t kSchema = 4;
constexpr std::int64_t kThinking = 10;
constexpr std::int64_t kLanguage = 2; // not English: small models are weaker there
constexpr std::int64_t kMost = 100;

std::int64_t pointsOf(std::span<const Step> steps, std::int64_t value)
{
    std::int64_t out = 0;
    for (const auto &[from, points] : steps)
        if (value >= from)
            out = points;
    return out;
}

std::int64_t of(const Signs &signs, Feature feature)
{
    return signs.features[static_cast<std::size_t>(feature)];
}

std::string_view intentOf(const Signs &signs)
{
    const auto best = std::ranges::max_element(signs.intents); // the first of equals
    return *best == 0 ? intentWords().back() : intentWords()[static_cast<std::size_t>(best - signs.intents.begin())];
}

} // namespace

Complexity scorePrompt(const model::PromptFacts &prompt)
{
    const Signs signs = readSigns(std::string_view(prompt.lastUserText).substr(0, model::PromptFacts::kWindow));
    const bool foreign = signs.otherLetters > signs.asciiLetters;
    const Complexity::Part parts[] = {
        {"length", pointsOf(kLength, static_cast<std::int64_t>(prompt.lastUserText.size()))},
        {"context", pointsOf(kContext, prompt.textBytes)},
        {"turns", pointsOf(kTurns, prompt.turns)},
        {"code", pointsOf(kCode, of(signs, Feature::Code))},
        {"maths", pointsOf(kMaths, of(signs, Feature::Maths))},
        {"steps", pointsOf(kSteps, of(signs, Feature::Steps))},
        {"reasoning", pointsOf(kReasoning, of(signs, Feature::Reasoning))},
        {"tools", pointsOf(kTools, prompt.tools)},
        {"images", prompt.images > 0 ? kImages : 0},
        {"schema", prompt.schema ? kSchema : 0},
        {"thinking", prompt.thinking ? kThinking : 0},
        {"language", foreign ? kLanguage : 0},
    };
    Complexity out;
    for (const Complexity::Part &part : parts)
        if (part.points > 0) {
            out.score += part.points;
            out.parts.push_back(part);
        }
    out.score = std::min(out.score, kMost);
    out.intent = intentOf(signs);
    return out;
}

std::span<const std::string_view> intents()
{
    return intentWords();
}

} // namespace routing
