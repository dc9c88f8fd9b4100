#include "admin/cost_fields.h"

#include "admin/budget_progress.h"
#include "admin/credit_statement.h"
#include "admin/own_limits.h"
#include "model/words.h"

namespace admin {
namespace {

using base::Json;
using storage::CostSums;
using storage::UsageSums;

template <std::int64_t UsageSums::*Member>
Json sum(const CostSums &sums)
{
    return sums.usage.*Member;
}

Json average(std::int64_t us, std::int64_t calls)
{
    return calls == 0 ? Json(nullptr) : Json(static_cast<double>(us) / static_cast<double>(calls) / 1000.0);
}

/// The weakest of what is in the sum.
Json confidence(const CostSums &sums)
{
    using enum model::Confidence;
    return model::toWord(sums.usage.unpricedCalls > 0    ? Unpriced
                         : sums.usage.estimatedCalls > 0 ? Estimated
                                                         : Measured);
}

/// Of the calls that ended well or in an error.
Json success(const CostSums &sums)
{
    const std::int64_t all = sums.okCalls + sums.usage.errors;
    return all == 0 ? Json(nullptr) : Json(static_cast<double>(sums.okCalls) / static_cast<double>(all));
}

// A new figure is one line here. clang-format would make each line five.
// clang-format off
constexpr CostFigure kFigures[] = {
    {"calls", "integer", true, true, "Calls that began in that time, at their last attempt.", sum<&UsageSums::calls>},
    {"errors", "integer", true, false, "Calls that failed, broke or were interrupted.", sum<&UsageSums::errors>},
    {"attempts", "integer", true, false, "Requests to providers.", sum<&UsageSums::attempts>},
    {"failed_attempts", "integer", true, false, "Those of them that failed.", sum<&UsageSums::failedAttempts>},
    {"success", "number?", true, false, "Share of calls answered whole, 0 to 1; cancelled and refused ones aside.", success},
    {"input_tokens", "integer", true, true, "Cached ones inside.", sum<&UsageSums::inputTokens>},
    {"cache_read_tokens", "integer", true, true, "Read from the provider's cache.", sum<&UsageSums::cacheReadTokens>},
    {"cache_write_tokens", "integer", true, true, "Written to the provider's cache.", sum<&UsageSums::cacheWriteTokens>},
    {"output_tokens", "integer", true, true, "Reasoning inside.", sum<&UsageSums::outputTokens>},
    {"reasoning_tokens", "integer", true, true, "Thinking.", sum<&UsageSums::reasoningTokens>},
    {"cost_nanos", "integer", false, true, "Nano-dollars, as far as prices are known.", sum<&UsageSums::costNanos>},
    {"cost_usd", "string", false, true, "The same in dollars, exactly.", [](const CostSums &sums) { return Json(dollarText(sums.usage.costNanos)); }},
    {"currency", "string", false, true, "Of all costs here.", [](const CostSums &) { return Json("USD"); }},
    {"confidence", "string", false, true, "How far the cost can be trusted: unpriced when a part of it is not known, estimated when a part is a guess, else measured.", confidence},
    {"estimated_calls", "integer", false, true, "Attempts whose amount was estimated.", sum<&UsageSums::estimatedCalls>},
    {"estimated_nanos", "integer", false, true, "What those cost; part of cost_nanos.", sum<&UsageSums::estimatedNanos>},
    {"unpriced_calls", "integer", false, true, "Attempts that used tokens whose price is not known: cost_nanos is without them.", sum<&UsageSums::unpricedCalls>},
    {"unpriced_input_tokens", "integer", false, true, "Those tokens.", sum<&UsageSums::unpricedInputTokens>},
    {"unpriced_output_tokens", "integer", false, true, "Those tokens.", sum<&UsageSums::unpricedOutputTokens>},
    {"average_duration_ms", "number?", true, false, "From request to last byte.", [](const CostSums &sums) { return average(sums.usage.durationUs, sums.usage.calls); }},
    {"average_first_token_ms", "number?", true, false, "From request to first content.", [](const CostSums &sums) { return average(sums.usage.firstTokenUs, sums.usage.firstTokenCalls); }},
};
// clang-format on

Json figuresSchema()
{
    Json properties = Json::object();
    for (const CostFigure &figure : kFigures) {
        const bool maybe = figure.type.ends_with('?');
        const std::string type(figure.type.substr(0, figure.type.size() - (maybe ? 1 : 0)));
        Json &property = properties[std::string(figure.name)];
        property = {{"type", type}, {"description", figure.about}};
        if (maybe)
            property["type"] = {type, "null"};
    }
    properties["converted_nanos"] = {{"type", "integer"},
                                     {"description", "With another currency: the cost in it, each day at its rate."}};
    properties["converted_currency"] = {{"type", "string"}, {"description", "Which one."}};
    return properties;
}

Json spanSchema()
{
    return {{"from", {{"type", "string"}}},
            {"to", {{"type", "string"}, {"description", "The end, which does not belong to it."}}},
            {"zone", {{"type", "string"}, {"description", "Whose days these are."}}},
            {"converted_to",
             {{"type", "object"}, {"description", "With another currency: which, and the rates that are used."}}}};
}

Json figuresObject()
{
    return {{"type", "object"}, {"properties", figuresSchema()}};
}

} // namespace

std::span<const CostFigure> costFigures()
{
    return kFigures;
}

void appendFigures(Json &out, const CostSums &sums)
{
    auto &members = out.get_ref<Json::object_t &>();
    members.reserve(members.size() + std::size(kFigures));
    for (const CostFigure &figure : kFigures)
        members.emplace_back(figure.name, figure.read(sums)); // none is there yet: nothing to look for
}

Json toJson(const CostSums &sums)
{
    Json out = Json::object();
    appendFigures(out, sums);
    return out;
}

std::string dollarText(std::int64_t nanos)
{
    constexpr std::uint64_t kDollar = 1'000'000'000;
    constexpr std::size_t kDecimals = 9;
    const auto bits = static_cast<std::uint64_t>(nanos);
    const std::uint64_t amount = nanos < 0 ? 0 - bits : bits; // the smallest integer has no positive twin
    std::string fraction = std::to_string(amount % kDollar);
    fraction.insert(0, kDecimals - fraction.size(), '0');
    return (nanos < 0 ? "-" : "") + std::to_string(amount / kDollar) + "." + fraction;
}

Json unpricedJson(const CostSums &sums)
{
    if (sums.usage.unpricedCalls == 0)
        return nullptr;
    return {{"calls", sums.usage.unpricedCalls},
            {"input_tokens", sums.usage.unpricedInputTokens},
            {"output_tokens", sums.usage.unpricedOutputTokens}};
}

Json costListed()
{
    Json row = figuresObject();
    Json properties = {{"key", {{"type", "object"}, {"description", "What the row is about, by name and id."}}}};
    properties.update(row["properties"]);
    row["properties"] = std::move(properties);
    Json out = {{"type", "object"}, {"properties", spanSchema()}};
    out["properties"]["total"] = figuresObject();
    out["properties"]["unpriced"] = {{"type", {"object", "null"}},
                                     {"description", "What has no known price, apart from all sums of cost."}};
    out["properties"]["data"] = {{"type", "array"}, {"items", std::move(row)}};
    return out;
}

Json costNowSchema()
{
    Json period = figuresObject();
    period["properties"].update(spanSchema());
    period["properties"]["before"] = {{"type", "object"},
                                      {"description", "The one before, up to the same time: calls, tokens, cost."}};
    return {{"type", "object"},
            {"properties",
             {{"now", {{"type", "string"}}},
              {"zone", {{"type", "string"}}},
              {"today", period},
              {"week", period},
              {"month", period}}}};
}

Json ownUsageSchema()
{
    return {{"type", "object"},
            {"properties",
             {{"key", {{"type", "object"}, {"description", "The key that asks."}}},
              {"zone", {{"type", "string"}}},
              {"today", figuresObject()},
              {"month", figuresObject()},
              {"models", {{"type", "array"}, {"items", figuresObject()}, {"description", "This month, by model."}}},
              {"credits",
               {{"type", "array"},
                {"items", creditShown()},
                {"description", "That its calls are paid from: of the key, its user and its team."}}},
              {"budgets",
               {{"type", "array"},
                {"items", progressSchema()},
                {"description", "That all its calls count in: of the key, its user, its team and of all."}}},
              {"limits", ownLimitsSchema()}}}};
}

} // namespace admin
