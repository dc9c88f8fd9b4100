#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "dialect/padded.h"
#include "model/prompt_facts.h"

/// What readers of prompts share: walking over a body without building a tree, tolerant of what has another shape than
/// it should, which is for the provider to judge.
namespace dialect {

namespace od = simdjson::ondemand;

/// What is read on the way; views live in the parser until its next document.
struct PromptReading {
    model::PromptFacts facts{};
    std::vector<std::string_view> texts{};     ///< Of the message being read.
    std::vector<std::string_view> lastTexts{}; ///< Of the last message of the user.

    /// Forgets what was read before.
    void begin();
    void addText(std::string_view text);
    /// The message being read was the user's.
    void endUserTurn();
    /// The facts, with the last user's text.
    model::PromptFacts done();
};

/// Takes what a field of the body says of the prompt. It reads no text that whoever calls it reads, too: the parser has
/// room for each text once.
using ReadOption = void (*)(std::string_view key, od::value value, PromptReading &reading);

std::string_view textOf(od::value value);
bool isNull(od::value &value);
std::int64_t countItems(od::value value);
/// 0 for what is no whole number.
std::int64_t wholeOf(od::value value);
/// Whether a field called `name` says one of these words.
bool says(od::value object, std::string_view name, std::initializer_list<std::string_view> words);

/// The parser of this thread, let go of after a big body.
od::parser &promptParser();
void tidyPromptParser(std::size_t bodySize);

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

/// Calls `take(key, value)` for each field of a body; views live until the parser is tidied.
template <typename Take>
void forEachTopField(std::string_view body, Take take)
{
    od::document document;
    od::object object;
    if (promptParser().iterate(padded(body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return;
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS)
            return;
        take(key, value);
    }
}

/// Calls `readOption(key, value, reading)` for each field of a body.
template <typename ReadOption>
model::PromptFacts readPromptFields(std::string_view body, ReadOption readOption)
{
    PromptReading reading;
    forEachTopField(body, [&](std::string_view key, od::value value) { readOption(key, value, reading); });
    model::PromptFacts out = reading.done();
    tidyPromptParser(body.size());
    return out;
}

} // namespace dialect
