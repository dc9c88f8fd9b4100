#pragma once

#include <vector>

#include "admin/currency.h"
#include "admin/operation.h"
#include "admin/zone.h"
#include "storage/cost_totals.h"

namespace admin {

/// Which time and what part of the calls a question about costs is about.
struct CostSpan {
    Zone zone;
    storage::KeyScope keys; ///< Whose calls the asker may see.
    storage::TimeRange range{};
    std::vector<storage::CostFilter> filters{};
    std::optional<pricing::RateHistory> currency{}; ///< In which costs are shown as well; nothing: in dollars alone.

    base::Json json() const; ///< `from`, `to`, `zone` and what is converted, as every answer begins.
};

/// `from`, `to`, `zone`, `currency` and the filters of a request. Without `from` it is the beginning of this period, or of that of
/// so many before. Errors: Unprocessable with `param`.
base::Result<CostSpan> costSpanOf(const Context &context, Period since = Period::Month, int before = 0);

/// Whether rows have an id for it, beside the name.
bool hasId(storage::Dimension dimension);
/// `provider` for Provider and so on.
std::string_view toWord(storage::Dimension dimension);
std::optional<storage::Dimension> dimensionFrom(std::string_view word);

/// Names of what rows are about. Thread: the Database's.
class CostNames {
public:
    static base::Result<CostNames> read(storage::Database &db, std::span<const storage::Dimension> by);
    /// `{"provider": "OpenAI", "provider_id": "…"}`, `{"model": "gpt-5"}`; null for what has no alias or tag.
    void tell(base::Json &key, storage::Dimension dimension, const std::string &value) const;

private:
    std::map<std::string, std::string> m_providers{};
    std::map<std::string, std::string> m_keys{};
    std::map<std::string, std::string> m_owners{}; ///< Of users and teams.
};

} // namespace admin
