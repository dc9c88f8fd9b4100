#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "routing/decide.h"
#include "routing/open_view.h"
#include "routing/rules/rule_set.h"

/// Calls as a worker decides them, with all that no log has.
namespace fixture {

/// Every gate is open, and turns are as random as draws, so that one that was not taken cannot be told from one that was.
class Turns final : public routing::HealthView {
public:
    explicit Turns(std::uint64_t turn) : m_turn(turn) {}
    routing::TargetReading read(const model::Provider &, std::string_view, const model::ProviderKey *) const override
    {
        return {};
    }
    std::uint64_t nextTurn(std::string_view) const override { return m_turn; }

private:
    std::uint64_t m_turn;
};

/// A call with all that only its client and the worker know.
class Call final : public routing::HeaderSource {
public:
    std::string model = "gpt-4o";
    std::string key = "ci";
    std::string team{};
    std::string requestClass{};
    std::uint64_t draw = 1;
    model::PromptFacts prompt{};

    std::string_view header(std::string_view name) const override
    {
        return name == "x-team" ? team : name == routing::kRequestClassHeader ? requestClass : std::string_view();
    }
    routing::CallFacts facts() const
    {
        return {.model = model,
                .dialect = "openai",
                .endpoint = "chat.completions",
                .clientKeyId = key == "ci" ? "id-ci" : "id-dev",
                .clientKeyName = key,
                .estimatedTokens = static_cast<std::int64_t>(prompt.lastUserText.size()),
                .wallMs = 1'794'997'600'000,
                .headers = this,
                .prompt = &prompt};
    }
    /// Gives the decision, as a worker makes it, to `look`.
    template <typename Look>
    auto decided(const model::Plan &plan, Look look) const
    {
        const auto set = routing::RuleSet::compile(plan.rules, {}); // outcomes point into it
        const routing::RuleOutcome rules = plan.routing ? set->match(facts()) : routing::RuleOutcome{};
        const routing::Question question = routing::questionOf(facts(), rules, draw);
        if (rules.effects.refusal)
            return look({.planVersion = plan.version, .question = question, .routing = plan.routing});
        return look(routing::explain(plan, question, Turns(draw), routing::OpenView()));
    }
    std::string trace(const model::Plan &plan) const
    {
        return decided(plan, [](const routing::Decision &decision) { return routing::describe(decision); });
    }
    /// `provider:model`, or nothing.
    std::string goesTo(const model::Plan &plan) const
    {
        return decided(plan, [](const routing::Decision &decision) -> std::string {
            if (decision.order.empty())
                return {};
            const auto &first = decision.candidates[decision.order.front()];
            return std::string(first.providerId) + ":" + std::string(first.model);
        });
    }
};

} // namespace fixture
