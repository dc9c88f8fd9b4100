#include <algorithm>

#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readForbid(const Clause &clause)
{
    auto providers = clause.texts();
    if (!providers)
        return base::fail(std::move(providers.error()));
    return Apply([providers = std::move(*providers)](Effects &effects) {
        for (const std::string &provider : providers)
            if (std::ranges::find(effects.forbidden, provider) == effects.forbidden.end())
                effects.forbidden.push_back(provider);
    });
}

} // namespace

constinit const Kind kForbidProvider{"forbid_provider", Part::Adds, readForbid,
                                     "These providers, by id or name, may not serve it."};

} // namespace routing::actions
