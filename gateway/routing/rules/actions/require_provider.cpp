#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readRequire(const Clause &clause)
{
    auto providers = clause.texts();
    if (!providers)
        return base::fail(std::move(providers.error()));
    return Apply([providers = std::move(*providers)](Effects &effects) {
        if (effects.required.empty())
            effects.required = providers;
    });
}

} // namespace

constinit const Kind kRequireProvider{"require_provider", Part::Adds, readRequire,
                                      "Only these providers, by id or name, may serve it."};

} // namespace routing::actions
