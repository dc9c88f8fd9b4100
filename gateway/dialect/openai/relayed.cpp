#include "dialect/openai/relayed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <simdjson.h>

#include "base/text.h"
#include "dialect/openai/usage.h"
#include "dialect/openai_parameters.h"
#include "dialect/padded.h"
#include "dialect/splice.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

constexpr std::size_t kKeepParserBelow = std::size_t{1} << 20;

/// Calls `take(key, value)` for each field of the object that can be read.
template <typename Object, typename Take>
void forEachField(Object &&value, Take take)
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

/// A text, a list of them, or of objects that hold one.
void addTexts(od::value value, model::PromptFacts &facts)
{
    const char first = value.raw_json_token()[0];
    if (first == '"') {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS)
            return;
        facts.textBytes += static_cast<std::int64_t>(text.size());
        if (facts.lastUserText.empty())
            facts.lastUserText = base::clip(text, model::PromptFacts::kWindow);
    } else if (first == '[') {
        od::array list;
        if (value.get_array().get(list) != simdjson::SUCCESS)
            return;
        for (auto item : list) {
            od::value inner;
            if (std::move(item).get(inner) != simdjson::SUCCESS)
                return;
            addTexts(inner, facts);
        }
    } else if (first == '{') {
        forEachField(value, [&](std::string_view key, od::value inner) {
            if (key == "text" && inner.raw_json_token()[0] == '"')
                addTexts(inner, facts);
            else if (key == "image_url")
                ++facts.images;
        });
    }
}

std::int64_t countIn(od::value value)
{
    std::int64_t out = 0;
    return value.get_int64().get(out) == simdjson::SUCCESS && out > 0 ? out : 0;
}

std::int64_t inner(od::value value, std::string_view name)
{
    std::int64_t out = 0;
    forEachField(value, [&](std::string_view key, od::value one) {
        if (key == name)
            out = countIn(one);
    });
    return out;
}

/// Of `prompt_tokens_details` and its relatives.
void readDetails(od::value value, OpenaiCounts &counts)
{
    forEachField(value, [&](std::string_view key, od::value one) {
        if (key == "cached_tokens")
            counts.cached = countIn(one);
        else if (key == "audio_tokens")
            counts.audio = countIn(one);
    });
}

/// Unit: seconds in, milliseconds out.
std::int64_t millisIn(od::value value)
{
    constexpr double kMost = 1e7; // a hundred days
    double seconds = 0;
    const bool fine = value.get_double().get(seconds) == simdjson::SUCCESS && seconds > 0 && seconds < kMost;
    return fine ? std::llround(seconds * 1000) : 0;
}

/// Tokens, or of a transcript the seconds that were heard.
std::optional<model::Usage> readUsage(od::value value)
{
    OpenaiCounts counts;
    std::int64_t heardMs = 0;
    double dollars = 0;
    bool any = false;
    forEachField(value, [&](std::string_view key, od::value one) {
        if (key == "prompt_tokens" || key == "input_tokens")
            counts.prompt = countIn(one);
        else if (key == "completion_tokens" || key == "output_tokens")
            counts.completion = countIn(one);
        else if (key == "total_tokens")
            counts.total = countIn(one);
        else if (key == "prompt_tokens_details" || key == "input_tokens_details" || key == "input_token_details")
            readDetails(one, counts);
        else if (key == "completion_tokens_details" || key == "output_tokens_details")
            counts.spoken = inner(one, "audio_tokens");
        else if (key == "seconds")
            heardMs = millisIn(one);
        else if (key == "cost" && one.get_double().get(dollars) == simdjson::SUCCESS)
            counts.statedNanos = nanosStated(dollars);
        else
            return;
        any = true;
    });
    if (counts.prompt == 0 && counts.completion == 0)
        counts.prompt = counts.total; // Voyage tells nothing else
    if (!any)
        return std::nullopt;
    model::Usage out = usageOf(counts);
    out.audioMs = heardMs;
    return out;
}

void readError(od::value value, AnswerFacts &facts)
{
    const char first = value.raw_json_token()[0];
    facts.error = first != 'n';
    if (first == '"' && value.get_string().get(facts.message) != simdjson::SUCCESS)
        facts.message = {};
    if (first == '{')
        forEachField(value, [&](std::string_view key, od::value one) {
            if (key == "message" && one.get_string().get(facts.message) != simdjson::SUCCESS)
                facts.message = {};
        });
}

