#include <array>
#include <map>

#include "pricing/price_import.h"
#include "pricing/price_json.h"

/// The list of pydantic/genai-prices, read as resources/prices/make.py reads it.
namespace pricing {
namespace {

using base::Json;

constexpr double kMillionTokens = 1e6;
constexpr double kThousand = 1e3;
constexpr std::int64_t kWebSearch = 10'000'000'000; // a cent, as Anthropic publishes it

struct PriceName {
    std::string_view theirs;
    std::string_view ours;
    double per;
};
constexpr PriceName kNames[] = {
    {"input_mtok", "input", kMillionTokens},
    {"cache_read_mtok", "cache_read", kMillionTokens},
    {"cache_write_mtok", "cache_write_5m", kMillionTokens},
    {"cache_write_1h_mtok", "cache_write_1h", kMillionTokens},
    {"output_mtok", "output", kMillionTokens},
    {"input_audio_mtok", "input_audio", kMillionTokens},
    {"cache_audio_read_mtok", "cache_audio_read", kMillionTokens},
    {"output_audio_mtok", "output_audio", kMillionTokens},
    {"requests_kcount", "request", kThousand},
    {"web_searches_kcount", "tool_use", kThousand},
};

struct RuleName {
    std::string_view theirs;
    char sign;
};
constexpr RuleName kSigns[] = {
    {"equals", '='}, {"starts_with", '^'}, {"ends_with", '$'}, {"contains", '~'}, {"regex", '/'}};

void addRules(std::vector<std::string> &out, const Json &logic)
{
    for (const Json &one : base::at(logic, "or"))
        addRules(out, one);
    for (const RuleName &rule : kSigns)
        if (const Json &text = base::at(logic, rule.theirs); text.is_string())
            out.push_back(rule.sign + text.get<std::string>());
}

/// An hour in Anthropic's cache costs twice the input, whoever has the model.
void addHour(Json &prices, const Json &given, const Json &input)
{
    if (given.contains("cache_write_5m") && !prices.contains("cache_write_1h") && input.is_number())
        prices["cache_write_1h"] =
            input.is_number_integer() ? Json(2 * input.get<std::int64_t>()) : Json(2 * input.get<double>());
}

Json amountsOf(const Json &listed, bool claude, bool searches)
{
    Json out = Json::object();
    std::map<std::int64_t, Json> tiers;
    for (const PriceName &name : kNames) {
        const Json &value = base::at(listed, name.theirs);
        const Json &base = value.is_object() ? base::at(value, "base") : value;
        if (const Json amount = picosOf(base, name.per); !amount.is_null())
            out[std::string(name.ours)] = amount;
        for (const Json &tier : base::at(value, "tiers"))
            tiers[base::integerOr(base::at(tier, "start"))][std::string(name.ours)] =
                picosOf(base::at(tier, "price"), name.per);
    }
    if (claude)
        addHour(out, out, base::at(out, "input"));
    if (searches && !out.empty() && !out.contains("tool_use"))
        out["tool_use"] = kWebSearch;
    for (auto &[above, prices] : tiers) {
        if (claude)
            addHour(prices, out, base::at(prices, "input"));
        prices["above"] = above;
        out["tiers"].push_back(prices);
    }
    return out;
}

Json setOf(const Json &entry, bool claude, bool searches)
{
    Json out = amountsOf(base::at(entry, "prices"), claude, searches);
    const Json &constraint = base::at(entry, "constraint");
    if (const Json &date = base::at(constraint, "start_date"); date.is_string())
        out["from"] = date;
    if (const Json &start = base::at(constraint, "start_time"); start.is_string())
        out["between"] = {start, base::at(constraint, "end_time")};
    return out;
}

bool hasPrices(const Json &sets)
{
    for (const Json &set : sets)
        if (!set.empty())
            return true;
    return false;
}

base::Result<PriceEntry> entryOf(std::string_view provider, const Json &listed)
{
    PriceEntry out{
        .provider = std::string(provider), .model = base::textOr(base::at(listed, "id")), .source = Source::Imported};
    addRules(out.match, base::at(listed, "match"));
    const bool claude = base::dump(base::at(listed, "match")).find("claude") != std::string::npos
                        || out.model.find("claude") != std::string::npos;
    const bool searches = claude && provider == "anthropic";
    Json sets = Json::array();
    if (const Json &prices = base::at(listed, "prices"); prices.is_array())
        for (const Json &entry : prices)
            sets.push_back(setOf(entry, claude, searches));
    else
        sets.push_back(amountsOf(prices, claude, searches));
    if (!hasPrices(sets))
        sets = out.model.ends_with(":free") ? Json::array({Json{{"input", 0}, {"output", 0}}}) : Json::array();
    auto read = readPrices(sets);
    if (!read)
        return base::fail(read.error(), out.model);
    out.prices = std::move(*read);
    return out;
}

} // namespace

base::Result<PriceDocument> readGenaiPrices(const Json &providers)
{
    PriceDocument out{.format = "genai-prices"};
    for (const Json &provider : providers) {
        const std::string id = base::textOr(base::at(provider, "id"));
        if (id.empty())
            return base::fail(base::ErrorCode::Unprocessable, "a provider of the list has no id");
        for (const Json &model : base::at(provider, "models")) {
            auto entry = entryOf(id, model);
            if (entry && !entry->model.empty())
                out.entries.push_back(std::move(*entry));
            else
                ++out.skipped;
        }
    }
    return out;
}

} // namespace pricing
