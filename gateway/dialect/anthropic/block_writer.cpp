#include "dialect/anthropic/block_writer.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "dialect/anthropic/places.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatField;
using model::Part;
using model::PartKind;

/// OpenAI's encrypted reasoning (a Fernet token), which Anthropic would refuse as a signature.
constexpr std::string_view kFernet = "gAAAA";

bool isWeb(std::string_view url)
{
    return base::startsWithIgnoringCase(url, "http://") || base::startsWithIgnoringCase(url, "https://");
}

bool fits(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

/// Null when the dialect cannot take it.
Json sourceOf(model::Media &&media, bool isImage)
{
    if (!media.fileId.empty())
        return {{"type", "file"}, {"file_id", std::move(media.fileId)}};
    if (!media.url.empty())
        return {{"type", "url"}, {"url", std::move(media.url)}};
    if (!media.text.empty() || (!isImage && media.data.empty()))
        return {{"type", "text"}, {"media_type", "text/plain"}, {"data", std::move(media.text)}};
    return {{"type", "base64"}, {"media_type", std::move(media.mimeType)}, {"data", std::move(media.data)}};
}

/// Why a provider would refuse it; empty: it would not. Source: Anthropic's vision and PDF support pages.
std::string_view objectionTo(const model::Media &media, bool isImage)
{
    static constexpr std::string_view kImages[] = {"image/jpeg", "image/png", "image/gif", "image/webp"};
    if (!media.fileId.empty())
        return "a file kept by another provider";
    if (!media.url.empty())
        return isWeb(media.url) ? "" : "only http and https addresses are taken";
    if (!media.text.empty())
        return "";
    if (isImage)
        return std::ranges::find(kImages, media.mimeType) != std::end(kImages)
                   ? ""
                   : "only JPEG, PNG, GIF and WebP are taken";
    return media.mimeType == "application/pdf" ? "" : "only PDF and plain text are taken";
}

} // namespace

BlockWriter::BlockWriter(std::string_view dialect, model::Receipt &receipt)
    : m_own(dialect == kId), m_path(extraPaths(dialect).part), m_receipt(receipt)
{
}

void BlockWriter::finish(Json &block, Part &&part)
{
    if (!part.cacheControl.is_null())
        block["cache_control"] = std::move(part.cacheControl);
    if (!m_own && !part.signature.empty()) // Gemini's, on a text or a call
        m_receipt.dropped(ChatField::Signature);
    placeExtra(block, std::move(part.extra), m_own, m_path, m_receipt);
}

Json BlockWriter::write(Part &&part)
{
    switch (part.kind) {
    case PartKind::Refusal:
        m_receipt.changed(ChatField::Refusal, "text");
        [[fallthrough]];
    case PartKind::Text: {
        if (part.text.empty() && !m_own)
            return {}; // Anthropic refuses empty texts, and nothing is lost
        Json block = {{"type", "text"}, {"text", std::move(part.text)}};
        for (const model::Citation &citation : part.citations)
            if (Json json = m_own ? citation.extra : Json(); !json.is_null())
                block["citations"].push_back(std::move(json));
            else
                m_receipt.dropped(ChatField::Citations);
        finish(block, std::move(part));
        return block;
    }
    case PartKind::Image:
    case PartKind::Document:
        return media(std::move(part));
    case PartKind::Audio:
    case PartKind::Video:
        m_receipt.dropped(part.kind == PartKind::Audio ? ChatField::Audio : ChatField::Video, "Anthropic takes none");
        return {};
    case PartKind::Thinking:
    case PartKind::RedactedThinking:
        return thinking(std::move(part));
    case PartKind::ToolCall:
        return toolUse(std::move(part));
    case PartKind::ToolResult:
        return toolResult(std::move(part));
    case PartKind::Opaque:
        break;
    }
    if (m_own)
        return std::move(part.extra);
    m_receipt.dropped(ChatField::Opaque, base::textOr(base::at(part.extra, "type")));
    return {};
}

