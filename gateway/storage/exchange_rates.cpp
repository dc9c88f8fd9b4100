#include "storage/exchange_rates.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<StoredRate> &rates()
{
    static const Table<StoredRate> table("exchange_rates", {
                                                               column<StoredRate, &StoredRate::currency>("currency"),
                                                               column<StoredRate, &StoredRate::fromMs>("from_ms"),
                                                               column<StoredRate, &StoredRate::picos>("rate_picos"),
                                                           });
    return table;
}

} // namespace

base::Result<std::vector<StoredRate>> exchangeRates(Database &db, std::string_view currency)
{
    return listRows(db.config(), rates(),
                    currency.empty() ? "ORDER BY currency, from_ms" : "WHERE currency = :filter ORDER BY from_ms",
                    currency);
}

base::Result<> replaceExchangeRates(Database &db, std::span<const StoredRate> all)
{
    if (auto gone = db.config().execute("DELETE FROM exchange_rates"); !gone)
        return base::fail(std::move(gone.error()), "replacing the exchange rates");
    for (const StoredRate &rate : all)
        if (auto done = insertRow(db.config(), rates(), rate); !done)
            return done;
    return {};
}

} // namespace storage
