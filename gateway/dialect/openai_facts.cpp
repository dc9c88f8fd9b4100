#include "dialect/openai_facts.h"

#include <simdjson.h>

#include "dialect/padded.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

bool isNull(od::value &value)
{
    return value.raw_json_token().starts_with('n');
}

std::int64_t count(od::value value)
{
    std::int64_t out = 0;
    if (value.get_int64().get(out) == simdjson::SUCCESS)
        return out < 0 ? 0 : out;
    return 0;
}

/// Calls `visit(key, value)` for each field. False when the bytes are no object that can be read.
template <typename Visit>
bool eachField(od::value value, Visit visit)
{
    od::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto field : object) {
        std::string_view key;
        od::value inner;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(inner) != simdjson::SUCCESS)
            return false;
        visit(key, inner);
    }
    return true;
}

/// Source: protocol-facts section 6; wire facts 11 and 17 (xAI counts reasoning on top of completion_tokens).
std::optional<model::Usage> readUsage(od::value value)
{
    model::Usage usage;
    std::int64_t total = 0;
    bool some = false;
    const bool whole = eachField(value, [&](std::string_view key, od::value inner) {
        if (key == "prompt_tokens") {
            usage.input = count(inner);
            some = true;
        } else if (key == "completion_tokens") {
            usage.output = count(inner);
            some = true;
        } else if (key == "total_tokens") {
            total = count(inner);
        } else if (key == "prompt_tokens_details" && !isNull(inner)) {
            eachField(inner, [&](std::string_view detail, od::value number) {
                if (detail == "cached_tokens")
                    usage.cacheRead = count(number);
                else if (detail == "cache_write_tokens")
                    usage.cacheWrite5m = count(number);
            });
        } else if (key == "completion_tokens_details" && !isNull(inner)) {
            eachField(inner, [&](std::string_view detail, od::value number) {
                if (detail == "reasoning_tokens")
                    usage.reasoning = count(number);
            });
        } else if (key == "prompt_cache_hit_tokens" && usage.cacheRead == 0) { // DeepSeek's own spelling
            usage.cacheRead = count(inner);
        }
    });
    if (!whole || !some)
        return std::nullopt;
    const bool onTop = usage.reasoning > 0 && total == usage.input + usage.output + usage.reasoning;
    if (onTop)
        usage.output += usage.reasoning;
    usage.reported = true;
    return usage;
}

bool hasText(od::value &value)
{
    const std::string_view raw = value.raw_json_token();
    return raw.starts_with('"') && !raw.starts_with("\"\"");
}

bool holdsSomething(od::value &value)
{
    const std::string_view raw = value.raw_json_token();
    if (raw.starts_with('[')) {
        od::array items;
        bool empty = true;
        return value.get_array().get(items) == simdjson::SUCCESS && items.is_empty().get(empty) == simdjson::SUCCESS
            && !empty;
    }
    return raw.starts_with('{') || hasText(value);
}

/// Whether a delta or message carries anything for the client. Source: wire facts 14 and 16.
bool hasContent(od::value message)
{
    bool found = false;
    eachField(message, [&](std::string_view key, od::value inner) {
        if (key == "content" || key == "reasoning_content" || key == "reasoning" || key == "refusal"
            || key == "tool_calls" || key == "function_call" || key == "audio" || key == "reasoning_details")
            found = holdsSomething(inner) || found;
    });
    return found;
}

struct ChoicesSeen {
    bool present = false;
    bool any = false;
};

void readChoices(od::value value, AnswerFacts &facts, ChoicesSeen &seen)
{
    od::array choices;
    if (value.get_array().get(choices) != simdjson::SUCCESS)
        return;
    seen.present = true;
    for (auto item : choices) {
        od::value choice;
        if (item.get(choice) != simdjson::SUCCESS)
            return;
        seen.any = true;
        eachField(choice, [&](std::string_view key, od::value inner) {
            if (key == "delta" || key == "message")
                facts.content = hasContent(inner) || facts.content;
            else if (key == "finish_reason" && hasText(inner))
                facts.finished = true;
            else if (key == "text" && hasText(inner))
                facts.content = true;
        });
    }
}

void readErrorField(od::value value, AnswerFacts &facts)
{
    if (isNull(value))
        return;
    facts.error = true;
    std::string_view text;
    if (value.raw_json_token().starts_with('"')) {
        if (value.get_string().get(text) == simdjson::SUCCESS)
            facts.message = text;
        return;
    }
    eachField(value, [&](std::string_view key, od::value inner) {
        if (key == "message" && inner.get_string().get(text) == simdjson::SUCCESS)
            facts.message = text;
    });
}

base::Result<AnswerFacts> readFacts(std::string_view text)
{
    thread_local od::parser parser;
    AnswerFacts facts;
    ChoicesSeen choices;
    bool usageAtTop = false;
    od::document document;
    od::value root;
    const bool whole = parser.iterate(padded(text)).get(document) == simdjson::SUCCESS
        && document.get_value().get(root) == simdjson::SUCCESS
        && eachField(root, [&](std::string_view key, od::value value) {
               if (key == "choices") {
                   readChoices(value, facts, choices);
               } else if (key == "usage" && !isNull(value)) {
                   if (auto usage = readUsage(value)) {
                       facts.usage = usage;
                       usageAtTop = true;
                   }
               } else if (key == "x_groq" && !isNull(value) && !usageAtTop) { // Groq repeats its usage here, always
                   eachField(value, [&](std::string_view inner, od::value usage) {
                       if (inner == "usage")
                           facts.usage = readUsage(usage);
                   });
               } else if (key == "model") {
                   std::string_view name;
                   if (value.get_string().get(name) == simdjson::SUCCESS)
                       facts.model = name;
               } else if (key == "error") {
                   readErrorField(value, facts);
               } else if (key == "object") {
                   std::string_view word;
                   if (value.get_string().get(word) == simdjson::SUCCESS) {
                       facts.finished = facts.finished || word == "chat.completion.done"; // Perplexity's end
                       facts.error = facts.error || word == "error";                      // vLLM, Mistral
                   }
               } else if (key == "message") {
                   std::string_view words;
                   if (value.raw_json_token().starts_with('"') && value.get_string().get(words) == simdjson::SUCCESS)
                       facts.message = words;
               }
           });
    if (!whole)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    facts.usageOnly = choices.present && !choices.any && usageAtTop;
    if (!choices.present && !facts.error && !facts.usage)
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is not a chat completion");
    return facts;
}

} // namespace

base::Result<AnswerFacts> readOpenaiAnswer(std::string_view body)
{
    thread_local simdjson::dom::parser whole;
    if (const auto checked = whole.parse(body.data(), body.size(), false); checked.error() != simdjson::SUCCESS)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    return readFacts(body);
}

base::Result<AnswerFacts> readOpenaiEvent(std::string_view event, std::string_view data)
{
    if (data == "[DONE]") {
        AnswerFacts done;
        done.terminator = true;
        return done;
    }
    auto facts = readFacts(data);
    if (facts && event == "error") // Groq, in the middle of a stream
        facts->error = true;
    return facts;
}

} // namespace dialect
