#include "storage/prices.h"
#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/price_fields.h"
#include "pricing/price_json.h"

namespace admin {
namespace {

using base::Json;
using pricing::Catalogue;
using pricing::Source;

constexpr std::size_t kLongestName = 256;

Json timeJson(std::int64_t ms)
{
    return ms < 0 ? Json(nullptr) : Json(base::rfc3339(ms)); // the list's own hold since ever
}

Json versionsJson(const std::vector<Catalogue::Version> &versions)
{
    Json out = Json::array();
    for (const Catalogue::Version &version : versions)
        out.push_back({{"valid_from", timeJson(version.fromMs)},
                       {"source", toWord(version.source)},
                       {"prices", version.prices ? pricing::pricesJson(*version.prices) : Json(nullptr)}});
    return out;
}

/// The newest that has begun, and all of them when there are more.
Json rowOf(std::string_view provider, std::string_view model, const std::vector<Catalogue::Version> &versions,
           std::int64_t nowMs)
{
    Json out = {{"provider", provider}, {"model", model}};
    const Catalogue::Version *now = nullptr;
    for (const Catalogue::Version &version : versions)
        if (version.fromMs <= nowMs)
            now = &version;
    out["source"] = toWord(now != nullptr ? now->source : versions.front().source);
    out["valid_from"] = now != nullptr ? timeJson(now->fromMs) : Json(nullptr);
    out["prices"] = now != nullptr && now->prices ? pricing::pricesJson(*now->prices) : Json::array();
    if (versions.size() > 1 || now == nullptr)
        out["history"] = versionsJson(versions);
    return out;
}

/// Which rows are wanted, and from where on.
class Wanted {
public:
    static base::Result<Wanted> of(const Request &request)
    {
        Wanted out;
        out.m_text = base::lowerAscii(request.queryValue("q"));
        out.m_provider = request.queryValue("provider");
        out.m_source = request.queryValue("source");
        const auto number = [&](std::string_view name, std::int64_t missing) {
            const std::string_view given = request.queryValue(name);
            return given.empty() ? std::optional(missing) : base::parseInteger(given);
        };
        const auto limit = number("limit", 1000);
        const auto after = number("after", 0);
        if (!limit || *limit < 1 || *limit > 1000)
            return base::fail(base::ErrorCode::Unprocessable, "limit must be a whole number from 1 to 1000", "limit");
        if (!after || *after < 0)
            return base::fail(base::ErrorCode::Unprocessable, "after must be the `next` of the page before", "after");
        out.m_limit = *limit;
        out.m_after = *after;
        return out;
    }
    void take(std::string_view provider, std::string_view model, const std::vector<Catalogue::Version> &versions,
              std::int64_t nowMs)
    {
        const bool named = m_text.empty() || base::lowerAscii(provider).find(m_text) != std::string::npos
                           || base::lowerAscii(model).find(m_text) != std::string::npos;
        if (!named || (!m_provider.empty() && m_provider != provider))
            return;
        const bool shown = m_place >= m_after && m_place < m_after + m_limit;
        if (!m_source.empty() || shown) {
            Json row = rowOf(provider, model, versions, nowMs);
            if (!m_source.empty() && row["source"] != m_source)
                return;
            if (shown)
                m_rows.push_back(std::move(row));
        }
        ++m_place;
    }
    Json page() &&
    {
        const bool more = m_place > m_after + m_limit;
        return listOf(std::move(m_rows), more ? Json(std::to_string(m_after + m_limit)) : Json(nullptr));
    }

private:
    std::string m_text{};
    std::string m_provider{};
    std::string m_source{};
    std::int64_t m_limit = 0;
    std::int64_t m_after = 0;
    std::int64_t m_place = 0;
    Json m_rows = Json::array();
};

/// Under which provider an own price is kept: a configured one's id, or the list's. Errors: NotFound.
base::Result<std::string> ownerOf(const Context &context)
{
    const std::string_view named = context.request.pathValue("provider");
    const auto prices = context.gateway.prices.current();
    const auto plan = context.gateway.plan.current();
    const auto target = targetOf(*prices, *plan, named, {});
    if (!target.providerId.empty())
        return std::string(target.providerId);
    if (prices->providerOfType(target.providerType) != nullptr)
        return std::string(target.providerType);
    return base::fail(base::ErrorCode::NotFound,
                      "there is no provider \"" + std::string(named) + "\", neither configured nor in the price list");
}

base::Result<std::string> modelOfPath(const Context &context)
{
    const std::string model(base::trim(context.request.pathValue("model")));
    const bool plain = std::ranges::none_of(model, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (model.empty() || model.size() > kLongestName || !plain || !base::isUtf8(model))
        return base::fail(base::ErrorCode::Unprocessable, "the model must be 1 to 256 bytes of text", "model");
    return model;
}

/// `prices`, a list of sets, or the members of one set.
base::Result<pricing::ModelPrices> pricesIn(Json body)
{
    if (body.contains("prices"))
        return pricing::readPrices(body["prices"]);
    body.erase("valid_from");
    return pricing::readPrices(Json::array({std::move(body)}));
}

storage::PriceRow rowFor(const Context &context, std::string provider, std::string model, Source source)
{
    const std::int64_t now = context.gateway.clock.wallMillis();
    return {.provider = std::move(provider),
            .model = std::move(model),
            .source = std::string(toWord(source)),
            .validFromMs = now,
            .origin = "by hand",
            .author = context.request.caller.name,
            .createdMs = now};
}

const Catalogue::OwnPrice *ownIn(const Catalogue &prices, std::string_view provider, std::string_view model)
{
    const auto hit = std::ranges::find_if(prices.own(), [&](const Catalogue::OwnPrice &own) {
        return own.provider == provider && base::equalsIgnoringCase(own.model, model);
    });
    return hit == prices.own().end() ? nullptr : &*hit;
}

} // namespace

base::Result<std::int64_t> timeIn(const Json &body, std::string_view field, std::int64_t missing)
{
    const Json &value = base::at(body, field);
    if (value.is_null())
        return missing;
    if (const auto millis = base::integerIn(value); millis && *millis >= 0)
        return *millis;
    const auto time = value.is_string() ? base::parseRfc3339(value.get<std::string>()) : std::nullopt;
    if (!time)
        return base::fail(base::ErrorCode::Unprocessable,
                          std::string(field) + " must be a time or date such as 2026-09-01T12:00:00Z",
                          std::string(field));
    return *time;
}

Outcome listPrices(const Context &context)
{
    auto wanted = Wanted::of(context.request);
    if (!wanted)
        return base::fail(wanted.error());
    const auto prices = context.gateway.prices.current();
    const std::int64_t now = context.gateway.clock.wallMillis();
    for (const Catalogue::OwnPrice &own : prices->own())
        wanted->take(own.provider, own.model, own.versions, now);
    for (const Catalogue::Provider &provider : prices->providers())
        for (const Catalogue::Model &model : provider.models)
            wanted->take(provider.id, model.id, model.versions, now);
    Json page = std::move(*wanted).page();
    page["list_date"] = prices->date();
    page["unit"] = "pico-US-dollars per unit";
    return page;
}

Outcome setPrice(const Context &context)
{
    const auto provider = ownerOf(context);
    const auto model = modelOfPath(context);
    if (!provider || !model)
        return base::fail(provider ? model.error() : provider.error());
    const auto prices = pricesIn(context.request.body);
    if (!prices)
        return base::fail(prices.error());
    if (prices->sets.empty())
        return base::fail(base::ErrorCode::Unprocessable, "prices must hold at least one set of them", "prices");
    storage::PriceRow row = rowFor(context, *provider, *model, Source::Own);
    const auto from = timeIn(context.request.body, "valid_from", row.validFromMs);
    if (!from)
        return base::fail(from.error());
    row.validFromMs = *from;
    row.prices = base::dump(pricing::pricesJson(*prices));
    if (auto added = storage::addPrices(context.db, std::span(&row, 1)); !added)
        return base::fail(added.error());
    Json out = {{"provider", *provider}, {"model", *model}, {"source", toWord(Source::Own)}};
    out["valid_from"] = base::rfc3339(*from);
    out["prices"] = pricing::pricesJson(*prices);
    return out;
}

Outcome deletePrice(const Context &context)
{
    const auto provider = ownerOf(context);
    const auto model = modelOfPath(context);
    if (!provider || !model)
        return base::fail(provider ? model.error() : provider.error());
    const auto prices = context.gateway.prices.current();
    const auto *own = ownIn(*prices, *provider, *model);
    if (own == nullptr || !own->versions.back().prices)
        return base::fail(base::ErrorCode::NotFound, "there is no own price of that model");
    storage::PriceRow row = rowFor(context, *provider, own->model, Source::Own);
    row.validFromMs = std::max(row.validFromMs, own->versions.back().fromMs);
    if (auto added = storage::addPrices(context.db, std::span(&row, 1)); !added)
        return base::fail(added.error());
    return Json(nullptr);
}

} // namespace admin
