#include "dialect/spend_bounds.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "dialect/prompt_reading.h"

namespace dialect {
namespace {

constexpr std::array<std::string_view, 6> kLimits{
    "max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens", "maxTokens", "maxCompletionTokens"};
constexpr std::array<std::string_view, 4> kChoices{"n", "best_of", "candidateCount", "candidate_count"};
constexpr std::array<std::string_view, 2> kConfigs{"generationConfig", "generation_config"};

/// Some providers tell their model how to use tools in words of their own. Unit: tokens. Source: Anthropic's pricing
/// page.
constexpr std::int64_t kToolPrompt = 1024;

/// Members whose text names something that is not in the body.
constexpr std::string_view kOutside[] = {
    R"("file_id")",
    R"("file_url")",
    R"("fileUri")",
    R"("file_uri")",
    R"("image_url")",
    R"("video_url")",
    R"("cachedContent")",
    R"("cached_content")",
    R"("container")",
    R"("prompt_id")",
    R"("previous_response_id")",
};
constexpr std::string_view kUrlSource = R"("url")"; ///< Anthropic's `{"type":"url"}`.

/// What a tool that the client runs may have; one with anything else is the provider's own.
constexpr std::string_view kToolFields[] = {
    "name",           "description",     "input_schema",  "parameters",           "function",
    "strict",         "cache_control",   "defer_loading", "functionDeclarations", "function_declarations",
    "input_examples", "allowed_callers", "format",
};

template <typename Words>
bool isIn(const Words &words, std::string_view name)
{
    return std::ranges::find(words, name) != std::end(words);
}

constexpr std::string_view kBlanks = " \t\r\n";

/// Whether a member's value, which begins at `at`, is a text that names something outside: a picture as a `data:` URL
/// comes along and is bounded by its bytes.
bool namesOutside(std::string_view body, std::size_t at)
{
    if (at == std::string_view::npos)
        return false;
    const std::string_view value = body.substr(at);
    if (value.starts_with('{')) // OpenAI's image_url; the object of a tool's schema has no address in it
        return value.substr(0, value.find('}')).find("\"http") != std::string_view::npos;
    return value.starts_with('"') && !value.starts_with("\"data:");
}

/// Within a text each quotation mark has a backslash before it, so that these are found as members only.
bool namesOutside(std::string_view body)
{
    for (const std::string_view word : kOutside)
        for (auto at = body.find(word); at != std::string_view::npos; at = body.find(word, at + 1)) {
            const auto colon = body.find_first_not_of(kBlanks, at + word.size());
            if (colon != std::string_view::npos && body[colon] == ':'
                && namesOutside(body, body.find_first_not_of(kBlanks, colon + 1)))
                return true;
        }
    for (auto at = body.find(kUrlSource); at != std::string_view::npos; at = body.find(kUrlSource, at + 1)) {
        const auto before = at == 0 ? std::string_view::npos : body.find_last_not_of(kBlanks, at - 1);
        if (before != std::string_view::npos && body[before] == ':')
            return true;
    }
    return false;
}

/// Run by the provider, which puts what it finds into the prompt.
bool isHosted(od::value tool)
{
    bool out = false;
    forEachField(tool, [&](std::string_view key, od::value value) {
        if (key == "type") {
            const std::string_view type = textOf(value);
            out = out || (type != "function" && type != "custom");
        } else {
            out = out || !isIn(kToolFields, key);
        }
    });
    return out;
}

void take(SpendBounds &bounds, std::string_view key, std::int64_t value)
{
    if (isIn(kLimits, key))
        bounds.maxOutput = std::max(bounds.maxOutput, value);
    else if (isIn(kChoices, key))
        bounds.choices = std::max(bounds.choices, value);
}

} // namespace

SpendBounds readSpendBounds(std::string_view body)
{
    SpendBounds out{.inputTokens = std::ssize(body), .grows = namesOutside(body)};
    bool tools = false;
    readPromptFields(body, [&](std::string_view key, od::value value, PromptReading &) {
        if (isIn(kLimits, key) || isIn(kChoices, key))
            take(out, key, wholeOf(value));
        else if (isIn(kConfigs, key))
            forEachField(value, [&](std::string_view name, od::value inner) {
                if (isIn(kLimits, name) || isIn(kChoices, name))
                    take(out, name, wholeOf(inner));
            });
        else if (key == "tools")
            forEachItem(value, [&](od::value tool) {
                out.grows = out.grows || isHosted(tool);
                tools = true;
            });
        else if (key == "web_search_options")
            out.grows = true;
    });
    out.inputTokens += tools ? kToolPrompt : 0;
    return out;
}

void applyParameters(SpendBounds &bounds, const base::Json &parameters, bool wins)
{
    if (!parameters.is_object())
        return;
    SpendBounds given{.choices = 0};
    for (const auto &[name, value] : parameters.items()) {
        take(given, name, base::integerOr(value));
        bounds.grows = bounds.grows || name == "tools" || name == "web_search_options";
    }
    if (given.maxOutput > 0 && (wins || bounds.maxOutput == 0))
        bounds.maxOutput = given.maxOutput;
    if (given.choices > 0)
        bounds.choices = wins ? given.choices : std::max(bounds.choices, given.choices);
}

} // namespace dialect
