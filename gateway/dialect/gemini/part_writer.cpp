#include "dialect/gemini/parts.h"

namespace dialect {
namespace {

using model::PartKind;

base::Json mediaPart(const model::Media &media)
{
    if (!media.text.empty())
        return {{"text", media.text}};
    const bool inlined = !media.data.empty();
    base::Json data = base::Json::object();
    if (!media.mimeType.empty())
        data["mimeType"] = media.mimeType;
    if (!media.name.empty())
        data["displayName"] = media.name;
    data[inlined ? "data" : "fileUri"] = inlined ? media.data : !media.url.empty() ? media.url : media.fileId;
    return {{inlined ? "inlineData" : "fileData", std::move(data)}};
}

base::Json callPart(const model::Part &part)
{
    base::Json arguments = geminiArguments(part.arguments);
    if (arguments.is_null())
        return nullptr;
    base::Json call = base::Json::object();
    if (!part.id.empty() && !GeminiCallIds::madeUp(part.id))
        call["id"] = part.id;
    call["name"] = part.name;
    call["args"] = std::move(arguments);
    return {{"functionCall", std::move(call)}};
}

} // namespace

base::Json geminiArguments(std::string_view arguments)
{
    if (arguments.empty())
        return base::Json::object();
    auto json = base::parseJson(arguments);
    return json && json->is_object() ? std::move(*json) : base::Json();
}

base::Json geminiPart(const model::Part &part)
{
    base::Json out;
    switch (part.kind) {
    case PartKind::Text:
    case PartKind::Refusal:
        out = {{"text", part.text}};
        break;
    case PartKind::Thinking:
        out = {{"text", part.text}, {"thought", true}};
        break;
    case PartKind::RedactedThinking:
        out = {{"thought", true}};
        break;
    case PartKind::Image:
    case PartKind::Document:
    case PartKind::Audio:
    case PartKind::Video:
        out = mediaPart(part.media);
        break;
    case PartKind::ToolCall:
        out = callPart(part);
        break;
    case PartKind::Opaque:
        return isGeminiPart(part.extra) ? part.extra : base::Json();
    case PartKind::ToolResult:
        return nullptr;
    }
    if (!out.is_null() && !part.signature.empty())
        out["thoughtSignature"] = part.signature;
    return out;
}

} // namespace dialect
