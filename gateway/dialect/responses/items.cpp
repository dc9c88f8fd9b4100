#include "dialect/responses/items.h"

#include <utility>

#include "dialect/extras.h"
#include "dialect/media.h"

namespace dialect {
namespace {

using model::Part;
using model::PartKind;

/// The items of a list, for moving out of; none of anything else.
std::vector<base::Json> itemsOf(base::Json &&list)
{
    std::vector<base::Json> out;
    if (list.is_array())
        for (base::Json &item : list)
            out.push_back(std::move(item));
    return out;
}

void readAnnotations(Fields &fields, Part &out)
{
    const base::Json list = fields.takeArray("annotations");
    for (const base::Json &annotation : list)
        out.citations.push_back(readAnnotation(annotation));
}

void addLogprobs(Fields &fields, base::Json *all)
{
    if (all == nullptr || fields.look("logprobs").empty())
        return;
    base::Json more = fields.takeArray("logprobs");
    base::Json &list = (*all)["content"];
    for (base::Json &token : more)
        list.push_back(std::move(token));
}

Part readText(Fields &&fields, base::Json *logprobs)
{
    Part out{.kind = PartKind::Text, .text = fields.takeText("text")};
    readAnnotations(fields, out);
    addLogprobs(fields, logprobs);
    if (fields.look("logprobs").empty())
        fields.take("logprobs");
    out.extra = std::move(fields).rest();
    return out;
}

Part readImage(Fields &&fields)
{
    Part out{.kind = PartKind::Image};
    setUrl(out.media, fields.takeText("image_url"));
    out.media.fileId = fields.takeText("file_id");
    out.media.detail = fields.takeText("detail");
    out.extra = std::move(fields).rest();
    return out;
}

Part readFile(Fields &&fields)
{
    Part out{.kind = PartKind::Document};
    out.media.fileId = fields.takeText("file_id");
    out.media.name = fields.takeText("filename");
    if (fields.hasText("file_data")) {
        setUrl(out.media, fields.takeText("file_data"));
        if (out.media.data.empty())
            out.media.data = std::move(out.media.url); // base64 alone, without `data:`
        out.media.url.clear();
    } else {
        out.media.url = fields.takeText("file_url");
    }
    out.extra = std::move(fields).rest();
    return out;
}

Part readAudio(Fields &&fields)
{
    Part out{.kind = PartKind::Audio};
    Fields audio(fields.takeObject("input_audio"));
    out.media.data = audio.takeText("data");
    out.media.mimeType = audioMimeType(audio.takeText("format"));
    out.extra = std::move(fields).rest();
    return out;
}

/// Being whole is what everybody expects of an item.
void dropStatus(Fields &fields)
{
    if (fields.look("status") == "completed")
        fields.take("status");
}

void addAll(base::Json &extra, base::Json &&more)
{
    if (more.is_object())
        for (auto &[name, value] : more.items())
            addExtra(extra, name, std::move(value));
}

std::vector<Part> readMessage(Fields &&fields, base::Json *logprobs)
{
    const std::string id = fields.takeText("id");
    fields.take("role");
    dropStatus(fields);
    std::vector<Part> out = readContent(fields.take("content"), logprobs);
    for (Part &part : out)
        part.itemId = id;
    if (!out.empty())
        addAll(out.front().extra, std::move(fields).rest());
    return out;
}

std::vector<Part> readReasoning(Fields &&fields)
{
    const std::string id = fields.takeText("id");
    dropStatus(fields);
    std::vector<Part> out;
    const auto add = [&](base::Json &&list, bool verbatim) {
        for (base::Json &piece : itemsOf(std::move(list))) {
            Fields one(std::move(piece));
            one.take("type");
            out.push_back({.kind = PartKind::Thinking, .text = one.takeText("text"), .itemId = id});
            out.back().verbatim = verbatim;
        }
    };
    add(fields.takeArray("summary"), false);
    add(fields.takeArray("content"), true);
    if (out.empty())
        out.push_back({.kind = PartKind::Thinking, .itemId = id});
    out.back().signature = fields.takeText("encrypted_content");
    out.front().extra = std::move(fields).rest();
    return out;
}

Part readCall(Fields &&fields)
{
    Part out{.kind = PartKind::ToolCall};
    out.id = fields.takeText("call_id");
    out.itemId = fields.takeText("id");
    out.name = fields.takeText("name");
    out.arguments = fields.takeText("arguments");
    dropStatus(fields);
    out.extra = std::move(fields).rest();
    return out;
}

} // namespace

model::Citation readAnnotation(const base::Json &annotation)
{
    return {.url = base::textOr(base::at(annotation, "url")),
            .title = base::textOr(base::at(annotation, "title"), base::textOr(base::at(annotation, "filename"))),
            .from = base::integerIn(base::at(annotation, "start_index")),
            .to = base::integerIn(base::at(annotation, "end_index")),
            .extra = annotation};
}

model::Part readContentPart(base::Json &&part, base::Json *logprobs)
{
    const std::string type = base::textOr(base::at(part, "type"));
    const bool text = type == "input_text" || type == "output_text" || type == "text";
    if (!text && type != "refusal" && type != "input_image" && type != "input_file" && type != "input_audio")
        return {.kind = PartKind::Opaque, .extra = std::move(part)};
    Fields fields(std::move(part));
    fields.take("type");
    if (text)
        return readText(std::move(fields), logprobs);
    if (type == "input_image")
        return readImage(std::move(fields));
    if (type == "input_file")
        return readFile(std::move(fields));
    if (type == "input_audio")
        return readAudio(std::move(fields));
    Part out{.kind = PartKind::Refusal, .text = fields.takeText("refusal")};
    out.extra = std::move(fields).rest();
    return out;
}

std::vector<model::Part> readContent(base::Json &&content, base::Json *logprobs)
{
    std::vector<Part> out;
    if (content.is_string())
        out.push_back({.kind = PartKind::Text, .text = movedText(std::move(content))});
    for (base::Json &part : itemsOf(std::move(content)))
        out.push_back(readContentPart(std::move(part), logprobs));
    return out;
}

std::vector<model::Part> readModelItem(base::Json &&item, base::Json *logprobs)
{
    const std::string type = base::textOr(base::at(item, "type"), "message");
    std::vector<Part> out;
    if (type != "message" && type != "reasoning" && type != "function_call") {
        const std::string id = base::textOr(base::at(item, "id"));
        out.push_back({.kind = PartKind::Opaque, .itemId = id, .extra = std::move(item)});
        return out;
    }
    Fields fields(std::move(item));
    fields.take("type");
    if (type == "message")
        return readMessage(std::move(fields), logprobs);
    if (type == "reasoning")
        return readReasoning(std::move(fields));
    out.push_back(readCall(std::move(fields)));
    return out;
}

bool sameItem(const model::Part &before, const model::Part &next)
{
    const auto spoken = [](const Part &part) { return part.kind == PartKind::Text || part.kind == PartKind::Refusal; };
    if (before.itemId != next.itemId || !next.extra.is_null())
        return false;
    if (before.kind == PartKind::Thinking && next.kind == PartKind::Thinking)
        return before.signature.empty();
    return spoken(before) && spoken(next);
}

bool saysNothing(const model::Part &part)
{
    return part.kind == PartKind::Thinking && part.text.empty() && part.signature.empty();
}

} // namespace dialect
