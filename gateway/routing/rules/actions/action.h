#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "routing/rule_outcome.h"
#include "routing/rules/clause.h"

/// What a rule may do with a call. A new action is one file here and one line in list.cpp.
namespace routing::actions {

/// Adds to the effects what the action wants. What an earlier rule has set stays.
using Apply = std::function<void(Effects &)>;

/// Whether the rule that has such an action is the last to be asked.
enum class Part : std::uint8_t {
    Decides, ///< It says where the call goes, or that it does not go.
    Adds,
};

struct Kind {
    std::string_view name;
    Part part;
    /// Errors: as Clause.
    base::Result<Apply> (*read)(const Clause &clause);
    std::string_view about; ///< One sentence, for the API reference.
};

extern const Kind kUseModel, kUseProvider, kStrategy, kFallbacks, kOverrideParameters, kDefaultParameters, kAddHeader,
    kTag, kReject, kTimeouts, kRequireProvider, kForbidProvider;

/// All of them.
std::span<const Kind *const> kinds();
const Kind *findKind(std::string_view name);

/// The actions of one rule.
struct Actions {
    std::vector<Apply> apply{};
    bool decide = false;
};
base::Result<Actions> read(const Clause &clause);

} // namespace routing::actions
