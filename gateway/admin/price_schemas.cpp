#include "admin/operation_schemas.h"
#include "model/usage.h"

namespace admin::schema {
namespace {

using base::Json;

Json property(Json type, const char *about)
{
    return {{"type", std::move(type)}, {"description", about}};
}

/// One set of prices. Unit: pico-US-dollars.
Json priceSet()
{
    Json out = {{"type", "object"}};
    Json &fields = out["properties"];
    for (const char *name : {"input", "cache_read", "cache_write_5m", "cache_write_1h", "output", "input_audio",
                             "cache_audio_read", "output_audio"})
        fields[name] = property("number", "Pico-US-dollars per token: 1000000 is one dollar per million.");
    for (const char *name : {"request", "image", "character", "audio_second", "tool_use"})
        fields[name] = property("number", "Pico-US-dollars each.");
    fields["from"] = property("string", "Holds from that time or date on.");
    fields["between"] = {{"type", "array"},
                         {"items", {{"type", "string"}}},
                         {"description", "Holds between these two times of every day, UTC."}};
    fields["tiers"] = {{"type", "array"},
                       {"items", {{"type", "object"}}},
                       {"description", "What all tokens cost instead, `above` so many input tokens."}};
    return out;
}

Json priceSets()
{
    return {{"type", "array"},
            {"items", priceSet()},
            {"description", "The last one that holds counts; the first when none does."}};
}

} // namespace

Json priceBody()
{
    Json out = priceSet();
    out["properties"]["prices"] = priceSets();
    out["properties"]["valid_from"] = property("string", "From when on it is the price; now when missing.");
    return out;
}

Json priceShown()
{
    return {{"type", "object"},
            {"properties",
             {{"provider", property("string", "As the list calls it, or the id of a configured one.")},
              {"model", property("string", "As the list calls it; of an own price, the name it is for.")},
              {"source", property("string", "list, imported or own.")},
              {"valid_from", property({"string", "null"}, "Since when; null for the list that came with the program.")},
              {"prices", priceSets()},
              {"history", {{"type", "array"}, {"items", {{"type", "object"}}}}}}}};
}

Json pricesListed()
{
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", priceShown()}}},
              {"next", {{"type", {"string", "null"}}}},
              {"list_date", property("string", "Of the list that came with the program.")},
              {"unit", property("string", "Of all amounts.")}}}};
}

Json priceDocument()
{
    return {
        {"type", {"object", "array"}},
        {"description", "A price list of pydantic/genai-prices, or LiteLLM's model_prices_and_context_window.json."}};
}

Json importAnswer()
{
    Json counts = Json::object();
    counts["new"] = property("integer", "Models the list did not have.");
    counts["changed"] = property("integer", "Models with other prices than now.");
    counts["same"] = property("integer", "Models that stay as they are.");
    counts["skipped"] = property("integer", "Entries without a price that can be told.");
    counts["format"] = property("string", "genai-prices or litellm.");
    counts["dry_run"] = property("boolean", "Whether nothing was changed.");
    counts["data"] = {
        {"type", "array"}, {"items", {{"type", "object"}}}, {"description", "Each that is not the same."}};
    return {{"type", "object"}, {"properties", std::move(counts)}};
}

Json quoteBody()
{
    Json usage = Json::object();
    for (const char *name : {"input_tokens", "cache_read_tokens", "cache_write_tokens", "cache_write_1h_tokens",
                             "output_tokens", "reasoning_tokens"})
        usage[name] = {{"type", "integer"}};
    for (const model::FurtherCount &further : model::kFurtherCounts)
        usage[std::string(further.name)] = {{"type", "integer"}, {"description", further.about}};
    const Json item = {{"type", "object"},
                       {"properties",
                        {{"provider", property("string", "A configured provider's id or name, or one of the list.")},
                         {"model", property("string", "As the provider calls it.")},
                         {"usage", {{"type", "object"}, {"properties", std::move(usage)}}}}},
                       {"required", {"provider", "model", "usage"}}};
    return {{"type", "object"},
            {"properties",
             {{"at", property("string", "At the prices of that time; now when missing.")},
              {"items", {{"type", "array"}, {"items", item}}}}},
            {"required", {"items"}}};
}

Json quoteAnswer()
{
    const Json item = {
        {"type", "object"},
        {"properties",
         {{"cost_nanos", property("integer", "Nano-dollars; not known when confidence is unpriced.")},
          {"currency", property("string", "Of cost_nanos.")},
          {"confidence", property("string", "measured, or unpriced.")},
          {"source", property({"string", "null"}, "list, imported or own; null when there is no price.")},
          {"listed_provider", property({"string", "null"}, "Whose price it is.")},
          {"listed_model", property({"string", "null"}, "Of which model it is.")},
          {"prices",
           {{"type", {"object", "null"}}, {"description", "Pico-US-dollars per unit, at that time and length."}}}}}};
    return {{"type", "object"},
            {"properties",
             {{"at", property("string", "The time whose prices were taken.")},
              {"items", {{"type", "array"}, {"items", item}, {"description", "In the order they were asked."}}}}}};
}

} // namespace admin::schema
