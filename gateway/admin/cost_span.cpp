#include "admin/cost_span.h"

#include <algorithm>

#include "admin/backstage.h"
#include "admin/query.h"
#include "admin/tenancy.h"
#include "base/text.h"

namespace admin {
namespace {

using base::Json;
using storage::Dimension;

// A new dimension is one line here, and one in `storage/facet.h`.
constexpr std::pair<std::string_view, Dimension> kWords[] = {
    {"provider", Dimension::Provider}, {"key", Dimension::Key},
    {"model", Dimension::Model},       {"alias", Dimension::Alias},
    {"tag", Dimension::Tag},           {"user", Dimension::User},
    {"team", Dimension::Team},         {"application", Dimension::Application},
};

/// The rates that are used, so that anybody can do the sum again.
Json conversionJson(const pricing::RateHistory &currency, const storage::TimeRange &range)
{
    Json rates = Json::array();
    for (std::optional<std::int64_t> at = range.fromMs; at && *at < range.toMs; at = currency.changeAfter(*at))
        rates.push_back({{"from", base::rfc3339(*at)}, {"rate", pricing::rateText(currency.at(*at))}});
    return {{"currency", currency.currency()},
            {"rates", std::move(rates)},
            {"known_since", base::rfc3339(currency.rates().front().fromMs)}};
}

/// A time, or a date of the zone.
base::Result<std::optional<std::int64_t>> momentOf(const Request &request, std::string_view name, const Zone &zone)
{
    if (const auto date = zone.dateStart(request.queryValue(name)))
        return date;
    return timeOf(request, name);
}

} // namespace

std::string_view toWord(Dimension dimension)
{
    return std::ranges::find(kWords, dimension, &std::pair<std::string_view, Dimension>::second)->first;
}

std::optional<Dimension> dimensionFrom(std::string_view word)
{
    const auto *hit = std::ranges::find(kWords, word, &std::pair<std::string_view, Dimension>::first);
    return hit == std::end(kWords) ? std::nullopt : std::optional(hit->second);
}

bool hasId(Dimension dimension)
{
    return dimension != Dimension::Model && dimension != Dimension::Alias && dimension != Dimension::Tag
           && dimension != Dimension::Application;
}

Json CostSpan::json() const
{
    Json out = {{"from", base::rfc3339(range.fromMs)}, {"to", base::rfc3339(range.toMs)}, {"zone", zone.name()}};
    if (currency)
        out["converted_to"] = conversionJson(*currency, range);
    return out;
}

base::Result<CostSpan> costSpanOf(const Context &context, Period since, int before)
{
    const Request &request = context.request;
    auto zone = Zone::of(request.queryValue("zone"));
    if (!zone)
        return base::fail(std::move(zone.error()));
    const auto from = momentOf(request, "from", *zone);
    const auto to = momentOf(request, "to", *zone);
    if (!from || !to)
        return base::fail(from ? to.error() : from.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    const std::int64_t end = to->value_or(now + 1);
    const std::int64_t begin = from->value_or(zone->periodStart(since, end - 1, before));
    if (begin >= end)
        return wrongParameter("from", "must be before to");
    auto keys = scopeOf(context);
    if (!keys)
        return base::fail(std::move(keys.error()));
    auto currency = currencyOf(context);
    if (!currency)
        return base::fail(std::move(currency.error()));
    CostSpan out{.zone = std::move(*zone), .keys = std::move(*keys), .range = {begin, end}};
    out.currency = std::move(*currency);
    for (const Dimension dimension :
         {Dimension::Provider, Dimension::Key, Dimension::Model, Dimension::User, Dimension::Team})
        if (const auto value = textOf(request, toWord(dimension)))
            out.filters.push_back({dimension, *value});
    return out;
}

base::Result<CostNames> CostNames::read(storage::Database &db, std::span<const Dimension> by)
{
    CostNames out;
    for (const Dimension dimension : by) {
        const bool owner = dimension == Dimension::User || dimension == Dimension::Team;
        auto names = owner ? storage::ownerNames(db) : storage::seenNames(db, dimension);
        if (!names)
            return base::fail(std::move(names.error()));
        if (dimension == Dimension::Provider)
            out.m_providers = std::move(*names);
        else if (dimension == Dimension::Key)
            out.m_keys = std::move(*names);
        else if (owner)
            out.m_owners = std::move(*names);
    }
    return out;
}

void CostNames::tell(Json &key, Dimension dimension, const std::string &value) const
{
    const std::string word(toWord(dimension));
    const bool none = value.empty() && dimension != Dimension::Model;
    if (hasId(dimension) && (dimension == Dimension::Provider || dimension == Dimension::Key || !none)) {
        const auto &names = dimension == Dimension::Provider ? m_providers
                            : dimension == Dimension::Key    ? m_keys
                                                             : m_owners;
        const auto hit = names.find(value);
        key[word] = hit == names.end() ? value : hit->second;
        key[word + "_id"] = value;
        return;
    }
    key[word] = none ? Json(nullptr) : Json(value);
}

} // namespace admin
