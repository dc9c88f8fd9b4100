#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "admin/zone.h"
#include "base/json.h"
#include "model/credit.h"
#include "storage/time_cover.h"

namespace admin {

/// What a statement of prepaid credit is made from.
struct StatementSource {
    std::vector<model::Payment> payments{};       ///< In the order they were made.
    std::map<std::int64_t, std::int64_t> spent{}; ///< Nanos per 15 minutes, by their beginning.
    storage::TimeRange range{};                   ///< Whole quarters of an hour.
    Period period = Period::Day;                  ///< What is spent in one is one row.
};

/// A line: what happened, and what was left then.
struct StatementRow {
    enum class Kind : std::uint8_t { TopUp, PaidBack, Usage };
    Kind kind = Kind::Usage;
    std::int64_t atMs = 0;                   ///< Of what was spent: the end of its period.
    storage::TimeRange span{};               ///< Of what was spent.
    std::int64_t amount = 0;                 ///< Nanos; below 0 when it takes something away.
    std::int64_t balance = 0;                ///< Nanos.
    const model::Payment *payment = nullptr; ///< Null of what was spent. Lives in the source.
};

struct Statement {
    std::int64_t opening = 0; ///< Nanos, before the first row.
    std::vector<StatementRow> rows{};
    std::int64_t closing() const { return rows.empty() ? opening : rows.back().balance; }
};

/// Payments stand where they were made, what was spent at the end of its period. Pure.
Statement statementOf(const StatementSource &source, const Zone &zone);

std::string_view toWord(StatementRow::Kind kind); ///< `top_up`, `paid_back`, `usage`

base::Json toJson(const Statement &statement);
/// The same as comma-separated values, amounts in dollars to the last nano.
std::string csvOf(const Statement &statement);
base::Json statementSchema();
/// An account as it is shown, and a list of them.
base::Json creditShown();
base::Json creditsListed();

} // namespace admin
