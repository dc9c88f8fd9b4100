#include <algorithm>
#include <utility>

#include "dialect/extras.h"
#include "dialect/foreign_request.h"
#include "dialect/openai/message_reader.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::ChatField;
using model::ChatMessage;
using model::ChatRole;
using model::Part;
using model::PartKind;

bool isMedia(const Part &part)
{
    return part.kind == PartKind::Image || part.kind == PartKind::Document || part.kind == PartKind::Audio
           || part.kind == PartKind::Video;
}

/// Moves the parts that `belongs` is true of out of the list, in order.
template <typename Belongs>
std::vector<Part> takeParts(std::vector<Part> &parts, Belongs belongs)
{
    const auto rest = std::ranges::stable_partition(parts, [&](const Part &part) { return !belongs(part); });
    std::vector<Part> out(std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    parts.erase(rest.begin(), rest.end());
    return out;
}

bool isOtherCall(const Part &part)
{
    return part.kind == PartKind::Opaque && part.name == kToolCalls;
}

/// Writes messages one after the other; what one message holds may become several.
class MessageWriter {
public:
    explicit MessageWriter(const WriteTo &to) : m_to(to) {}
    void add(ChatMessage &&message);
    base::Json take() && { return std::move(m_out); }

private:
    void addResult(Part &&result, base::Json &&extra, std::vector<Part> &media);
    void addAssistant(ChatMessage &&message);
    void addPlain(ChatMessage &&message, const char *role);
    void addThoughts(std::vector<Part> &&thoughts, base::Json &message);
    void addDetails(const std::vector<Part> &thoughts, base::Json &message);
    void addCalls(std::vector<Part> &&calls, base::Json &message);
    /// As a string where it came as one, or where relatives take nothing else.
    base::Json content(std::vector<Part> &&parts, bool bare, const char *separator);
    void finish(base::Json &&object, std::string &&name, base::Json &&extra);

    const WriteTo &m_to;
    base::Json m_out = base::Json::array();
};

base::Json MessageWriter::content(std::vector<Part> &&parts, bool bare, const char *separator)
{
    const bool plain = std::ranges::all_of(parts, [&](const Part &part) {
        return part.kind == PartKind::Text && (part.cacheControl.is_null() || !m_to.quirks.takesCacheControl);
    });
    const bool asText = m_to.own ? bare : plain && (separator != nullptr || parts.size() <= 1);
    base::Json list = base::Json::array();
    for (Part &part : parts)
        if (m_to.own || part.kind != PartKind::Text || !part.text.empty()) // many refuse an empty text
            if (base::Json piece = writeOpenaiPart(std::move(part), m_to); !piece.is_null())
                list.push_back(std::move(piece));
    if (!asText)
        return list;
    std::string text;
    for (base::Json &piece : list) {
        if (!text.empty() && separator != nullptr)
            text += separator;
        text += movedText(std::move(piece["text"]));
    }
    return text;
}

void MessageWriter::finish(base::Json &&object, std::string &&name, base::Json &&extra)
{
    if (!name.empty()) {
        if (m_to.refuses("name"))
            m_to.receipt.dropped(ChatField::SpeakerName);
        else
            object["name"] = std::move(name);
    }
    if (m_to.own)
        putBack(object, std::move(extra));
    else
        dropExtra(extra, "messages[].", m_to.receipt);
    m_out.push_back(std::move(object));
}

/// A tool's message takes text only: pictures go to the user's message behind it.
void MessageWriter::addResult(Part &&result, base::Json &&extra, std::vector<Part> &media)
{
    if (!m_to.own)
        for (Part &part : takeParts(result.content, isMedia)) {
            m_to.receipt.changed(fieldOf(part.kind), "in a user message behind the tool's");
            media.push_back(std::move(part));
        }
    if (result.isError)
        m_to.receipt.dropped(ChatField::ToolError);
    base::Json object = {{"role", "tool"}, {"tool_call_id", std::move(result.id)}};
    if (m_to.legacy)
        object = {{"role", "function"}};
    object["content"] = content(std::move(result.content), result.bareContent, "\n");
    if (m_to.own || m_to.legacy)
        putBack(extra, std::move(result.extra));
    else
        dropExtra(result.extra, "messages[].content[].", m_to.receipt);
    finish(std::move(object), m_to.own ? std::move(result.name) : std::string(), std::move(extra));
}

/// OpenRouter's list, which proves them.
void MessageWriter::addDetails(const std::vector<Part> &thoughts, base::Json &message)
{
    base::Json details = base::Json::array();
    for (const Part &part : thoughts) {
        base::Json one = {{"type", part.kind == PartKind::Thinking ? "reasoning.text" : "reasoning.encrypted"}};
        if (base::textOr(base::at(part.extra, "type")) == "reasoning.summary")
            one = {{"type", "reasoning.summary"}, {"summary", part.text}};
        else if (part.kind == PartKind::Thinking)
            one["text"] = part.text;
        if (!part.signature.empty())
            one[part.kind == PartKind::Thinking ? "signature" : "data"] = part.signature;
        if (m_to.own)
            putBack(one, base::Json(part.extra));
        details.push_back(std::move(one));
    }
    message["reasoning_details"] = std::move(details);
}

void MessageWriter::addThoughts(std::vector<Part> &&thoughts, base::Json &message)
{
    if (thoughts.empty())
        return;
    std::string names = m_to.own ? thoughts.front().name : std::string();
    if (names.empty())
        names = m_to.quirks.reasoningField;
    if (names == "reasoning_details" && !m_to.own)
        names = "reasoning_details reasoning";
    if (names.empty()) {
        m_to.receipt.dropped(ChatField::Thinking);
        return;
    }
    const bool proven = hasWord(names, "reasoning_details");
    if (proven)
        addDetails(thoughts, message);
    std::string text;
    for (const Part &part : thoughts) {
        text += part.text;
        if (!m_to.own)
            dropExtra(part.extra, "messages[].content[].", m_to.receipt);
        if (!proven && part.kind == PartKind::RedactedThinking)
            m_to.receipt.dropped(ChatField::RedactedThinking);
        else if (!proven && !part.signature.empty())
            m_to.receipt.dropped(ChatField::Signature);
    }
    for (const char *name : {"reasoning_content", "reasoning"})
        if (hasWord(names, name) && !text.empty())
            message[name] = text;
}

void MessageWriter::addCalls(std::vector<Part> &&calls, base::Json &message)
{
    base::Json list = base::Json::array();
    for (Part &part : calls) {
        if (part.kind == PartKind::Opaque) {
            list.push_back(std::move(part.extra));
            continue;
        }
        if (!m_to.own && part.arguments.empty())
            part.arguments = "{}"; // relatives parse them
        if (!m_to.own && !std::exchange(part.signature, {}).empty())
            m_to.receipt.dropped(ChatField::Signature);
        base::Json call = writeOpenaiToolCall(part);
        if (m_to.own)
            putBack(call, std::move(part.extra));
        else
            dropExtra(part.extra, "messages[].content[].", m_to.receipt);
        list.push_back(std::move(call));
    }
    if (list.size() == 1 && m_to.legacy)
        message["function_call"] = std::move(list[0]["function"]);
    else if (!list.empty())
        message["tool_calls"] = std::move(list);
}

void MessageWriter::addAssistant(ChatMessage &&message)
{
    const bool typed = m_to.own ? std::ranges::any_of(message.parts, [](const Part &p) { return p.name == "content"; })
                                : m_to.quirks.reasoningField == "content";
    const auto isThought = [&](const Part &part) {
        return part.kind == PartKind::RedactedThinking || (part.kind == PartKind::Thinking && !typed);
    };
    base::Json object = {{"role", "assistant"}};
    std::vector<Part> thoughts = takeParts(message.parts, isThought);
    std::vector<Part> calls = takeParts(message.parts, [&](const Part &part) {
        return part.kind == PartKind::ToolCall || (m_to.own && isOtherCall(part));
    });
    std::vector<Part> refusals =
        takeParts(message.parts, [](const Part &part) { return part.kind == PartKind::Refusal; });
    if (!m_to.own)
        for (const Part &part : takeParts(message.parts, isMedia))
            m_to.receipt.dropped(fieldOf(part.kind), "said by the model");
    if (!message.parts.empty() || message.bare)
        object["content"] = content(std::move(message.parts), message.bare, "");
    else if (calls.empty() && refusals.empty())
        object["content"] = "";
    else
        object["content"] = nullptr;
    addThoughts(std::move(thoughts), object);
    for (Part &refusal : refusals) {
        object["refusal"] = base::textOr(base::at(object, "refusal")) + refusal.text;
        if (!m_to.own)
            dropExtra(refusal.extra, "messages[].content[].", m_to.receipt);
    }
    addCalls(std::move(calls), object);
    finish(std::move(object), std::move(message.name), std::move(message.extra));
}

void MessageWriter::addPlain(ChatMessage &&message, const char *role)
{
    const bool user = message.role == ChatRole::User || message.role == ChatRole::Tool;
    if (!m_to.own && !user)
        for (const Part &part : takeParts(message.parts, isMedia))
            m_to.receipt.dropped(part.kind == PartKind::Image ? ChatField::Image : ChatField::Document,
                                 "in a system prompt");
    base::Json object = {{"role", role}};
    object["content"] = content(std::move(message.parts), message.bare, user ? nullptr : "\n\n");
    finish(std::move(object), std::move(message.name), std::move(message.extra));
}

void MessageWriter::add(ChatMessage &&message)
{
    if (message.role == ChatRole::Assistant)
        return addAssistant(std::move(message));
    if (message.role == ChatRole::Developer) {
        if (m_to.quirks.systemRole != "developer")
            m_to.receipt.changed(ChatField::SystemPlace, m_to.quirks.systemRole);
        return addPlain(std::move(message), m_to.quirks.systemRole == "developer" ? "developer" : "system");
    }
    if (message.role == ChatRole::System)
        return addPlain(std::move(message), "system");
    std::vector<Part> media;
    std::vector<Part> results =
        takeParts(message.parts, [](const Part &part) { return part.kind == PartKind::ToolResult; });
    for (Part &result : results)
        addResult(std::move(result), message.role == ChatRole::Tool ? std::move(message.extra) : base::Json(), media);
    message.parts.insert(message.parts.begin(), std::make_move_iterator(media.begin()),
                         std::make_move_iterator(media.end()));
    if (results.empty() || !message.parts.empty())
        addPlain(std::move(message), "user");
}

} // namespace

base::Json writeOpenaiMessages(std::vector<ChatMessage> &&messages, const WriteTo &to)
{
    MessageWriter writer(to);
    for (ChatMessage &message : messages)
        writer.add(std::move(message));
    return std::move(writer).take();
}

} // namespace dialect
