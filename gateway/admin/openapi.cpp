#include "admin/openapi.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "admin/error_codes.h"
#include "admin/operation.h"
#include "base/text.h"
#include "model/words.h"

namespace admin {
namespace {

using base::Json;

constexpr std::string_view kNobody = "none"; ///< Instead of a role.
/// The usual one of each status that errorsOf() tells.
constexpr std::string_view kShownCodes[] = {"invalid_request", "invalid_api_key", "forbidden",
                                            "not_found",       "conflict",        "unsupported_media_type",
                                            "invalid_field",   "too_many_tries",  "storage_error",
                                            "upstream_error",  "upstream_timeout"};

Json jsonContent(Json schema, Json example)
{
    Json media = {{"schema", std::move(schema)}};
    if (!example.is_null())
        media["example"] = std::move(example);
    return {{"application/json", std::move(media)}};
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

std::string_view roleFor(const Operation &operation)
{
    return operation.door == Door::Open ? kNobody : model::toWord(operation.needs.least);
}

std::string neededBy(const Operation &operation)
{
    if (operation.door == Door::Open)
        return "Needs no key.";
    return "Needs the role " + std::string(roleFor(operation)) + " or above.";
}

/// The rows of the list as they come one by one.
std::string eventsExample(const Json &list)
{
    std::string out;
    for (const Json &row : base::at(list, "data"))
        out += "id: " + base::textOr(base::at(row, "id")) + "\nevent: " + base::textOr(base::at(row, "event"))
               + "\ndata: " + base::dump(base::at(row, "data")) + "\n\n";
    return out;
}

Json successOf(const Operation &operation, const Examples &examples)
{
    Json out = {{"description", operation.answerSchema != nullptr ? "Done." : "Done; no body."}};
    if (operation.status == 302)
        return {{"description", "Sent on to `location`."}};
    if (operation.answerSchema == nullptr)
        return out;
    Json example = examples.answer(operation);
    Json schema = completed(operation.answerSchema(), example);
    if (operation.form == Form::Text)
        out["content"] = {{"text/plain", {{"schema", {{"type", "string"}}}, {"example", base::at(example, "text")}}}};
    else if (operation.form == Form::Events)
        out["content"] = {
            {"text/event-stream", {{"schema", {{"type", "string"}}}, {"example", eventsExample(example)}}}};
    else if (operation.form == Form::TextPieces)
        out["content"] = {{"text/csv", {{"schema", schema}, {"example", std::move(example)}}},
                          {"application/x-ndjson", {{"schema", schema}}}};
    else
        out["content"] = jsonContent(std::move(schema), std::move(example));
    if (operation.form == Form::ByFormat) {
        out["content"]["text/csv"] = {{"schema", {{"type", "string"}}}};
        out["content"]["application/pdf"] = {{"schema", {{"type", "string"}}}};
    }
    return out;
}

/// The statuses of its errors, lowest first.
std::vector<int> errorsOf(const Operation &operation)
{
    const bool open = operation.door == Door::Open;
    const bool writes = operation.method != Method::Get;
    const bool takesBody = operation.method == Method::Post || operation.method == Method::Put;
    const bool asksOthers =
        operation.place == Place::Network || (operation.ask != nullptr && operation.askAt == Place::Network);
    std::vector<int> out = {422, 500};
    const auto add = [&out](bool may, std::initializer_list<int> statuses) {
        if (may)
            out.insert(out.end(), statuses);
    };
    add(takesBody, {400, 415});
    add(!open, {401, 403});
    add(open, {401, 429});
    add(operation.path.find('{') != std::string_view::npos, {404});
    add(writes && !open, {409});
    add(asksOthers, {502, 504});
    std::ranges::sort(out);
    return out;
}

Json describe(const Operation &operation, const Examples &examples)
{
    Json out = {{"operationId", operation.id},        {"summary", operation.about},
                {"description", neededBy(operation)}, {"tags", {operation.id.substr(0, operation.id.find('.'))}},
                {"x-role", roleFor(operation)},       {"parameters", parametersOf(operation)}};
    if (operation.door == Door::Open)
        out["security"] = Json::array();
    if (operation.bodySchema != nullptr) {
        const Json schema = operation.bodySchema();
        out["requestBody"] = {{"required", operation.method == Method::Put || schema.contains("required")},
                              {"content", jsonContent(schema, examples.body(operation))}};
    }
    Json &responses = out["responses"] = {{std::to_string(operation.status), successOf(operation, examples)}};
    for (const int status : errorsOf(operation))
        responses[std::to_string(status)] = {{"$ref", "#/components/responses/" + std::to_string(status)}};
    return out;
}

/// What an error of each status looks like.
Json errorResponses()
{
    Json out = Json::object();
    for (const std::string_view code : kShownCodes) {
        const ErrorCodeRow *row = findErrorCode(code);
        if (row == nullptr)
            continue;
        const Json error = {{"code", row->code},
                            {"message", row->meaning},
                            {"param", nullptr},
                            {"request_id", "req_01a202c789417d999d9a42730c2abe60"}};
        out[std::to_string(row->status)] = {
            {"description", row->meaning},
            {"content", jsonContent({{"$ref", "#/components/schemas/Error"}}, {{"error", error}})}};
    }
    return out;
}

Json errorSchema()
{
    return {{"type", "object"},
            {"properties",
             {{"error",
               {{"type", "object"},
                {"properties",
                 {{"code", {{"type", "string"}, {"description", "For programs; `x-error-codes` lists them."}}},
                  {"message", {{"type", "string"}, {"description", "What was wrong, and how to mend it."}}},
                  {"param", {{"type", {"string", "null"}}, {"description", "The field that is wrong."}}},
                  {"request_id", {{"type", "string"}, {"description", "As in the header `x-request-id`."}}}}}}}}}};
}

Json codeList()
{
    Json out = Json::array();
    for (const ErrorCodeRow &row : errorCodes())
        out.push_back({{"code", row.code}, {"status", row.status}, {"meaning", row.meaning}});
    return out;
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

Json openApi(Json paths, const Examples &examples)
{
    for (const Operation &operation : operations())
        paths["/api/v1" + openApiPath(operation)][base::lowerAscii(toWord(operation.method))] =
            describe(operation, examples);
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Switchyard"}, {"version", SWITCHYARD_VERSION}}},
            {"security", Json::array({{{"key", Json::array()}}})},
            {"paths", std::move(paths)},
            {"components",
             {{"schemas", {{"Error", errorSchema()}}},
              {"responses", errorResponses()},
              {"securitySchemes", {{"key", {{"type", "http"}, {"scheme", "bearer"}}}}}}},
            {"x-error-codes", codeList()}};
}

} // namespace admin
