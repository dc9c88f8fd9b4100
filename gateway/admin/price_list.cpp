#include "admin/price_list.h"

#include "pricing/price_json.h"
#include "storage/prices.h"

namespace admin {
namespace {

std::optional<pricing::PriceEntry> entryOf(const storage::PriceRow &row)
{
    pricing::PriceEntry out{.provider = row.provider,
                            .model = row.model,
                            .source = row.source == toWord(pricing::Source::Own) ? pricing::Source::Own
                                                                                 : pricing::Source::Imported,
                            .validFromMs = row.validFromMs,
                            .match = row.match};
    if (row.prices.empty())
        return out;
    const auto json = base::parseJson(row.prices);
    auto prices = json ? pricing::readPrices(*json) : base::Result<pricing::ModelPrices>(base::fail(json.error()));
    if (!prices)
        return std::nullopt;
    out.prices = std::move(*prices);
    return out;
}

} // namespace

base::Result<std::shared_ptr<const pricing::Catalogue>>
storedPrices(storage::Database &db, const std::shared_ptr<const pricing::Catalogue> &shipped)
{
    const auto rows = storage::listPrices(db);
    if (!rows)
        return base::fail(rows.error());
    if (rows->empty())
        return shipped;
    std::vector<pricing::PriceEntry> entries;
    for (const storage::PriceRow &row : *rows)
        if (auto entry = entryOf(row))
            entries.push_back(std::move(*entry));
    return std::make_shared<const pricing::Catalogue>(shipped->with(entries));
}

} // namespace admin
