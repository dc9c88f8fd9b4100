#include "dialect/body_peek.h"

#include <algorithm>
#include <vector>

#include <simdjson.h>

#include "base/json.h"
#include "dialect/padded.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

constexpr std::int64_t kLargestExact = std::int64_t{1} << 53; // beyond it JavaScript clients have lost digits already
constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;

/// Reused from request to request; let go of after a big body.
struct Parsers {
    simdjson::dom::parser dom{};
    od::parser onDemand{};
    std::vector<std::string_view> keys{}; ///< Of the object being read; views into the parser's own buffer.
    PromptReading reading{};              ///< For the memory it has.
};

auto bad(std::string detail, std::string param = {})
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

Range rangeOf(std::string_view body, std::string_view token)
{
    while (!token.empty()
           && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1); // simdjson's raw token reaches up to the next structural character
    return {static_cast<std::size_t>(token.data() - body.data()), token.size()};
}

base::Result<> checkWhole(simdjson::dom::parser &parser, std::string_view body)
{
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return bad("the request body is empty; send a JSON object");
    if (body[first] != '{')
        return bad("the request body must be a JSON object");
    if (parser.max_depth() != base::kMaxJsonDepth)
        if (parser.allocate(body.size(), base::kMaxJsonDepth) != simdjson::SUCCESS)
            return base::fail(base::ErrorCode::TooLarge, "the request body does not fit in memory");
    const auto result = parser.parse(body.data(), body.size(), /*realloc_if_needed=*/false);
    if (result.error() == simdjson::DEPTH_ERROR)
        return bad("the request body is nested deeper than " + std::to_string(base::kMaxJsonDepth));
    if (result.error() != simdjson::SUCCESS)
        return bad(std::string("the request body is not valid JSON: ") + simdjson::error_message(result.error()));
    return {};
}

base::Result<> peekStreamOptions(od::value value, std::string_view body, RequestPeek &peek)
{
    const std::string_view raw = value.raw_json_token();
    if (raw.starts_with('n')) { // null
        peek.streamOptions = rangeOf(body, raw);
        return {};
    }
    od::object options;
    if (value.get_object().get(options) != simdjson::SUCCESS)
        return bad("stream_options must be an object", "stream_options");
    std::string_view whole;
    if (options.raw_json().get(whole) != simdjson::SUCCESS)
        return bad("stream_options must be an object", "stream_options");
    peek.streamOptions = rangeOf(body, whole);
    if (options.reset().error() != simdjson::SUCCESS)
        return bad("stream_options must be an object", "stream_options");
    for (auto field : options) {
        std::string_view key;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS)
            return bad("stream_options cannot be read", "stream_options");
        if (key != "include_usage")
            continue;
        if (peek.includeUsage)
            return bad("the key \"include_usage\" appears twice", "stream_options");
        od::value inner = field.value();
        const std::string_view token = inner.raw_json_token();
        if (!token.starts_with('n') && inner.get_bool().get(peek.usageAsked) != simdjson::SUCCESS)
            return bad("include_usage must be true or false", "stream_options");
        peek.includeUsage = rangeOf(body, token);
    }
    return {};
}

base::Result<> checkTokenLimit(od::value value, std::string_view name)
{
    if (value.raw_json_token()[0] == 'n')
        return {};
    std::int64_t limit = 0;
    if (value.get_int64().get(limit) != simdjson::SUCCESS || limit < 1 || limit > kLargestExact)
        return bad(std::string(name) + " must be a whole number from 1 to 2^53", std::string(name));
    return {};
}

base::Result<> checkContent(od::value value, const PeekRules &rules)
{
    const char first = value.raw_json_token()[0];
    const std::string name(rules.content);
    if (first == '[' || (rules.contentMayBeText && first == '"'))
        return {};
    return bad(name + (rules.contentMayBeText ? " must be a string or an array" : " must be an array"), name);
}

/// What is found while the body's fields go by.
struct Found {
    RequestPeek peek{};
    bool content = false;
};

base::Result<> peekField(std::string_view key, od::value value, std::string_view body, const PeekRules &rules,
                         Found &found)
{
    RequestPeek &peek = found.peek;
    if (key == "model" && rules.modelInBody) {
        peek.modelToken = rangeOf(body, value.raw_json_token());
        std::string_view name;
        if (value.get_string().get(name) != simdjson::SUCCESS || name.empty())
            return bad("model must be a non-empty string", "model");
        peek.model = name;
    } else if (key == "stream" && rules.modelInBody) {
        if (value.raw_json_token()[0] != 'n' && value.get_bool().get(peek.stream) != simdjson::SUCCESS)
            return bad("stream must be true or false", "stream");
    } else if (key == "stream_options" && rules.streamOptions) {
        return peekStreamOptions(value, body, peek);
    } else if (key == rules.content) {
        found.content = true;
        return checkContent(value, rules);
    } else if (std::ranges::find(rules.tokenLimits, key) != rules.tokenLimits.end()) {
        return checkTokenLimit(value, key);
    }
    return {};
}

/// Whatever is found behind a key that is there once only.
base::Result<> takeField(od::field field, std::string_view body, const PeekRules &rules, Parsers &parsers, Found &found)
{
    std::string_view key;
    if (field.unescaped_key().get(key) != simdjson::SUCCESS)
        return bad("the request body has a key that cannot be read");
    if (std::ranges::find(parsers.keys, key) != parsers.keys.end())
        return bad("the key \"" + std::string(key) + "\" appears twice", std::string(key));
    parsers.keys.push_back(key);
    const od::value value = field.value();
    if (rules.listener != nullptr)
        rules.listener->onField(key, od::value(value).raw_json_token());
    if (auto done = peekField(key, value, body, rules, found); !done)
        return done;
    if (rules.readOption != nullptr)
        rules.readOption(key, value, parsers.reading);
    return {};
}

} // namespace

base::Result<RequestPeek> peekBody(std::string_view body, const PeekRules &rules)
{
    thread_local Parsers parsers;
    if (auto whole = checkWhole(parsers.dom, body); !whole)
        return base::fail(whole.error());

    Found found;
    od::document document;
    od::object object;
    if (parsers.onDemand.iterate(padded(body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return bad("the request body must be a JSON object");
    parsers.keys.clear();
    parsers.reading.begin();
    for (auto next : object) {
        od::field field;
        if (std::move(next).get(field) != simdjson::SUCCESS)
            return bad("the request body cannot be read");
        if (auto taken = takeField(field, body, rules, parsers, found); !taken)
            return base::fail(taken.error());
    }
    if (found.peek.model.empty() && rules.modelInBody)
        return bad("you must provide a model parameter", "model");
    if (!found.content && !rules.content.empty())
        return bad("you must provide " + std::string(rules.content), std::string(rules.content));
    if (rules.readOption != nullptr)
        found.peek.prompt = parsers.reading.done();
    if (body.size() > kKeepParserBelow)
        parsers = {};
    return std::move(found.peek);
}

} // namespace dialect
