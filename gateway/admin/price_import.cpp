#include "pricing/price_import.h"

#include "admin/backstage.h"
#include "admin/collection.h"
#include "pricing/price_json.h"
#include "storage/prices.h"

namespace admin {
namespace {

using base::Json;
using pricing::Catalogue;
using pricing::ModelPrices;
using pricing::PriceEntry;

constexpr std::size_t kLongestOrigin = 200;

/// A list without dates says only what holds now.
bool sameNow(const ModelPrices &before, const ModelPrices &after, std::int64_t nowMs)
{
    if (before == after)
        return true;
    const pricing::PriceSet *old = before.at(nowMs);
    const pricing::PriceSet *now = after.at(nowMs);
    return after.sets.size() == 1 && !after.sets.front().fromMs && !after.sets.front().fromSecond && old != nullptr
           && now != nullptr && old->prices == now->prices && old->tiers == now->tiers;
}

/// What an import does, entry by entry.
class Diff {
public:
    Diff(const Catalogue &prices, std::int64_t nowMs) : m_prices(prices), m_nowMs(nowMs) {}

    void take(const PriceEntry &entry)
    {
        const Catalogue::Model *known = m_prices.listedModel(entry.provider, entry.model);
        const ModelPrices *before = known != nullptr ? known->pricesAt(m_nowMs) : nullptr;
        if (before != nullptr && sameNow(*before, *entry.prices, m_nowMs)) {
            ++m_same;
            return;
        }
        ++(known != nullptr ? m_changed : m_new);
        m_rows.push_back({{"provider", entry.provider},
                          {"model", entry.model},
                          {"change", known != nullptr ? "changed" : "new"},
                          {"before", before != nullptr ? pricing::pricesJson(*before) : Json(nullptr)},
                          {"after", pricing::pricesJson(*entry.prices)}});
        m_wanted.push_back(&entry);
    }
    const std::vector<const PriceEntry *> &wanted() const { return m_wanted; }
    Json json() && { return {{"new", m_new}, {"changed", m_changed}, {"same", m_same}, {"data", std::move(m_rows)}}; }

private:
    const Catalogue &m_prices;
    std::int64_t m_nowMs;
    std::int64_t m_new = 0;
    std::int64_t m_changed = 0;
    std::int64_t m_same = 0;
    Json m_rows = Json::array();
    std::vector<const PriceEntry *> m_wanted{};
};

base::Result<> store(const Context &context, const Diff &diff, std::string_view format, std::int64_t nowMs)
{
    const std::string_view origin = base::clip(context.request.queryValue("origin"), kLongestOrigin);
    std::vector<storage::PriceRow> rows;
    for (const PriceEntry *entry : diff.wanted())
        rows.push_back({.provider = entry->provider,
                        .model = entry->model,
                        .source = std::string(toWord(pricing::Source::Imported)),
                        .validFromMs = nowMs,
                        .match = entry->match,
                        .prices = base::dump(pricing::pricesJson(*entry->prices)),
                        .origin = std::string(format) + (origin.empty() ? "" : ": ") + std::string(origin),
                        .author = context.request.caller.name,
                        .createdMs = nowMs});
    return storage::addPrices(context.db, rows);
}

} // namespace

Outcome importPrices(const Context &context)
{
    const std::string_view dry = context.request.queryValue("dry_run");
    if (!dry.empty() && dry != "true" && dry != "false")
        return base::fail(base::ErrorCode::Unprocessable, "dry_run must be true or false", "dry_run");
    const auto document = pricing::readPriceDocument(context.request.body);
    if (!document)
        return base::fail(document.error());
    const std::int64_t now = context.gateway.clock.wallMillis();
    const auto prices = context.gateway.prices.current();
    Diff diff(*prices, now);
    for (const PriceEntry &entry : document->entries)
        diff.take(entry);
    if (dry != "true")
        if (auto stored = store(context, diff, document->format, now); !stored)
            return base::fail(stored.error());
    Json out = std::move(diff).json();
    out["format"] = document->format;
    out["skipped"] = document->skipped;
    out["dry_run"] = dry == "true";
    return out;
}

} // namespace admin
