#include <string>
#include <utility>

#include "dialect/extras.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/schema.h"
#include "dialect/gemini/thinking.h"

namespace dialect {
namespace {

using ChatField = model::ChatField;
using Kind = model::OutputFormat::Kind;

constexpr std::string_view kJsonMime = "application/json";
constexpr std::size_t kMostStops = 5;

/// Sampling parameters that are JSON values in the middle form, too.
struct PlainParameter {
    std::string_view name;
    base::Json model::ChatRequest::*value;
};
constexpr PlainParameter kPlain[] = {
    {"temperature", &model::ChatRequest::temperature},
    {"topP", &model::ChatRequest::topP},
    {"topK", &model::ChatRequest::topK},
    {"seed", &model::ChatRequest::seed},
    {"presencePenalty", &model::ChatRequest::presencePenalty},
    {"frequencyPenalty", &model::ChatRequest::frequencyPenalty},
};

bool takePlain(std::string_view name, base::Json &value, model::ChatRequest &out)
{
    for (const PlainParameter &parameter : kPlain)
        if (parameter.name == name) {
            out.*parameter.value = std::move(value);
            return true;
        }
    return false;
}

bool takeCount(std::string_view name, const base::Json &value, model::ChatRequest &out)
{
    const auto count = base::integerIn(value);
    if (!count)
        return false;
    if (name == "maxOutputTokens")
        out.maxTokens = count;
    else if (name == "candidateCount")
        out.choices = count;
    else if (name == "logprobs")
        out.topLogprobs = count;
    else
        return false;
    return true;
}

bool isTexts(const base::Json &value)
{
    if (!value.is_array())
        return false;
    for (const base::Json &one : value)
        if (!one.is_string())
            return false;
    return true;
}

bool takeFormat(std::string_view name, base::Json &value, model::OutputFormat &out)
{
    if (name == "responseMimeType" && (value == "text/plain" || value == kJsonMime)) {
        if (out.kind != Kind::JsonSchema)
            out.kind = value == kJsonMime ? Kind::JsonObject : Kind::Text;
    } else if ((name == "responseSchema" || name == "responseJsonSchema" || name == "_responseJsonSchema")
               && value.is_object() && out.schema.is_null()) {
        if (name == "responseSchema")
            toJsonSchema(value);
        out.kind = Kind::JsonSchema;
        out.schema = std::move(value);
    } else {
        return false;
    }
    return true;
}

/// What every answer is anyway, and some SDKs say each time.
bool meansNothing(std::string_view name, const base::Json &value)
{
    return name == "responseModalities" && value.is_array() && value.size() == 1 && value[0] == "TEXT";
}

bool takeParameter(std::string_view name, base::Json &value, model::ChatRequest &out)
{
    if (takePlain(name, value, out) || takeCount(name, value, out) || takeFormat(name, value, out.format)
        || meansNothing(name, value))
        return true;
    if (name == "stopSequences" && isTexts(value))
        out.stop = value.get<std::vector<std::string>>();
    else if (name == "responseLogprobs" && value.is_boolean())
        out.logprobs = value.get<bool>();
    else if (name == "thinkingConfig" && value.is_object())
        out.reasoning = readThinkingConfig(value);
    else
        return false;
    return true;
}

void writeFormat(const model::ChatRequest &request, base::Json &out, model::Receipt &receipt)
{
    const model::OutputFormat &format = request.format;
    if (format.kind == Kind::Unset)
        return;
    if (format.kind == Kind::Text) {
        out["responseMimeType"] = "text/plain";
        return;
    }
    const bool own = request.dialect == kGeminiId;
    if (!own && !request.tools.empty() && !geminiFamily(request.model).atLeast(3, 0)) {
        receipt.dropped(ChatField::Format, "this model takes no tools beside it");
        return;
    }
    out["responseMimeType"] = kJsonMime;
    if (format.kind != Kind::JsonSchema)
        return;
    base::Json schema = format.schema;
    if (!own)
        cleanSchema(schema, [&](std::string_view keyword) { receipt.droppedExtra("schema." + std::string(keyword)); });
    if (!own && !format.description.empty() && schema.is_object() && !schema.contains("description"))
        schema["description"] = format.description;
    out["responseJsonSchema"] = std::move(schema);
}

void writeStops(const model::ChatRequest &request, base::Json &out, model::Receipt &receipt)
{
    if (request.stop.empty())
        return;
    const bool tooMany = request.dialect != kGeminiId && request.stop.size() > kMostStops;
    out["stopSequences"] =
        tooMany ? std::vector(request.stop.begin(), request.stop.begin() + kMostStops) : request.stop;
    if (tooMany)
        receipt.changed(ChatField::Stop, "the first five");
}

} // namespace

void readGenerationConfig(base::Json &config, model::ChatRequest &out)
{
    base::Json extra;
    takeFields(config, extra,
               [&](std::string_view name, base::Json &value) { return takeParameter(name, value, out); });
    addExtras(out.extra, "generationConfig", std::move(extra));
}

base::Json writeGenerationConfig(const model::ChatRequest &request, model::Receipt &receipt)
{
    base::Json out;
    for (const PlainParameter &parameter : kPlain)
        if (const base::Json &value = request.*parameter.value; !value.is_null())
            out[std::string(parameter.name)] = value;
    const auto set = [&](const char *name, const auto &value) {
        if (value)
            out[name] = *value;
    };
    set("maxOutputTokens", request.maxTokens);
    set("candidateCount", request.choices);
    set("responseLogprobs", request.logprobs);
    set("logprobs", request.topLogprobs);
    writeStops(request, out, receipt);
    writeFormat(request, out, receipt);
    const bool own = request.dialect == kGeminiId;
    base::Json thinking =
        own ? ownThinkingConfig(request.reasoning) : thinkingConfigFor(request.reasoning, request.model, receipt);
    if (!thinking.is_null())
        out["thinkingConfig"] = std::move(thinking);
    return out;
}

} // namespace dialect
