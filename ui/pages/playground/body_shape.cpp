#include "ui/pages/playground/body_shape.h"

#include <algorithm>

namespace ui {
namespace {

using base::Json;
using Id = ClientDialect::Id;

constexpr BodyShape kChat{.turns = "messages",
                          .temperature = "temperature",
                          .maxTokens = "max_completion_tokens",
                          .maxTokensBefore = "max_tokens",
                          .tools = "tools",
                          .schema = "response_format/json_schema/schema",
                          .schemaHolder = "response_format"};
constexpr BodyShape kResponses{.turns = "input",
                               .prompt = "input",
                               .system = "instructions",
                               .temperature = "temperature",
                               .maxTokens = "max_output_tokens",
                               .tools = "tools",
                               .schema = "text/format/schema",
                               .schemaHolder = "text/format"};
constexpr BodyShape kCompletions{.prompt = "prompt", .temperature = "temperature", .maxTokens = "max_tokens"};
constexpr BodyShape kAnthropic{.turns = "messages",
                               .system = "system",
                               .temperature = "temperature",
                               .maxTokens = "max_tokens",
                               .tools = "tools",
                               .schema = "output_config/format/schema",
                               .schemaHolder = "output_config/format"};
constexpr BodyShape kGemini{.turns = "contents",
                            .system = "systemInstruction",
                            .temperature = "generationConfig/temperature",
                            .maxTokens = "generationConfig/maxOutputTokens",
                            .tools = "tools",
                            .schema = "generationConfig/responseJsonSchema",
                            .schemaHolder = "generationConfig/responseJsonSchema",
                            .assistant = "model"};
constexpr BodyShape kEmbeddings{.prompt = "input"};

std::string_view firstStep(std::string_view &way)
{
    const auto step = way.substr(0, way.find('/'));
    way.remove_prefix(std::min(way.size(), step.size() + 1));
    return step;
}

/// The text of one part, or nothing when it is of another kind.
std::optional<QString> textOfPart(const Json &part)
{
    const Json &text = base::at(part, "text");
    const std::string type = base::textOr(base::at(part, "type"), "text");
    const bool fine = text.is_string() && (type == "text" || type == "input_text" || type == "output_text")
                      && part.size() == (part.contains("type") ? 2U : 1U);
    return fine ? std::optional(QString::fromStdString(text.get<std::string>())) : std::nullopt;
}

std::optional<QString> textOfContent(const Json &content)
{
    if (content.is_string())
        return QString::fromStdString(content.get<std::string>());
    if (!content.is_array() || content.size() != 1)
        return std::nullopt;
    return textOfPart(content.front());
}

} // namespace

const BodyShape &shapeOf(const ClientDialect &dialect)
{
    switch (dialect.id) {
    case Id::Responses:
        return kResponses;
    case Id::Completions:
        return kCompletions;
    case Id::Anthropic:
        return kAnthropic;
    case Id::Gemini:
        return kGemini;
    case Id::Embeddings:
        return kEmbeddings;
    case Id::Chat:
        break;
    }
    return kChat;
}

const Json &memberAt(const Json &body, std::string_view way)
{
    static const Json none;
    const Json *at = way.empty() ? &none : &body;
    while (!way.empty())
        at = &base::at(*at, firstStep(way));
    return *at;
}

void setMember(Json &body, std::string_view way, Json value)
{
    if (way.empty() || !(body.is_object() || body.is_null()))
        return;
    const std::string name(firstStep(way));
    const bool removes = value.is_null();
    if (removes && !(body.is_object() && body.contains(name)))
        return;
    if (way.empty() && !removes) {
        body[name] = std::move(value);
        return;
    }
    if (!way.empty())
        setMember(body[name], way, std::move(value));
    if (way.empty() || (removes && body[name].is_object() && body[name].empty()))
        body.erase(name);
}

std::optional<QString> plainText(const ClientDialect &dialect, const Json &message)
{
    const std::string role = base::textOr(base::at(message, "role"));
    const bool known = role == "user" || role == shapeOf(dialect).assistant || role == "system" || role == "developer";
    if (!known || message.contains("tool_calls"))
        return std::nullopt;
    return textOfContent(base::at(message, dialect.id == Id::Gemini ? "parts" : "content"));
}

Json messageWith(const ClientDialect &dialect, const Json &origin, std::string_view role, const QString &text)
{
    Json out = origin.is_object() ? origin : Json{{"role", role}};
    out["role"] = role;
    const std::string words = text.toStdString();
    if (dialect.id == Id::Gemini) {
        out["parts"] = Json::array({{{"text", words}}});
        return out;
    }
    Json &content = out["content"];
    if (content.is_array() && content.size() == 1 && content.front().is_object())
        content.front()["text"] = words; // in the place where it stood
    else
        content = words;
    return out;
}

} // namespace ui
