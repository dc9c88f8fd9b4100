#include "admin/openapi.h"

#include "admin/operation.h"
#include "base/text.h"
#include "model/words.h"

namespace admin {
namespace {

using base::Json;

Json errorResponse(std::string_view about)
{
    return {{"description", about},
            {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Error"}}}}}}}};
}

Json jsonContent(Json schema)
{
    return {{"application/json", {{"schema", std::move(schema)}}}};
}

Json parametersOf(const Operation &operation)
{
    Json out = Json::array();
    const std::string path = openApiPath(operation);
    for (std::size_t from = path.find('{'); from != std::string::npos; from = path.find('{', from + 1)) {
        const auto name = path.substr(from + 1, path.find('}', from) - from - 1);
        out.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    for (const QueryParameter &parameter : operation.query)
        out.push_back({{"name", parameter.name},
                       {"in", "query"},
                       {"description", parameter.about},
                       {"schema", {{"type", "string"}}}});
    return out;
}

std::string neededBy(const Operation &operation)
{
    if (operation.door == Door::Open)
        return "Needs no key.";
    return "Needs the role " + std::string(model::toWord(operation.needs.least)) + " or above.";
}

Json describe(const Operation &operation)
{
    Json out = {{"operationId", operation.id},
                {"summary", operation.about},
                {"description", neededBy(operation)},
                {"tags", {operation.id.substr(0, operation.id.find('.'))}},
                {"parameters", parametersOf(operation)}};
    if (operation.door == Door::Open)
        out["security"] = Json::array();
    if (operation.bodySchema != nullptr)
        out["requestBody"] = {
            {"required", operation.method == Method::Put || operation.bodySchema().contains("required")},
            {"content", jsonContent(operation.bodySchema())}};
    Json success = {{"description", operation.answerSchema != nullptr ? "Done." : "Done; no body."}};
    if (operation.form == Form::TextPieces)
        success["content"] = {{"text/csv", {{"schema", operation.answerSchema()}}},
                              {"application/x-ndjson", {{"schema", operation.answerSchema()}}}};
    else if (operation.form == Form::ByFormat)
        success["content"] = {{"application/json", {{"schema", operation.answerSchema()}}},
                              {"text/csv", {{"schema", {{"type", "string"}}}}},
                              {"application/pdf", {{"schema", {{"type", "string"}}}}}};
    else if (operation.answerSchema != nullptr)
        success["content"] = jsonContent(operation.answerSchema());
    out["responses"] = {{std::to_string(operation.status), std::move(success)},
                        {"401", errorResponse("No valid key.")},
                        {"403", errorResponse("The key's role may not do this.")},
                        {"422", errorResponse("A field is wrong; `param` names it.")}};
    return out;
}

Json callPath(std::string_view summary, std::string_view operation)
{
    return {{"operationId", operation},
            {"summary", summary},
            {"tags", {"models"}},
            {"responses", {{"200", {{"description", "The answer."}}}, {"401", errorResponse("No valid key.")}}}};
}

} // namespace

std::string openApiPath(const Operation &operation)
{
    constexpr std::string_view kDots = "...";
    std::string out(operation.path);
    if (const auto at = out.find(kDots); at != std::string::npos)
        out.erase(at, kDots.size());
    return out;
}

std::string openApiJson()
{
    Json paths = Json::object();
    paths["/v1/chat/completions"]["post"] = callPath("OpenAI Chat Completions, stream and not", "chat.completions");
    paths["/v1/models"]["get"] = callPath("Models this key may use", "models.list");
    paths["/v1/models/{id}"]["get"] = callPath("One model", "models.get");
    for (const Operation &operation : operations())
        paths["/api/v1" + openApiPath(operation)][base::lowerAscii(toWord(operation.method))] = describe(operation);
    const Json error = {{"type", "object"},
                        {"properties",
                         {{"error",
                           {{"type", "object"},
                            {"properties",
                             {{"code", {{"type", "string"}}},
                              {"message", {{"type", "string"}}},
                              {"param", {{"type", {"string", "null"}}}},
                              {"request_id", {{"type", "string"}}}}}}}}}};
    return base::dump({{"openapi", "3.1.0"},
                       {"info", {{"title", "Switchyard"}, {"version", SWITCHYARD_VERSION}}},
                       {"security", Json::array({{{"key", Json::array()}}})},
                       {"paths", std::move(paths)},
                       {"components",
                        {{"schemas", {{"Error", error}}},
                         {"securitySchemes", {{"key", {{"type", "http"}, {"scheme", "bearer"}}}}}}}});
}

} // namespace admin
