#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/handlers.h"
#include "ledger/limit_set.h"

namespace admin {

/// How far one rate limit is used up now.
struct LimitUse {
    std::string_view scope{}; ///< Whom it holds for: `key`, `user`, `team`, `model` or `provider`.
    std::string name{};       ///< Of that one.
    std::string_view kind{};  ///< `requests_per_minute`, `tokens_per_minute` or `concurrent_calls`.
    std::int64_t limit = 0;
    std::int64_t used = 0;                  ///< More than the limit where that was made smaller meanwhile.
    std::optional<std::int64_t> fullInMs{}; ///< Until all of it is there again; nothing: it is, or nobody knows.

    std::int64_t remaining() const { return used < limit ? limit - used : 0; }
};

/// Of each limit, in the order in which they are asked. Unit of `bootMs`: milliseconds on the boot clock. Thread: any.
std::vector<LimitUse> limitUses(ledger::LimitSet::Limits limits, std::int64_t bootMs);

/// The limits that hold for a client key, a user, a team, a provider or one of its models, and how far they are used.
Outcome getKeyLimits(const Context &context);
Outcome getUserLimits(const Context &context);
Outcome getTeamLimits(const Context &context);
Outcome getProviderLimits(const Context &context);
Outcome getModelLimits(const Context &context);
base::Json limitsShown();

} // namespace admin
