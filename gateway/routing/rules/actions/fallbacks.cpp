#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readFallbacks(const Clause &clause)
{
    auto models = clause.texts();
    if (!models)
        return base::fail(std::move(models.error()));
    return Apply([models = std::move(*models)](Effects &effects) {
        if (effects.fallbacks.empty())
            effects.fallbacks = models;
    });
}

} // namespace

constinit const Kind kFallbacks{"fallbacks", Part::Adds, readFallbacks,
                                "Models to go on with once the first is used up, in order."};

} // namespace routing::actions
