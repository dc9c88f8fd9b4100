#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "model/call_record.h"
#include "storage/ledger_entries.h"
#include "storage/spend.h"
#include "storage/usage.h"
#include "storage/usage_buckets.h"

/// What one call means for the books. Pure. Thread: any.
namespace ledger {

/// What every attempt did to the accounts; the entries of one attempt and event sum to 0. `settle` (`cut` when it was
/// ended by us because what was held was used up) for every one that cost something: what the provider is owed, and by
/// which client key. For each hard budget it counted in, `reserve` moves the worst case from `budget:ID` to
/// `reserved:ID`, `settle` or `cut` the cost from there to `spent:ID`, `release` the rest back; `adjust` takes what
/// was missing.
void addEntries(std::vector<storage::LedgerEntry> &entries, const model::CallRecord &call);
std::vector<storage::LedgerEntry> entriesOf(const model::CallRecord &call);

/// Adds the call to its 15 minutes: tokens and money of every attempt where they were spent, the call itself at its
/// last attempt (or at no provider, when it was refused).
void addToRollups(storage::Rollups &rollups, const model::CallRecord &call);

/// Adds what its attempts cost to what their key, provider, models and tags have spent in its 15 minutes.
void addToSpend(storage::Spend &spend, const model::CallRecord &call);

/// The same for everything together, with how long it took.
void addToBuckets(storage::UsageBuckets &buckets, const model::CallRecord &call);

/// `ok`, `error`, `refused` or `cancelled`.
std::string_view outcomeGroup(model::Outcome outcome);

/// Sets the cost and confidence of an attempt from its provider, model and usage.
using PriceAttempt = std::function<void(model::AttemptRecord &)>;

/// The row for a call that was open when an earlier instance died: the attempts that had ended as they were noted, then
/// the one that was under way, of which the cost can only be guessed. Without `price` that one stays unpriced.
model::CallRecord interruptedCall(const model::CallBegin &begun, const PriceAttempt &price);

} // namespace ledger
