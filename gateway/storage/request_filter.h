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
    std::optional<std::string> requested{};      ///< Model as asked for: also an alias.
    std::optional<std::string> routed{};         ///< Model as sent upstream.
    std::optional<std::string> billed{};         ///< Model as the provider named it.
    std::optional<std::string> session{};        ///< As the client names it.
    std::optional<std::string> application{};    ///< Program of this computer that called.
    std::optional<std::string> tag{};            ///< That a rule put on it.
    std::optional<std::string> endpoint{};       ///< What was called, such as `chat.completions`.
    std::optional<std::string> errorCode{};      ///< As the client got it.
    std::optional<std::string> failure{};        ///< Class of one of its attempts' failures.
    std::optional<std::int64_t> minDurationUs{}; ///< Took so long or longer.
    std::optional<std::int64_t> maxDurationUs{}; ///< So long or shorter; and so for the others.
    std::optional<std::int64_t> minFirstUs{};    ///< To the first token, where there was one.
    std::optional<std::int64_t> maxFirstUs{};
    std::optional<std::int64_t> minCost{}; ///< Unit: nano-dollars.
    std::optional<std::int64_t> maxCost{};
    std::optional<std::int64_t> minTokens{}; ///< In and out.
    std::optional<std::int64_t> maxTokens{};
    std::string rule{};                   ///< Id of a routing rule that matched; empty: any or none.
    std::optional<std::int64_t> fromMs{}; ///< Started then or later.
    std::optional<std::int64_t> toMs{};   ///< Started before.
    std::string q{};                      ///< Part of a name, model, error code, or the start of an id; any case.
    std::optional<std::int64_t> asOf{};   ///< Without the rows that were written after this one.

    /// Whether rows must be looked into one by one.
    bool searches() const { return !q.empty() || !rule.empty(); }
};

/// The conditions of a filter as SQL.
std::string conditionOf(const RequestFilter &filter);
/// `q` as a pattern for LIKE with a backslash as its escape: its own % and _ stand for themselves.
std::string likePattern(const std::string &q);
/// Gives the conditions' placeholders their values; each must stand in the statement.
void bindFilter(Statement &select, const RequestFilter &filter);

} // namespace storage
