#include "model/words.h"
#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readStrategy(const Clause &clause)
{
    const auto strategy = model::strategyFrom(base::textOr(clause.value()));
    if (!strategy)
        return clause.wrong("must be one of weighted_random, round_robin, smooth_weighted, least_latency, least_busy, "
                            "cost_first, speed_first, quality_first");
    return Apply([strategy = *strategy](Effects &effects) {
        if (!effects.strategy)
            effects.strategy = strategy;
    });
}

} // namespace

constinit const Kind kStrategy{"strategy", Part::Decides, readStrategy,
                               "How targets of the same priority are put in order."};

} // namespace routing::actions
