#pragma once

#include "admin/operation.h"
#include "model/audit.h"
#include "storage/seen_changes.h"

/// Which calls are acts, and what the audit log says of one. Pure.
namespace admin {

/// What changes something, lets somebody in, or shows what people wrote: whatever runs on the writer. What somebody only keeps for themselves is
/// none.
bool isAct(const Operation &operation);

/// One act as it ended.
struct ActFacts {
    const Request &request;
    const model::Plan &plan; ///< For names.
    const storage::SeenChanges &changes;
    const base::Json &answer;           ///< Null when it was refused.
    std::string_view outcome = "ok";    ///< Or the code of the refusal.
    std::int64_t nowMs = 0;             ///< Unix milliseconds.
    std::int64_t unwritten = 0;         ///< Refusals of the same caller before it that were too many to be written.
    std::int64_t unwrittenOfOthers = 0; ///< Those of strangers that were too many together.
};

/// Nothing of the request's body is in it but what is known to be no secret: what was changed is told by the changes.
model::AuditEntry entryOf(const ActFacts &act);

/// The same of what this program did by itself: `who` is the part that did it.
model::AuditEntry entryOfOwn(std::string_view operation, std::string_view who, const storage::SeenChanges &changes,
                             std::int64_t nowMs);

} // namespace admin
