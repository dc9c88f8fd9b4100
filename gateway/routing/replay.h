#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "routing/decide.h"
#include "routing/rules/logged_rules.h"

namespace routing {

/// Where a call goes first. Views live as long as the plans and the call.
struct Place {
    std::string_view provider{}; ///< Its id; empty: nowhere, the call is turned away.
    std::string_view model{};
    friend bool operator==(const Place &, const Place &) = default;
};

/// What becomes of a past call under an edited plan.
struct Rerouting {
    enum class Verdict : std::uint8_t { Same, Moved, Unknown };
    Verdict verdict = Verdict::Same;
    Place from{}; ///< Of one that moved, as `to`.
    Place to{};
    FeatureSet missing = 0; ///< What the call does not use although a target it loses is for calls that do.
    conditions::LooksAt unknown = conditions::LooksAt::Unlogged; ///< What would have to be known.
};

/// Tries an edited plan on past calls. A call is decided anew with the draw, the turn and the readings of health of its
/// time; the switch stands as it stood then. Thread: one.
class Replay {
public:
    /// What calls are compared with: where the present plan would take them, or where they went.
    enum class Against : std::uint8_t { Plan, Log };
    /// The rules of an earlier plan; none when nobody knows them any more.
    using RulesOf = std::function<std::vector<model::Rule>(std::int64_t version)>;

    /// `edited` has the providers of `present`. `wires` outlives it; null: as the traces have it.
    Replay(const model::Plan &present, const model::Plan &edited, Against against, ZoneLookup zones, RulesOf rulesOf,
           const WireView *wires = nullptr);

    /// `prices` for strategies that ask. The answer's views live as long as `call` and this.
    Rerouting judge(const LoggedCall &call, const PriceView &prices);

private:
    /// A plan with the switch on and off, and its rules.
    struct Side {
        Side(const model::Plan &plan, LoggedConditions &conditions);
        model::Plan on;
        model::Plan off;
        LoggedRules rules;
        LoggedRules::Match match{};
    };
    void explore(int depth);
    void guess(std::uint32_t single, int depth);
    void learn();
    bool saySame();
    Rerouting decideBoth();
    Decision decideOne(Side &side);
    void take(const Rerouting &world);

    LoggedConditions m_conditions;
    Side m_present;
    Side m_edited;
    Against m_against;
    RulesOf m_rulesOf;
    const WireView *m_wires;
    bool m_onlyRules; ///< Nothing else was edited.
    std::map<std::int64_t, LoggedRules> m_earlier{};
    Knowledge m_knowledge;

    // Of the call that is judged.
    const LoggedCall *m_call = nullptr;
    const PriceView *m_prices = nullptr;
    int m_worlds = 0;
    bool m_learned = false;
    Rerouting m_out{};
};

} // namespace routing
