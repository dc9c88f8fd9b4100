#include <algorithm>

#include "routing/rules/conditions/condition.h"

namespace routing::conditions {

namespace {

constexpr const Kind *kKinds[] = {
    &kRegex,           &kComplexity, &kIntent,  &kModel,        &kKey,         &kHeader,
    &kEstimatedTokens, &kHas,        &kDialect, &kRequestClass, &kTime,        &kTag,
    &kStream,          &kBudgetLeft, &kUser,    &kTeam,         &kApplication,
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

} // namespace routing::conditions
