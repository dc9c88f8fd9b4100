#include "demo/routes.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "demo/call_maker.h"
#include "model/routing.h"
#include "storage/database.h"
#include "storage/model_map.h"
#include "storage/plans.h"
#include "storage/providers.h"
#include "storage/rules.h"

namespace demo {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

struct TargetPart {
    std::string_view provider;
    std::string_view model;
    std::int64_t weight = 1;
    std::int64_t priority = 0;
};

struct AliasPart {
    std::string_view name;
    std::vector<TargetPart> targets{};
};

struct RulePart {
    std::string_view name;
    std::string_view when;
    std::string_view then;
    std::int64_t hits = 0;
    std::int64_t lastAgoMs = 0;
    bool enabled = true;
};

const AliasPart kAliases[] = {
    {"fast",
     {{"OpenAI", "gpt-5-mini", 60},
      {"Mistral", "mistral-small", 30},
      {"Groq", "llama-3.3-70b-versatile", 10},
      {"Ollama", "qwen3:8b", 1, 1}}},
    {"smart", {{"OpenAI", "gpt-5", 3}, {"OpenRouter", "gpt-5", 1}}},
    {"vision", {{"OpenAI", "gpt-4.1"}}},
};

const RulePart kRules[] = {
    {"Agent side jobs", R"({"request_class": "auxiliary"})", R"([{"use_model": "fast"}])", 1'204, 40'000},
    {"Short questions",
     R"({"all": [{"regex": "(?i)^(translate|summari[sz]e)\\b"}, {"complexity": {"max": 35}}, {"key": "Notebook"}]})",
     R"([{"use_model": "fast"}, {"fallbacks": ["gpt-4o-mini", "qwen3:8b"]}, {"tag": "short"}])", 968, 7 * kMinuteMs},
    {"Images in the prompt", R"({"has": "images"})", R"([{"use_model": "vision"}])", 141, 3 * kHourMs},
    {"Long context", R"({"estimated_tokens": {"min": 180000}})", R"([{"use_model": "gpt-4.1"}])", 57, 26 * kHourMs},
    {"Code review", R"({"all": [{"key": "CI"}, {"regex": "(?i)\\bdiff\\b"}]})",
     R"([{"use_model": "smart"}, {"tag": "review"}])", 733, 19 * kMinuteMs},
    {"Night batch on local", R"({"all": [{"time": {"from": "22:00", "to": "06:00"}}, {"tag": "batch"}]})",
     R"([{"use_model": "qwen3:8b"}, {"fallbacks": ["mistral-small"]}])", 240, 9 * kHourMs},
    {"Block images for CI", R"({"all": [{"key": "CI"}, {"has": "images"}]})",
     R"([{"reject": {"message": "CI sends no images"}}])", 0, 0, false},
};

base::Result<> addAlias(storage::Database &db, const AliasPart &part, std::span<const model::Provider> providers,
                        std::int64_t atMs, Random &random)
{
    model::ModelAlias alias{.id = makeId("alias_", atMs, random), .name = std::string(part.name), .createdMs = atMs};
    for (const TargetPart &target : part.targets) {
        const auto provider = std::ranges::find(providers, target.provider, &model::Provider::name);
        if (provider == providers.end())
            continue;
        alias.targets.push_back({.providerId = provider->id,
                                 .model = std::string(target.model),
                                 .weight = target.weight,
                                 .priority = target.priority});
    }
    return storage::insertAlias(db, alias);
}

base::Result<> addRule(storage::Database &db, const RulePart &part, std::int64_t priority, std::int64_t nowMs,
                       Random &random)
{
    const auto when = base::parseJson(part.when);
    const auto then = base::parseJson(part.then);
    if (!when || !then)
        return base::fail(when ? then.error() : when.error(), "reading the demo's rules");
    const std::int64_t createdMs = nowMs - 40 * 24 * kHourMs;
    const model::Rule rule{.id = makeId("rule_", createdMs, random),
                           .name = std::string(part.name),
                           .priority = priority,
                           .enabled = part.enabled,
                           .when = *when,
                           .then = *then,
                           .createdMs = createdMs};
    if (auto done = storage::insertRule(db, rule); !done)
        return done;
    const storage::RuleHit hit{rule.id, part.hits, part.hits == 0 ? 0 : nowMs - part.lastAgoMs};
    return storage::saveRuleHits(db, std::span(&hit, 1));
}

} // namespace

base::Result<> addRoutes(storage::Database &db, std::int64_t nowMs, Random random)
{
    const auto providers = storage::listProviders(db);
    if (!providers)
        return base::fail(providers.error());
    for (const AliasPart &part : kAliases)
        if (auto done = addAlias(db, part, *providers, nowMs - 60 * 24 * kHourMs, random); !done)
            return done;
    std::int64_t priority = 0;
    for (const RulePart &part : kRules)
        if (auto done = addRule(db, part, ++priority, nowMs, random); !done)
            return done;
    const auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error());
    const auto version = storage::recordPlan(db, *plan, "demo", nowMs - kHourMs);
    if (!version)
        return base::fail(version.error());
    return {};
}

} // namespace demo
