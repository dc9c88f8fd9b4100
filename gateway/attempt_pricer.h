#pragma once

#include <memory>

#include "base/result.h"
#include "ledger/ledger.h"
#include "pricing/catalogue.h"
#include "storage/database.h"

namespace gateway {

/// Prices attempts that a crash left unpriced, by the providers that `db` knows and by `prices`. What comes back may be
/// called on any thread. Thread: the Database's. Errors: Storage.
base::Result<ledger::PriceAttempt> attemptPricer(storage::Database &db,
                                                 std::shared_ptr<const pricing::Catalogue> prices);

} // namespace gateway
