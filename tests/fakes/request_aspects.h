#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/chat.h"
#include "model/receipt.h"

/// What a request says, aspect by aspect, in words that no dialect's spelling touches: so that two requests can be held
/// against each other, and what differs against a receipt.
namespace fakes {

using base::Json;
using model::ChatField;
using model::PartKind;

/// One aspect, and the fields of a receipt any of which tells that it was changed.
struct Aspect {
    std::string name{};
    Json value{};
    std::vector<ChatField> told{};
};

namespace aspects {

inline bool isSystem(const model::ChatMessage &message)
{
    return message.role == model::ChatRole::System || message.role == model::ChatRole::Developer;
}

/// Everything in the conversation, nested parts included, in order.
template <typename Take>
void forEachPart(const model::ChatRequest &request, Take take)
{
    for (const model::ChatMessage &message : request.messages)
        for (const model::Part &part : message.parts) {
            take(message, part);
            for (const model::Part &inner : part.content)
                take(message, inner);
        }
}

inline Json contentOf(const model::Media &media)
{
    for (const std::string *one : {&media.data, &media.url, &media.fileId, &media.text})
        if (!one->empty())
            return *one;
    return nullptr;
}

/// Pictures, documents, sounds and films in one list: what kind an address is of not every dialect tells.
inline Json mediaOf(const model::ChatRequest &request)
{
    Json out = Json::array();
    forEachPart(request, [&](const auto &, const model::Part &part) {
        if (Json content = contentOf(part.media); !content.is_null())
            out.push_back(std::move(content));
    });
    return out;
}

/// Who said what: the words of neighbours of one role are one.
inline Json textsOf(const model::ChatRequest &request, bool ofSystem, PartKind kind)
{
    Json out = Json::array();
    std::string last;
    for (const model::ChatMessage &message : request.messages)
        for (const model::Part &part : message.parts) {
            if (isSystem(message) != ofSystem || part.kind != kind || part.text.empty())
                continue;
            const std::string who = message.role == model::ChatRole::Assistant ? "assistant: " : "user: ";
            if (last != who)
                out.push_back(ofSystem ? std::string() : who);
            last = who;
            out.back() = base::textOr(out.back()) + part.text;
        }
    return out;
}

/// The words without the space between their pieces, which dialects set differently.
inline Json squeezed(Json texts)
{
    for (Json &text : texts)
        std::erase_if(text.get_ref<std::string &>(), [](char c) { return c == '\n' || c == ' '; });
    return texts;
}

inline Json argumentsOf(const std::string &text)
{
    if (text.empty())
        return Json::object();
    const auto json = base::parseJson(text);
    return json ? *json : Json(text);
}

inline std::map<std::string, std::int64_t> callNumbers(const model::ChatRequest &request)
{
    std::map<std::string, std::int64_t> out;
    forEachPart(request, [&](const auto &, const model::Part &part) {
        if (part.kind == PartKind::ToolCall)
            out.try_emplace(part.id, std::ssize(out));
    });
    return out;
}

inline Json callsOf(const model::ChatRequest &request)
{
    Json out = Json::array();
    forEachPart(request, [&](const auto &, const model::Part &part) {
        if (part.kind == PartKind::ToolCall)
            out.push_back({part.name, argumentsOf(part.arguments)});
    });
    return out;
}

/// By the number of the call, for ids may be other ones.
inline Json resultsOf(const model::ChatRequest &request, bool words)
{
    const auto numbers = callNumbers(request);
    Json out = Json::array();
    forEachPart(request, [&](const auto &, const model::Part &part) {
        if (part.kind != PartKind::ToolResult)
            return;
        std::string text;
        for (const model::Part &inner : part.content)
            text += inner.kind == PartKind::Text ? inner.text : "";
        std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
        const auto hit = numbers.find(part.id);
        out.push_back({hit == numbers.end() ? -1 : hit->second, words ? Json(text) : Json(part.isError)});
    });
    return out;
}

inline Json signaturesOf(const model::ChatRequest &request)
{
    Json out = Json::array();
    forEachPart(request, [&](const auto &, const model::Part &part) {
        if (!part.signature.empty())
            out.push_back(part.signature);
    });
    return out;
}

/// Without the keywords that allow and forbid nothing; that of a tool without arguments has several spellings.
inline Json schemaOf(Json schema)
{
    if (!schema.is_object())
        return nullptr;
    for (const char *meaningless : {"$schema", "$comment", "examples", "strict"})
        schema.erase(meaningless);
    const bool empty = base::at(schema, "properties").empty() && !schema.contains("$ref") && !schema.contains("anyOf");
    return empty ? Json() : schema;
}

inline Json toolsOf(const model::ChatRequest &request)
{
    Json out = Json::array();
    for (const model::ToolOffer &tool : request.tools)
        if (!tool.hosted)
            out.push_back({tool.name, tool.description, schemaOf(tool.parameters)});
    return out;
}

/// "One of this one" is "this one"; nothing said means that the model decides, and without tools nothing means anything.
inline Json choiceOf(const model::ChatRequest &request)
{
    using Mode = model::ToolChoice::Mode;
    const model::ToolChoice &choice = request.toolChoice;
    if (request.tools.empty())
        return nullptr;
    Mode mode = choice.mode == Mode::Unset ? Mode::Auto : choice.mode;
    if (mode == Mode::Required && choice.names.size() == 1)
        mode = Mode::Named;
    return {static_cast<int>(mode), choice.names};
}

inline bool severalCalls(const model::ChatRequest &request)
{
    const bool none = request.tools.empty() || request.toolChoice.mode == model::ToolChoice::Mode::None;
    return none || request.toolChoice.parallel.value_or(true);
}

/// What a provider does unasked has several names.
inline Json tierOf(const std::string &tier)
{
    return tier == "auto" || tier == "default" || tier == "standard_only" ? Json("") : Json(tier);
}

/// Thoughts that are asked for and not shown: by default most are, in one form or another.
inline bool hidesThoughts(const model::ReasoningWish &wish)
{
    return wish.asked() && !wish.showThoughts.value_or(true);
}

inline Json countOf(const model::ChatRequest &request, bool (*counts)(const model::Part &))
{
    std::int64_t out = 0;
    forEachPart(request, [&](const auto &, const model::Part &part) { out += counts(part) ? 1 : 0; });
    return out;
}

inline std::int64_t cacheMarks(const model::ChatRequest &request)
{
    std::int64_t out = 0;
    forEachPart(request, [&](const auto &, const model::Part &part) { out += part.cacheControl.is_null() ? 0 : 1; });
    for (const model::ToolOffer &tool : request.tools)
        out += tool.cacheControl.is_null() ? 0 : 1;
    return out;
}

inline bool anyStrict(const model::ChatRequest &request)
{
    for (const model::ToolOffer &tool : request.tools)
        if (tool.strict.value_or(false))
            return true;
    return false;
}

inline Json hostedOf(const model::ChatRequest &request)
{
    std::int64_t out = 0;
    for (const model::ToolOffer &tool : request.tools)
        out += tool.hosted ? 1 : 0;
    return out;
}

inline Json speakersOf(const model::ChatRequest &request)
{
    Json out = Json::array();
    for (const model::ChatMessage &message : request.messages)
        if (!message.name.empty())
            out.push_back(message.name);
    return out;
}

template <typename Value>
Json optional(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json();
}

/// Numbers of equal value are equal, however they were spelt.
inline Json number(const Json &value)
{
    return value.is_number() ? Json(value.get<double>()) : value;
}

/// None is what they take unasked.
inline Json penaltyOf(const Json &value)
{
    return value.is_number() && value.get<double>() == 0 ? Json() : number(value);
}

inline Json formatOf(const model::OutputFormat &format)
{
    using Kind = model::OutputFormat::Kind;
    if (format.kind == Kind::JsonSchema)
        return {"schema", format.schema};
    return format.kind == Kind::JsonObject ? "object" : "text";
}

inline void addConversation(const model::ChatRequest &request, std::vector<Aspect> &out)
{
    using enum ChatField;
    out.push_back({"system", squeezed(textsOf(request, true, PartKind::Text)), {SystemPlace, Format}});
    out.push_back(
        {"texts", squeezed(textsOf(request, false, PartKind::Text)), {Refusal, Document, Format, SystemPlace, Opaque}});
    out.push_back({"refusals", squeezed(textsOf(request, false, PartKind::Refusal)), {Refusal}});
    out.push_back({"media", mediaOf(request), {Image, Document, Audio, Video, FileId}});
    out.push_back({"thoughts", squeezed(textsOf(request, false, PartKind::Thinking)), {Thinking, Reasoning}});
    out.push_back({"signatures", signaturesOf(request), {Signature, Thinking, RedactedThinking, Reasoning}});
    out.push_back({"calls", callsOf(request), {}});
    out.push_back({"results", resultsOf(request, true), {}});
    out.push_back({"failed results", resultsOf(request, false), {ToolError}});
    out.push_back(
        {"citations", countOf(request, [](const model::Part &part) { return !part.citations.empty(); }), {Citations}});
    out.push_back({"cache marks", cacheMarks(request), {CacheControl}});
    out.push_back({"speakers", speakersOf(request), {SpeakerName}});
}

inline void addOptions(const model::ChatRequest &request, std::vector<Aspect> &out)
{
    using enum ChatField;
    out.push_back({"tools", toolsOf(request), {Tools, ToolChoice}});
    out.push_back({"hosted tools", hostedOf(request), {HostedTool}});
    out.push_back({"strict tools", anyStrict(request), {ToolStrict, ToolChoice}});
    out.push_back({"tool choice", choiceOf(request), {ToolChoice, HostedTool}});
    out.push_back({"parallel tools", severalCalls(request), {ParallelTools, ToolChoice, HostedTool}});
    out.push_back({"format", formatOf(request.format), {Format}});
    out.push_back({"strict format", request.format.strict.value_or(false), {FormatStrict, Format}});
    out.push_back({"reasoning", request.reasoning.asked(), {Reasoning}});
    out.push_back({"effort", request.reasoning.effort == "none" ? "" : request.reasoning.effort, {Reasoning}});
    out.push_back({"budget", optional(request.reasoning.budgetTokens), {Reasoning}});
    out.push_back({"hidden thoughts", hidesThoughts(request.reasoning), {ReasoningSummary, Reasoning}});
}

inline void addParameters(const model::ChatRequest &request, std::vector<Aspect> &out)
{
    using enum ChatField;
    out.push_back({"max tokens", optional(request.maxTokens), {MaxTokens}});
    out.push_back({"temperature", number(request.temperature), {Temperature}});
    out.push_back({"top p", number(request.topP), {TopP}});
    out.push_back({"top k", number(request.topK), {TopK}});
    out.push_back({"seed", request.seed, {Seed}});
    out.push_back({"presence penalty", penaltyOf(request.presencePenalty), {PresencePenalty}});
    out.push_back({"frequency penalty", penaltyOf(request.frequencyPenalty), {FrequencyPenalty}});
    out.push_back({"logit bias", request.logitBias, {LogitBias}});
    out.push_back({"logprobs", request.logprobs.value_or(false), {Logprobs}});
    out.push_back({"top logprobs", request.topLogprobs.value_or(0), {TopLogprobs, Logprobs}});
    out.push_back({"choices", request.choices.value_or(1), {Choices}});
    out.push_back({"stop", request.stop, {Stop}});
    out.push_back({"user", request.user, {User}});
    out.push_back({"service tier", tierOf(request.serviceTier), {ServiceTier}});
    out.push_back({"cache key", request.cacheKey, {CacheKey}});
    out.push_back({"metadata", request.metadata, {Metadata, User}});
    out.push_back({"store", request.store.value_or(false), {Store}});
}

} // namespace aspects

inline std::vector<Aspect> aspectsOf(const model::ChatRequest &request)
{
    std::vector<Aspect> out;
    aspects::addConversation(request, out);
    aspects::addOptions(request, out);
    aspects::addParameters(request, out);
    return out;
}

/// The fields that the notes of these receipts name.
inline std::set<ChatField> fieldsOn(const std::vector<const model::Receipt *> &receipts)
{
    std::set<ChatField> out;
    for (const model::Receipt *receipt : receipts)
        for (const model::ParameterNote &note : receipt->notes())
            if (note.name.empty())
                out.insert(note.field);
    return out;
}

/// Each aspect in which they differ without a word about it: its name, what was said and what arrived.
inline std::vector<std::string> untold(const model::ChatRequest &sent, const model::ChatRequest &got,
                                       const std::set<ChatField> &told)
{
    std::vector<std::string> out;
    const auto before = aspectsOf(sent);
    const auto after = aspectsOf(got);
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool named = std::ranges::any_of(before[i].told, [&](ChatField field) { return told.contains(field); });
        if (before[i].value != after[i].value && !named)
            out.push_back(before[i].name + ": " + base::dump(before[i].value) + " became "
                          + base::dump(after[i].value));
    }
    return out;
}

} // namespace fakes
