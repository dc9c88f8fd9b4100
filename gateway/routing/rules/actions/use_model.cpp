#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readUseModel(const Clause &clause)
{
    auto model = clause.text();
    if (!model)
        return base::fail(std::move(model.error()));
    return Apply([model = std::move(*model)](Effects &effects) {
        if (!effects.model)
            effects.model = model;
    });
}

} // namespace

constinit const Kind kUseModel{"use_model", Part::Decides, readUseModel,
                               "Ask for this instead: an alias, a model, or PROVIDER/model."};

} // namespace routing::actions
