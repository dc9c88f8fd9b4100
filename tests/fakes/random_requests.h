#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/chat.h"

namespace fakes {

/// Makes chat requests of the middle form with everything in them that some dialect has. One seed, one request.
class RandomRequest {
public:
    explicit RandomRequest(std::uint32_t seed) : m_dice(seed) {}

    /// `dialect` is the one it pretends to come from.
    model::ChatRequest make(std::string dialect)
    {
        model::ChatRequest out{.dialect = std::move(dialect), .model = "m", .stream = once(3)};
        addConversation(out);
        addTools(out);
        addWishes(out);
        addParameters(out);
        return out;
    }

private:
    using Json = base::Json;
    using Part = model::Part;
    using PartKind = model::PartKind;

    bool once(std::uint32_t in) { return m_dice() % in == 0; }
    std::string word(std::string_view kind) { return std::string(kind) + "-" + std::to_string(++m_words); }
    template <typename Value>
    Value oneOf(std::vector<Value> values)
    {
        return values[m_dice() % values.size()];
    }

    Part text(std::string_view kind)
    {
        Part out{.kind = PartKind::Text, .text = word(kind) + "."};
        if (once(9))
            out.cacheControl = {{"type", "ephemeral"}};
        return out;
    }
    model::Media media(const std::string &mimeType)
    {
        model::Media out{.mimeType = mimeType};
        if (once(3))
            out.url = "https://example.com/" + word("medium");
        else
            out.data = "aGVsbG8g" + std::to_string(1000 + ++m_words); // base64
        return out;
    }
    Part medium()
    {
        switch (m_dice() % 4) {
        case 0:
            return {.kind = PartKind::Audio, .media = {.mimeType = "audio/wav", .data = "UklGRgAA"}};
        case 1:
            return {.kind = PartKind::Document, .media = media("application/pdf")};
        case 2:
            return {.kind = PartKind::Video, .media = media("video/mp4")};
        default:
            return {.kind = PartKind::Image, .media = media("image/png")};
        }
    }
    void addSystem(model::ChatRequest &out, bool apart)
    {
        model::ChatMessage message{.role = once(2) ? model::ChatRole::System : model::ChatRole::Developer,
                                   .apart = apart};
        message.parts.push_back(text("rule"));
        out.messages.push_back(std::move(message));
    }
    void addConversation(model::ChatRequest &out)
    {
        if (once(2))
            addSystem(out, once(2));
        for (auto turns = 1 + m_dice() % 3; turns > 0; --turns) {
            addQuestion(out);
            if (turns == 1 && once(2))
                break; // mostly a question comes last
            addAnswer(out);
            if (once(6))
                addSystem(out, false);
        }
        if (out.messages.back().role == model::ChatRole::Assistant)
            addQuestion(out);
    }
    void addQuestion(model::ChatRequest &out)
    {
        model::ChatMessage message{.role = model::ChatRole::User};
        message.parts.push_back(text("question"));
        for (auto more = m_dice() % 3; more > 0; --more)
            message.parts.push_back(once(2) ? medium() : text("detail"));
        if (once(8))
            message.name = word("speaker");
        out.messages.push_back(std::move(message));
    }
    void addAnswer(model::ChatRequest &out)
    {
        model::ChatMessage message{.role = model::ChatRole::Assistant};
        if (once(4))
            message.parts.push_back(
                {.kind = PartKind::Thinking, .text = word("thought"), .signature = once(2) ? word("proof") : ""});
        if (once(12))
            message.parts.push_back({.kind = PartKind::RedactedThinking, .signature = word("sealed")});
        if (once(10))
            message.parts.push_back({.kind = PartKind::Refusal, .text = word("refusal")});
        else
            message.parts.push_back(text("answer"));
        if (message.parts.back().kind == PartKind::Text && once(10))
            message.parts.back().citations.push_back({.url = "https://example.com/source", .citedText = "so"});
        const bool calls = once(2);
        for (std::uint_fast32_t count = calls ? 1 + m_dice() % 2 : 0; count > 0; --count)
            message.parts.push_back(call());
        out.messages.push_back(message);
        if (!calls)
            return;
        for (const Part &part : message.parts)
            if (part.kind == PartKind::ToolCall)
                addResult(out, part);
    }
    Part call()
    {
        return {.kind = PartKind::ToolCall,
                .id = word("call"),
                .name = oneOf<std::string>({"look", "now"}),
                .arguments = once(4) ? "{}" : base::dump({{"city", word("city")}})};
    }
    void addResult(model::ChatRequest &out, const Part &asked)
    {
        Part result{.kind = PartKind::ToolResult, .id = asked.id, .name = asked.name, .isError = once(6)};
        result.content.push_back({.kind = PartKind::Text, .text = word("result")});
        model::ChatMessage message{.role = model::ChatRole::Tool};
        message.parts.push_back(std::move(result));
        out.messages.push_back(std::move(message));
    }
    void addTools(model::ChatRequest &out)
    {
        const bool used = std::ranges::any_of(
            out.messages, [](const model::ChatMessage &message) { return message.role == model::ChatRole::Tool; });
        if (!used && once(2))
            return;
        for (const char *name : {"look", "now"}) {
            model::ToolOffer tool{.name = name, .description = word("tool")};
            if (once(4))
                tool.strict = true;
            if (once(9))
                tool.cacheControl = {{"type", "ephemeral"}};
            tool.parameters = {{"type", "object"},
                               {"properties", {{"city", {{"type", "string"}, {"description", word("field")}}}}},
                               {"required", {"city"}}};
            out.tools.push_back(std::move(tool));
        }
        using Mode = model::ToolChoice::Mode;
        out.toolChoice.mode = oneOf<Mode>({Mode::Unset, Mode::Auto, Mode::None, Mode::Required, Mode::Named});
        if (out.toolChoice.mode == Mode::Named || (out.toolChoice.mode == Mode::Required && once(3)))
            out.toolChoice.names = {"look"};
        if (once(4))
            out.toolChoice.parallel = false;
    }
    void addWishes(model::ChatRequest &out)
    {
        using Kind = model::OutputFormat::Kind;
        if (once(4))
            out.format = {.kind = Kind::JsonSchema,
                          .name = "shape",
                          .schema = {{"type", "object"},
                                     {"properties", {{word("key"), {{"type", "string"}}}}},
                                     {"additionalProperties", false}},
                          .strict = once(2) ? std::optional(true) : std::nullopt};
        else if (once(6))
            out.format.kind = Kind::JsonObject;
        if (once(4))
            out.reasoning.effort = oneOf<std::string>({"none", "minimal", "low", "medium", "high", "xhigh"});
        else if (once(5))
            out.reasoning = {.enabled = true, .budgetTokens = 2048};
        if (once(8))
            out.reasoning.summary = "detailed";
    }
    void addParameters(model::ChatRequest &out)
    {
        if (once(2))
            out.maxTokens = 3217;
        const auto maybe = [&](Json &field, const Json &value) {
            if (once(4))
                field = value;
        };
        maybe(out.temperature, oneOf<Json>({0.25, 1.5, 0}));
        maybe(out.topP, 0.96);
        maybe(out.topK, 37);
        maybe(out.seed, 4711);
        maybe(out.presencePenalty, oneOf<Json>({0.5, -1.5}));
        maybe(out.frequencyPenalty, 0.75);
        maybe(out.logitBias, {{"50256", -7}});
        maybe(out.metadata, {{"ticket", "t-1"}});
        if (once(5)) {
            out.logprobs = true;
            if (once(2))
                out.topLogprobs = 4;
        }
        if (once(6))
            out.choices = 3;
        if (once(4))
            out.stop = {"END", "STOP"};
        if (once(4))
            out.user = "user-7";
        if (once(6))
            out.serviceTier = oneOf<std::string>({"flex", "priority", "default"});
        if (once(6))
            out.cacheKey = "key-9";
        if (once(8))
            out.store = true;
    }

    std::mt19937 m_dice;
    int m_words = 0;
};

} // namespace fakes
