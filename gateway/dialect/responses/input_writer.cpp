#include "dialect/responses/input_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "dialect/extras.h"
#include "dialect/foreign_request.h"
#include "dialect/media.h"
#include "dialect/responses/items.h"
#include "dialect/responses/request.h"

namespace dialect {
namespace {

using model::ChatField;
using model::ChatRole;
using model::Part;
using model::PartKind;

constexpr std::string_view kOpenaiToken = "gAAAA"; ///< How OpenAI's encrypted reasoning begins, whoever kept it.

std::string_view wordOf(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
        return "system";
    case ChatRole::Developer:
        return "developer";
    case ChatRole::Assistant:
        return "assistant";
    case ChatRole::User:
    case ChatRole::Tool:
        break;
    }
    return "user";
}

/// Citations as annotations: OpenAI's own as they came.
base::Json annotationsOf(std::vector<model::Citation> &&citations)
{
    base::Json out = base::Json::array();
    for (model::Citation &citation : citations)
        out.push_back(std::move(citation.extra));
    return out;
}

bool isSpoken(const Part &part)
{
    return part.kind == PartKind::Text || part.kind == PartKind::Refusal;
}

bool isContent(const Part &part)
{
    using enum PartKind;
    return isSpoken(part) || part.kind == Image || part.kind == Document || part.kind == Audio || part.kind == Video
           || part.kind == Opaque;
}

} // namespace

InputWriter::InputWriter(std::string_view dialect, model::Receipt &receipt)
    : m_own(dialect == kResponsesId),
      m_openaiFiles(m_own || dialect == "openai"),
      m_place(m_own                 ? "input[]."
              : dialect == "gemini" ? "contents[]."
                                    : "messages[]."),
      m_receipt(receipt)
{
}

void InputWriter::write(model::ChatMessage &&message)
{
    m_messageOpen = false;
    if (!message.name.empty())
        m_receipt.dropped(ChatField::SpeakerName);
    const bool models = message.role == ChatRole::Assistant;
    std::vector<bool> joins(message.parts.size());
    for (std::size_t i = 1; i < joins.size(); ++i) {
        const Part &before = message.parts[i - 1];
        const Part &part = message.parts[i];
        joins[i] = models ? sameItem(before, part) : isContent(before) && isContent(part);
    }
    for (std::size_t i = 0; i < joins.size(); ++i)
        writePart(message, i, joins[i]);
    if (m_own && message.parts.empty() && !models && message.role != ChatRole::Tool)
        addEmpty(std::move(message));
    giveExtra(m_items, std::move(message.extra), ""); // of turns that had no item to bear it
}

void InputWriter::writePart(model::ChatMessage &message, std::size_t at, bool joins)
{
    Part &part = message.parts[at];
    noteLost(part);
    switch (part.kind) {
    case PartKind::Thinking:
    case PartKind::RedactedThinking:
        addThinking(std::move(part), joins);
        break;
    case PartKind::ToolCall:
        addCall(std::move(part));
        break;
    case PartKind::ToolResult:
        addResult(std::move(part));
        break;
    case PartKind::Opaque: // a user's is a piece of content, the model's and the tools' are items
        if (message.role == ChatRole::Assistant || message.role == ChatRole::Tool) {
            addOpaque(std::move(part));
            break;
        }
        [[fallthrough]];
    default:
        addContent(message, std::move(part), joins);
    }
}

/// A message that says nothing stands where it stood, with what else it had.
void InputWriter::addEmpty(model::ChatMessage &&message)
{
    Part none;
    base::Json item = startMessage(message, none);
    item["content"] = base::Json::array();
    m_items.push_back(std::move(item));
}

/// An open item's content is a list; a turn that came as one string goes as one.
void InputWriter::addContent(model::ChatMessage &message, Part &&part, bool joins)
{
    const bool models = message.role == ChatRole::Assistant;
    base::Json item;
    if (!(m_messageOpen && joins))
        item = startMessage(message, part);
    const bool bare = message.bare && part.kind == PartKind::Text && part.citations.empty()
                      && std::ranges::count_if(message.parts, isSpoken) == 1;
    base::Json piece = bare ? base::Json(std::move(part.text)) : pieceOf(part, models);
    if (piece.is_null())
        return;
    if (item.is_null()) {
        m_items.back()["content"].push_back(std::move(piece));
        return;
    }
    if (bare)
        item["content"] = std::move(piece);
    else
        item["content"] = base::Json::array({std::move(piece)});
    m_items.push_back(std::move(item));
    m_messageOpen = !bare;
}

base::Json InputWriter::startMessage(model::ChatMessage &message, Part &part) const
{
    base::Json item = {{"type", "message"}, {"role", wordOf(message.role)}};
    if (!m_own)
        return item;
    if (!part.itemId.empty())
        item["id"] = std::move(part.itemId);
    putBack(item, std::exchange(message.extra, {}));
    if (message.role == ChatRole::Assistant) {
        putBack(item, std::exchange(part.extra, {}));
        if (item.contains("id") && !item.contains("status"))
            item["status"] = "completed";
    }
    return item;
}

base::Json InputWriter::textOf(Part &part, bool models)
{
    base::Json out = {{"type", models ? "output_text" : "input_text"}, {"text", std::move(part.text)}};
    if (!part.citations.empty() && m_own)
        out["annotations"] = annotationsOf(std::move(part.citations));
    else if (!part.citations.empty())
        m_receipt.dropped(ChatField::Citations);
    return out;
}

