#include <utility>

#include "dialect/extras.h"
#include "dialect/media.h"
#include "dialect/openai/message_reader.h"

namespace dialect {
namespace {

using model::Part;
using model::PartKind;

Part textPart(Fields &piece)
{
    return {.kind = PartKind::Text, .text = piece.takeText("text"), .cacheControl = piece.takeObject("cache_control")};
}

Part refusalPart(Fields &piece)
{
    return {.kind = PartKind::Refusal, .text = piece.takeText("refusal")};
}

/// `image_url` and `video_url`: an object with a URL; some relatives take the bare URL.
Part urlPart(Fields &piece, PartKind kind, std::string_view name)
{
    Part out{.kind = kind, .cacheControl = piece.takeObject("cache_control")};
    if (piece.hasText(name)) {
        setUrl(out.media, piece.takeText(name));
        return out;
    }
    Fields inner(piece.takeObject(name));
    setUrl(out.media, inner.takeText("url"));
    out.media.detail = inner.takeText("detail");
    addExtras(out.extra, name, std::move(inner).rest());
    return out;
}

Part imagePart(Fields &piece)
{
    return urlPart(piece, PartKind::Image, "image_url");
}

Part videoPart(Fields &piece)
{
    return urlPart(piece, PartKind::Video, "video_url");
}

Part audioPart(Fields &piece)
{
    Fields inner(piece.takeObject("input_audio"));
    Part out{.kind = PartKind::Audio};
    out.media.mimeType = audioMimeType(inner.takeText("format"));
    out.media.data = inner.takeText("data");
    addExtras(out.extra, "input_audio", std::move(inner).rest());
    return out;
}

Part filePart(Fields &piece)
{
    Fields inner(piece.takeObject("file"));
    Part out{.kind = PartKind::Document, .cacheControl = piece.takeObject("cache_control")};
    out.media.name = inner.takeText("filename");
    out.media.fileId = inner.takeText("file_id");
    if (std::string data = inner.takeText("file_data"); data.starts_with("data:") || data.starts_with("http"))
        setUrl(out.media, std::move(data));
    else
        out.media.data = std::move(data);
    addExtras(out.extra, "file", std::move(inner).rest());
    return out;
}

/// Mistral's: `{"type":"thinking","thinking":[{"type":"text","text":"..."}],"closed":true}`
Part thinkingPart(Fields &piece)
{
    Part out{.kind = PartKind::Thinking, .name = "content", .signature = piece.takeText("signature")};
    out.text = piece.takeText("thinking");
    for (const base::Json &inner : base::Json(piece.takeArray("thinking")))
        out.text += base::textOr(base::at(inner, "text"));
    return out;
}

struct Row {
    std::string_view type;
    Part (*read)(Fields &piece);
};
constexpr Row kRows[] = {
    {"text", textPart},         {"refusal", refusalPart}, {"image_url", imagePart},   {"video_url", videoPart},
    {"input_audio", audioPart}, {"file", filePart},       {"thinking", thinkingPart},
};

/// An entry of OpenRouter's `reasoning_details`.
Part thoughtOf(base::Json &&detail)
{
    Fields fields(std::move(detail));
    const std::string type = fields.takeText("type");
    Part out{.kind = PartKind::Thinking, .name = "reasoning_details"};
    if (type == "reasoning.encrypted") {
        out.kind = PartKind::RedactedThinking;
        out.signature = fields.takeText("data");
    } else {
        out.text = fields.takeText(type == "reasoning.summary" ? "summary" : "text");
        out.signature = fields.takeText("signature");
    }
    out.extra = std::move(fields).rest();
    if (type == "reasoning.summary")
        addExtra(out.extra, "type", type);
    return out;
}

} // namespace

Part readOpenaiPart(base::Json &&piece)
{
    const std::string type = base::textOr(base::at(piece, "type"));
    for (const Row &row : kRows) {
        if (row.type != type)
            continue;
        Fields fields(std::move(piece));
        fields.take("type");
        Part out = row.read(fields);
        putBack(out.extra, std::move(fields).rest());
        return out;
    }
    return {.kind = PartKind::Opaque, .extra = std::move(piece)};
}

Part readOpenaiToolCall(base::Json &&json)
{
    if (!base::at(json, "function").is_object())
        return {.kind = PartKind::Opaque, .name = std::string(kToolCalls), .extra = std::move(json)};
    Fields call(std::move(json));
    call.take("type");
    Fields function(call.take("function"));
    Part out{.kind = PartKind::ToolCall, .id = call.takeText("id"), .name = function.takeText("name")};
    if (function.look("arguments").is_object()) // against the documents, yet some send it
        out.arguments = base::dump(function.take("arguments"));
    else
        out.arguments = function.takeText("arguments");
    // Google's OpenAI endpoint proves its thoughts here.
    const base::Json &google = base::at(call.look("extra_content"), "google");
    out.signature = base::textOr(base::at(google, "thought_signature"));
    if (!out.signature.empty())
        call.take("extra_content");
    addExtras(out.extra, "function", std::move(function).rest());
    putBack(out.extra, std::move(call).rest());
    return out;
}

std::vector<Part> takeOpenaiThoughts(Fields &message)
{
    std::vector<Part> out;
    std::string told;
    std::string names;
    base::Json details = message.takeArray("reasoning_details");
    for (base::Json &detail : details) {
        out.push_back(thoughtOf(std::move(detail)));
        told += out.back().text;
        names = "reasoning_details";
    }
    for (const char *name : {"reasoning_content", "reasoning"}) {
        std::string text = message.takeText(name);
        if (text.empty())
            continue;
        if (names.empty() || text != told) {
            out.push_back({.kind = PartKind::Thinking, .text = text, .name = name});
            told = std::move(text);
            names = name;
            continue;
        }
        for (Part &part : out) // the same words under a second name
            part.name.append(" ").append(name);
    }
    return out;
}

model::Citation readOpenaiCitation(const base::Json &annotation)
{
    const base::Json &inner = base::at(annotation, "url_citation");
    return {.url = base::textOr(base::at(inner, "url")),
            .title = base::textOr(base::at(inner, "title")),
            .citedText = base::textOr(base::at(inner, "content")),
            .from = base::integerIn(base::at(inner, "start_index")),
            .to = base::integerIn(base::at(inner, "end_index")),
            .extra = annotation};
}

} // namespace dialect
