#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/connection.h"
#include "storage/key_scope.h"

namespace storage {

/// Calls that match all that is given.
struct RequestFilter {
    KeyScope keys; ///< Whose calls the asker may see.
    std::int64_t limit = 50;
    std::string cursor{};                 ///< `RequestPage::next` of the page before; empty for the first.
    std::optional<std::int64_t> status{}; ///< HTTP status; with `statusTo` the first of several.
    std::optional<std::int64_t> statusTo{};
    std::optional<std::string> outcome{};        ///< The word, such as `failed`.
    std::optional<std::string> provider{};       ///< Id of the last attempt's provider.
    std::optional<std::string> model{};          ///< As sent upstream, or as asked for.
    std::optional<std::string> keyId{};          ///< Client key.
    std::optional<bool> stream{};                ///< Whether the answer was to be streamed.
    std::optional<bool> failover{};              ///< Whether it took more than one attempt.
    std::optional<std::int64_t> minDurationUs{}; ///< Took so long or longer.
    std::string rule{};                          ///< Id of a routing rule that matched; empty: any or none.
    std::optional<std::int64_t> fromMs{};        ///< Started then or later.
    std::optional<std::int64_t> toMs{};          ///< Started before.
    std::string q{};                    ///< Part of a name, model, error code, or the start of an id; any case.
    std::optional<std::int64_t> asOf{}; ///< Without the rows that were written after this one.

    /// Whether rows must be looked into one by one.
    bool searches() const { return !q.empty() || !rule.empty(); }
};

/// The conditions of a filter as SQL. A model has two names in a row and an index for each, so that there may be two
/// sets of conditions: no row fulfils both.
std::vector<std::string> conditionsOf(const RequestFilter &filter);
/// Gives the conditions' placeholders their values; each must stand in the statement.
void bindFilter(Statement &select, const RequestFilter &filter);

} // namespace storage
