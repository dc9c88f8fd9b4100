#include "routing/rules/actions/action.h"
#include "routing/rules/actions/parameters.h"

namespace routing::actions {
namespace {

base::Result<Apply> readDefaults(const Clause &clause)
{
    auto parameters = readParameters(clause);
    if (!parameters)
        return base::fail(std::move(parameters.error()));
    return Apply(
        [parameters = std::move(*parameters)](Effects &effects) { addParameters(effects.defaults, parameters); });
}

} // namespace

constinit const Kind kDefaultParameters{"default_parameters", Part::Adds, readDefaults,
                                        "Set these parameters of the request where the client said nothing."};

} // namespace routing::actions
