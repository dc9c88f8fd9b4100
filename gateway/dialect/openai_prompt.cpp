#include "dialect/openai_prompt.h"

#include <algorithm>

#include "dialect/prompt_reading.h"

namespace dialect {
namespace {

/// `{"type":"text","text":"..."}`, `{"type":"image_url",...}`; a relative may write `input_image`.
void readPart(od::value part, PromptReading &reading)
{
    forEachField(part, [&](std::string_view key, od::value value) {
        if (key == "text")
            reading.addText(textOf(value));
        else if (key == "image_url" || key == "input_image")
            ++reading.facts.images;
    });
}

void readMessage(od::value message, PromptReading &reading)
{
    std::string_view role;
    reading.texts.clear();
    forEachField(message, [&](std::string_view key, od::value value) {
        if (key == "role")
            role = textOf(value);
        else if (key == "content" && value.raw_json_token().starts_with('"'))
            reading.addText(textOf(value));
        else if (key == "content")
            forEachItem(value, [&](od::value part) { readPart(part, reading); });
    });
    if (role == "user")
        reading.endUserTurn();
}

} // namespace

void readOpenaiOption(std::string_view key, od::value value, PromptReading &reading)
{
    model::PromptFacts &facts = reading.facts;
    if (key == "messages") {
        forEachItem(value, [&](od::value message) { readMessage(message, reading); });
    } else if (key == "tools" || key == "functions") {
        facts.tools += countItems(value);
    } else if (key == "response_format") {
        facts.schema = says(value, "type", {"json_schema"});
    } else if (key == "reasoning_effort") {
        facts.thinking = !isNull(value) && textOf(value) != "none";
    } else if (key == "reasoning") { // OpenRouter
        facts.thinking = facts.thinking || !isNull(value);
    } else if (key == "thinking") { // Anthropic's, which relatives took over
        facts.thinking = facts.thinking || says(value, "type", {"enabled", "adaptive"});
    } else if (key == "enable_thinking") { // Qwen
        facts.thinking = facts.thinking || value.raw_json_token().starts_with('t');
    } else if (key == "max_tokens" || key == "max_completion_tokens") {
        facts.maxOutput = std::max(facts.maxOutput, wholeOf(value));
    }
}

model::PromptFacts readOpenaiPrompt(std::string_view body)
{
    return readPromptFields(body, readOpenaiOption);
}

} // namespace dialect
