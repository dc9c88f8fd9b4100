#include <unordered_map>
#include <utility>

#include "dialect/anthropic/block_reader.h"
#include "dialect/anthropic/places.h"
#include "dialect/anthropic/request.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatMessage;
using model::ChatRequest;
using model::ChatRole;
using model::Part;
using model::PartKind;

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

/// The reading of one request's messages.
class MessageReader {
public:
    explicit MessageReader(std::vector<ChatMessage> &out) : m_out(out) {}

    base::Result<> read(Json &&json, std::size_t index)
    {
        const std::string where = "messages[" + std::to_string(index) + "]";
        if (!json.is_object())
            return bad(where + " must be an object", "messages");
        Fields fields(std::move(json));
        const std::string role = fields.takeText("role");
        Json content = fields.take("content");
        if (role != "user" && role != "assistant" && role != "system")
            return bad(where + ".role must be user or assistant", "messages");
        if (!content.is_string() && !content.is_array())
            return bad(where + ".content must be a string or a list of content blocks", "messages");
        for (const Json &block : content)
            if (content.is_array() && !block.is_object())
                return bad(where + ".content must hold objects only", "messages");
        const bool bare = content.is_string();
        add(role == "user"        ? ChatRole::User
            : role == "assistant" ? ChatRole::Assistant
                                  : ChatRole::System,
            readContent(std::move(content)), bare, std::move(fields).rest());
        return {};
    }

private:
    void add(ChatRole role, std::vector<Part> &&parts, bool bare, Json &&extra)
    {
        const std::size_t first = m_out.size();
        if (parts.empty())
            m_out.push_back({.role = role});
        for (Part &part : parts) {
            if (part.kind == PartKind::ToolCall)
                m_toolNames[part.id] = part.name;
            if (part.kind == PartKind::ToolResult)
                if (const auto hit = m_toolNames.find(part.id); hit != m_toolNames.end())
                    part.name = hit->second;
            const ChatRole own = role == ChatRole::User && part.kind == PartKind::ToolResult ? ChatRole::Tool : role;
            if (m_out.size() == first || m_out.back().role != own)
                m_out.push_back({.role = own});
            m_out.back().parts.push_back(std::move(part));
        }
        m_out[first].bare = bare;
        m_out[first].extra = std::move(extra);
    }

    std::vector<ChatMessage> &m_out;
    std::unordered_map<std::string, std::string> m_toolNames{}; ///< By id of the call; results do not say them.
};

void readSystem(Fields &fields, ChatRequest &out)
{
    const Json &there = fields.look("system");
    if (!there.is_string() && !there.is_array())
        return;
    ChatMessage message{.role = ChatRole::System, .bare = there.is_string()};
    message.parts = readContent(fields.take("system"));
    if (!message.parts.empty())
        out.messages.push_back(std::move(message));
}

model::ToolOffer readTool(Json &&json)
{
    const std::string type = base::textOr(base::at(json, "type"));
    if (!type.empty() && type != "custom")
        return {.hosted = true, .name = type, .extra = std::move(json)};
    Fields fields(std::move(json));
    model::ToolOffer out{.name = fields.takeText("name"), .description = fields.takeText("description")};
    fields.take("type");
    out.parameters = fields.takeObject("input_schema");
    out.strict = fields.takeTruth("strict");
    out.cacheControl = fields.takeObject("cache_control");
    out.extra = std::move(fields).rest();
    return out;
}

void readToolChoice(Fields &fields, model::ToolChoice &out)
{
    using enum model::ToolChoice::Mode;
    Json json = fields.takeObject("tool_choice");
    if (json.is_null())
        return;
    Fields choice(std::move(json));
    const std::string type = base::textOr(choice.look("type"));
    out.mode = type == "auto"   ? Auto
               : type == "any"  ? Required
               : type == "tool" ? Named
               : type == "none" ? None
                                : Unset;
    if (out.mode != Unset)
        choice.take("type");
    if (out.mode == Named)
        out.names.push_back(choice.takeText("name"));
    if (const auto single = choice.takeTruth("disable_parallel_tool_use"))
        out.parallel = !*single;
    out.extra = std::move(choice).rest();
}

/// `{"type":"json_schema","schema":{...}}`; another one is put back.
void readFormat(Fields &fields, std::string_view name, model::OutputFormat &out)
{
    if (base::textOr(base::at(fields.look(name), "type")) != "json_schema")
        return;
    Fields format(fields.take(name));
    format.take("type");
    out.kind = model::OutputFormat::Kind::JsonSchema;
    out.schema = format.take("schema");
    out.extra = std::move(format).rest();
}

void readThinking(Fields &fields, ChatRequest &out)
{
    model::ReasoningWish &wish = out.reasoning;
    if (Json json = fields.takeObject("thinking"); !json.is_null()) {
        Fields thinking(std::move(json));
        const std::string type = thinking.takeText("type");
        wish.adaptive = type == "adaptive";
        if (type == "enabled" || type == "disabled")
            wish.enabled = type == "enabled";
        wish.budgetTokens = thinking.takeInteger("budget_tokens");
        const std::string display = base::textOr(thinking.look("display"));
        if (display == "summarized" || display == "omitted") {
            wish.showThoughts = display == "summarized";
            thinking.take("display");
        }
        wish.extra = std::move(thinking).rest();
    }
    if (Json json = fields.takeObject("output_config"); !json.is_null()) {
        Fields config(std::move(json));
        wish.effort = config.takeText("effort");
        readFormat(config, "format", out.format);
        addExtras(out.extra, "output_config", std::move(config).rest());
    }
    if (out.format.kind == model::OutputFormat::Kind::Unset)
        readFormat(fields, "output_format", out.format); // its name while it was a beta
}

void readParameters(Fields &fields, ChatRequest &out)
{
    out.maxTokens = fields.takeInteger("max_tokens");
    out.temperature = takeNumber(fields, "temperature");
    out.topP = takeNumber(fields, "top_p");
    out.topK = takeNumber(fields, "top_k");
    out.stop = takeTexts(fields, "stop_sequences");
    out.serviceTier = fields.takeText("service_tier");
    if (Json json = fields.takeObject("metadata"); !json.is_null()) {
        Fields metadata(std::move(json));
        out.user = metadata.takeText("user_id");
        addExtras(out.extra, "metadata", std::move(metadata).rest());
    }
    for (Json &tool : fields.takeArray("tools"))
        out.tools.push_back(readTool(std::move(tool)));
    readToolChoice(fields, out.toolChoice);
    readThinking(fields, out);
}

} // namespace

base::Result<ChatRequest> readRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error(), "reading a messages request");
    Fields fields(std::move(*json));
    ChatRequest out{.dialect = std::string(kId), .model = peek.model, .stream = peek.stream, .usageInStream = true};
    fields.take("model");
    fields.take("stream");
    readSystem(fields, out);
    Json messages = fields.takeArray("messages");
    MessageReader reader(out.messages);
    for (std::size_t i = 0; i < messages.size(); ++i)
        if (auto read = reader.read(std::move(messages[i]), i); !read)
            return base::fail(read.error());
    readParameters(fields, out);
    if (Json rest = std::move(fields).rest(); rest.is_object())
        for (auto &[name, value] : rest.items())
            addExtra(out.extra, name, std::move(value));
    return out;
}

} // namespace dialect::anthropic
