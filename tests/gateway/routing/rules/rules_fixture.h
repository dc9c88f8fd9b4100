#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "model/routing.h"
#include "routing/rules/rule_set.h"

/// A call as rules see it, with values that tests change.
struct TestCall final : routing::HeaderSource, routing::BudgetView {
    std::map<std::string, std::string, std::less<>> fields{};
    model::PromptFacts prompt{};
    routing::CallFacts facts{};

    TestCall()
    {
        prompt.lastUserText = "please refactor this python function";
        prompt.textBytes = 36;
        prompt.turns = 1;
        facts.model = "gpt-4o-mini";
        facts.dialect = "openai";
        facts.endpoint = "chat.completions";
        facts.clientKeyId = "key_1";
        facts.clientKeyName = "team blue";
        facts.owner = {.userId = "user_1", .userName = "ana", .teamId = "team_1", .teamName = "red"};
        facts.application = "train.py";
        facts.estimatedTokens = 500;
        facts.wallMs = 1'794'997'600'000; // 2026-11-18T10:26:40Z, a Wednesday
        facts.headers = this;
        facts.budgets = this;
        facts.prompt = &prompt;
    }
    TestCall(const TestCall &) = delete;
    TestCall &operator=(const TestCall &) = delete;

    /// Of the budget `team` 30 % are left.
    bool leftBelow(std::string_view named, std::int64_t percent) const override
    {
        return named == "team" && percent > 30;
    }
    std::string_view header(std::string_view name) const override
    {
        const auto hit = fields.find(base::lowerAscii(name));
        return hit == fields.end() ? std::string_view() : std::string_view(hit->second);
    }
};

inline base::Json json(const char *text)
{
    auto value = base::parseJson(text);
    return value ? *value : base::Json("not JSON");
}

inline model::Rule rule(const char *when, const char *then = R"([{"tag":"hit"}])", const std::string &id = "rule_1")
{
    model::Rule out;
    out.id = id;
    out.name = "name of " + id;
    out.when = json(when);
    out.then = json(then);
    return out;
}

/// What one rule, or several, say about a call. The set is kept: outcomes point into it.
struct Matched {
    base::Result<routing::RuleSet> set;
    routing::RuleOutcome outcome{};
    Matched(const std::vector<model::Rule> &rules, const TestCall &call) : set(routing::RuleSet::compile(rules, {}))
    {
        if (set)
            outcome = set->match(call.facts);
    }
    std::string ids() const
    {
        std::string out;
        for (const routing::RuleHit &hit : outcome.hits)
            out.append(out.empty() ? "" : " ").append(hit.id);
        return set ? out : "error " + set.error().param + " " + set.error().detail;
    }
};
