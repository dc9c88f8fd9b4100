#include <utility>

#include "dialect/extras.h"
#include "dialect/media.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::ChatField;
using model::Part;
using model::PartKind;

base::Json imagePiece(Part &part)
{
    base::Json image = {{"url", urlOf(part.media)}};
    if (!part.media.detail.empty())
        image["detail"] = std::move(part.media.detail);
    return {{"type", "image_url"}, {"image_url", std::move(image)}};
}

base::Json filePiece(Part &part, const WriteTo &to)
{
    base::Json file = base::Json::object();
    if (!part.media.fileId.empty())
        file["file_id"] = std::move(part.media.fileId);
    if (!part.media.name.empty())
        file["filename"] = std::move(part.media.name);
    else if (!to.own)
        file["filename"] = "document.pdf"; // OpenAI refuses a file without a name
    if (const std::string data = urlOf(part.media); !data.empty())
        file["file_data"] = data;
    return {{"type", "file"}, {"file", std::move(file)}};
}

/// A plain text is as good as a file, and every model reads it.
base::Json plainTextPiece(Part &part, const WriteTo &to)
{
    to.receipt.changed(ChatField::Document, "text");
    std::string text = part.media.name.empty() ? std::string() : part.media.name + "\n\n";
    return {{"type", "text"}, {"text", text + part.media.text}};
}

/// Why a medium cannot be sent; Opaque when it can.
ChatField hindrance(const Part &part, const WriteTo &to)
{
    struct Row {
        PartKind kind;
        std::string_view name;
        ChatField field;
    };
    static constexpr Row kRows[] = {{PartKind::Image, "image_url", ChatField::Image},
                                    {PartKind::Document, "file", ChatField::Document},
                                    {PartKind::Audio, "input_audio", ChatField::Audio},
                                    {PartKind::Video, "video_url", ChatField::Video}};
    const bool withoutBytes = part.media.data.empty() && part.media.url.empty();
    for (const Row &row : kRows) {
        if (row.kind != part.kind)
            continue;
        if (to.refuses(row.name))
            return row.field;
        if (withoutBytes && !part.media.fileId.empty() && !(to.own && part.kind == PartKind::Document))
            return ChatField::FileId; // files that another provider keeps
        if (!to.own && withoutBytes)
            return row.field;
        if (!to.own && part.media.data.empty() && (part.kind == PartKind::Document || part.kind == PartKind::Audio))
            return row.field; // neither is taken by URL
    }
    return ChatField::Opaque;
}

base::Json mediaPiece(Part &part, const WriteTo &to)
{
    if (part.kind == PartKind::Document && !part.media.text.empty())
        return plainTextPiece(part, to);
    if (const ChatField field = hindrance(part, to); field != ChatField::Opaque) {
        to.receipt.dropped(field);
        return {};
    }
    switch (part.kind) {
    case PartKind::Image:
        return imagePiece(part);
    case PartKind::Document:
        return filePiece(part, to);
    case PartKind::Audio:
        return {{"type", "input_audio"},
                {"input_audio", {{"data", std::move(part.media.data)}, {"format", audioFormat(part.media.mimeType)}}}};
    default:
        return {{"type", "video_url"}, {"video_url", {{"url", urlOf(part.media)}}}};
    }
}

/// Mistral's typed thoughts.
base::Json thinkingPiece(Part &part)
{
    base::Json inner = base::Json::array();
    inner.push_back({{"type", "text"}, {"text", std::move(part.text)}});
    return {{"type", "thinking"}, {"thinking", std::move(inner)}};
}

base::Json piece(Part &part, const WriteTo &to)
{
    switch (part.kind) {
    case PartKind::Text:
        return {{"type", "text"}, {"text", std::move(part.text)}};
    case PartKind::Refusal:
        return {{"type", "refusal"}, {"refusal", std::move(part.text)}};
    case PartKind::Thinking:
        return thinkingPiece(part);
    case PartKind::Opaque:
        if (to.own)
            return std::move(part.extra);
        to.receipt.dropped(ChatField::Opaque, base::textOr(base::at(part.extra, "type")));
        return {};
    default:
        return mediaPiece(part, to);
    }
}

} // namespace

base::Json writeOpenaiPart(Part &&part, const WriteTo &to)
{
    base::Json out = piece(part, to);
    if (out.is_null())
        return out;
    if (!part.cacheControl.is_null()) {
        if (to.own || to.quirks.takesCacheControl)
            out["cache_control"] = std::move(part.cacheControl);
        else
            to.receipt.dropped(ChatField::CacheControl);
    }
    if (!part.citations.empty())
        to.receipt.dropped(ChatField::Citations);
    if (to.own)
        putBack(out, std::move(part.extra));
    else
        dropExtra(part.extra, "messages[].content[].", to.receipt);
    return out;
}

base::Json writeOpenaiToolCall(const Part &part)
{
    base::Json out = {
        {"id", part.id}, {"type", "function"}, {"function", {{"name", part.name}, {"arguments", part.arguments}}}};
    if (!part.signature.empty()) // as Google's own OpenAI endpoint has it
        out["extra_content"] = {{"google", {{"thought_signature", part.signature}}}};
    return out;
}

base::Json writeOpenaiCitation(const model::Citation &citation)
{
    base::Json inner = {{"url", citation.url},
                        {"title", citation.title},
                        {"start_index", citation.from.value_or(0)},
                        {"end_index", citation.to.value_or(0)}};
    return {{"type", "url_citation"}, {"url_citation", std::move(inner)}};
}

} // namespace dialect
