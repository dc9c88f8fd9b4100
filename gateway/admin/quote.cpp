#include "admin/price_fields.h"

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "base/text.h"
#include "model/plan.h"
#include "model/words.h"
#include "pricing/cost.h"
#include "pricing/price_json.h"

namespace admin {
namespace {

using base::Json;
using model::Usage;

constexpr std::size_t kMostItems = 100'000;
constexpr std::int64_t kMostUnits = std::int64_t{1} << 53;

struct Count {
    std::string_view name;
    std::int64_t Usage::*count;
};
constexpr Count kCounts[] = {
    {"input_tokens", &Usage::input},
    {"cache_read_tokens", &Usage::cacheRead},
    {"cache_write_tokens", &Usage::cacheWrite5m},
    {"cache_write_1h_tokens", &Usage::cacheWrite1h},
    {"output_tokens", &Usage::output},
    {"reasoning_tokens", &Usage::reasoning},
};

auto wrong(std::string what, const std::string &field)
{
    return base::fail(base::ErrorCode::Unprocessable, field + " " + std::move(what), field);
}

std::int64_t Usage::*memberOf(std::string_view name)
{
    for (const Count &one : kCounts)
        if (one.name == name)
            return one.count;
    for (const model::FurtherCount &one : model::kFurtherCounts)
        if (one.name == name)
            return one.count;
    return nullptr;
}

/// The parts stay within the whole, as with what a provider reports.
base::Result<> checkParts(const Usage &usage, const std::string &where)
{
    if (usage.cacheRead + usage.cacheWrite() > usage.input)
        return wrong("has more cached tokens than input_tokens, which they are part of", where);
    if (usage.inputAudio > usage.input || usage.cacheReadAudio > usage.inputAudio
        || usage.cacheReadAudio > usage.cacheRead)
        return wrong("has more tokens of sound than what they are part of", where);
    if (usage.outputAudio > usage.output || usage.reasoning > usage.output)
        return wrong("has more tokens of a kind than output_tokens, which they are part of", where);
    return {};
}

base::Result<Usage> usageOf(const Json &given, const std::string &where)
{
    Usage out{.reported = true};
    if (!given.is_object())
        return wrong("must be an object of counts", where);
    for (const auto &[name, value] : given.items()) {
        std::int64_t Usage::*const member = memberOf(name);
        if (member == nullptr)
            return wrong("is no count we know", where + "." + name);
        if (value.is_null())
            continue;
        const auto count = base::integerIn(value);
        if (!count || *count < 0 || *count > kMostUnits)
            return wrong("must be a whole number from 0", where + "." + name);
        out.*member = *count;
    }
    if (auto fine = checkParts(out, where); !fine)
        return base::fail(fine.error());
    return out;
}

base::Result<Json> quoteOne(const pricing::Catalogue &prices, const model::Plan &plan, const Json &item,
                            std::int64_t atMs, const std::string &where)
{
    const std::string provider = base::textOr(base::at(item, "provider"));
    const std::string name = base::textOr(base::at(item, "model"));
    if (provider.empty() || name.empty())
        return wrong("must name a provider and a model", where);
    const auto usage = usageOf(base::at(item, "usage"), where + ".usage");
    if (!usage)
        return base::fail(usage.error());
    const pricing::PricedTarget target = targetOf(prices, plan, provider, name);
    const pricing::FoundPrice found = prices.find(target, atMs);
    const pricing::Cost cost = pricing::costOf(*usage, found);
    Json out = {{"cost_nanos", cost.amount.value}, {"currency", "USD"}, {"confidence", model::toWord(cost.confidence)}};
    out["source"] = found.set == nullptr ? Json(nullptr) : Json(pricing::toWord(found.source));
    out["listed_provider"] = found.provider.empty() ? Json(nullptr) : Json(found.provider);
    out["listed_model"] = found.model.empty() ? Json(nullptr) : Json(found.model);
    out["prices"] = found.set == nullptr ? Json(nullptr) : pricing::unitPricesJson(found.set->forInput(usage->input));
    return out;
}

} // namespace

pricing::PricedTarget targetOf(const pricing::Catalogue &prices, const model::Plan &plan, std::string_view provider,
                               std::string_view model)
{
    for (const model::Provider &one : plan.providers)
        if (one.id == provider)
            return {one.id, one.type, model};
    if (const auto *listed = prices.provider(provider))
        return {{}, listed->id, model};
    for (const model::Provider &one : plan.providers)
        if (base::equalsIgnoringCase(one.name, provider))
            return {one.id, one.type, model};
    return {{}, provider, model};
}

Outcome quoteCosts(const Context &context)
{
    const Json &body = context.request.body;
    const auto atMs = timeIn(body, "at", context.gateway.clock.wallMillis());
    if (!atMs)
        return base::fail(atMs.error());
    const Json &items = base::at(body, "items");
    if (!items.is_array() || items.size() > kMostItems)
        return wrong("must be a list of at most 100000 usages", "items");
    const auto prices = context.gateway.prices.current();
    const auto plan = context.gateway.plan.current();
    Json out = Json::array();
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto quoted = quoteOne(*prices, *plan, items[i], *atMs, "items[" + std::to_string(i) + "]");
        if (!quoted)
            return base::fail(quoted.error());
        out.push_back(std::move(*quoted));
    }
    return Json{{"at", base::rfc3339(*atMs)}, {"items", std::move(out)}};
}

} // namespace admin
