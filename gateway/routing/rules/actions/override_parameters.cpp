#include "routing/rules/actions/action.h"
#include "routing/rules/actions/parameters.h"

namespace routing::actions {
namespace {

base::Result<Apply> readOverrides(const Clause &clause)
{
    auto parameters = readParameters(clause);
    if (!parameters)
        return base::fail(std::move(parameters.error()));
    return Apply(
        [parameters = std::move(*parameters)](Effects &effects) { addParameters(effects.overrides, parameters); });
}

} // namespace

constinit const Kind kOverrideParameters{"override_parameters", Part::Adds, readOverrides,
                                         "Set these parameters of the request, whatever the client said."};

} // namespace routing::actions
