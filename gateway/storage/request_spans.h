#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "storage/database.h"
#include "storage/request_filter.h"
#include "storage/request_matches.h"

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
    /// What of the filter the codes of a block tell, and whether that is all of it but the time.
    std::vector<CodedCondition> coded{};
    bool codesTellAll = false;
};

/// Whether so much is summarised that searches need not go through the rows.
base::Result<bool> canNarrow(Database &db);

/// Whether spans are wanted also where an index answers sooner.
enum class Narrowing : std::uint8_t { WhereItHelps, Always };
/// Nothing where too many rows have no summary yet, or an index answers sooner.
/// Thread: the Database's. Errors: Storage.
base::Result<std::optional<NarrowedRows>> narrow(Database &db, const RequestFilter &filter,
                                                 Narrowing when = Narrowing::WhereItHelps);

} // namespace storage
