#include "dialect/anthropic/request.h"
#include "dialect/prompt_reading.h"

namespace dialect::anthropic {
namespace {

void readToolResult(od::value content, PromptReading &reading)
{
    if (content.raw_json_token().starts_with('"'))
        reading.facts.textBytes += static_cast<std::int64_t>(textOf(content).size());
    else
        forEachItem(content, [&](od::value block) {
            forEachField(block, [&](std::string_view key, od::value value) {
                if (key == "type" && textOf(value) == "image")
                    ++reading.facts.images;
                else if (key == "text")
                    reading.facts.textBytes += static_cast<std::int64_t>(textOf(value).size());
            });
        });
}

/// `{"type":"text","text":"..."}`, `{"type":"image",...}`, `{"type":"tool_result","content":...}`.
void readBlock(od::value block, PromptReading &reading)
{
    forEachField(block, [&](std::string_view key, od::value value) {
        if (key == "type" && textOf(value) == "image")
            ++reading.facts.images;
        else if (key == "text")
            reading.addText(textOf(value));
        else if (key == "content")
            readToolResult(value, reading);
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
            forEachItem(value, [&](od::value block) { readBlock(block, reading); });
    });
    if (role != "user" || reading.texts.empty()) // tools answered, not the user
        return;
    reading.endUserTurn();
}

void readSystem(od::value system, PromptReading &reading)
{
    if (system.raw_json_token().starts_with('"'))
        reading.addText(textOf(system));
    else
        forEachItem(system, [&](od::value block) { readBlock(block, reading); });
}

bool asksForSchema(od::value config)
{
    bool out = false;
    forEachField(config, [&](std::string_view key, od::value value) {
        if (key == "format")
            out = says(value, "type", {"json_schema"});
    });
    return out;
}

} // namespace

void readOption(std::string_view key, od::value value, PromptReading &reading)
{
    model::PromptFacts &facts = reading.facts;
    if (key == "messages")
        forEachItem(value, [&](od::value message) { readMessage(message, reading); });
    else if (key == "system")
        readSystem(value, reading);
    else if (key == "tools")
        facts.tools += countItems(value);
    else if (key == "thinking")
        facts.thinking = says(value, "type", {"enabled", "adaptive"});
    else if (key == "output_config")
        facts.schema = asksForSchema(value) || facts.schema;
    else if (key == "output_format")
        facts.schema = says(value, "type", {"json_schema"}) || facts.schema;
    else if (key == "max_tokens")
        facts.maxOutput = wholeOf(value);
}

model::PromptFacts readPrompt(std::string_view body)
{
    return readPromptFields(body, readOption);
}

} // namespace dialect::anthropic
