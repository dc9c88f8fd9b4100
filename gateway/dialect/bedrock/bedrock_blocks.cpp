#include "dialect/bedrock/bedrock_blocks.h"

#include <algorithm>

#include "dialect/foreign_request.h"

namespace dialect {
namespace {

using base::Json;
using model::ChatField;
using model::Part;
using model::PartKind;

/// What Converse calls a media type; empty for one it does not take.
std::string_view formatOf(PartKind kind, std::string_view mimeType)
{
    struct Row {
        PartKind kind;
        std::string_view mimeType;
        std::string_view format;
    };
    constexpr Row kRows[] = {
        {PartKind::Image, "image/png", "png"},
        {PartKind::Image, "image/jpeg", "jpeg"},
        {PartKind::Image, "image/jpg", "jpeg"},
        {PartKind::Image, "image/gif", "gif"},
        {PartKind::Image, "image/webp", "webp"},
        {PartKind::Document, "application/pdf", "pdf"},
        {PartKind::Document, "text/csv", "csv"},
        {PartKind::Document, "text/html", "html"},
        {PartKind::Document, "text/plain", "txt"},
        {PartKind::Document, "text/markdown", "md"},
        {PartKind::Document, "application/msword", "doc"},
        {PartKind::Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
        {PartKind::Document, "application/vnd.ms-excel", "xls"},
        {PartKind::Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
        {PartKind::Video, "video/mp4", "mp4"},
        {PartKind::Video, "video/webm", "webm"},
        {PartKind::Video, "video/quicktime", "mov"},
        {PartKind::Video, "video/x-matroska", "mkv"},
        {PartKind::Audio, "audio/wav", "wav"},
        {PartKind::Audio, "audio/mpeg", "mp3"},
        {PartKind::Audio, "audio/mp3", "mp3"},
        {PartKind::Audio, "audio/flac", "flac"},
    };
    for (const Row &row : kRows)
        if (row.kind == kind && row.mimeType == mimeType)
            return row.format;
    return {};
}

const char *memberFor(PartKind kind)
{
    return kind == PartKind::Image ? "image" : kind == PartKind::Video ? "video" : "audio";
}

/// Letters, digits, single spaces, hyphens and brackets are all a document's name may hold.
std::string documentName(std::string_view name, int number)
{
    std::string out;
    for (const char c : name) {
        const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                          || c == '(' || c == ')' || c == '[' || c == ']';
        if (fine)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out.empty() || out == " " ? "document " + std::to_string(number) : out;
}

} // namespace

Json BedrockBlocks::cachePoint(const Json &cacheControl)
{
    Json point = {{"type", "default"}};
    if (const Json &ttl = base::at(cacheControl, "ttl"); ttl.is_string())
        point["ttl"] = ttl;
    return {{"cachePoint", std::move(point)}};
}

base::Result<> BedrockBlocks::append(Json &blocks, Part &part)
{
    if (part.kind == PartKind::ToolCall) {
        auto input = argumentsObject(part.arguments);
        if (!input)
            return base::fail(input.error());
        blocks.push_back({{"toolUse", {{"toolUseId", part.id}, {"name", part.name}, {"input", std::move(*input)}}}});
    } else {
        Json block = blockOf(part);
        if (block.is_null())
            return {};
        blocks.push_back(std::move(block));
    }
    const bool thinking = part.kind == PartKind::Thinking || part.kind == PartKind::RedactedThinking;
    dropBelongings(part, m_receipt, {.signature = thinking, .cacheControl = true});
    if (!part.cacheControl.is_null())
        blocks.push_back(cachePoint(part.cacheControl));
    return {};
}

Json BedrockBlocks::blockOf(Part &part)
{
    switch (part.kind) {
    case PartKind::Refusal:
        m_receipt.changed(ChatField::Refusal, "text");
        [[fallthrough]];
    case PartKind::Text: // blank ones are refused
        if (part.text.find_first_not_of(" \t\r\n") == std::string::npos)
            return nullptr;
        return {{"text", std::move(part.text)}};
    case PartKind::Image:
    case PartKind::Video:
    case PartKind::Audio:
        return mediaBlock(part);
    case PartKind::Document:
        return documentBlock(part);
    case PartKind::Thinking:
    case PartKind::RedactedThinking:
        return thinkingBlock(part);
    case PartKind::ToolResult:
        return resultBlock(part);
    default:
        return nullptr; // noted already
    }
}

Json BedrockBlocks::mediaBlock(const Part &part)
{
    const std::string_view format = formatOf(part.kind, part.media.mimeType);
    const bool bucket = part.media.url.starts_with("s3://");
    if (!part.media.detail.empty())
        m_receipt.dropped(ChatField::ImageDetail);
    if (format.empty() || (part.media.data.empty() && !bucket)) {
        m_receipt.dropped(fieldOf(part.kind), "only base64 data of a known format can be sent");
        return nullptr;
    }
    Json source = bucket ? Json{{"s3Location", {{"uri", part.media.url}}}} : Json{{"bytes", part.media.data}};
    return {{memberFor(part.kind), {{"format", format}, {"source", std::move(source)}}}};
}

Json BedrockBlocks::documentBlock(const Part &part)
{
    const bool plain = !part.media.text.empty();
    const std::string_view format = plain ? "txt" : formatOf(PartKind::Document, part.media.mimeType);
    if (format.empty() || (!plain && part.media.data.empty())) {
        m_receipt.dropped(ChatField::Document, "only text or base64 data of a known format can be sent");
        return nullptr;
    }
    Json source = plain ? Json{{"text", part.media.text}} : Json{{"bytes", part.media.data}};
    return {
        {"document",
         {{"format", format}, {"name", documentName(part.media.name, ++m_documents)}, {"source", std::move(source)}}}};
}

/// Unsigned thoughts come from another model: they would be refused.
Json BedrockBlocks::thinkingBlock(const Part &part)
{
    if (part.kind == PartKind::RedactedThinking)
        return {{"reasoningContent", {{"redactedContent", part.signature}}}};
    if (part.signature.empty()) {
        m_receipt.dropped(ChatField::Thinking, "it has no signature");
        return nullptr;
    }
    return {{"reasoningContent", {{"reasoningText", {{"text", part.text}, {"signature", part.signature}}}}}};
}

Json BedrockBlocks::resultBlock(Part &part)
{
    Json content = Json::array();
    for (Part &inner : part.content) {
        Json block = blockOf(inner);
        if (block.is_object() && (block.contains("reasoningContent") || block.contains("toolResult")))
            m_receipt.dropped(fieldOf(inner.kind));
        else if (!block.is_null())
            content.push_back(std::move(block));
    }
    if (content.empty())
        content.push_back({{"text", "(empty)"}}); // no content and blank content are both refused
    Json result = {{"toolUseId", part.id}, {"content", std::move(content)}};
    if (part.isError)
        result["status"] = "error";
    return {{"toolResult", std::move(result)}};
}

} // namespace dialect