Json BlockWriter::media(Part &&part)
{
    const bool isImage = part.kind == PartKind::Image;
    if (const auto objection = m_own ? std::string_view() : objectionTo(part.media, isImage); !objection.empty()) {
        m_receipt.dropped(!part.media.fileId.empty() ? ChatField::FileId
                          : isImage                  ? ChatField::Image
                                                     : ChatField::Document,
                          objection);
        return {};
    }
    if (!part.media.detail.empty() && part.media.detail != "auto")
        m_receipt.dropped(ChatField::ImageDetail);
    Json block = {{"type", isImage ? "image" : "document"}};
    if (!isImage && !part.media.name.empty())
        block["title"] = std::move(part.media.name);
    block["source"] = sourceOf(std::move(part.media), isImage);
    finish(block, std::move(part));
    return block;
}

Json BlockWriter::thinking(Part &&part)
{
    if (part.signature.empty() || (!m_own && part.signature.starts_with(kFernet))) {
        m_receipt.dropped(ChatField::Thinking,
                          part.signature.empty() ? "it has no signature" : "signed by another provider");
        return {};
    }
    Json block;
    if (part.kind == PartKind::Thinking)
        block = {
            {"type", "thinking"}, {"thinking", std::move(part.text)}, {"signature", std::exchange(part.signature, {})}};
    else
        block = {{"type", "redacted_thinking"}, {"data", std::exchange(part.signature, {})}};
    finish(block, std::move(part));
    return block;
}

Json BlockWriter::toolUse(Part &&part)
{
    Json input = inputOf(part.arguments);
    if (input.contains(kRawArguments) && !m_own)
        m_receipt.changed(ChatField::Tools, "arguments that are no JSON object as {\"raw_arguments\": text}");
    Json block = {
        {"type", "tool_use"}, {"id", wireId(part.id)}, {"name", std::move(part.name)}, {"input", std::move(input)}};
    finish(block, std::move(part));
    return block;
}

Json BlockWriter::toolResult(Part &&part)
{
    Json block = {{"type", "tool_result"}, {"tool_use_id", wireId(part.id)}};
    Json content = Json::array();
    for (Part &inner : part.content)
        if (Json one = write(std::move(inner)); !one.is_null())
            content.push_back(std::move(one));
    if (part.bareContent && content.size() == 1 && content.front().size() == 2)
        block["content"] = std::move(content.front()["text"]);
    else if (part.bareContent && m_own && content.empty())
        block["content"] = "";
    else if (!content.empty())
        block["content"] = std::move(content);
    if (part.isError)
        block["is_error"] = true;
    finish(block, std::move(part));
    return block;
}

std::string wireId(const std::string &id)
{
    if (id.empty())
        return "call_0";
    if (std::ranges::all_of(id, fits))
        return id;
    std::uint64_t hash = 14695981039346656037u; // FNV-1a: two ids that differ only in what is replaced stay two
    std::string out;
    for (const char c : id) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
        out += fits(c) ? c : '_';
    }
    return out + "_" + std::to_string(hash % 1'000'000'007u);
}

Json citationJson(const model::Citation &citation, bool own)
{
    if (own)
        return citation.extra;
    if (citation.url.empty())
        return {};
    return {{"type", "web_search_result_location"},
            {"cited_text", citation.citedText},
            {"url", citation.url},
            {"title", citation.title.empty() ? Json() : Json(citation.title)},
            {"encrypted_index", ""}};
}

Json answerBlock(const Part &part, bool own)
{
    Json block;
    switch (part.kind) {
    case PartKind::Text:
    case PartKind::Refusal:
        block = {{"type", "text"}, {"text", part.text}};
        for (const model::Citation &citation : part.citations)
            if (Json json = citationJson(citation, own); !json.is_null())
                block["citations"].push_back(std::move(json));
        break;
    case PartKind::Thinking:
        block = {{"type", "thinking"},
                 {"thinking", part.text},
                 {"signature", part.signature.empty() ? kUnsigned : std::string_view(part.signature)}};
        break;
    case PartKind::RedactedThinking:
        block = {{"type", "redacted_thinking"}, {"data", part.signature}};
        break;
    case PartKind::ToolCall:
        block = {{"type", "tool_use"}, {"id", part.id}, {"name", part.name}, {"input", inputOf(part.arguments)}};
        break;
    case PartKind::Opaque:
        return own ? part.extra : Json();
    case PartKind::Image: // an answer of this dialect has no place for these
    case PartKind::Document:
    case PartKind::Audio:
    case PartKind::Video:
    case PartKind::ToolResult:
        return {};
    }
    if (own && part.extra.is_object())
        restore(block, Json(part.extra));
    return block;
}

} // namespace dialect::anthropic
