#include "attempt_pricer.h"

#include <map>
#include <string>
#include <utility>

#include "pricing/cost.h"
#include "storage/plans.h"

namespace gateway {
namespace {

using ProviderTypes = std::map<std::string, std::string>; // by id

base::Result<ProviderTypes> providerTypes(storage::Database &db)
{
    const auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    ProviderTypes out;
    for (const model::Provider &provider : plan->providers)
        out.emplace(provider.id, provider.type);
    return out;
}

} // namespace

base::Result<ledger::PriceAttempt> attemptPricer(storage::Database &db,
                                                 std::shared_ptr<const pricing::Catalogue> prices)
{
    auto types = providerTypes(db);
    if (!types)
        return base::fail(std::move(types.error()));
    return [prices = std::move(prices), types = std::move(*types)](model::AttemptRecord &attempt) {
        const auto type = types.find(attempt.providerId); // a provider that was removed has none any more
        const std::string_view known = type == types.end() ? std::string_view() : type->second;
        const pricing::Cost cost =
            pricing::costOf(attempt.usage, prices->find({attempt.providerId, known, attempt.model}, attempt.startedMs));
        attempt.cost = cost.amount;
        attempt.confidence = cost.confidence;
    };
}

} // namespace gateway
