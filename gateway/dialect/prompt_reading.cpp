#include "dialect/prompt_reading.h"

#include <algorithm>

#include "base/text.h"

namespace dialect {
namespace {

constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;

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

void PromptReading::begin()
{
    facts = {};
    texts.clear();
    lastTexts.clear();
}

void PromptReading::addText(std::string_view text)
{
    facts.textBytes += static_cast<std::int64_t>(text.size());
    texts.push_back(text);
}

void PromptReading::endUserTurn()
{
    ++facts.turns;
    std::swap(lastTexts, texts);
}

model::PromptFacts PromptReading::done()
{
    facts.lastUserText = window(lastTexts);
    return std::move(facts);
}

std::string_view textOf(od::value value)
{
    std::string_view out;
    return value.get_string().get(out) == simdjson::SUCCESS ? out : std::string_view();
}

bool isNull(od::value &value)
{
    return value.raw_json_token().starts_with('n');
}

std::int64_t countItems(od::value value)
{
    std::int64_t out = 0;
    forEachItem(value, [&](od::value) { ++out; });
    return out;
}

std::int64_t wholeOf(od::value value)
{
    std::int64_t out = 0;
    return value.get_int64().get(out) == simdjson::SUCCESS ? out : 0;
}

bool says(od::value object, std::string_view name, std::initializer_list<std::string_view> words)
{
    bool out = false;
    forEachField(object, [&](std::string_view key, od::value value) {
        if (key == name)
            out = std::ranges::find(words, textOf(value)) != words.end();
    });
    return out;
}

od::parser &promptParser()
{
    thread_local od::parser parser;
    return parser;
}

void tidyPromptParser(std::size_t bodySize)
{
    if (bodySize > kKeepParserBelow)
        promptParser() = od::parser();
}

} // namespace dialect
