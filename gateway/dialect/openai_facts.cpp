#include "dialect/openai_facts.h"

#include <simdjson.h>

#include "dialect/dialect.h"
#include "dialect/long_strings.h"
#include "dialect/openai/usage.h"

namespace dialect {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kLargeAnswer = 256 * 1024;

static_assert(kReadablePadding >= simdjson::SIMDJSON_PADDING);

/// The member as a count: negative and odd values are none.
std::int64_t countAt(const dom::object &object, std::string_view key)
{
    std::int64_t out = 0;
    return object[key].get(out) == simdjson::SUCCESS && out > 0 ? out : 0;
}

std::int64_t countAt(const dom::object &object, std::string_view key, std::string_view inner)
{
    dom::object details;
    return object[key].get(details) == simdjson::SUCCESS ? countAt(details, inner) : 0;
}

std::string_view textAt(const dom::object &object, std::string_view key)
{
    std::string_view out;
    return object[key].get(out) == simdjson::SUCCESS ? out : std::string_view{};
}

/// OpenRouter has a number, Perplexity an object of them, xAI ticks.
std::int64_t statedIn(const dom::object &usage)
{
    dom::element cost;
    if (usage["cost"].get(cost) == simdjson::SUCCESS) {
        if (dom::object parts;
            cost.get(parts) == simdjson::SUCCESS && parts["total_cost"].get(cost) != simdjson::SUCCESS)
            return -1;
        double dollars = -1;
        return cost.get(dollars) == simdjson::SUCCESS ? nanosStated(dollars) : -1;
    }
    std::int64_t ticks = -1;
    return usage["cost_in_usd_ticks"].get(ticks) == simdjson::SUCCESS ? nanosOfTicks(ticks) : -1;
}

/// Sound in the cache, two objects down.
std::int64_t cachedAudioIn(const dom::object &usage)
{
    dom::object details;
    return usage["prompt_tokens_details"].get(details) == simdjson::SUCCESS
               ? countAt(details, "cached_tokens_details", "audio_tokens")
               : 0;
}

/// Source: wire facts 11.
std::optional<model::Usage> readUsage(const dom::element &value)
{
    dom::object fields;
    if (value.get(fields) != simdjson::SUCCESS)
        return std::nullopt;
    const auto has = [&](std::string_view key) { return fields[key].error() == simdjson::SUCCESS; };
    if (!has("prompt_tokens") && !has("completion_tokens"))
        return std::nullopt;
    OpenaiCounts counts{.prompt = countAt(fields, "prompt_tokens"),
                        .completion = countAt(fields, "completion_tokens"),
                        .total = countAt(fields, "total_tokens"),
                        .cached = countAt(fields, "prompt_tokens_details", "cached_tokens"),
                        .cacheWrite = countAt(fields, "prompt_tokens_details", "cache_write_tokens"),
                        .reasoning = countAt(fields, "completion_tokens_details", "reasoning_tokens"),
                        .audio = countAt(fields, "prompt_tokens_details", "audio_tokens"),
                        .spoken = countAt(fields, "completion_tokens_details", "audio_tokens"),
                        .statedNanos = statedIn(fields)};
    if (counts.audio > 0)
        counts.cachedAudio = cachedAudioIn(fields);
    if (counts.cached == 0)
        counts.cached = countAt(fields, "prompt_cache_hit_tokens"); // DeepSeek's own spelling
    if (counts.cached == 0)
        counts.cached = countAt(fields, "cached_tokens"); // Moonshot's
    return usageOf(counts);
}

bool holdsSomething(const dom::element &value)
{
    switch (value.type()) {
    case dom::element_type::STRING:
        return !value.get_string().value_unsafe().empty();
    case dom::element_type::ARRAY:
        return value.get_array().value_unsafe().size() > 0;
    case dom::element_type::OBJECT:
        return true;
    default:
        return false;
    }
}

/// Whether a delta or message carries anything for the client. Source: wire facts 14 and 16.
bool hasContent(const dom::element &message)
{
    static constexpr std::string_view kCarriers[] = {"content", "reasoning_content", "reasoning",
                                                     "refusal", "tool_calls",        "function_call",
                                                     "audio",   "reasoning_details"};
    dom::object fields;
    if (message.get(fields) != simdjson::SUCCESS)
        return false;
    for (const auto field : fields)
        for (const std::string_view carrier : kCarriers)
            if (field.key == carrier && holdsSomething(field.value))
                return true;
    return false;
}

constexpr std::uint64_t kUncountedChoices = std::uint64_t{1}
                                            << 63; ///< These never count as finished: `[DONE]` must come.

std::uint64_t choiceBit(const dom::object &choice)
{
    const std::int64_t index = countAt(choice, "index");
    return index < 63 ? std::uint64_t{1} << index : kUncountedChoices;
}

void readChoice(const dom::element &choice, AnswerFacts &facts)
{
    dom::object fields;
    if (choice.get(fields) != simdjson::SUCCESS)
        return;
    bool finished = false;
    for (const auto field : fields) {
        if (field.key == "delta" || field.key == "message")
            facts.content = hasContent(field.value) || facts.content;
        else if (field.key == "finish_reason")
            finished = holdsSomething(field.value);
        else if (field.key == "text")
            facts.content = holdsSomething(field.value) || facts.content;
    }
    const std::uint64_t bit = choiceBit(fields);
    facts.choices |= bit;
    if (finished) {
        facts.finished = true;
        facts.finishedChoices |= bit & ~kUncountedChoices;
    }
}

void readError(const dom::element &value, AnswerFacts &facts)
{
    if (value.is_null())
        return;
    facts.error = true;
    dom::object fields;
    if (value.get(fields) == simdjson::SUCCESS)
        facts.message = textAt(fields, "message");
    else if (value.is_string())
        facts.message = value.get_string().value_unsafe();
}

base::Result<AnswerFacts> readFacts(std::string_view text, const char *whatItIsNot)
{
    thread_local dom::parser parser;
    dom::object root;
    if (parser.parse(text.data(), text.size(), /*realloc_if_needed=*/false).get(root) != simdjson::SUCCESS)
        return base::fail(base::ErrorCode::Upstream, whatItIsNot);
    AnswerFacts facts;
    dom::array choices;
    const bool hasChoices = root["choices"].get(choices) == simdjson::SUCCESS;
    if (hasChoices)
        for (const dom::element choice : choices)
            readChoice(choice, facts);
    dom::element value;
    if (root["usage"].get(value) == simdjson::SUCCESS)
        facts.usage = readUsage(value);
    facts.usageOnly = hasChoices && choices.size() == 0 && facts.usage.has_value();
    if (dom::object groq; !facts.usage && root["x_groq"].get(groq) == simdjson::SUCCESS)
        if (groq["usage"].get(value) == simdjson::SUCCESS) // Groq repeats its usage here, asked or not
            facts.usage = readUsage(value);
    facts.model = textAt(root, "model");
    if (root["error"].get(value) == simdjson::SUCCESS)
        readError(value, facts);
    const std::string_view kind = textAt(root, "object");
    if (kind == "chat.completion.done") { // Perplexity's end
        facts.finished = true;
        facts.finishedChoices = ~kUncountedChoices;
    }
    if (kind == "error") { // vLLM, Mistral
        facts.error = true;
        facts.message = textAt(root, "message");
    }
    if (!hasChoices && !facts.error && !facts.usage)
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is not a chat completion");
    return facts;
}

} // namespace

base::Result<AnswerFacts> readOpenaiAnswer(std::string_view body)
{
    static constexpr const char *kNotJson = "the provider's answer is not valid JSON";
    if (body.size() > kLargeAnswer)
        if (const auto shorter = withoutLongStrings(body))
            return readFacts(*shorter, kNotJson);
    return readFacts(body, kNotJson);
}

base::Result<AnswerFacts> readOpenaiEvent(std::string_view event, std::string_view data)
{
    if (data == "[DONE]") {
        AnswerFacts done;
        done.terminator = true;
        return done;
    }
    auto facts = readFacts(data, "the provider sent something that is not JSON");
    if (facts && event == "error") // Groq, in the middle of a stream
        facts->error = true;
    return facts;
}

} // namespace dialect
