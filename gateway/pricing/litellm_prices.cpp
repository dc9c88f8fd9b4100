#include <map>

#include "base/text.h"
#include "pricing/price_import.h"
#include "pricing/price_json.h"

/// LiteLLM's model_prices_and_context_window.json: dollars per token, one object a model.
namespace pricing {
namespace {

using base::Json;

struct PriceName {
    std::string_view theirs;
    std::string_view ours;
};
constexpr PriceName kNames[] = {
    {"input_cost_per_token", "input"},
    {"cache_read_input_token_cost", "cache_read"},
    {"cache_creation_input_token_cost", "cache_write_5m"},
    {"cache_creation_input_token_cost_above_1hr", "cache_write_1h"},
    {"output_cost_per_token", "output"},
    {"input_cost_per_audio_token", "input_audio"},
    {"output_cost_per_audio_token", "output_audio"},
    {"input_cost_per_request", "request"},
    {"output_cost_per_image", "image"},
    {"input_cost_per_character", "character"},
    {"input_cost_per_second", "audio_second"},
};

struct ProviderName {
    std::string_view theirs;
    std::string_view ours;
};
constexpr ProviderName kProviders[] = {
    {"bedrock", "aws"},          {"bedrock_converse", "aws"},
    {"gemini", "google"},        {"azure_ai", "azure"},
    {"cohere_chat", "cohere"},   {"fireworks_ai", "fireworks"},
    {"together_ai", "together"}, {"xai", "x-ai"},
    {"moonshot", "moonshotai"},  {"zai", "zhipuai"},
    {"voyage", "voyageai"},
};

std::string providerOf(const std::string &theirs)
{
    if (theirs.starts_with("vertex_ai"))
        return "google";
    for (const ProviderName &name : kProviders)
        if (name.theirs == theirs)
            return std::string(name.ours);
    return theirs;
}

/// `groq/llama-3.3` is llama-3.3 at Groq.
std::string modelOf(const std::string &key, const std::string &theirs)
{
    const std::size_t slash = key.find('/');
    const bool prefixed =
        slash != std::string::npos && (key.substr(0, slash) == theirs || theirs.starts_with("vertex_ai"));
    return prefixed ? key.substr(slash + 1) : key;
}

/// The number in `_above_200k_tokens`, behind one of the names. Nothing for any other field.
std::optional<std::int64_t> tierOf(std::string_view field, std::string_view name)
{
    constexpr std::string_view kAbove = "_above_";
    constexpr std::string_view kTokens = "k_tokens";
    if (!field.starts_with(name) || !field.substr(name.size()).starts_with(kAbove) || !field.ends_with(kTokens))
        return std::nullopt;
    field.remove_prefix(name.size() + kAbove.size());
    field.remove_suffix(kTokens.size());
    const auto thousands = base::parseInteger(field);
    return thousands && *thousands > 0 ? std::optional(*thousands * 1000) : std::nullopt;
}

Json setOf(const Json &listed)
{
    Json out = Json::object();
    std::map<std::int64_t, Json> tiers;
    for (const auto &[field, value] : listed.items())
        for (const PriceName &name : kNames) {
            const Json amount = picosOf(value, 1);
            if (amount.is_null())
                continue;
            if (field == name.theirs)
                out[std::string(name.ours)] = amount;
            else if (const auto above = tierOf(field, name.theirs))
                tiers[*above][std::string(name.ours)] = amount;
        }
    const Json &search = base::at(base::at(listed, "search_context_cost_per_query"), "search_context_size_medium");
    if (const Json amount = picosOf(search, 1); !amount.is_null())
        out["tool_use"] = amount;
    for (auto &[above, prices] : tiers) {
        prices["above"] = above;
        out["tiers"].push_back(prices);
    }
    return out;
}

} // namespace

base::Result<PriceDocument> readLitellmPrices(const Json &models)
{
    PriceDocument out{.format = "litellm"};
    for (const auto &[key, listed] : models.items()) {
        const std::string theirs = base::textOr(base::at(listed, "litellm_provider"));
        const Json set = setOf(listed);
        auto prices = readPrices(Json::array({set}));
        if (theirs.empty() || key == "sample_spec" || set.empty() || !prices) {
            ++out.skipped;
            continue;
        }
        out.entries.push_back({.provider = providerOf(theirs),
                               .model = modelOf(key, theirs),
                               .source = Source::Imported,
                               .prices = std::move(*prices)});
    }
    return out;
}

} // namespace pricing
