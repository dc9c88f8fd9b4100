#include "storage/prices.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<PriceRow> &prices()
{
    static const Table<PriceRow> table("prices", {
                                                     column<PriceRow, &PriceRow::provider>("provider"),
                                                     column<PriceRow, &PriceRow::model>("model"),
                                                     column<PriceRow, &PriceRow::source>("source"),
                                                     column<PriceRow, &PriceRow::validFromMs>("valid_from_ms"),
                                                     column<PriceRow, &PriceRow::match>("match"),
                                                     column<PriceRow, &PriceRow::prices>("prices"),
                                                     column<PriceRow, &PriceRow::origin>("origin"),
                                                     column<PriceRow, &PriceRow::author>("author"),
                                                     column<PriceRow, &PriceRow::createdMs>("created_ms"),
                                                 });
    return table;
}

} // namespace

base::Result<std::vector<PriceRow>> listPrices(Database &db)
{
    return listRows(db.config(), prices(), "ORDER BY no");
}

base::Result<> addPrices(Database &db, std::span<const PriceRow> rows)
{
    for (const PriceRow &row : rows)
        if (auto done = insertRow(db.config(), prices(), row); !done)
            return done;
    return {};
}

} // namespace storage
