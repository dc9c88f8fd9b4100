#include "pricing/price_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.h"

namespace pricing {
namespace {

using base::Json;
using model::PicosPerUnit;
using Amount = std::optional<PicosPerUnit>;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kDaySeconds = 86'400;

/// The prices that a list gives, before the others follow from them.
struct Given {
    Amount input, cacheRead, cacheWrite5m, cacheWrite1h, output, inputAudio, cacheReadAudio, outputAudio, request,
        image, character, audioSecond, toolUse;
};

struct Field {
    std::string_view name;
    Amount Given::*given;
};
constexpr Field kFields[] = {
    {"input", &Given::input},
    {"cache_read", &Given::cacheRead},
    {"cache_write_5m", &Given::cacheWrite5m},
    {"cache_write_1h", &Given::cacheWrite1h},
    {"output", &Given::output},
    {"input_audio", &Given::inputAudio},
    {"cache_audio_read", &Given::cacheReadAudio},
    {"output_audio", &Given::outputAudio},
    {"request", &Given::request},
    {"image", &Given::image},
    {"character", &Given::character},
    {"audio_second", &Given::audioSecond},
    {"tool_use", &Given::toolUse},
};

UnitPrices settle(const Given &given)
{
    UnitPrices out;
    out.input = given.input.value_or(PicosPerUnit());
    out.cacheRead = given.cacheRead.value_or(out.input);
    out.cacheWrite5m = given.cacheWrite5m.value_or(out.input);
    out.cacheWrite1h = given.cacheWrite1h.value_or(out.cacheWrite5m);
    out.output = given.output.value_or(PicosPerUnit());
    out.inputAudio = given.inputAudio.value_or(out.input);
    out.cacheReadAudio = given.cacheReadAudio.value_or(given.cacheRead.value_or(out.inputAudio));
    out.outputAudio = given.outputAudio.value_or(out.output);
    out.request = given.request.value_or(PicosPerUnit());
    out.image = given.image;
    out.character = given.character;
    out.audioSecond = given.audioSecond;
    out.toolUse = given.toolUse;
    return out;
}

/// Only what says more than settle() would make of its absence.
Given unsettle(const UnitPrices &prices)
{
    const auto unless = [](PicosPerUnit price, PicosPerUnit implied) {
        return price == implied ? Amount() : Amount(price);
    };
    Given out;
    out.input = prices.input;
    out.cacheRead = unless(prices.cacheRead, prices.input);
    out.cacheWrite5m = unless(prices.cacheWrite5m, prices.input);
    out.cacheWrite1h = unless(prices.cacheWrite1h, prices.cacheWrite5m);
    out.output = prices.output;
    out.inputAudio = unless(prices.inputAudio, prices.input);
    out.cacheReadAudio = unless(prices.cacheReadAudio, out.cacheRead ? prices.cacheRead : prices.inputAudio);
    out.outputAudio = unless(prices.outputAudio, prices.output);
    out.request = unless(prices.request, {});
    out.image = prices.image;
    out.character = prices.character;
    out.audioSecond = prices.audioSecond;
    out.toolUse = prices.toolUse;
    return out;
}

auto wrong(const std::string &what, std::string_view field)
{
    return base::fail(base::ErrorCode::Unprocessable, std::string(field) + " " + what, std::string(field));
}

base::Result<PicosPerUnit> readAmount(const Json &value, std::string_view name)
{
    constexpr double kMost = 9e15;
    if (const auto whole = base::integerIn(value); whole && *whole >= 0 && static_cast<double>(*whole) <= kMost)
        return PicosPerUnit{*whole};
    const double number = value.is_number() ? value.get<double>() : -1;
    if (!(number >= 0) || number > kMost)
        return wrong("must be a number of pico-dollars from 0", name);
    const double whole = std::floor(number);
    const std::int64_t rest = std::llround((number - whole) * static_cast<double>(kMillion));
    return PicosPerUnit{static_cast<std::int64_t>(whole) + rest / kMillion, rest % kMillion};
}

Json amountJson(PicosPerUnit price)
{
    if (price.millionths == 0)
        return price.value;
    return static_cast<double>(price.value) + static_cast<double>(price.millionths) / static_cast<double>(kMillion);
}

const Field *fieldOf(std::string_view name)
{
    const auto *hit = std::ranges::find(kFields, name, &Field::name);
    return hit == std::end(kFields) ? nullptr : hit;
}

/// `12:30:00Z`, or without the seconds. -1 for anything else.
std::int64_t secondOfDay(std::string_view text)
{
    if (text.ends_with('Z'))
        text.remove_suffix(1);
    const std::vector<std::string> parts = base::split(text, ':');
    if (parts.size() < 2 || parts.size() > 3)
        return -1;
    constexpr std::int64_t kBounds[] = {24, 60, 60};
    std::int64_t out = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto number = i < parts.size() ? base::parseInteger(parts[i]) : std::optional<std::int64_t>(0);
        if (!number || *number < 0 || *number >= kBounds[i])
            return -1;
        out = out * 60 + *number;
    }
    return out;
}

base::Result<> readBetween(PriceSet &out, const Json &value)
{
    if (value.is_null())
        return {};
    const bool two = value.is_array() && value.size() == 2;
    const std::int64_t from = two ? secondOfDay(base::textOr(value[0])) : -1;
    const std::int64_t until = two ? secondOfDay(base::textOr(value[1])) : -1;
    if (from < 0 || until < 0)
        return wrong("must be two times of the day, UTC, such as [\"00:30:00Z\", \"16:30:00Z\"]", "between");
    out.fromSecond = from;
    out.untilSecond = until;
    return {};
}

base::Result<> readFrom(PriceSet &out, const Json &value)
{
    if (value.is_null())
        return {};
    const auto ms = value.is_string() ? base::parseRfc3339(value.get<std::string>()) : std::nullopt;
    if (!ms)
        return wrong("must be a time or date, such as 2026-09-01", "from");
    out.fromMs = *ms;
    return {};
}

base::Result<Given> readGiven(const Json &object, Given given, Others others)
{
    static constexpr std::array<std::string_view, 4> kNoPrices{"from", "between", "tiers", "above"};
    for (const auto &[name, value] : object.items()) {
        const Field *field = fieldOf(name);
        if (field == nullptr && (others == Others::PassedOver || std::ranges::find(kNoPrices, name) != kNoPrices.end()))
            continue;
        if (field == nullptr)
            return wrong("is no price we know", name);
        if (value.is_null()) {
            given.*field->given = std::nullopt;
            continue;
        }
        auto amount = readAmount(value, name);
        if (!amount)
            return base::fail(amount.error());
        given.*field->given = *amount;
    }
    return given;
}

base::Result<> readTiers(PriceSet &out, const Json &tiers, const Given &base)
{
    for (const Json &tier : tiers.is_null() ? Json::array() : tiers) {
        const auto above = base::integerIn(base::at(tier, "above"));
        if (!above || *above < 0 || (!out.tiers.empty() && *above <= out.tiers.back().above))
            return wrong("must rise by their `above`, a number of input tokens", "tiers");
        auto given = readGiven(tier, base, Others::Refused);
        if (!given)
            return base::fail(given.error());
        out.tiers.push_back({*above, settle(*given)});
    }
    return {};
}

std::string timeText(std::int64_t second)
{
    char text[16];
    const int size = std::snprintf(text, sizeof text, "%02d:%02d:%02dZ", static_cast<int>(second / 3600 % 24),
                                   static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return std::string(text, static_cast<std::size_t>(std::max(0, size)));
}

Json givenJson(const Given &given)
{
    Json out = Json::object();
    for (const Field &field : kFields)
        if (const Amount &amount = given.*field.given)
            out[std::string(field.name)] = amountJson(*amount);
    return out;
}

/// Only what differs from the prices below the tier; what they do not have is said as null.
Json tierJson(const PriceSet::Tier &tier, const Given &base)
{
    const Given given = unsettle(tier.prices);
    Json out = {{"above", tier.above}};
    for (const Field &field : kFields) {
        const Amount &amount = given.*field.given;
        if (amount != base.*field.given)
            out[std::string(field.name)] = amount ? amountJson(*amount) : Json(nullptr);
    }
    return out;
}

Json setJson(const PriceSet &set)
{
    Json out = Json::object();
    if (set.fromMs)
        out["from"] = *set.fromMs % (kDaySeconds * 1000) == 0 ? base::rfc3339(*set.fromMs).substr(0, 10)
                                                              : base::rfc3339(*set.fromMs);
    if (set.fromSecond && set.untilSecond)
        out["between"] = {timeText(*set.fromSecond), timeText(*set.untilSecond)};
    const Given given = unsettle(set.prices);
    const Json prices = givenJson(given);
    for (const auto &[name, value] : prices.items())
        out[name] = value;
    for (const PriceSet::Tier &tier : set.tiers)
        out["tiers"].push_back(tierJson(tier, given));
    return out;
}

} // namespace

base::Result<PriceSet> readPriceSet(const Json &set, Others others)
{
    if (!set.is_object())
        return wrong("must be objects", "prices");
    PriceSet out;
    auto given = readGiven(set, {}, others);
    if (!given)
        return base::fail(given.error());
    out.prices = settle(*given);
    if (auto read = readFrom(out, base::at(set, "from")); !read)
        return base::fail(read.error());
    if (auto read = readBetween(out, base::at(set, "between")); !read)
        return base::fail(read.error());
    if (auto read = readTiers(out, base::at(set, "tiers"), *given); !read)
        return base::fail(read.error());
    return out;
}

base::Result<ModelPrices> readPrices(const Json &sets)
{
    ModelPrices out;
    if (!sets.is_array())
        return wrong("must be a list", "prices");
    for (const Json &one : sets) {
        auto set = readPriceSet(one);
        if (!set)
            return base::fail(set.error());
        out.sets.push_back(std::move(*set));
    }
    return out;
}

Json unitPricesJson(const UnitPrices &prices)
{
    return givenJson(unsettle(prices));
}

Json pricesJson(const ModelPrices &prices)
{
    Json out = Json::array();
    for (const PriceSet &set : prices.sets)
        out.push_back(setJson(set));
    return out;
}

} // namespace pricing
