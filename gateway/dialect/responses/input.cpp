#include "dialect/responses/input.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dialect/extras.h"
#include "dialect/responses/items.h"

namespace dialect {
namespace {

using model::ChatRole;
using model::PartKind;

auto bad(std::string detail)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), "input");
}

std::optional<ChatRole> roleOf(std::string_view word)
{
    if (word == "user")
        return ChatRole::User;
    if (word == "assistant")
        return ChatRole::Assistant;
    if (word == "system")
        return ChatRole::System;
    if (word == "developer")
        return ChatRole::Developer;
    return std::nullopt;
}

/// The type of a part that only a user's message may have; empty when there is none.
std::string usersOwn(const base::Json &content)
{
    if (content.is_array())
        for (const base::Json &part : content)
            if (const std::string type = base::textOr(base::at(part, "type"));
                type == "input_image" || type == "input_file" || type == "input_audio")
                return type;
    return {};
}

bool isSpoken(const model::Part &part)
{
    return part.kind == PartKind::Text || part.kind == PartKind::Refusal;
}

} // namespace

base::Result<> InputReader::read(base::Json &&input)
{
    if (input.is_string()) {
        m_out.push_back({.role = ChatRole::User, .parts = readContent(std::move(input)), .bare = true});
        return {};
    }
    std::size_t index = 0;
    for (base::Json &item : input)
        if (auto done = readItem(std::move(item), index++); !done)
            return done;
    return {};
}

base::Result<> InputReader::readItem(base::Json &&item, std::size_t index)
{
    const std::string at = "input[" + std::to_string(index) + "]";
    if (!item.is_object())
        return bad(at + " must be an object");
    const bool typed = base::at(item, "type").is_string();
    const std::string type = base::textOr(base::at(item, "type"), "message");
    if (type == "item_reference")
        return bad(at + " refers to a stored item, and nothing is stored here; send the item itself");
    if (type == "message") {
        const auto role = roleOf(base::textOr(base::at(item, "role")));
        if (!role)
            return bad(at + (typed ? " has no role that is known" : " has neither a type nor a role that is known"));
        const base::Json &content = base::at(item, "content");
        if (!content.is_string() && !content.is_array())
            return bad(at + ".content must be a text or a list of parts");
        if (const std::string foreign = *role == ChatRole::Assistant ? usersOwn(content) : ""; !foreign.empty())
            return bad(at + ".content has a part of type " + foreign + ", which an assistant's message cannot have");
        if (*role == ChatRole::Assistant)
            addModelItem(std::move(item), true);
        else
            addMessage(std::move(item), *role);
    } else if (type == "function_call_output") {
        addResult(std::move(item));
    } else if (type.ends_with("_output") || type.ends_with("_response")) {
        addOpaque(std::move(item));
    } else {
        addModelItem(std::move(item), false);
    }
    return {};
}

void InputReader::addModelItem(base::Json &&item, bool message)
{
    const bool bare = base::at(item, "content").is_string();
    std::vector<model::Part> parts = readModelItem(std::move(item));
    // Two messages in a row that nothing but their number tells apart stay two.
    const bool apart = m_open && message && !parts.empty() && !m_out.back().parts.empty()
                       && isSpoken(m_out.back().parts.back()) && sameItem(m_out.back().parts.back(), parts.front());
    if (!m_open || apart)
        m_out.push_back({.role = ChatRole::Assistant});
    m_open = true;
    model::ChatMessage &turn = m_out.back();
    if (message)
        turn.bare = bare && std::ranges::none_of(turn.parts, isSpoken);
    for (model::Part &part : parts) {
        if (part.kind == PartKind::ToolCall)
            m_names[part.id] = part.name;
        turn.parts.push_back(std::move(part));
    }
}

void InputReader::addMessage(base::Json &&item, ChatRole role)
{
    m_open = false;
    Fields fields(std::move(item));
    fields.take("type");
    fields.take("role");
    if (fields.look("status") == "completed")
        fields.take("status");
    const std::string id = fields.takeText("id");
    model::ChatMessage out{.role = role, .bare = fields.look("content").is_string()};
    out.parts = readContent(fields.take("content"));
    if (!out.parts.empty())
        out.parts.front().itemId = id;
    out.extra = std::move(fields).rest();
    m_out.push_back(std::move(out));
}

void InputReader::addResult(base::Json &&item)
{
    m_open = false;
    Fields fields(std::move(item));
    fields.take("type");
    model::Part result{.kind = PartKind::ToolResult};
    result.id = fields.takeText("call_id");
    result.itemId = fields.takeText("id");
    if (fields.look("status") == "completed")
        fields.take("status");
    const base::Json &output = fields.look("output");
    result.bareContent = output.is_string();
    if (output.is_string() || output.is_array())
        result.content = readContent(fields.take("output"));
    result.extra = std::move(fields).rest();
    if (const auto name = m_names.find(result.id); name != m_names.end())
        result.name = name->second;
    model::ChatMessage out{.role = ChatRole::Tool};
    out.parts.push_back(std::move(result));
    m_out.push_back(std::move(out));
}

void InputReader::addOpaque(base::Json &&item)
{
    m_open = false;
    model::ChatMessage out{.role = ChatRole::Tool};
    out.parts.push_back({.kind = PartKind::Opaque, .extra = std::move(item)});
    m_out.push_back(std::move(out));
}

} // namespace dialect
