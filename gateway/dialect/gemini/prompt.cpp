#include <algorithm>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "base/text.h"
#include "dialect/body_peek.h"
#include "dialect/gemini/facts.h"
#include "dialect/padded.h"
#include "dialect/prompt_reading.h"

namespace dialect {
namespace {

constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;

/// What is read on the way; views live in the parser until its next document.
struct Reading {
    model::PromptFacts facts{};
    std::vector<std::string_view> texts{};     ///< Of the content being read.
    std::vector<std::string_view> lastTexts{}; ///< Of the user's last one.
};

/// `generation_config` is `generationConfig`.
bool isNamed(std::string_view key, std::string_view camel)
{
    std::size_t at = 0;
    for (const char c : camel) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (at < key.size() && key[at] == c)
            ++at;
        else if (capital && at + 1 < key.size() && key[at] == '_' && key[at + 1] == static_cast<char>(c - 'A' + 'a'))
            at += 2;
        else
            return false;
    }
    return at == key.size();
}

/// Images have their type beside the data; what says none counts as one.
void readMedia(od::value media, Reading &reading)
{
    bool image = true;
    forEachField(media, [&](std::string_view key, od::value value) {
        if (isNamed(key, "mimeType"))
            image = textOf(value).starts_with("image/");
    });
    reading.facts.images += image ? 1 : 0;
}

/// True when it is a function's result: that turn is not the user's.
bool readPart(od::value part, Reading &reading)
{
    bool result = false;
    forEachField(part, [&](std::string_view key, od::value value) {
        if (key == "text") {
            const std::string_view text = textOf(value);
            reading.facts.textBytes += static_cast<std::int64_t>(text.size());
            reading.texts.push_back(text);
        } else if (isNamed(key, "inlineData") || isNamed(key, "fileData")) {
            readMedia(value, reading);
        } else if (isNamed(key, "functionResponse")) {
            result = true;
        }
    });
    return result;
}

void readContent(od::value content, Reading &reading)
{
    std::string_view role = "user";
    bool result = false;
    reading.texts.clear();
    forEachField(content, [&](std::string_view key, od::value value) {
        if (key == "role")
            role = textOf(value);
        else if (key == "parts")
            forEachItem(value, [&](od::value part) { result = readPart(part, reading) || result; });
    });
    if (role != "user" || (result && reading.texts.empty()))
        return;
    ++reading.facts.turns;
    std::swap(reading.lastTexts, reading.texts);
}

void readTool(od::value tool, Reading &reading)
{
    forEachField(tool, [&](std::string_view key, od::value value) {
        if (isNamed(key, "functionDeclarations"))
            forEachItem(value, [&](od::value) { ++reading.facts.tools; });
        else
            ++reading.facts.tools;
    });
}

void readThinking(od::value config, Reading &reading)
{
    forEachField(config, [&](std::string_view key, od::value value) {
        std::int64_t budget = 0;
        if (isNamed(key, "thinkingBudget"))
            reading.facts.thinking = value.get_int64().get(budget) == simdjson::SUCCESS && budget != 0;
        else if (isNamed(key, "thinkingLevel"))
            reading.facts.thinking = !textOf(value).empty();
    });
}

void readConfig(od::value config, Reading &reading)
{
    forEachField(config, [&](std::string_view key, od::value value) {
        std::int64_t limit = 0;
        if (isNamed(key, "maxOutputTokens")) {
            if (value.get_int64().get(limit) == simdjson::SUCCESS)
                reading.facts.maxOutput = std::max(reading.facts.maxOutput, limit);
        } else if (isNamed(key, "responseSchema") || isNamed(key, "responseJsonSchema")) {
            reading.facts.schema = value.raw_json_token().starts_with('{');
        } else if (isNamed(key, "thinkingConfig")) {
            readThinking(value, reading);
        }
    });
}

void readOption(std::string_view key, od::value value, Reading &reading)
{
    if (key == "contents") {
        forEachItem(value, [&](od::value content) { readContent(content, reading); });
    } else if (isNamed(key, "systemInstruction")) {
        forEachField(value, [&](std::string_view name, od::value inner) {
            if (name == "parts")
                forEachItem(inner, [&](od::value part) { readPart(part, reading); });
        });
    } else if (key == "tools") {
        forEachItem(value, [&](od::value tool) { readTool(tool, reading); });
    } else if (isNamed(key, "generationConfig")) {
        readConfig(value, reading);
    } else if (key == "content") { // embedContent
        readContent(value, reading);
    } else if (key == "requests") { // batchEmbedContents
        forEachItem(value, [&](od::value request) {
            forEachField(request, [&](std::string_view name, od::value inner) {
                if (name == "content")
                    readContent(inner, reading);
            });
        });
    } else if (isNamed(key, "generateContentRequest")) { // countTokens
        forEachField(value, [&](std::string_view name, od::value inner) { readOption(name, inner, reading); });
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

base::Result<RequestPeek> peekGemini(std::string_view body, const PathFacts &path)
{
    auto peek = peekBody(body, {.content = "contents", .modelInBody = false});
    if (!peek)
        return peek;
    peek->model = path.model;
    peek->stream = path.stream;
    peek->jsonArray = path.jsonArray;
    peek->usageAsked = true; // it always comes
    return peek;
}

model::PromptFacts readGeminiPrompt(std::string_view body)
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
