#include "dialect/gemini/facts.h"

#include <algorithm>
#include <optional>

#include <simdjson.h>

#include "dialect/long_strings.h"

namespace dialect {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kLargeAnswer = 256 * 1024;

std::int64_t countAt(const dom::object &object, std::string_view key)
{
    std::int64_t out = 0;
    return object[key].get(out) == simdjson::SUCCESS && out > 0 ? out : 0;
}

std::string_view textAt(const dom::object &object, std::string_view key)
{
    std::string_view out;
    return object[key].get(out) == simdjson::SUCCESS ? out : std::string_view{};
}

/// Tokens of sound among a list of {modality, tokenCount}.
std::int64_t soundIn(const dom::object &usage, std::string_view key)
{
    std::int64_t out = 0;
    dom::array details;
    if (usage[key].get(details) != simdjson::SUCCESS)
        return out;
    for (const dom::element one : details)
        if (dom::object fields; one.get(fields) == simdjson::SUCCESS && textAt(fields, "modality") == "AUDIO")
            out += countAt(fields, "tokenCount");
    return out;
}

/// As readGeminiUsage() has it. Source: wire facts 42 and 43.
std::optional<model::Usage> readUsage(const dom::object &fields)
{
    const std::int64_t total = countAt(fields, "totalTokenCount");
    model::Usage out;
    out.input = countAt(fields, "promptTokenCount") + countAt(fields, "toolUsePromptTokenCount");
    out.reasoning = countAt(fields, "thoughtsTokenCount");
    out.output = std::max(countAt(fields, "candidatesTokenCount") + out.reasoning, total - out.input);
    if (out.input == 0 && out.output == 0 && total == 0)
        return std::nullopt;
    out.cacheRead = std::min(countAt(fields, "cachedContentTokenCount"), out.input);
    out.inputAudio = std::min(soundIn(fields, "promptTokensDetails"), out.input);
    out.cacheReadAudio = std::min({soundIn(fields, "cacheTokensDetails"), out.cacheRead, out.inputAudio});
    out.outputAudio = std::min(soundIn(fields, "candidatesTokensDetails"), out.output);
    out.reported = true;
    return out;
}

/// A part is content unless it is an empty text.
bool holdsContent(const dom::object &candidate)
{
    dom::array parts;
    if (candidate["content"]["parts"].get(parts) != simdjson::SUCCESS)
        return false;
    for (const dom::element part : parts) {
        dom::object fields;
        if (part.get(fields) != simdjson::SUCCESS)
            continue;
        for (const auto field : fields)
            if (field.key == "text" ? field.value.is_string() && !field.value.get_string().value_unsafe().empty()
                                    : field.key != "thoughtSignature" && field.key != "thought")
                return true;
    }
    return false;
}

void readCandidates(const dom::array &candidates, AnswerFacts &facts)
{
    std::int64_t position = 0;
    for (const dom::element candidate : candidates) {
        dom::object fields;
        if (candidate.get(fields) != simdjson::SUCCESS)
            continue;
        std::int64_t index = position++;
        if (fields["index"].get(index) != simdjson::SUCCESS)
            index = position - 1;
        facts.content = holdsContent(fields) || facts.content;
        const std::uint64_t bit = index >= 0 && index < 63 ? std::uint64_t{1} << index : std::uint64_t{1} << 63;
        facts.choices |= bit;
        if (textAt(fields, "finishReason").empty())
            continue;
        facts.finished = true;
        facts.finishedChoices |= bit;
    }
}

bool readChunk(const dom::element &element, AnswerFacts &facts)
{
    dom::object root;
    if (element.get(root) != simdjson::SUCCESS)
        return false;
    bool known = root["responseId"].error() == simdjson::SUCCESS;
    dom::array candidates;
    if (root["candidates"].get(candidates) == simdjson::SUCCESS) {
        known = true;
        readCandidates(candidates, facts);
    }
    dom::object inner;
    if (root["promptFeedback"].get(inner) == simdjson::SUCCESS) {
        known = true;
        if (!textAt(inner, "blockReason").empty() && facts.choices == 0) {
            facts.finished = true;
            facts.choices = facts.finishedChoices = 1;
        }
    }
    if (root["usageMetadata"].get(inner) == simdjson::SUCCESS) {
        known = true;
        if (const auto usage = readUsage(inner))
            facts.usage = usage;
    }
    if (const std::string_view model = textAt(root, "modelVersion"); !model.empty())
        facts.model = model;
    dom::element error;
    if (root["error"].get(error) == simdjson::SUCCESS && !error.is_null()) {
        facts.error = true;
        known = true;
        if (error.get(inner) == simdjson::SUCCESS)
            facts.message = textAt(inner, "message");
    }
    return known;
}

base::Result<AnswerFacts> readFacts(std::string_view text)
{
    thread_local dom::parser parser;
    dom::element root;
    if (parser.parse(text.data(), text.size(), /*realloc_if_needed=*/false).get(root) != simdjson::SUCCESS)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    AnswerFacts facts;
    bool known = false;
    if (dom::array chunks; root.get(chunks) == simdjson::SUCCESS)
        for (const dom::element chunk : chunks)
            known = readChunk(chunk, facts) || known;
    else
        known = readChunk(root, facts);
    if (!known)
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is no Gemini answer");
    return facts;
}

} // namespace

base::Result<AnswerFacts> readGeminiFacts(std::string_view body)
{
    if (body.size() > kLargeAnswer)
        if (const auto shorter = withoutLongStrings(body))
            return readFacts(*shorter);
    return readFacts(body);
}

base::Result<AnswerFacts> readGeminiEventFacts(std::string_view, std::string_view data)
{
    return readFacts(data);
}

} // namespace dialect
