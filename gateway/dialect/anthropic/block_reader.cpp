#include "dialect/anthropic/block_reader.h"

#include <utility>

#include "dialect/anthropic/places.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::Part;
using model::PartKind;

bool readable(const Json &source)
{
    const std::string type = base::textOr(base::at(source, "type"));
    return type == "base64" || type == "url" || type == "file" || type == "text";
}

/// What else the source says goes to the part's extra, under its own name.
Json readSource(Json &&json, model::Media &media)
{
    Fields source(std::move(json));
    const std::string type = source.takeText("type");
    if (type == "base64") {
        media.mimeType = source.takeText("media_type");
        media.data = source.takeText("data");
    } else if (type == "text") {
        media.mimeType = source.takeText("media_type");
        media.text = source.takeText("data");
    } else if (type == "url") {
        media.url = source.takeText("url");
    } else {
        media.fileId = source.takeText("file_id");
    }
    return std::move(source).rest();
}

Part finish(Part &&part, Fields &fields)
{
    part.cacheControl = fields.takeObject("cache_control");
    part.extra = std::move(fields).rest();
    return std::move(part);
}

Part readText(Fields &&fields)
{
    Part out{.kind = PartKind::Text, .text = fields.takeText("text")};
    for (Json &citation : fields.takeArray("citations"))
        out.citations.push_back(readCitation(std::move(citation)));
    return finish(std::move(out), fields);
}

Part readMedia(PartKind kind, Fields &&fields)
{
    Part out{.kind = kind};
    Json rest = readSource(fields.takeObject("source"), out.media);
    if (kind == PartKind::Document)
        out.media.name = fields.takeText("title");
    out = finish(std::move(out), fields);
    addExtras(out.extra, "source", std::move(rest));
    return out;
}

Part readThinking(Fields &&fields)
{
    Part out{.kind = PartKind::Thinking, .text = fields.takeText("thinking")};
    out.signature = fields.takeText("signature");
    if (out.signature == kUnsigned)
        out.signature.clear();
    return finish(std::move(out), fields);
}

Part readToolUse(Fields &&fields)
{
    Part out{.kind = PartKind::ToolCall, .id = fields.takeText("id"), .name = fields.takeText("name")};
    const Json input = fields.take("input");
    if (!input.is_null())
        out.arguments = argumentsOf(input);
    return finish(std::move(out), fields);
}

Part readToolResult(Fields &&fields)
{
    Part out{.kind = PartKind::ToolResult, .id = fields.takeText("tool_use_id")};
    Json content = fields.take("content");
    out.bareContent = content.is_string();
    out.content = readContent(std::move(content));
    out.isError = fields.takeTruth("is_error").value_or(false);
    return finish(std::move(out), fields);
}

} // namespace

model::Citation readCitation(Json &&citation)
{
    const auto text = [&](const char *key) { return base::textOr(base::at(citation, key)); };
    model::Citation out{.url = text("url"), .title = text("title"), .citedText = text("cited_text")};
    if (out.url.empty())
        out.url = text("source"); // search_result_location
    if (out.title.empty())
        out.title = text("document_title");
    out.extra = std::move(citation);
    return out;
}

Part readBlock(Json &&block)
{
    const std::string type = base::textOr(base::at(block, "type"));
    const bool media = (type == "image" || type == "document") && readable(base::at(block, "source"));
    if (type != "text" && type != "thinking" && type != "redacted_thinking" && type != "tool_use"
        && type != "tool_result" && !media)
        return {.kind = PartKind::Opaque, .extra = std::move(block)};
    Fields fields(std::move(block));
    fields.take("type");
    if (type == "text")
        return readText(std::move(fields));
    if (type == "thinking")
        return readThinking(std::move(fields));
    if (type == "tool_use")
        return readToolUse(std::move(fields));
    if (type == "tool_result")
        return readToolResult(std::move(fields));
    if (media)
        return readMedia(type == "image" ? PartKind::Image : PartKind::Document, std::move(fields));
    Part out{.kind = PartKind::RedactedThinking, .signature = fields.takeText("data")};
    return finish(std::move(out), fields);
}

std::vector<Part> readContent(Json &&content)
{
    std::vector<Part> out;
    if (content.is_string())
        out.push_back({.kind = PartKind::Text, .text = movedText(std::move(content))});
    else if (content.is_array())
        for (Json &block : content)
            if (block.is_object())
                out.push_back(readBlock(std::move(block)));
    return out;
}

} // namespace dialect::anthropic
