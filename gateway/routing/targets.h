#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "routing/facts.h"

namespace routing {

/// One provider that can serve the call, with the keys to try on it in order. What it points to lives in the plan the
/// call holds.
struct Target {
    const model::Provider *provider = nullptr;
    std::string model{};                            ///< As it is sent upstream.
    std::vector<const model::ProviderKey *> keys{}; ///< Never empty; null stands for "needs no key".
    const model::AliasTarget *alias = nullptr;      ///< The line of the model map it comes from: its overrides apply.
};

/// The type of the built-in provider that needs no network; reached by name or as the last default only.
inline constexpr std::string_view kSandboxType = "sandbox";

/// Whether a provider that is on has the model, by name or because it takes any.
bool serves(const model::Provider &provider, std::string_view model);
/// Whether it has it by name, switched on.
bool lists(const model::Provider &provider, std::string_view model);
/// Null when there is none of that name, or it is switched off.
const model::ModelAlias *findAlias(const model::Plan &plan, std::string_view name);
/// The sandbox while no other provider exists; null otherwise.
const model::Provider *onlyTheSandbox(const model::Plan &plan);

/// A model name callers may use.
struct Offer {
    std::string name{};
    std::string providerName{};
    std::int64_t createdMs = 0;
};

/// Every name that is not merely passed through, `default` first, then the aliases, without repeats. An alias none of
/// whose targets is served is left out, and so is all that a key within `bounds` may not use.
std::vector<Offer> offeredModels(const model::Plan &plan, const KeyBounds &bounds = {});
/// Who would be asked first for `name`, were all well; an error as decide() gives it.
base::Result<Offer> offerOf(const model::Plan &plan, std::string_view name, const KeyBounds &bounds = {});

} // namespace routing
