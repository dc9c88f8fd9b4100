#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/routing.h"
#include "routing/facts.h"
#include "routing/rule_outcome.h"
#include "routing/rules/rule_hits.h"
#include "routing/rules/zone_offsets.h"

namespace routing {

/// The enabled rules of a plan, ready to be matched: conditions as functions, all patterns as one automaton.
/// Immutable but for the counters it points at. Thread: any.
class RuleSet {
public:
    /// What compiling works with.
    struct Setup {
        ZoneLookup zones = zonesWithoutNames;
        RuleHits *hits = nullptr; ///< Null: nothing is counted.
    };
    /// A rule that was left out, and why.
    struct Problem {
        std::string ruleId{};
        std::string message{};
    };

    /// `rules` sorted by priority. Outcomes point into the set.
    /// Errors: Unprocessable with `param` = a path in the rule at fault, such as `when.all[1].regex`.
    static base::Result<RuleSet> compile(std::span<const model::Rule> rules, const Setup &setup);
    /// The same without the rules that cannot be read, perhaps because an older or newer version wrote them.
    static RuleSet compileUsable(std::span<const model::Rule> rules, const Setup &setup,
                                 std::vector<Problem> &problems);
    /// Whether one rule could be compiled, enabled or not. Errors: as compile().
    static base::Result<> check(const model::Rule &rule, ZoneLookup zones);

    RuleSet(RuleSet &&) noexcept;
    RuleSet &operator=(RuleSet &&) noexcept;
    ~RuleSet();

    /// What the rules say about this call. Pure: nothing is counted. `call.prompt` is not null.
    RuleOutcome match(const CallFacts &call) const;
    /// Whether some rule looks at the calling application, which is found out beside the call.
    bool asksApplication() const;
    /// The rules that matched were hit. Once for a call that is served, not for one that is only thought about.
    void count(const RuleOutcome &outcome, std::int64_t wallMs) const;

private:
    struct Compiled;
    explicit RuleSet(std::unique_ptr<const Compiled> compiled);
    std::unique_ptr<const Compiled> m_compiled;
};

/// What a rule's `type` is: the name of its one condition, `composite`, or `always`.
std::string typeOf(const model::Rule &rule);

} // namespace routing
