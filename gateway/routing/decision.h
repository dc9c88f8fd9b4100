#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "routing/facts.h"
#include "routing/features.h"
#include "routing/reading.h"
#include "routing/rule_outcome.h"
#include "routing/targets.h"
#include "routing/wires.h"

namespace routing {

/// What a trace tells of a call besides what it was decided by: with it other rules can be tried on the call later. No
/// content. Views live as long as the call.
struct LoggedFacts {
    std::string_view dialect{};                     ///< Empty: not known.
    std::int64_t estimatedTokens = -1;              ///< Of the input; -1: not known.
    std::int64_t maxOutput = 0;                     ///< Tokens; 0 = not said.
    std::optional<std::string_view> requestClass{}; ///< Empty text: it names none. Nothing: not known.
    friend bool operator==(const LoggedFacts &, const LoggedFacts &) = default;
};

/// All that a choice is made of besides the plan, the health of its providers and their prices. Views live as long as
/// the choice.
struct Question {
    std::string_view model{}; ///< As requested.
    FeatureSet features = 0;
    std::uint64_t session = 0;          ///< Of its id, by sessionOf(); 0 = none.
    std::uint64_t draw = 0;             ///< The seed of all that is left to chance.
    const RuleOutcome *rules = nullptr; ///< Never null.
    KeyBounds bounds{};
    LoggedFacts logged{};            ///< Its dialect is for `wires`; the others are not asked by any choice.
    const WireView *wires = nullptr; ///< Null: every provider can be asked.
};

Question questionOf(const CallFacts &facts, const RuleOutcome &rules, std::uint64_t draw);
/// 0 for an empty id.
std::uint64_t sessionOf(std::string_view id);

/// Why a candidate was not put among the targets.
enum class PassedOver : std::uint8_t {
    No,
    Gone,        ///< The model map names a provider that is there no more.
    Disabled,    ///< The provider or its model is switched off.
    NotOffered,  ///< The provider does not offer that model.
    KeysOff,     ///< All its keys are switched off.
    NoDialect,   ///< It cannot be asked what the client says.
    Feature,     ///< The call does not use all that the target is for.
    NotWanted,   ///< A rule wants another provider.
    NotRequired, ///< A rule requires other providers.
    Forbidden,   ///< A rule forbids the provider.
    KeyForbids,  ///< The client key may not use the provider.
    Duplicate,   ///< It stands before already.
    Health,      ///< No key's gate is open; the reading says which and until when.
};

/// A key of a candidate as it was read.
struct ReadKey {
    const model::ProviderKey *key = nullptr; ///< Null stands for "needs no key".
    TargetReading reading{};
};

/// One place the call could go to.
struct Candidate {
    const model::Provider *provider = nullptr; ///< Null when it is gone.
    std::string_view providerId{};
    std::string_view model{}; ///< As the provider spells it.
    const model::AliasTarget *alias = nullptr;
    std::int64_t priority = 0;
    std::int64_t weight = 1;
    std::uint32_t step = 0;     ///< 0: what was asked for; n: the n-th fallback.
    std::uint32_t firstKey = 0; ///< Into Decision::keys.
    std::uint32_t keyCount = 0;
    std::int64_t cost = -1; ///< As PriceView told, where a strategy asked.
    PassedOver passedOver = PassedOver::No;
};

/// Where a call goes, and why there.
struct Decision {
    std::int64_t planVersion = 0;
    Question question{};
    bool routing = true;      ///< How the switch stood.
    std::string_view alias{}; ///< What the model that was asked for turned out to be; empty: no alias.
    model::Strategy strategy = model::Strategy::WeightedRandom;
    bool affine = false; ///< The session decided.
    bool forced = false; ///< No gate was open: the soonest is tried all the same.
    std::optional<std::uint64_t> turn{};
    std::vector<Candidate> candidates{};
    std::vector<ReadKey> keys{};          ///< Those of one candidate side by side.
    std::vector<std::uint32_t> order{};   ///< Into candidates: those that are tried.
    std::vector<Target> targets{};        ///< The same, as they are to be tried.
    std::vector<Target> reserves{};       ///< Keys that open soon, soonest first: waited for when those have failed.
    std::optional<base::Error> refused{}; ///< Why there are none.
};

/// The decision trace of a call, as JSON text: plan version, the draw, what the rules said, the candidates in the order
/// they would be tried, those that were passed over and why, and the readings of health. With the same plan,
/// ReplayView makes the same choice from it again.
std::string describe(const Decision &decision);

} // namespace routing
