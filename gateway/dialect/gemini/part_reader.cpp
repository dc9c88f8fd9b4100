#include <algorithm>
#include <utility>

#include "dialect/extras.h"
#include "dialect/gemini/parts.h"

namespace dialect {
namespace {

using model::PartKind;

constexpr std::string_view kFilesApi = "https://generativelanguage.googleapis.com/";

std::string takeText(base::Json &value)
{
    return value.is_string() ? std::move(value.get_ref<std::string &>()) : std::string();
}

bool isVideoSite(std::string_view url)
{
    return url.find("youtube.com/") != std::string_view::npos || url.find("youtu.be/") != std::string_view::npos;
}

void readBlob(base::Json &blob, base::Json &extra, model::Part &out)
{
    takeFields(blob, extra, [&](std::string_view name, base::Json &value) {
        if (name == "mimeType")
            out.media.mimeType = takeText(value);
        else if (name == "data")
            out.media.data = plainBase64(takeText(value));
        else if (name == "displayName")
            out.media.name = takeText(value);
        else
            return false;
        return true;
    });
    out.kind = kindOfMime(out.media.mimeType);
}

void readFile(base::Json &file, base::Json &extra, model::Part &out)
{
    std::string uri;
    takeFields(file, extra, [&](std::string_view name, base::Json &value) {
        if (name == "mimeType")
            out.media.mimeType = takeText(value);
        else if (name == "fileUri")
            uri = takeText(value);
        else if (name == "displayName")
            out.media.name = takeText(value);
        else
            return false;
        return true;
    });
    if (!out.media.mimeType.empty())
        out.kind = kindOfMime(out.media.mimeType);
    else
        out.kind = isVideoSite(uri) ? PartKind::Video : kindOfMime(mimeOfUrl(uri));
    const bool kept = uri.starts_with(kFilesApi) || uri.starts_with("files/");
    (kept ? out.media.fileId : out.media.url) = std::move(uri);
}

void readCall(base::Json &call, base::Json &extra, model::Part &out, GeminiCallIds &ids)
{
    out.kind = PartKind::ToolCall;
    out.arguments = "{}";
    takeFields(call, extra, [&](std::string_view name, base::Json &value) {
        if (name == "id")
            out.id = takeText(value);
        else if (name == "name")
            out.name = takeText(value);
        else if (name == "args")
            out.arguments = base::dump(value);
        else
            return false;
        return true;
    });
    out.id = ids.ofCall(out.name, std::move(out.id));
}

/// Whether a text would be read as the whole response when it is written again.
bool readsAsObject(const std::string &text)
{
    if (text.find('{') == std::string::npos)
        return false;
    const auto json = base::parseJson(text);
    return json && json->is_object();
}

/// `{"output": "..."}` and `{"error": ...}` are the API's own words for a result that is no object by nature; every
/// other response is the result itself.
void readResponse(base::Json &response, model::Part &out)
{
    model::Part text;
    const bool single = response.is_object() && response.size() == 1;
    base::Json &output = single && response.contains("output") ? response["output"] : response;
    base::Json &error = single && response.contains("error") ? response["error"] : response;
    if (&output != &response && output.is_string() && !readsAsObject(output.get_ref<const std::string &>())) {
        text.text = takeText(output);
    } else if (&error != &response && error.is_string() && !readsAsObject(error.get_ref<const std::string &>())) {
        text.text = takeText(error);
        out.isError = true;
    } else if (&error != &response && error.is_object()) {
        text.text = base::dump(error);
        out.isError = true;
    } else {
        text.text = base::dump(response);
    }
    out.content.insert(out.content.begin(), std::move(text));
}

void readResult(base::Json &result, base::Json &extra, model::Part &out, GeminiCallIds &ids)
{
    out.kind = PartKind::ToolResult;
    takeFields(result, extra, [&](std::string_view name, base::Json &value) {
        if (name == "id")
            out.id = takeText(value);
        else if (name == "name")
            out.name = takeText(value);
        else if (name == "response")
            readResponse(value, out);
        else if (name == "parts" && value.is_array())
            for (base::Json &part : value)
                out.content.push_back(readGeminiPart(std::move(part), ids));
        else
            return false;
        return true;
    });
    out.bareContent = out.content.size() == 1;
    if (out.id.empty())
        out.id = ids.ofResult(out.name);
}

/// What a part's object says besides its data.
struct Marks {
    bool thought = false;
    bool text = false;
    bool data = false;
};

bool readField(std::string_view name, base::Json &value, model::Part &out, Marks &marks, GeminiCallIds &ids)
{
    const auto nested = [&](auto read) {
        base::Json inner;
        read(inner);
        addExtras(out.extra, name, std::move(inner));
        marks.data = true;
    };
    if (name == "text" && value.is_string()) {
        out.text = takeText(value);
        marks.text = true;
    } else if (name == "thought" && value.is_boolean()) {
        marks.thought = value.get<bool>();
    } else if (name == "thoughtSignature" && value.is_string()) {
        out.signature = takeText(value);
    } else if (name == "inlineData" && value.is_object()) {
        nested([&](base::Json &inner) { readBlob(value, inner, out); });
    } else if (name == "fileData" && value.is_object()) {
        nested([&](base::Json &inner) { readFile(value, inner, out); });
    } else if (name == "functionCall" && value.is_object()) {
        nested([&](base::Json &inner) { readCall(value, inner, out, ids); });
    } else if (name == "functionResponse" && value.is_object()) {
        nested([&](base::Json &inner) { readResult(value, inner, out, ids); });
    } else {
        return false;
    }
    return true;
}

} // namespace

std::string plainBase64(std::string data)
{
    if (data.find_first_of("-_") == std::string::npos)
        return data;
    std::ranges::replace(data, '-', '+');
    std::ranges::replace(data, '_', '/');
    if (data.size() % 4 != 0)
        data.append(4 - data.size() % 4, '=');
    return data;
}

bool isGeminiPart(const base::Json &object)
{
    static constexpr std::string_view kOwn[] = {"executableCode", "codeExecutionResult", "toolCall", "toolResponse"};
    return std::ranges::any_of(kOwn, [&](std::string_view name) { return !base::at(object, name).is_null(); });
}

model::Part readGeminiPart(base::Json &&part, GeminiCallIds &ids)
{
    model::Part out;
    Marks marks;
    takeFields(part, out.extra,
               [&](std::string_view name, base::Json &value) { return readField(name, value, out, marks, ids); });
    if (marks.data) {
        if (marks.thought)
            out.extra["thought"] = true;
        return out;
    }
    if (!marks.text && isGeminiPart(out.extra)) {
        out.kind = PartKind::Opaque;
        if (marks.thought)
            out.extra["thought"] = true;
        if (!out.signature.empty())
            out.extra["thoughtSignature"] = std::exchange(out.signature, {});
        return out;
    }
    if (marks.thought) // a thought without words is nothing but its signature
        out.kind = marks.text || out.signature.empty() ? PartKind::Thinking : PartKind::RedactedThinking;
    else if (!marks.text && out.signature.empty() && !out.extra.is_null())
        out.kind = PartKind::Opaque;
    return out;
}

} // namespace dialect
