#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "storage/booked_costs.h"

/// The figures of a row of costs: their names, their JSON, their columns. One list for all operations and reports.
/// Pure.
namespace admin {

/// In which reports a figure is a column.
enum class ReportKind : std::uint8_t { Usage, Billing };

struct CostFigure {
    std::string_view name;
    std::string_view type; ///< Of JSON; with `?` it may be null.
    bool usage;            ///< A column of the usage report,
    bool billing;          ///< and of that of costs.
    std::string_view about;
    base::Json (*read)(const storage::CostSums &);

    bool in(ReportKind kind) const { return kind == ReportKind::Usage ? usage : billing; }
};
std::span<const CostFigure> costFigures();

/// All figures as one object.
base::Json toJson(const storage::CostSums &sums);
/// The same behind what an object has already, which is none of them.
void appendFigures(base::Json &out, const storage::CostSums &sums);

/// `0.001234567`: US dollars to the last nano, from integers alone.
std::string dollarText(std::int64_t nanos);

/// What costs that are not known are made of, apart from the sums; null when all prices are known.
base::Json unpricedJson(const storage::CostSums &sums);

base::Json costListed();
base::Json costNowSchema();
base::Json ownUsageSchema();

} // namespace admin
