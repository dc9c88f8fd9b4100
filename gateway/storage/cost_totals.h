#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/booked_costs.h"
#include "storage/database.h"
#include "storage/key_scope.h"
#include "storage/time_cover.h"

/// What calls cost in any stretches of time, told by anything, from sums alone.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct CostFilter {
    Dimension dimension = Dimension::Key;
    std::string value{};
};

struct CostQuestion {
    KeyScope keys;                    ///< Whose calls the asker may see.
    std::vector<TimeRange> periods{}; ///< Each is widened to whole quarters of an hour.
    std::vector<Dimension> by{};
    std::vector<CostFilter> filters{};
};

struct CostTotal {
    std::size_t period = 0; ///< Its place in the question.
    std::vector<std::string>
        key{}; ///< An id or name each, as `by` says. Of aliases, tags, applications, users and teams the empty one is what has none.
    CostSums sums{};
};

/// One for every period and combination in which there was something; by period, then dearest first.
/// Errors: Unprocessable with param `group_by` for dimensions that are not summed up together.
base::Result<std::vector<CostTotal>> costTotals(Database &db, const CostQuestion &question);

/// From the first quarter of an hour in which there was a call to the end of the last; nothing while there is none.
base::Result<std::optional<TimeRange>> costExtent(Database &db);

/// What a provider or client key was called when it was last seen, by id.
base::Result<std::map<std::string, std::string>> seenNames(Database &db, Dimension dimension);

} // namespace storage
