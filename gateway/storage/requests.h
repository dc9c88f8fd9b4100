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

/// The request log in usage.db: `requests`, `cost_records` (one row an attempt), `routing_decisions`.
/// Thread: the Database's. Errors: Storage.
namespace storage {

enum class Inserted : std::uint8_t { Yes, AlreadyThere };

/// Writes the call, its attempts and its decision; a call whose id is there already is left as it is.
/// Run it inside a transaction.
base::Result<Inserted> insertRequest(Database &db, const model::CallRecord &call);
/// The same for many, faster. Answers for each, in their order.
base::Result<std::vector<Inserted>> insertRequests(Database &db, std::span<const model::CallRecord> calls);

/// Rows that match all that is given.
struct RequestFilter {
    std::int64_t limit = 50;
    std::string cursor{};                  ///< `RequestPage::next` of the page before; empty for the first.
    std::optional<std::int64_t> status{};  ///< HTTP status.
    std::optional<std::string> outcome{};  ///< The word, such as `failed`.
    std::optional<std::string> provider{}; ///< Id of the last attempt's provider.
    std::optional<std::string> model{};    ///< As sent upstream.
    std::optional<std::string> keyId{};    ///< Client key.
    std::optional<std::int64_t> fromMs{};  ///< Started then or later.
    std::optional<std::int64_t> toMs{};    ///< Started before.
    std::string q{};                       ///< Part of a name, model, error code, or the start of an id; any case.
};

struct RequestPage {
    std::vector<model::CallRecord> rows{}; ///< With attempts, without decisions.
    std::string next{};                    ///< Empty after the last page. With `q`, a short page may not be the last.
};

/// Newest first. Rows that arrive meanwhile never make a later page repeat or miss one.
/// Errors: BadRequest with param `after` for a cursor that is not ours.
base::Result<RequestPage> listRequests(Database &db, const RequestFilter &filter);

/// With attempts and decision. Errors: NotFound.
base::Result<model::CallRecord> getRequest(Database &db, std::string_view id);

} // namespace storage
