#pragma once

#include <memory>

#include "pricing/catalogue.h"
#include "storage/database.h"

namespace admin {

/// The list that came with the program with the stored prices on top. A stored price that cannot be read (another
/// version wrote it) is left out. Errors: Storage. Thread: the Database's.
base::Result<std::shared_ptr<const pricing::Catalogue>>
storedPrices(storage::Database &db, const std::shared_ptr<const pricing::Catalogue> &shipped);

} // namespace admin
