#include "dialect/gemini/contents.h"

#include <algorithm>
#include <utility>

#include "dialect/gemini/parts.h"

namespace dialect {
namespace {

using model::ChatRole;
using ChatField = model::ChatField;
using model::PartKind;

/// What Google tells clients to send with calls that lost their signature, or came from another model.
/// Source: the thought signatures guide, "migrating from other models".
constexpr std::string_view kNoSignature = "skip_thought_signature_validator";

auto bad(std::string detail, std::string param)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(detail), std::move(param));
}

bool isMedia(PartKind kind)
{
    return kind == PartKind::Image || kind == PartKind::Document || kind == PartKind::Audio || kind == PartKind::Video;
}

ChatField fieldFor(PartKind kind)
{
    return kind == PartKind::Image   ? ChatField::Image
           : kind == PartKind::Audio ? ChatField::Audio
           : kind == PartKind::Video ? ChatField::Video
                                     : ChatField::Document;
}

/// `data:image/png;base64,...` in its pieces.
void takeDataUrl(model::Media &media)
{
    if (!media.url.starts_with("data:"))
        return;
    const auto comma = media.url.find(',');
    const auto semicolon = media.url.find(';');
    if (comma == std::string::npos || semicolon > comma)
        return;
    media.mimeType = media.url.substr(5, semicolon - 5);
    media.data = media.url.substr(comma + 1);
    media.url.clear();
}

/// A result must be an object: a text that is none becomes `output`, an error `error`, as the API calls them.
base::Json responseOf(const std::string &text, bool isError)
{
    base::Json object = text.empty() ? base::Json() : geminiArguments(text);
    if (isError)
        return {{"error", object.is_null() ? base::Json(text) : std::move(object)}};
    return object.is_null() ? base::Json{{"output", text}} : std::move(object);
}

} // namespace

void dropGeminiExtra(const base::Json &extra, std::string_view path, model::Receipt &receipt)
{
    if (!extra.is_object())
        return;
    for (const auto &[name, value] : extra.items())
        receipt.droppedExtra(std::string(path) + name);
}

GeminiContents::GeminiContents(const model::ChatRequest &request, model::Receipt &receipt)
    : m_receipt(receipt),
      m_own(request.dialect == kGeminiId),
      m_family(geminiFamily(request.model)),
      m_messagePath(request.dialect.find("responses") != std::string::npos ? "input[]." : "messages[].")
{
}

base::Result<> GeminiContents::add(model::ChatMessage &&message)
{
    if (!message.name.empty())
        m_receipt.dropped(ChatField::SpeakerName);
    if (!m_own)
        dropGeminiExtra(message.extra, m_messagePath, m_receipt);
    if (message.role == ChatRole::System || message.role == ChatRole::Developer) {
        addSystem(std::move(message));
        return {};
    }
    base::Json parts = base::Json::array();
    const bool joins = !m_own && m_last == message.role && message.role != ChatRole::User;
    if (!joins)
        m_signed = false;
    for (model::Part &part : message.parts)
        if (auto done = addPart(std::move(part), parts); !done)
            return done;
    const char *role = message.role == ChatRole::Assistant ? "model" : "user";
    push(role, std::move(parts), std::move(message.extra), message.role);
    return {};
}

void GeminiContents::push(const char *role, base::Json &&parts, base::Json &&extra, ChatRole from)
{
    if (parts.empty() && !m_own)
        return;
    // All results of a turn must stand in one content, and so must all calls they answer.
    if (!m_own && m_last == from && from != ChatRole::User) {
        for (base::Json &part : parts)
            m_contents.back()["parts"].push_back(std::move(part));
        return;
    }
    m_last = from;
    base::Json content = {{"role", role}, {"parts", std::move(parts)}};
    if (m_own)
        mergeBack(content, extra);
    m_contents.push_back(std::move(content));
}

void GeminiContents::addSystem(model::ChatMessage &&message)
{
    if (m_last)
        m_receipt.changed(ChatField::SystemPlace, "systemInstruction");
    for (model::Part &part : message.parts) {
        noteLosses(part);
        if (!m_own && part.kind != PartKind::Text) {
            m_receipt.dropped(isMedia(part.kind) ? fieldFor(part.kind) : ChatField::Opaque, "not in a system prompt");
            continue;
        }
        if (part.text.empty() && !m_own)
            continue;
        base::Json out = geminiPart(part);
        if (m_own)
            mergeBack(out, part.extra);
        m_system.push_back(std::move(out));
    }
}

void GeminiContents::noteLosses(const model::Part &part)
{
    if (m_own)
        return;
    if (!part.cacheControl.is_null())
        m_receipt.dropped(ChatField::CacheControl);
    if (!part.citations.empty())
        m_receipt.dropped(ChatField::Citations);
    if (!part.media.detail.empty() && part.media.detail != "auto")
        m_receipt.dropped(ChatField::ImageDetail);
    if (part.kind != PartKind::Opaque)
        dropGeminiExtra(part.extra, m_messagePath + "content[].", m_receipt);
}

base::Result<> GeminiContents::addPart(model::Part &&part, base::Json &parts)
{
    noteLosses(part);
    if (part.kind == PartKind::ToolResult)
        return addResult(std::move(part), parts);
    if (part.kind == PartKind::ToolCall) {
        addCall(std::move(part), parts);
        return {};
    }
    return addOther(std::move(part), parts);
}

