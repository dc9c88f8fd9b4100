#include "dialect/openai/message_reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/words.h"

namespace dialect {
namespace {

using model::ChatMessage;
using model::ChatRole;
using model::Part;
using model::PartKind;

constexpr std::pair<std::string_view, ChatRole> kRoles[] = {
    {"system", ChatRole::System},       {"developer", ChatRole::Developer}, {"user", ChatRole::User},
    {"assistant", ChatRole::Assistant}, {"tool", ChatRole::Tool},           {"function", ChatRole::Tool},
};

/// Calls of the old kind have no id: the result belongs to the last call, so it gets that one's made up id.
struct LegacyCalls {
    std::size_t made = 0;
    std::string lastId{};
};

/// The pieces of `content`; says whether it was a string.
bool takeContent(Fields &message, std::vector<Part> &out)
{
    if (message.hasText("content")) {
        if (std::string text = message.takeText("content"); !text.empty())
            out.push_back({.kind = PartKind::Text, .text = std::move(text)});
        return true;
    }
    base::Json list = message.takeArray("content");
    for (base::Json &piece : list)
        out.push_back(readOpenaiPart(std::move(piece)));
    return false;
}

void readToolResult(Fields &message, const std::string &role, LegacyCalls &legacy, ChatMessage &out)
{
    Part result{.kind = PartKind::ToolResult, .id = message.takeText("tool_call_id"), .name = message.takeText("name")};
    if (role == "function")
        result.id = legacy.lastId;
    result.bareContent = takeContent(message, result.content);
    out.parts.push_back(std::move(result));
}

void readCalls(Fields &message, LegacyCalls &legacy, ChatMessage &out)
{
    base::Json calls = message.takeArray("tool_calls");
    for (base::Json &call : calls) {
        out.parts.push_back(readOpenaiToolCall(std::move(call)));
        Part &part = out.parts.back();
        if (part.kind == PartKind::ToolCall && part.id.empty())
            part.id = madeUpCallId("", 0, legacy.made++);
    }
    if (!message.look("function_call").is_object())
        return;
    Fields call(message.take("function_call"));
    legacy.lastId = madeUpCallId("function", 0, legacy.made++);
    out.parts.push_back({.kind = PartKind::ToolCall,
                         .id = legacy.lastId,
                         .name = call.takeText("name"),
                         .arguments = call.takeText("arguments")});
}

void readAssistant(Fields &message, LegacyCalls &legacy, ChatMessage &out)
{
    out.parts = takeOpenaiThoughts(message);
    out.bare = takeContent(message, out.parts);
    if (std::string refusal = message.takeText("refusal"); !refusal.empty())
        out.parts.push_back({.kind = PartKind::Refusal, .text = std::move(refusal)});
    readCalls(message, legacy, out);
}

base::Result<ChatMessage> readMessage(base::Json &&json, const std::string &where, LegacyCalls &legacy)
{
    if (!json.is_object())
        return base::fail(base::ErrorCode::BadRequest, where + " must be an object", where);
    Fields message(std::move(json));
    const std::string role = message.takeText("role");
    const auto *hit = std::ranges::find(kRoles, role, [](const auto &row) { return row.first; });
    if (hit == std::end(kRoles))
        return base::fail(base::ErrorCode::BadRequest,
                          where + ".role must be system, developer, user, assistant or tool", where + ".role");
    ChatMessage out{.role = hit->second};
    if (out.role == ChatRole::Tool) {
        readToolResult(message, role, legacy, out);
    } else {
        out.name = message.takeText("name");
        if (out.role == ChatRole::Assistant)
            readAssistant(message, legacy, out);
        else
            out.bare = takeContent(message, out.parts);
    }
    out.extra = std::move(message).rest();
    return out;
}

} // namespace

base::Result<std::vector<ChatMessage>> readOpenaiMessages(base::Json &&messages)
{
    std::vector<ChatMessage> out;
    out.reserve(messages.size());
    LegacyCalls legacy;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        auto message = readMessage(std::move(messages[i]), "messages[" + std::to_string(i) + "]", legacy);
        if (!message)
            return base::fail(message.error());
        out.push_back(std::move(*message));
    }
    return out;
}

} // namespace dialect
