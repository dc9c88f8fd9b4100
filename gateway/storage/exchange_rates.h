#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// Exchange rates in config.db. Thread: the Database's. Errors: Storage.
namespace storage {

struct StoredRate {
    std::string currency{};
    std::int64_t fromMs = 0;
    std::int64_t picos = 0; ///< 10^-12 of the currency's unit for one US dollar.
};

/// By currency, then in order of time; of one currency alone when it is given.
base::Result<std::vector<StoredRate>> exchangeRates(Database &db, std::string_view currency = {});
/// In place of all there were. Run it inside a transaction.
base::Result<> replaceExchangeRates(Database &db, std::span<const StoredRate> rates);

} // namespace storage
