#include "admin/operation_schemas.h"

#include "admin/call_owners.h"
#include "admin/settings_fields.h"
#include "admin/target_health.h"
#include "model/call_record.h"

namespace admin::schema {

using base::Json;
using model::CallRecord;
using model::Provider;
using model::ProviderKey;

Json requestsListed()
{
    Json out = listed<CallRecord>();
    CallOwners::describe(out["properties"]["data"]["items"]);
    out["properties"]["as_of"] = {{"type", "string"},
                                  {"description", "With `offset`, `sort` or `count`: what the answer is as of."}};
    out["properties"]["total"] = {{"type", "integer"}, {"description", "With `count`: how many calls match."}};
    out["properties"]["times"] = {
        {"type", {"object", "null"}},
        {"description", "With `times`: p50, p95 and p99 of duration_ms and first_token_ms; null of very many calls."}};
    return out;
}

Json bodiesShown()
{
    const Json body = {{"type", {"object", "null"}},
                       {"description", "Null when it is not kept."},
                       {"properties",
                        {{"state",
                          {{"type", "string"},
                           {"enum", {"kept", "withheld", "not_text"}},
                           {"description", "`withheld`: what should not be in it could not be taken out."}}},
                         {"text", {{"type", "string"}, {"description", "Empty unless it is kept."}}},
                         {"bytes", {{"type", "integer"}, {"description", "Of the whole, as it came."}}},
                         {"cut", {{"type", "boolean"}, {"description", "Whether it was longer than what is kept."}}}}}};
    return {{"type", "object"}, {"properties", {{"request", body}, {"answer", body}}}};
}

Json callShown()
{
    Json out = model::callDetailSchema();
    CallOwners::describe(out);
    out["properties"]["attempt_list"]["items"]["properties"]["key"] = {
        {"type", {"string", "null"}}, {"description", "Name of the provider's key, while it exists."}};
    return out;
}

Json keysListed()
{
    Json out = listed<ProviderKey>();
    out["properties"]["data"]["items"]["properties"]["health"] = keyHealthSchema();
    return out;
}

Json holdBody()
{
    return {{"type", "object"},
            {"properties",
             {{"seconds", {{"type", "integer"}, {"description", "For how long."}}},
              {"until", {{"type", "string"}, {"description", "Or until when, RFC 3339."}}}}}};
}

Json shownOnce()
{
    Json out = model::schemaOf<model::ClientKey>();
    out["properties"]["key"] = {{"type", "string"}, {"description", "The key. It is not shown again."}};
    out["properties"]["signing_key"] = {
        {"type", "string"},
        {"description", "The secret to sign requests with, where one was made. It is not shown again."}};
    return out;
}

Json rotateBody()
{
    return {{"type", "object"},
            {"properties",
             {{"grace_s",
               {{"type", "integer"},
                {"description", "Seconds for which the old key still works, at most 2592000; 0 when missing."}}}}}};
}

Json anyObject()
{
    return {{"type", "object"}};
}

Json tryBody()
{
    const Json fields = model::schemaOf<Provider>(model::Input::Create)["properties"];
    return {{"type", "object"},
            {"properties",
             {{"type", fields["type"]},
              {"base_url", fields["base_url"]},
              {"headers", fields["headers"]},
              {"outbound", fields["outbound"]},
              {"key",
               {{"type", "string"},
                {"description", "The key itself, which is used for this and not kept; or env:NAME, or file:PATH."}}},
              {"model", {{"type", "string"}, {"description", "A model that must be among those it lists."}}}}}};
}

Json rebindBody()
{
    return {{"type", "object"},
            {"properties",
             {{"port", {{"type", "integer"}, {"description", "1 to 65535; 0 takes any free one."}}},
              {"address",
               {{"type", "string"},
                {"description",
                 "127.0.0.1, ::1 or localhost: this computer only, on both. 0.0.0.0: every network it is "
                 "in. Another address of the machine: there, and on this computer. As it is when missing."}}},
              {"tls",
               {{"type", "boolean"},
                {"description",
                 "TLS 1.3. Beyond this computer, its own programs may go on with plain HTTP at 127.0.0.1."}}},
              {"plain_http",
               {{"type", "boolean"},
                {"description", "Insists on plain HTTP beyond this computer, where others can read it."}}}}},
            {"required", {"port"}}};
}

Json namesBody()
{
    return {{"type", "object"},
            {"properties",
             {{"names",
               {{"type", "array"},
                {"items", {{"type", "string"}}},
                {"description", "Host names and addresses it is for, besides this computer's own."}}}}}};
}

Json rebindAnswer()
{
    return {{"type", "object"}, {"properties", {{"listening", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}};
}

Json discoverBody()
{
    const Json names = {{"type", "array"}, {"items", {{"type", "string"}}}};
    return {{"type", "object"},
            {"properties",
             {{"add",
               {{"description", "Those to add to the provider's models: their names, or \"all\"."},
                {"oneOf", Json::array({{{"type", "string"}, {"enum", {"all"}}}, names})}}}}}};
}

Json scanAnswer()
{
    const Json text = {{"type", "string"}};
    const Json already = {{"type", {"string", "null"}}, {"description", "Id of the provider that has it."}};
    const Json found = {{"type", "object"},
                        {"properties",
                         {{"preset", text},
                          {"base_url", text},
                          {"reachable", {{"type", "boolean"}}},
                          {"needs_key", {{"type", "boolean"}}},
                          {"models", {{"type", "array"}, {"items", text}}},
                          {"already", already}}}};
    const Json variable = {{"type", "object"},
                           {"properties", {{"preset", text}, {"variable", text}, {"already", already}}}};
    return {
        {"type", "object"},
        {"properties",
         {{"data", {{"type", "array"}, {"items", found}}}, {"environment", {{"type", "array"}, {"items", variable}}}}}};
}

Json discoverAnswer()
{
    const Json row = {{"type", "object"},
                      {"properties", {{"model", {{"type", "string"}}}, {"known", {{"type", "boolean"}}}}}};
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", row}}},
              {"added", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}};
}

Json checkAnswer()
{
    const Json truth = {{"type", "boolean"}};
    const Json text = {{"type", "string"}};
    const Json step = {{"type", "object"},
                       {"properties",
                        {{"step", {{"type", "string"}, {"enum", {"address", "connect", "tls", "key", "models"}}}},
                         {"ok", truth},
                         {"detail", text}}}};
    return {{"type", "object"},
            {"properties",
             {{"ok", truth},
              {"steps", {{"type", "array"}, {"items", step}}},
              {"models", {{"type", "array"}, {"items", text}}},
              {"latency_ms", {{"type", {"number", "null"}}}}}}};
}

Json toggleBody()
{
    return {{"type", "object"},
            {"properties",
             {{"value", {{"type", "boolean"}, {"description", "What it is to be; without it the switch flips."}}},
              {"reason", {{"type", "string"}, {"description", "For the history; 500 bytes at most."}}}}}};
}

Json batchBody()
{
    return {{"type", "object"},
            {"properties",
             {{"ids", {{"type", "array"}, {"items", {{"type", "string"}}}}},
              {"set", {{"type", "object"}, {"description", "Fields to change on each."}}},
              {"delete", {{"type", "boolean"}, {"description", "Remove each instead."}}}}},
            {"required", {"ids"}}};
}

Json decisionsListed()
{
    Json out = listed<CallRecord>();
    out["properties"]["data"]["items"] = callShown();
    return out;
}

Json exportSchema()
{
    return {{"type", "string"}};
}
Json defaultsBody()
{
    Json out = settingsUpdated();
    Json &properties = out["properties"];
    properties = {{"default_model", properties["default_model"]},
                  {"strategy", properties["strategy"]},
                  {"affinity", properties["affinity"]},
                  {"hedging", properties["hedging"]},
                  {"hedge_after_ms", properties["hedge_after_ms"]},
                  {"hedge_percent", properties["hedge_percent"]},
                  {"if_version", properties["if_version"]}};
    return out;
}

Json orderBody()
{
    return {{"type", "object"},
            {"properties",
             {{"ids",
               {{"type", "array"},
                {"items", {{"type", "string"}}},
                {"description", "The ids of all rules, each once, first to last."}}}}},
            {"required", {"ids"}}};
}

} // namespace admin::schema
