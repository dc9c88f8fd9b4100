#include "server/reference.h"

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include "admin/error_codes.h"
#include "admin/openapi.h"
#include "server/client_paths.h"

namespace server {
namespace {

using base::at;
using base::Json;
using base::textOr;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kNoKey = "none";

/// The usual errors of a call of a model, one for each status; what reads has only the first of them.
constexpr std::string_view kCallErrors[] = {
    "invalid_api_key",        "model_not_allowed",   "model_not_found", "invalid_request",  "too_large",
    "unsupported_media_type", "rate_limit_exceeded", "upstream_error",  "gateway_stopping", "upstream_timeout"};
constexpr std::size_t kReadErrors = 3;

Json documentOf(std::string_view name)
{
    return base::parseJson(admin::readReference(name)).value_or(Json(nullptr));
}

Json orElse(const Json &value, Json fallback)
{
    return value.is_null() ? std::move(fallback) : value;
}

/// The schema of the example, with what is written down of its fields.
Json bodySchema(const Json &call)
{
    Json out = admin::schemaLike(at(call, "body"));
    for (const auto &[name, about] : at(call, "fields").items())
        out["properties"][name]["description"] = about;
    for (const Json &file : orElse(at(call, "files"), Json::array()))
        out["properties"][file.get<std::string>()]["format"] = "binary";
    out["required"] = orElse(at(call, "required"), Json::array());
    return out;
}

Json parametersOf(const Json &call)
{
    Json out = Json::array();
    for (const Json &one : orElse(at(call, "parameters"), Json::array()))
        out.push_back({{"name", at(one, "name")},
                       {"in", at(one, "in")},
                       {"required", textOr(at(one, "in")) == "path"},
                       {"description", at(one, "about")},
                       {"example", at(one, "example")},
                       {"schema", {{"type", "string"}}}});
    return out;
}

Json successOf(const Json &call)
{
    const Json &answer = at(call, "answer");
    Json content = Json::object();
    content[textOr(at(call, "answer_type"), kJson)] = {{"schema", admin::schemaLike(answer)}, {"example", answer}};
    std::string events;
    for (const Json &line : orElse(at(call, "events"), Json::array()))
        events += line.get<std::string>() + "\n";
    if (!events.empty())
        content["text/event-stream"] = {{"schema", {{"type", "string"}}}, {"example", events}};
    return {{"description", "The answer."}, {"content", std::move(content)}};
}

/// An error as the dialect of that path tells it; it goes into `components` and is referred to.
Json errorOf(const admin::ErrorCodeRow &row, const dialect::Dialect &dialect, Json &components)
{
    const std::string name = std::string(dialect.id) + "." + std::to_string(row.status);
    if (!components.contains(name)) {
        const dialect::ErrorView view{.status = row.status,
                                      .message = row.meaning,
                                      .code = row.code,
                                      .requestId = "req_01a202c789417d999d9a42730c2abe60"};
        Json example = base::parseJson(dialect.errorBody(view)).value_or(Json(nullptr));
        Json media = {{"schema", admin::schemaLike(example)}, {"example", std::move(example)}};
        components[name] = {{"description", row.meaning}, {"content", {{kJson, std::move(media)}}}};
    }
    return {{"$ref", "#/components/responses/" + name}};
}

Json describe(const Json &call, Json &components)
{
    const std::string key = textOr(at(call, "key"), "key");
    const std::string path = textOr(at(call, "path"));
    Json out = {{"operationId", at(call, "id")},
                {"summary", at(call, "summary")},
                {"description", at(call, "about")},
                {"tags", Json::array({at(call, "group")})},
                {"x-role", key == kNoKey ? "none" : "member"},
                {"x-also-at", orElse(at(call, "also"), Json::array())},
                {"parameters", parametersOf(call)}};
    out["security"] = key == kNoKey ? Json::array() : Json::array({Json{{key, Json::array()}}});
    if (call.contains("body")) {
        Json media = {{"schema", bodySchema(call)}, {"example", at(call, "body")}};
        out["requestBody"]["required"] = true;
        out["requestBody"]["content"][textOr(at(call, "body_type"), kJson)] = std::move(media);
    }
    out["responses"]["200"] = successOf(call);
    const std::size_t errors = key == kNoKey ? 0 : call.contains("body") ? std::size(kCallErrors) : kReadErrors;
    for (std::size_t i = 0; i < errors; ++i)
        if (const admin::ErrorCodeRow *row = admin::findErrorCode(kCallErrors[i]))
            out["responses"][std::to_string(row->status)] = errorOf(*row, errorDialect(path), components);
    return out;
}

Json headerKey(std::string_view name)
{
    return {{"type", "apiKey"}, {"in", "header"}, {"name", name}};
}

} // namespace

std::string referenceJson()
{
    Json paths = Json::object();
    Json errors = Json::object();
    const admin::Examples examples(documentOf("examples.json"));
    for (Json &call : orElse(documentOf("calls.json"), Json::array())) {
        call["answer"] = examples.filled(at(call, "answer"));
        paths[textOr(at(call, "path"))][textOr(at(call, "method"))] = describe(call, errors);
    }
    Json out = admin::openApi(std::move(paths), examples);
    Json &components = out["components"];
    components["responses"].update(errors);
    components["securitySchemes"]["anthropic"] = headerKey("x-api-key");
    components["securitySchemes"]["gemini"] = headerKey("x-goog-api-key");
    return base::dump(out);
}

} // namespace server
