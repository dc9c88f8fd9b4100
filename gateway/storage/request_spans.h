#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/request_filter.h"

namespace storage {

/// Rows of `requests` that lie side by side, `no` from `first` to `last`, and when their calls began.
struct RowSpan {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::int64_t firstMs = 0;
    std::int64_t lastMs = 0;
};

/// Where the calls of a filter can be, by the summaries of blocks.
struct NarrowedRows {
    std::vector<RowSpan> spans{}; ///< In the order of their places.
    std::int64_t rows = 0;        ///< Places in them,
    std::int64_t of = 0;          ///< and in the whole log.
};

/// Whether so much is summarised that searches need not go through the rows.
base::Result<bool> canNarrow(Database &db);

/// Nothing where an index answers sooner, or too many rows have no summary yet.
/// Thread: the Database's. Errors: Storage.
base::Result<std::optional<NarrowedRows>> narrow(Database &db, const RequestFilter &filter);

} // namespace storage
