#include <utility>

#include "dialect/gemini/contents.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/schema.h"

namespace dialect {
namespace {

using ChatField = model::ChatField;
using Mode = model::ToolChoice::Mode;

base::Json declaration(model::ToolOffer &&tool, bool own, model::Receipt &receipt)
{
    base::Json out = {{"name", std::move(tool.name)}};
    if (!tool.description.empty())
        out["description"] = std::move(tool.description);
    if (!tool.parameters.is_null()) {
        if (!own)
            cleanSchema(tool.parameters, [&](std::string_view keyword) {
                receipt.droppedExtra("tools[].parameters." + std::string(keyword));
            });
        out["parametersJsonSchema"] = std::move(tool.parameters);
    }
    if (own) {
        mergeBack(out, tool.extra);
        return out;
    }
    dropGeminiExtra(tool.extra, "tools[].", receipt);
    if (tool.strict.value_or(false))
        receipt.dropped(ChatField::ToolStrict);
    if (!tool.cacheControl.is_null())
        receipt.dropped(ChatField::CacheControl);
    return out;
}

/// All functions are one tool, wherever they stood.
void writeTools(std::vector<model::ToolOffer> &&tools, bool own, base::Json &body, model::Receipt &receipt)
{
    base::Json declarations = base::Json::array();
    base::Json out = base::Json::array();
    for (model::ToolOffer &tool : tools) {
        if (!tool.hosted)
            declarations.push_back(declaration(std::move(tool), own, receipt));
        else if (own)
            out.push_back(std::move(tool.extra));
        else
            receipt.dropped(ChatField::HostedTool, tool.name);
    }
    if (!declarations.empty())
        out.push_back({{"functionDeclarations", std::move(declarations)}});
    if (!out.empty())
        body["tools"] = std::move(out);
}

void writeToolConfig(const model::ChatRequest &request, base::Json &body, model::Receipt &receipt)
{
    const model::ToolChoice &choice = request.toolChoice;
    const bool own = request.dialect == kGeminiId;
    base::Json out;
    if (own)
        mergeBack(out, choice.extra);
    else
        dropGeminiExtra(choice.extra, "tool_choice.", receipt);
    if (!own && choice.parallel && !*choice.parallel)
        receipt.dropped(ChatField::ParallelTools);
    const bool told = base::at(base::at(out, "functionCallingConfig"), "mode").is_string();
    if (choice.mode != Mode::Unset && !told) {
        base::Json &config = out["functionCallingConfig"];
        config["mode"] = choice.mode == Mode::Auto ? "AUTO" : choice.mode == Mode::None ? "NONE" : "ANY";
        if (!choice.names.empty())
            config["allowedFunctionNames"] = choice.names;
    }
    if (!out.is_null() && (own || body.contains("tools")))
        body["toolConfig"] = std::move(out);
}

/// What a request says that Gemini has no word for.
void noteLosses(const model::ChatRequest &request, model::Receipt &receipt)
{
    const auto lost = [&](bool said, ChatField field) {
        if (said)
            receipt.dropped(field);
    };
    lost(!request.logitBias.is_null(), ChatField::LogitBias);
    lost(!request.user.empty(), ChatField::User);
    lost(!request.serviceTier.empty() && request.serviceTier != "auto" && request.serviceTier != "default",
         ChatField::ServiceTier);
    lost(!request.cacheKey.empty(), ChatField::CacheKey);
    lost(!request.metadata.is_null(), ChatField::Metadata);
    lost(request.store.value_or(false), ChatField::Store);
    dropGeminiExtra(request.reasoning.extra, "reasoning.", receipt);
    dropGeminiExtra(request.format.extra, "response_format.", receipt);
    dropGeminiExtra(request.extra, "", receipt);
}

} // namespace

base::Result<std::string> writeGeminiRequest(model::ChatRequest &&request, const model::Quirks &,
                                             model::Receipt &receipt)
{
    const bool own = request.dialect == kGeminiId;
    base::Json body = base::Json::object();
    GeminiContents contents(request, receipt);
    for (model::ChatMessage &message : request.messages)
        if (auto added = contents.add(std::move(message)); !added)
            return base::fail(added.error());
    contents.finish(body);
    base::Json config = writeGenerationConfig(request, receipt);
    if (!config.is_null())
        body["generationConfig"] = std::move(config);
    writeTools(std::move(request.tools), own, body, receipt);
    writeToolConfig(request, body, receipt);
    if (own)
        mergeBack(body, request.extra);
    else
        noteLosses(request, receipt);
    return base::dump(body);
}

} // namespace dialect
