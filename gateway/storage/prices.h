#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// Entered and imported prices in config.db, which are only ever added. Errors: Storage. Thread: the Database's.
namespace storage {

struct PriceRow {
    std::string provider{};
    std::string model{};
    std::string source{}; ///< `own` or `imported`
    std::int64_t validFromMs = 0;
    std::vector<std::string> match{};
    std::string prices{}; ///< JSON; empty: from then on there is none.
    std::string origin{};
    std::string author{};
    std::int64_t createdMs = 0;
};

/// In the order they were entered.
base::Result<std::vector<PriceRow>> listPrices(Database &db);
base::Result<> addPrices(Database &db, std::span<const PriceRow> rows);

} // namespace storage
