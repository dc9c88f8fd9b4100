#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/routing.h"
#include "routing/replay_view.h"
#include "routing/rules/conditions/condition.h"

/// Rules asked about calls of the past: what the log does not have (the prompt, most headers) is unknown, unless what
/// the rules of that time said about the call tells it.
namespace routing {

/// A call as the log has it. Views live as long as the log's row.
struct LoggedCall {
    const ReplayView *trace = nullptr; ///< Never null.
    std::string_view clientKeyId{};
    std::string_view clientKeyName{};
    CallOwner owner{};
    std::string_view endpoint{};
    std::string_view application{};
    bool stream = false;
    std::int64_t wallMs = 0;
};

enum class Known : std::uint8_t { No, Yes, Unknown };

/// The single conditions of several sets of rules, each once, so that what is found out about one holds for all.
class LoggedConditions {
public:
    explicit LoggedConditions(ZoneLookup zones) : m_zones(zones) {}
    LoggedConditions(const LoggedConditions &) = delete;
    LoggedConditions &operator=(const LoggedConditions &) = delete;

    struct Single {
        conditions::Test holds{};
        conditions::LooksAt looksAt = conditions::LooksAt::Unlogged;
    };
    /// Whether a whole condition can be read. Errors: as conditions::read().
    base::Result<> check(const Clause &clause);
    /// Its number. `clause` holds exactly one condition that is no group. Errors: as conditions::read().
    base::Result<std::uint32_t> add(const Clause &clause);
    const Single &at(std::uint32_t number) const { return m_singles[number]; }
    std::size_t size() const { return m_singles.size(); }
    /// The same number for rules that ask and do the same, whatever their names.
    std::uint32_t sortOf(const model::Rule &rule);

private:
    ZoneLookup m_zones;
    PatternSet m_patterns{}; ///< Patterns are read, for their mistakes, and never matched.
    std::vector<Single> m_singles{};
    std::map<std::string, std::uint32_t, std::less<>> m_numbers{}; ///< By the condition as text.
    std::map<std::string, std::uint32_t, std::less<>> m_sorts{};   ///< By the rule as text.
};

/// A condition as a tree over single ones.
struct LoggedCondition {
    enum class Kind : std::uint8_t { Always, All, Any, Not, Single };
    Kind kind = Kind::Always;
    std::uint32_t single = 0;
    std::vector<LoggedCondition> parts{};
};

/// What is known of each single condition about one call; what is guessed about an unknown one, too.
class Knowledge {
public:
    explicit Knowledge(const LoggedConditions &conditions) : m_conditions(conditions) {}

    /// Forgets what was known, for another call. `call` must outlive the questions.
    void begin(const LoggedCall &call);
    Known of(const LoggedCondition &condition, std::span<const std::string> tags);
    /// One that must be known before `condition` is. Only when that is Unknown.
    std::uint32_t wanting(const LoggedCondition &condition, std::span<const std::string> tags);
    /// That `condition` held, or did not: what follows for single ones that are unknown.
    void learn(const LoggedCondition &condition, bool held);
    void assume(std::uint32_t single, Known value) { m_known[single] = value; }
    conditions::LooksAt looksAt(std::uint32_t single) const { return m_conditions.at(single).looksAt; }

private:
    Known ofSingle(std::uint32_t single, std::span<const std::string> tags);
    bool isLogged(conditions::LooksAt what) const;
    bool ask(std::uint32_t single, std::span<const std::string> tags) const;
    void learnParts(const LoggedCondition &condition, bool held);

    const LoggedConditions &m_conditions;
    const LoggedCall *m_call = nullptr;
    std::vector<std::optional<Known>> m_known{};
};

/// The enabled rules of a plan, ready to be asked about past calls. What cannot be read is left out, as it is for calls.
class LoggedRules {
public:
    /// `rules` sorted by priority. `conditions` must outlive it and may grow.
    LoggedRules(std::span<const model::Rule> rules, LoggedConditions &conditions);

    /// Which rules match, as far as that is known.
    struct Match {
        std::vector<std::uint32_t> hits{};
        std::optional<std::uint32_t> wanting{}; ///< The single condition that must be known to go on.
    };
    void match(Knowledge &knowledge, Match &into) const;
    /// The sorts of the rules that may have a say, in order: two sets with the same have the same say, whatever is not
    /// known.
    std::vector<std::uint32_t> sayOf(Knowledge &knowledge) const;
    /// What these rules said of a call when it came, by the ids of those that matched.
    void teach(Knowledge &knowledge, std::span<const std::string_view> hits) const;
    /// What rules that matched want. Lives until the next trim().
    const RuleOutcome &outcomeOf(const std::vector<std::uint32_t> &hits);
    /// Bounds what is kept of outcomes.
    void trim();

private:
    struct Rule {
        std::string id{};
        std::string name{};
        LoggedCondition when{};
        std::vector<std::function<void(Effects &)>> then{};
        bool decides = false;
        std::vector<std::string> tags{};
        std::uint32_t sort = 0;
        bool asksTags = false;
        bool leads = true; ///< It changes where a call goes, by itself.
    };
    /// For where a call goes.
    bool matters(const Rule &rule) const { return rule.leads || (m_asksTags && !rule.tags.empty()); }

    std::vector<Rule> m_rules{};
    bool m_asksTags = false; ///< Some rule does.
    std::map<std::vector<std::uint32_t>, RuleOutcome> m_outcomes{};
};

} // namespace routing
