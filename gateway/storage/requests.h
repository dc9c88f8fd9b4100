#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/call_record.h"
#include "storage/database.h"
#include "storage/request_filter.h"
#include "storage/request_keys.h"

/// The request log in usage.db: `requests`, `cost_records` (one row an attempt), `routing_decisions`.
/// Thread: the Database's. Errors: Storage.
namespace storage {

enum class Inserted : std::uint8_t { Yes, AlreadyThere };

/// Writes the call, its attempts and its decision; a call whose id is there already is left as it is.
/// Run it inside a transaction.
base::Result<Inserted> insertRequest(Database &db, const model::CallRecord &call);
/// The same for many, faster. Answers for each, in their order.
base::Result<std::vector<Inserted>> insertRequests(Database &db, std::span<const model::CallRecord> calls);

struct RequestPage {
    std::vector<model::CallRecord> rows{}; ///< With attempts, without decisions.
    std::string next{}; ///< Empty after the last page. With `q` or `rule`, a short page may not be the last.
};

/// Newest first. Rows that arrive meanwhile never make a later page repeat or miss one.
/// Errors: BadRequest with param `after` for a cursor that is not ours.
base::Result<RequestPage> listRequests(Database &db, const RequestFilter &filter);

/// The same with decisions.
base::Result<RequestPage> listDecisions(Database &db, const RequestFilter &filter);

/// How many matches of a filter can be put in order by anything but time.
inline constexpr std::int64_t kMostSorted = 250'000;

/// How many matches it is told of how long they took.
inline constexpr std::int64_t kMostTimed = 100'000;

/// A piece of the list by place, as a table with a scroll bar shows it.
struct RequestWindow {
    std::vector<model::CallRecord> rows{}; ///< With attempts, without decisions.
    std::int64_t asOf = 0; ///< For `RequestFilter::asOf` of the next: rows that arrive then change nothing.
    std::optional<std::int64_t> total{}; ///< How many match; only when it was asked for.
    std::optional<CallTimes> times{};    ///< The same; not of more than kMostTimed.
};
enum class Counting : std::uint8_t { No, Yes, WithTimes };

/// `filter.limit` rows from `offset` on; `filter.cursor` is not looked at.
/// Errors: Unprocessable with param `sort` when more than kMostSorted match and the order is not by time.
base::Result<RequestWindow> windowOfRequests(Database &db, RequestFilter filter, RequestOrder order,
                                             std::int64_t offset, Counting counting);

/// With attempts and decision. Errors: NotFound, also for a call of a key that the asker may not see.
base::Result<model::CallRecord> getRequest(Database &db, const KeyScope &keys, std::string_view id);

} // namespace storage
