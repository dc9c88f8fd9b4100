#include "model/call_totals.h"

#include <algorithm>

namespace model {

void takeLast(CallRecord &call, const AttemptRecord &last)
{
    call.routedModel = last.model;
    call.billedModel = last.billedModel;
    call.providerId = last.providerId;
    call.providerName = last.providerName;
}

void sumCosts(CallRecord &call)
{
    call.cost = {};
    call.confidence = Confidence::Measured;
    for (const AttemptRecord &attempt : call.attempts) {
        call.cost += attempt.cost;
        call.confidence = std::max(call.confidence, attempt.confidence);
    }
}

} // namespace model
