#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "model/call_record.h"
#include "storage/key_scope.h"
#include "storage/logged_calls.h"

namespace storage {

/// An attempt and what is booked of its call.
struct BookedAttempt {
    LogPlace place{}; ///< Of the call.
    std::string clientKeyId{};
    std::string requestedModel{};
    model::AttemptRecord attempt{};
};

/// Gives the attempts of the next calls of these keys behind `after`, oldest first, to `take`; at most `limit` calls. Returns where it
/// got to, or nothing when there are no more. As readLog(), but by what was paid for.
base::Result<std::optional<LogPlace>> readAttempts(Database &db, const KeyScope &keys, const LogSpan &span,
                                                   const LogPlace &after, std::int64_t limit,
                                                   const std::function<void(const BookedAttempt &)> &take);

} // namespace storage
