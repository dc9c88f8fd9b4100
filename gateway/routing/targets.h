#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/plan.h"

namespace routing {

/// One provider that can serve the call, with the keys to try on it in order.
struct Target {
    const model::Provider *provider = nullptr;      ///< Lives in the plan the call holds.
    std::string model{};                            ///< As it is sent upstream.
    std::vector<const model::ProviderKey *> keys{}; ///< Never empty; null stands for "needs no key".
};

/// The type of the built-in provider that needs no network; reached by name or as the last default only.
inline constexpr std::string_view kSandboxType = "sandbox";

/// Which providers may serve `requested`, best first. Source: R6, R19.
/// An exact model of any enabled provider; before that, `PROVIDER/rest` when such a provider exists; `default` is the
/// default model, or the sandbox while no other provider exists.
/// `draw` orders equals by weight and is kept in the decision trace: the same plan and draw give the same order.
/// Errors: NotFound with what can be done about it.
base::Result<std::vector<Target>> findTargets(const model::Plan &plan, std::string_view requested, std::uint64_t draw);

/// A model name callers may use.
struct Offer {
    std::string name{};
    std::string providerName{};
    std::int64_t createdMs = 0;
};

/// Every name findTargets() takes, `default` first, without repeats.
std::vector<Offer> offeredModels(const model::Plan &plan);

} // namespace routing