base::Result<> GeminiContents::checkMedia(model::Part &part)
{
    if (m_own)
        return {};
    model::Media &media = part.media;
    takeDataUrl(media);
    const std::string what = part.kind == PartKind::Image ? "an image" : "a file";
    if (!media.fileId.empty() && media.data.empty() && media.url.empty())
        return bad("Gemini cannot read " + what + " that another provider keeps (" + media.fileId
                       + "); send it as data",
                   "messages");
    if (!media.text.empty())
        m_receipt.changed(fieldFor(part.kind), "text");
    if (media.url.empty())
        return {};
    const bool fetchable = media.url.starts_with("gs://") || media.url.starts_with("https://");
    if (!fetchable || (m_family.gemini && !m_family.atLeast(2, 5) && !media.url.starts_with("gs://")))
        return bad("this Gemini model cannot fetch " + what + " from " + media.url.substr(0, 200)
                       + (fetchable ? "" : ": it takes https only") + "; send it as data",
                   "messages");
    if (media.mimeType.empty())
        media.mimeType = mimeOfUrl(media.url);
    if (media.mimeType.empty() && part.kind == PartKind::Image) { // Vertex AI wants one
        media.mimeType = "image/jpeg";
        m_receipt.defaulted(ChatField::Image, "mimeType image/jpeg");
    }
    return {};
}

base::Result<> GeminiContents::addOther(model::Part &&part, base::Json &parts)
{
    if (isMedia(part.kind))
        if (auto good = checkMedia(part); !good)
            return good;
    if (!m_own) {
        const bool thinking = part.kind == PartKind::Thinking;
        if ((part.kind == PartKind::Text || part.kind == PartKind::Refusal || thinking) && part.text.empty()
            && (thinking || part.signature.empty())) {
            if (!part.signature.empty())
                m_receipt.dropped(ChatField::Signature, "another model's");
            return {};
        }
        if (part.kind == PartKind::RedactedThinking) {
            m_receipt.dropped(ChatField::RedactedThinking);
            return {};
        }
        if (part.kind == PartKind::Opaque) {
            m_receipt.dropped(ChatField::Opaque, base::textOr(base::at(part.extra, "type")));
            return {};
        }
        if (part.kind == PartKind::Refusal)
            m_receipt.changed(ChatField::Refusal, "text");
        if (thinking && !std::exchange(part.signature, {}).empty())
            m_receipt.dropped(ChatField::Signature, "another model's");
    }
    base::Json out = part.kind == PartKind::Opaque ? part.extra : geminiPart(part);
    if (m_own && part.kind != PartKind::Opaque)
        mergeBack(out, part.extra);
    parts.push_back(std::move(out));
    return {};
}

void GeminiContents::addCall(model::Part &&part, base::Json &parts)
{
    m_calls.emplace_back(part.id, part.name);
    if (!m_own && !m_family.atLeast(3, 0))
        part.id.clear(); // older models know no ids, and Vertex AI refused them
    if (geminiArguments(part.arguments).is_null()) {
        m_receipt.changed(ChatField::Opaque, "a call's arguments, which are no JSON object, as {\"arguments\": text}");
        part.arguments = base::dump(base::Json{{"arguments", part.arguments}});
    }
    if (!m_own && m_family.gemini && m_family.atLeast(3, 0) && part.signature.empty() && !m_signed) {
        part.signature = kNoSignature;
        m_receipt.defaulted(ChatField::Signature, kNoSignature);
    }
    m_signed = m_signed || !part.signature.empty();
    base::Json out = geminiPart(part);
    if (m_own)
        mergeBack(out, part.extra);
    parts.push_back(std::move(out));
}

base::Result<> GeminiContents::addResult(model::Part &&part, base::Json &parts)
{
    if (part.name.empty()) {
        const auto call =
            std::ranges::find(m_calls.rbegin(), m_calls.rend(), part.id, &std::pair<std::string, std::string>::first);
        if (call == m_calls.rend())
            return bad("the tool result for the call " + part.id
                           + " answers no call in the messages before it; Gemini "
                             "needs the tool's name",
                       "messages");
        part.name = call->second;
    }
    base::Json result = base::Json::object();
    if (!part.id.empty() && !GeminiCallIds::madeUp(part.id) && (m_own || m_family.atLeast(3, 0)))
        result["id"] = part.id;
    result["name"] = part.name;
    std::string text;
    base::Json media = base::Json::array();
    for (model::Part &inner : part.content) {
        noteLosses(inner);
        if (inner.kind == PartKind::Text) {
            text.append(text.empty() ? "" : "\n").append(inner.text);
            continue;
        }
        if (auto done = addOther(std::move(inner), media); !done)
            return done;
    }
    if (!part.content.empty() || !m_own)
        result["response"] = responseOf(text, part.isError);
    const bool inside = m_own || m_family.atLeast(3, 0);
    if (inside && !media.empty())
        result["parts"] = std::move(media);
    base::Json out = {{"functionResponse", std::move(result)}};
    if (m_own)
        mergeBack(out, part.extra);
    parts.push_back(std::move(out));
    if (!inside) // older models take pictures only beside a result
        for (base::Json &one : media)
            parts.push_back(std::move(one));
    return {};
}

void GeminiContents::finish(base::Json &body)
{
    if (m_contents.empty() && !m_system.empty() && !m_own) { // a prompt of nothing but instructions
        m_receipt.changed(ChatField::SystemPlace, "contents[0]");
        m_contents.push_back({{"role", "user"}, {"parts", std::exchange(m_system, base::Json::array())}});
    }
    if (!m_system.empty())
        body["systemInstruction"] = {{"parts", std::move(m_system)}};
    body["contents"] = std::move(m_contents);
}

} // namespace dialect