base::Json InputWriter::pieceOf(Part &part, bool models)
{
    base::Json out;
    if (part.kind == PartKind::Text) {
        out = textOf(part, models);
    } else if (part.kind == PartKind::Refusal) {
        out = {{"type", "refusal"}, {"refusal", std::move(part.text)}};
    } else if (part.kind == PartKind::Image && !models && takesFile(part.media)) {
        out = {{"type", "input_image"}};
        if (!part.media.fileId.empty())
            out["file_id"] = std::move(part.media.fileId);
        else
            out["image_url"] = urlOf(part.media);
        if (!part.media.detail.empty())
            out["detail"] = std::move(part.media.detail);
    } else if (part.kind == PartKind::Document && !models && takesFile(part.media)) {
        out = documentOf(std::move(part.media));
    } else if (part.kind == PartKind::Audio && m_own) {
        out = {{"type", "input_audio"},
               {"input_audio", {{"data", std::move(part.media.data)}, {"format", audioFormat(part.media.mimeType)}}}};
    } else if (part.kind == PartKind::Opaque && m_own) {
        return std::move(part.extra);
    } else {
        m_receipt.dropped(fieldOf(part.kind));
        return out;
    }
    giveExtra(out, std::exchange(part.extra, {}), "content[].");
    return out;
}

base::Json InputWriter::documentOf(model::Media &&media)
{
    if (!media.text.empty()) {
        m_receipt.changed(ChatField::Document, "input_text");
        return {{"type", "input_text"}, {"text", std::move(media.text)}};
    }
    base::Json out = {{"type", "input_file"}};
    if (!media.name.empty())
        out["filename"] = std::move(media.name);
    if (!media.fileId.empty()) {
        out["file_id"] = std::move(media.fileId);
    } else if (!media.url.empty()) {
        out["file_url"] = std::move(media.url);
    } else {
        if (!m_own && !out.contains("filename"))
            out["filename"] = "document.pdf"; // data without a name is refused
        out["file_data"] = urlOf(media);
    }
    return out;
}

/// A file that another provider keeps cannot be found by this one.
bool InputWriter::takesFile(const model::Media &media)
{
    if (media.fileId.empty() || m_openaiFiles)
        return true;
    m_receipt.dropped(ChatField::FileId);
    return false;
}

bool InputWriter::canReplay(const Part &part) const
{
    return m_own || (!part.itemId.empty() && !part.signature.empty()) || part.signature.starts_with(kOpenaiToken);
}

void InputWriter::addThinking(Part &&part, bool joins)
{
    const bool redacted = part.kind == PartKind::RedactedThinking;
    if (!canReplay(part)) {
        m_receipt.dropped(redacted ? ChatField::RedactedThinking : ChatField::Thinking,
                          "only the model that thought them takes thoughts back");
        return;
    }
    const bool more = joins && !m_items.empty() && base::at(m_items.back(), "type") == "reasoning";
    if (!more)
        m_items.push_back({{"type", "reasoning"}, {"summary", base::Json::array()}});
    base::Json &item = m_items.back();
    if (!part.text.empty() || (joins && more))
        item[part.verbatim ? "content" : "summary"].push_back(
            {{"type", part.verbatim ? "reasoning_text" : "summary_text"}, {"text", std::move(part.text)}});
    if (!part.signature.empty())
        item["encrypted_content"] = std::move(part.signature);
    finishItem(item, part);
}

void InputWriter::addCall(Part &&part)
{
    if (!part.signature.empty())
        m_receipt.dropped(ChatField::Signature);
    base::Json item = {{"type", "function_call"},
                       {"call_id", std::move(part.id)},
                       {"name", std::move(part.name)},
                       {"arguments", part.arguments.empty() ? "{}" : std::move(part.arguments)}};
    finishItem(item, part);
    m_items.push_back(std::move(item));
}

void InputWriter::addResult(Part &&part)
{
    if (part.isError)
        m_receipt.dropped(ChatField::ToolError, "the text alone says so");
    base::Json item = {{"type", "function_call_output"}, {"call_id", std::move(part.id)}};
    const bool bare =
        part.content.empty()
        || (part.content.size() == 1 && part.content.front().kind == PartKind::Text && (part.bareContent || !m_own));
    if (part.content.empty()) {
        item["output"] = "";
    } else if (bare) {
        Part &only = part.content.front();
        noteLost(only);
        giveExtra(m_items, std::move(only.extra), "content[]."); // a string has no place for it
        item["output"] = std::move(only.text);
    } else {
        base::Json &output = item["output"] = base::Json::array();
        for (Part &piece : part.content) {
            noteLost(piece);
            if (base::Json one = pieceOf(piece, false); !one.is_null())
                output.push_back(std::move(one));
        }
    }
    finishItem(item, part);
    m_items.push_back(std::move(item));
}

void InputWriter::addOpaque(Part &&part)
{
    if (m_own)
        m_items.push_back(std::move(part.extra));
    else
        m_receipt.dropped(ChatField::Opaque, base::textOr(base::at(part.extra, "type")));
}

void InputWriter::finishItem(base::Json &item, Part &part)
{
    m_messageOpen = false;
    if (m_own && !part.itemId.empty())
        item["id"] = std::move(part.itemId);
    giveExtra(item, std::exchange(part.extra, {}), "");
}

void InputWriter::giveExtra(base::Json &object, base::Json &&extra, std::string_view place)
{
    if (m_own && object.is_object())
        putBack(object, std::move(extra));
    else
        dropExtra(extra, m_place + std::string(place), m_receipt);
}

void InputWriter::noteLost(const Part &part)
{
    if (!part.cacheControl.is_null())
        m_receipt.dropped(ChatField::CacheControl);
}

} // namespace dialect
