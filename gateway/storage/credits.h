#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/credit.h"
#include "storage/database.h"

/// Accounts of prepaid credit and what was paid into them, in config.db; what is spent of them in usage.db.
/// Ids and times are the caller's. Errors: NotFound, Storage. Thread: the Database's.
namespace storage {

/// By the time they were opened, closed ones among them.
base::Result<std::vector<model::Credit>> listCredits(Database &db);
base::Result<model::Credit> getCredit(Database &db, std::string_view id);
/// Errors: Conflict when the holder has an open one.
base::Result<> insertCredit(Database &db, const model::Credit &credit);
/// Errors: NotFound when there is none that is open.
base::Result<> closeCredit(Database &db, std::string_view id, std::int64_t atMs);

base::Result<> insertPayment(Database &db, const model::Payment &payment);
/// In the order they were made.
base::Result<std::vector<model::Payment>> paymentsOf(Database &db, std::string_view creditId);
/// Writes the double entries of payments that have none yet: those are in the other file, so they follow.
base::Result<> bookPayments(Database &db);

/// The kind of what is booked on credit in `spend_rollups`, where the subject is the account's id.
inline constexpr std::string_view kCreditSpend = "credit";
/// Nanos: what calls have spent of it, and what was paid back.
base::Result<std::int64_t> goneFromCredit(Database &db, std::string_view id);

/// Nanos that calls have spent of it, for each 15 minutes in which they did, by their beginning. Unit: Unix milliseconds.
base::Result<std::map<std::int64_t, std::int64_t>> spentFromCredit(Database &db, std::string_view id,
                                                                   std::int64_t toMs);

} // namespace storage
