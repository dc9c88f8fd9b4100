#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// Calls that went wrong at a provider, for who says so: what kind of error it was, never what it said.
/// Thread: the Database's. Errors: Storage.
namespace storage {

struct FailedCall {
    std::int64_t no = 0; ///< Rising in the order the rows were written.
    std::string id{};    ///< The `x-request-id`.
    std::int64_t startedMs = 0;
    std::string provider{};  ///< Name of the last one that was asked.
    std::string outcome{};   ///< `failed` or `partial`.
    std::string errorCode{}; ///< Ours.
    std::string failure{};   ///< The class of the last attempt's error.
    std::int64_t status = 0; ///< HTTP's of the last attempt; 0: none came.
    std::int64_t attempts = 0;
};

/// The newest row there is; 0: none.
base::Result<std::int64_t> newestCall(Database &db);
/// Those behind row `after` up to row `last`, oldest first.
base::Result<std::vector<FailedCall>> failedCallsBehind(Database &db, std::int64_t after, std::int64_t last,
                                                        std::int64_t limit);
/// How many of them there are.
base::Result<std::int64_t> countFailedCallsBehind(Database &db, std::int64_t after, std::int64_t last);
/// The newest ones, newest first, of those that began at `fromMs` or later.
base::Result<std::vector<FailedCall>> newestFailedCalls(Database &db, std::int64_t fromMs, std::int64_t limit);

} // namespace storage
