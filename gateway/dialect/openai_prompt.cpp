#include "dialect/openai_prompt.h"

#include <algorithm>
#include <vector>

#include <simdjson.h>

#include "base/text.h"
#include "dialect/padded.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;

/// What is read on the way; views live in the parser until its next document.
struct Reading {
    model::PromptFacts facts{};
    std::vector<std::string_view> texts{};     ///< Of the message being read.
    std::vector<std::string_view> lastTexts{}; ///< Of the last message of the user.
};

bool isNull(od::value &value)
{
    return value.raw_json_token().starts_with('n');
}

std::string_view textOf(od::value value)
{
    std::string_view out;
    return value.get_string().get(out) == simdjson::SUCCESS ? out : std::string_view();
}

/// Calls `take(key, value)` for each field that can be read.
template <typename Take>
void forEachField(od::value value, Take take)
{
    od::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return;
    for (auto field : object) {
        std::string_view key;
        od::value inner;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(inner) != simdjson::SUCCESS)
            return;
        take(key, inner);
    }
}

template <typename Take>
void forEachItem(od::value value, Take take)
{
    od::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return;
    for (auto item : array) {
        od::value inner;
        if (std::move(item).get(inner) != simdjson::SUCCESS)
            return;
        take(inner);
    }
}

void addText(std::string_view text, Reading &reading)
{
    reading.facts.textBytes += static_cast<std::int64_t>(text.size());
    reading.texts.push_back(text);
}

/// `{"type":"text","text":"..."}`, `{"type":"image_url",...}`; a relative may write `input_image`.
void readPart(od::value part, Reading &reading)
{
    forEachField(part, [&](std::string_view key, od::value value) {
        if (key == "text")
            addText(textOf(value), reading);
        else if (key == "image_url" || key == "input_image")
            ++reading.facts.images;
    });
}

void readMessage(od::value message, Reading &reading)
{
    std::string_view role;
    reading.texts.clear();
    forEachField(message, [&](std::string_view key, od::value value) {
        if (key == "role")
            role = textOf(value);
        else if (key == "content" && value.raw_json_token().starts_with('"'))
            addText(textOf(value), reading);
        else if (key == "content")
            forEachItem(value, [&](od::value part) { readPart(part, reading); });
    });
    if (role != "user")
        return;
    ++reading.facts.turns;
    std::swap(reading.lastTexts, reading.texts);
}

std::int64_t countItems(od::value value)
{
    std::int64_t out = 0;
    forEachItem(value, [&](od::value) { ++out; });
    return out;
}

/// Whether a field called `name` says that word.
bool says(od::value object, std::string_view name, std::initializer_list<std::string_view> words)
{
    bool out = false;
    forEachField(object, [&](std::string_view key, od::value value) {
        if (key == name)
            out = std::ranges::find(words, textOf(value)) != words.end();
    });
    return out;
}

void readOption(std::string_view key, od::value value, Reading &reading)
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
        std::int64_t limit = 0;
        if (value.get_int64().get(limit) == simdjson::SUCCESS)
            facts.maxOutput = std::max(facts.maxOutput, limit);
    }
}

std::string window(const std::vector<std::string_view> &texts)
{
    std::string out;
    for (const std::string_view text : texts) {
        if (out.size() >= model::PromptFacts::kWindow - 1)
            break;
        if (!out.empty())
            out += '\n';
        out += base::clip(text, model::PromptFacts::kWindow - std::min(out.size(), model::PromptFacts::kWindow));
    }
    return out;
}

} // namespace

model::PromptFacts readOpenaiPrompt(std::string_view body)
{
    thread_local od::parser parser;
    Reading reading;
    od::document document;
    od::object object;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return {};
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS)
            break;
        readOption(key, value, reading);
    }
    reading.facts.lastUserText = window(reading.lastTexts);
    if (body.size() > kKeepParserBelow)
        parser = od::parser();
    return std::move(reading.facts);
}

} // namespace dialect
