#include <algorithm>

#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

constexpr const Kind *kKinds[] = {
    &kUseModel,  &kUseProvider, &kStrategy, &kFallbacks, &kOverrideParameters, &kDefaultParameters,
    &kAddHeader, &kTag,         &kReject,   &kTimeouts,  &kRequireProvider,    &kForbidProvider,
};

} // namespace

std::span<const Kind *const> kinds()
{
    return kKinds;
}

const Kind *findKind(std::string_view name)
{
    const auto *hit = std::ranges::find(kKinds, name, [](const Kind *kind) { return kind->name; });
    return hit == std::end(kKinds) ? nullptr : *hit;
}

} // namespace routing::actions
