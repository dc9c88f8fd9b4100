#include "ui/pages/playground/prompt_form.h"

#include "ui/pages/playground/body_shape.h"
#include "ui/pages/playground/body_text.h"
#include "ui/pages/playground/tool_shape.h"

namespace ui {
namespace {

using base::Json;
using Id = ClientDialect::Id;
using Can = ClientDialect;

constexpr std::int64_t kUsualMaxTokens = 1024; ///< Anthropic wants to be told.

bool isSystem(const Json &message)
{
    const std::string role = base::textOr(base::at(message, "role"));
    return role == "system" || role == "developer";
}

QString textOf(const Json &value)
{
    return QString::fromStdString(base::textOr(value));
}

/// The system prompt in a field of its own: a text, or (Gemini) a message without a role.
void readSystem(const ClientDialect &dialect, const Json &value, PromptForm &out)
{
    if (value.is_string())
        out.system = textOf(value);
    else if (dialect.id == Id::Gemini && base::at(value, "parts").size() == 1)
        out.system = textOf(base::at(base::at(value, "parts").front(), "text"));
    out.systemFixed = !value.is_null() && out.system.isEmpty();
}

void readMessage(const ClientDialect &dialect, const Json &message, PromptForm &out)
{
    const auto text = plainText(dialect, message);
    if (text && isSystem(message) && out.turns.empty() && out.system.isEmpty()) {
        out.system = *text;
        return;
    }
    const bool assistant = base::textOr(base::at(message, "role")) == shapeOf(dialect).assistant;
    out.turns.push_back({.who = assistant ? Turn::Who::Assistant : Turn::Who::User,
                         .text = text.value_or(QString()),
                         .origin = message,
                         .fixed = !text || isSystem(message)});
}

void readTurns(const ClientDialect &dialect, const Json &body, PromptForm &out)
{
    const BodyShape &shape = shapeOf(dialect);
    const Json &turns = memberAt(body, shape.turns.empty() ? shape.prompt : shape.turns);
    if (turns.is_string())
        out.turns.push_back({.text = textOf(turns)});
    else if (!shape.turns.empty() && turns.is_array())
        for (const Json &message : turns)
            readMessage(dialect, message, out);
    else if (!turns.is_null())
        out.turns.push_back({.origin = turns, .fixed = true});
    if (out.turns.empty())
        out.turns.emplace_back();
}

QString jsonText(const Json &value)
{
    return value.is_null() ? QString() : bodyText(value);
}

Json systemMessage(const ClientDialect &dialect, const PromptForm &form, const Json &body)
{
    const Json &before = memberAt(body, shapeOf(dialect).turns);
    if (before.is_array() && !before.empty() && isSystem(before.front()) && plainText(dialect, before.front()))
        return messageWith(dialect, before.front(), base::textOr(base::at(before.front(), "role")), form.system);
    return messageWith(dialect, nullptr, "system", form.system);
}

Json turnJson(const ClientDialect &dialect, const Turn &turn)
{
    if (turn.fixed)
        return turn.origin;
    const bool assistant = turn.who == Turn::Who::Assistant;
    return messageWith(dialect, turn.origin, assistant ? shapeOf(dialect).assistant : "user", turn.text);
}

void writeTurns(const ClientDialect &dialect, const PromptForm &form, Json &body)
{
    const BodyShape &shape = shapeOf(dialect);
    const Turn &only = form.turns.empty() ? Turn{} : form.turns.front();
    const bool plain = form.turns.size() <= 1 && !only.fixed && only.origin.is_null();
    if (!shape.prompt.empty() && plain)
        return setMember(body, shape.prompt, only.text.toStdString());
    if (shape.turns.empty()) {
        if (!only.fixed)
            setMember(body, shape.prompt, only.text.toStdString());
        return;
    }
    Json turns = Json::array();
    if (shape.system.empty() && !form.system.isEmpty())
        turns.push_back(systemMessage(dialect, form, body));
    for (const Turn &turn : form.turns)
        turns.push_back(turnJson(dialect, turn));
    setMember(body, shape.turns, std::move(turns));
}

void writeSystem(const ClientDialect &dialect, const PromptForm &form, Json &body)
{
    const BodyShape &shape = shapeOf(dialect);
    if (shape.system.empty() || form.systemFixed)
        return;
    if (form.system.isEmpty())
        return setMember(body, shape.system, nullptr);
    const Json text = form.system.toStdString();
    setMember(body, shape.system, dialect.id == Id::Gemini ? Json{{"parts", Json::array({{{"text", text}}})}} : text);
}

void writeSampling(const ClientDialect &dialect, const PromptForm &form, Json &body)
{
    const BodyShape &shape = shapeOf(dialect);
    setMember(body, shape.temperature, form.temperature ? Json(*form.temperature) : Json(nullptr));
    const bool older = !memberAt(body, shape.maxTokensBefore).is_null();
    std::optional<std::int64_t> most = form.maxTokens;
    if (dialect.id == Id::Anthropic && !most)
        most = kUsualMaxTokens;
    setMember(body, older ? shape.maxTokensBefore : shape.maxTokens, most ? Json(*most) : Json(nullptr));
}

base::Result<Json> parsePart(const QString &text, const char *param)
{
    if (text.trimmed().isEmpty())
        return Json(nullptr);
    auto json = parseBody(text);
    if (!json)
        return base::fail(json.error().code, json.error().detail, param);
    return json;
}

void writeSchema(const ClientDialect &dialect, Json schema, Json &body)
{
    const BodyShape &shape = shapeOf(dialect);
    if (schema.is_null()) {
        if (!memberAt(body, shape.schema).is_null())
            setMember(body, shape.schemaHolder, nullptr);
        return;
    }
    setMember(body, shape.schema, std::move(schema));
    const auto stateKind = [&](std::string_view way, const char *word) {
        if (memberAt(body, way).is_null())
            setMember(body, way, word);
    };
    if (dialect.id == Id::Chat) {
        stateKind("response_format/type", "json_schema");
        stateKind("response_format/json_schema/name", "answer");
    } else if (dialect.id == Id::Responses) {
        stateKind("text/format/type", "json_schema");
        stateKind("text/format/name", "answer");
    } else if (dialect.id == Id::Anthropic) {
        stateKind("output_config/format/type", "json_schema");
    } else {
        stateKind("generationConfig/responseMimeType", "application/json");
    }
}

} // namespace

PromptForm readForm(const ClientDialect &dialect, const Json &body)
{
    const BodyShape &shape = shapeOf(dialect);
    PromptForm out{.model = textOf(base::at(body, "model")), .stream = base::truthOr(base::at(body, "stream"))};
    if (!shape.system.empty())
        readSystem(dialect, memberAt(body, shape.system), out);
    readTurns(dialect, body, out);
    if (dialect.knows(Can::Sampling)) {
        if (const Json &value = memberAt(body, shape.temperature); value.is_number())
            out.temperature = value.get<double>();
        out.maxTokens = base::integerIn(memberAt(body, shape.maxTokens));
        if (!out.maxTokens)
            out.maxTokens = base::integerIn(memberAt(body, shape.maxTokensBefore));
    }
    if (dialect.knows(Can::Tools))
        out.tools = jsonText(memberAt(body, shape.tools));
    if (dialect.knows(Can::Schema))
        out.schema = jsonText(memberAt(body, shape.schema));
    return out;
}

base::Result<Json> writeForm(const ClientDialect &dialect, const PromptForm &form, Json body)
{
    auto tools = parsePart(form.tools, "tools");
    auto schema = parsePart(form.schema, "schema");
    if (!tools || !schema)
        return base::fail(tools ? schema.error() : tools.error());
    if (!body.is_object())
        body = Json::object();
    if (!dialect.modelInPath())
        body["model"] = form.model.toStdString();
    writeSystem(dialect, form, body);
    writeTurns(dialect, form, body);
    if (dialect.knows(Can::Sampling))
        writeSampling(dialect, form, body);
    if (dialect.knows(Can::Tools))
        setMember(body, shapeOf(dialect).tools, std::move(*tools));
    if (dialect.knows(Can::Schema))
        writeSchema(dialect, std::move(*schema), body);
    if (dialect.knows(Can::Stream) && !dialect.modelInPath())
        setMember(body, "stream", form.stream ? Json(true) : Json(nullptr));
    return body;
}

PromptForm carriedOver(const PromptForm &form, const ClientDialect &from, const ClientDialect &to)
{
    PromptForm out = form;
    out.systemFixed = false;
    std::erase_if(out.turns, [](const Turn &turn) { return turn.fixed; }); // in the other dialect's own words
    for (Turn &turn : out.turns)
        turn.origin = nullptr;
    if (!to.knows(Can::Turns) && out.turns.size() > 1)
        out.turns.erase(out.turns.begin(), out.turns.end() - 1);
    if (out.turns.empty())
        out.turns.emplace_back();
    if (const auto tools = parseBody(form.tools); tools && !form.tools.isEmpty()) {
        const Json written = writeTools(to, readTools(from, *tools));
        out.tools = written.empty() ? QString() : bodyText(written);
    }
    return out;
}

} // namespace ui