struct Read {
    AnswerFacts facts{};
    std::string_view type{};
};

/// On demand: vectors and pictures of megabytes are passed over, not parsed.
base::Result<Read> readObject(std::string_view text)
{
    thread_local od::parser parser;
    od::document document;
    if (parser.iterate(padded(text)).get(document) != simdjson::SUCCESS || text.find('{') == std::string_view::npos)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    Read out;
    bool object = false;
    forEachField(document, [&](std::string_view key, od::value value) {
        object = true;
        if (key == "usage")
            out.facts.usage = readUsage(value);
        else if (key == "error")
            readError(value, out.facts);
        else if (key == "model" && value.get_string().get(out.facts.model) != simdjson::SUCCESS)
            out.facts.model = {};
        else if (key == "type" && value.get_string().get(out.type) != simdjson::SUCCESS)
            out.type = {};
    });
    if (!object)
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is no answer");
    return out;
}

} // namespace

std::string rewriteRelayed(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    std::vector<Edit> edits;
    std::string model;
    base::appendQuoted(model, rewrite.model);
    if (peek.modelToken.size == 0) { // left out: the provider would take its own default
        if (rewrite.model != peek.model)
            edits.push_back({{body.find('{') + 1, 0}, model = "\"model\":" + model + ","});
    } else if (rewrite.model != peek.model) {
        edits.push_back({peek.modelToken, model});
    }
    const ParameterEdits parameters(body, rewrite);
    edits.insert(edits.end(), parameters.edits().begin(), parameters.edits().end());
    return splice(body, edits);
}

model::PromptFacts readRelayedPrompt(std::string_view body)
{
    static constexpr std::array<std::string_view, 4> kNames{"input", "prompt", "query", "documents"};
    thread_local od::parser parser;
    model::PromptFacts out;
    od::document document;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS)
        return out;
    forEachField(document, [&](std::string_view key, od::value value) {
        if (std::ranges::find(kNames, key) != kNames.end())
            addTexts(value, out);
    });
    out.turns = 1;
    if (body.size() > kKeepParserBelow)
        parser = od::parser();
    return out;
}

std::int64_t charactersIn(std::string_view body, std::string_view name)
{
    thread_local od::parser parser;
    std::int64_t out = 0;
    od::document document;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS)
        return out;
    forEachField(document, [&](std::string_view key, od::value value) {
        std::string_view text;
        if (key == name && value.raw_json_token()[0] == '"' && value.get_string().get(text) == simdjson::SUCCESS)
            out = std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    });
    return out;
}

std::int64_t picturesIn(std::string_view body)
{
    thread_local od::parser parser;
    std::int64_t out = 0;
    od::document document;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS)
        return out;
    forEachField(document, [&](std::string_view key, od::value value) {
        od::array pictures;
        std::size_t count = 0;
        if (key == "data" && value.get_array().get(pictures) == simdjson::SUCCESS
            && pictures.count_elements().get(count) == simdjson::SUCCESS)
            out = static_cast<std::int64_t>(count);
    });
    if (body.size() > kKeepParserBelow)
        parser = od::parser();
    return out;
}

base::Result<AnswerFacts> readRelayedAnswer(std::string_view body)
{
    auto read = readObject(body);
    if (!read)
        return base::fail(read.error());
    read->facts.content = read->facts.finished = !read->facts.error;
    read->facts.choices = read->facts.finishedChoices = 1;
    return read->facts;
}

base::Result<AnswerFacts> readRelayedBytes(std::string_view body)
{
    if (body.starts_with('{'))
        if (auto json = readRelayedAnswer(body))
            return json;
    if (body.empty())
        return base::fail(base::ErrorCode::Upstream, "the provider sent an empty answer");
    return AnswerFacts{.content = true, .finished = true, .choices = 1, .finishedChoices = 1};
}

base::Result<AnswerFacts> readRelayedEvent(std::string_view event, std::string_view data)
{
    if (data == "[DONE]")
        return AnswerFacts{.terminator = true};
    auto read = readObject(data);
    if (!read)
        return base::fail(read.error());
    AnswerFacts &out = read->facts;
    out.error = out.error || event == "error" || read->type == "error";
    out.finished = !out.error && (read->type.ends_with(".done") || read->type.ends_with(".completed"));
    out.content = !out.error;
    out.choices = 1;
    out.finishedChoices = out.finished ? 1 : 0;
    return out;
}

} // namespace dialect
