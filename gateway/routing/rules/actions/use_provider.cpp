#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

base::Result<Apply> readUseProvider(const Clause &clause)
{
    auto provider = clause.text();
    if (!provider)
        return base::fail(std::move(provider.error()));
    return Apply([provider = std::move(*provider)](Effects &effects) {
        if (!effects.provider)
            effects.provider = provider;
    });
}

} // namespace

constinit const Kind kUseProvider{"use_provider", Part::Decides, readUseProvider,
                                  "Send it to this provider, by id or name, and nowhere else."};

} // namespace routing::actions
