#pragma once

#include "model/call_record.h"

/// What a call has from its attempts.
namespace model {

/// The models and the provider of its last attempt.
void takeLast(CallRecord &call, const AttemptRecord &last);

/// The cost of all attempts, and how sure it is: as the weakest of them.
void sumCosts(CallRecord &call);

} // namespace model
