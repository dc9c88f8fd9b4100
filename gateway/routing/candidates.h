#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "routing/decision.h"

namespace routing {

/// What a name turned out to be.
struct Meaning {
    std::string_view name{};                  ///< Of the alias or the model: the group that takes turns.
    const model::ModelAlias *alias = nullptr; ///< Null: a model.
};

/// Puts the places a name may lead to into `out`, those that cannot serve it marked as passed over.
/// Errors: NotFound in words for the caller.
base::Result<Meaning> collect(const model::Plan &plan, std::string_view name, std::uint32_t step, Decision &out);

/// The same with the switch off: one place at most. Errors: as above.
base::Result<Meaning> collectPinned(const model::Plan &plan, std::string_view name, Decision &out);

/// Adds `provider` as the place for `name` of one step, when it serves that and no candidate of the step is its.
void insistOn(const model::Provider &provider, std::string_view name, std::uint32_t step, Decision &out);

} // namespace routing
