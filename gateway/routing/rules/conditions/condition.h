#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "routing/facts.h"
#include "routing/rule_outcome.h"
#include "routing/rules/clause.h"
#include "routing/rules/pattern_set.h"
#include "routing/rules/zone_offsets.h"

/// What a rule may ask of a call. A new condition is one file here and one line in list.cpp.
namespace routing::conditions {

/// What conditions are asked about.
struct Question {
    const CallFacts &call;
    const Complexity &complexity;
    const PatternHits &patterns;          ///< In the last user turn.
    const std::vector<std::string> &tags; ///< By the rules that matched before.
};

/// Whether it holds. Pure; allocates nothing.
using Test = std::function<bool(const Question &)>;

/// What reading works with besides the clause: what all conditions of a plan share.
struct Shared {
    PatternSet &patterns;
    ZoneLookup zones;
    bool application = false; ///< Some condition looks at the calling application.
};

/// What of a call a condition looks at, for those who ask about a past one: its log has not all of it.
enum class LooksAt : std::uint8_t {
    Unlogged, ///< What no log has. A new condition is taken for one of these until it says otherwise.
    Record,   ///< What the record of every call has, or its trace.
    Tokens,
    Dialect,
    RequestClass,
    Complexity,
    Tags, ///< Which come from the rules before.
    Prompt,
    Headers,
};

struct Kind {
    std::string_view name;
    /// Errors: as Clause.
    base::Result<Test> (*read)(const Clause &clause, Shared &shared);
    std::string_view about; ///< One sentence, for the API reference.
    LooksAt looksAt = LooksAt::Unlogged;
};

extern const Kind kRegex, kComplexity, kIntent, kModel, kKey, kHeader, kEstimatedTokens, kHas, kDialect, kRequestClass,
    kTime, kTag, kStream, kBudgetLeft, kUser, kTeam, kApplication;

/// All of them.
std::span<const Kind *const> kinds();
const Kind *findKind(std::string_view name);

/// A condition: `{}` (every call), `{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}`, or one of the kinds by name.
base::Result<Test> read(const Clause &clause, Shared &shared, int depth = 0);

} // namespace routing::conditions
