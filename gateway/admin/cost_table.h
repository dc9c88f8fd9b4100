#pragma once

#include <optional>
#include <vector>

#include "admin/cost_fields.h"
#include "admin/cost_span.h"

namespace admin {

/// What a table of costs has a row for.
struct CostTable {
    CostSpan span;
    std::optional<Period> period{};
    std::vector<storage::Dimension> by{};
    bool emptyPeriods = false; ///< Also those without a call. Only for periods alone.
};

/// The time of a table in its periods, or in one piece. The first and last may be cut.
std::vector<storage::TimeRange> periodsOf(const CostTable &table);

/// The rows of some of its periods as JSON: `key`, and for a period `from` and `to`, before the figures; behind them
/// `converted_nanos` when another currency than dollars is wanted: each day at its rate, rounded once.
/// Errors: as storage::costTotals(). Thread: the Database's.
base::Result<base::Json> costRows(storage::Database &db, const CostTable &table,
                                  const std::vector<storage::TimeRange> &periods);

/// The sum of a time, whatever the rows are.
base::Result<storage::CostSums> costSum(storage::Database &db, const CostSpan &span);
/// The same as JSON, in the currency of the span as well.
base::Result<base::Json> totalJson(storage::Database &db, const CostSpan &span);

/// `from`, `to`, `zone`, `total`, `unpriced` and `data`.
base::Result<base::Json> costAnswer(storage::Database &db, const CostTable &table);

std::string_view toWord(Period period);
std::optional<Period> periodFrom(std::string_view word);

} // namespace admin
