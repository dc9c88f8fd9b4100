/// How long one routing decision takes: the rules are matched, the choice is made, and its trace is written.
/// For a plan of 10 providers with as many rules and aliases as told, and for a prompt of 1 KiB and of the 16 KiB that
/// are looked at. Prints one line each. Source of the targets: R81.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "routing/open_view.h"
#include "routing/rules/rule_set.h"

namespace {

constexpr int kDecisions = 20'000;
constexpr std::size_t kKibi = 1024;

model::Plan planWith(int rules)
{
    model::Plan out{.version = 1};
    for (int i = 0; i < 10; ++i) {
        const std::string name = "provider-" + std::to_string(i);
        out.providers.push_back({.id = "prov_" + name, .name = name, .type = "openai"});
        for (int k = 0; k < 2; ++k)
            out.providers.back().keys.push_back({.id = "pkey_" + std::to_string(i * 2 + k), .name = "key"});
        for (int m = 0; m < 50; ++m)
            out.providers.back().models.push_back({.name = "model-" + std::to_string(m)});
    }
    for (int i = 0; i < rules; ++i) {
        const std::string number = std::to_string(100 + i);
        out.rules.push_back({.id = "rule_" + number,
                             .name = "rule " + number,
                             .priority = i,
                             .when = {{"regex", "(?i)\\btopic" + number + "\\s+of\\s+(great|little)\\s+weight\\b"}},
                             .then = base::Json::array({{{"use_model", "alias-" + number}}})});
        model::ModelAlias alias{.id = "alias_" + number, .name = "alias-" + number};
        for (int k = 0; k < 5; ++k)
            alias.targets.push_back({.providerId = out.providers[static_cast<std::size_t>(k)].id,
                                     .model = "model-" + std::to_string(k),
                                     .weight = k + 1});
        out.aliases.push_back(std::move(alias));
    }
    return out;
}

/// Prose that the last rule alone matches, at its very end.
model::PromptFacts promptOf(std::size_t bytes, int rules)
{
    const std::string end = " topic" + std::to_string(100 + rules - 1) + " of great weight";
    model::PromptFacts out{.turns = 1};
    while (out.lastUserText.size() + end.size() < bytes)
        out.lastUserText += "Consider the next step with care, then write a short answer. ";
    out.lastUserText.resize(bytes - end.size());
    out.lastUserText += end;
    out.textBytes = static_cast<std::int64_t>(bytes);
    return out;
}

/// One decision after the other. Unit: nanoseconds, sorted.
std::vector<std::int64_t> measure(const model::Plan &plan, const routing::RuleSet &rules,
                                  const model::PromptFacts &prompt)
{
    const routing::OpenView open;
    const routing::CallFacts facts{.model = "model-7", .dialect = "openai", .prompt = &prompt};
    std::vector<std::int64_t> out;
    out.reserve(kDecisions);
    std::size_t written = 0;
    for (int i = 0; i < kDecisions; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const routing::RuleOutcome outcome = rules.match(facts);
        const auto decision =
            routing::decide(plan, routing::questionOf(facts, outcome, static_cast<std::uint64_t>(i)), open, open);
        written += decision ? routing::describe(*decision).size() : 0;
        out.push_back((std::chrono::steady_clock::now() - begin).count());
    }
    if (written < kDecisions * std::size_t{300})
        std::fputs("the decisions were not what they should have been\n", stderr);
    std::ranges::sort(out);
    return out;
}

} // namespace

int main()
{
    std::puts("routing decision       rules      p50 us      p99 us   target us");
    for (const std::size_t bytes : {kKibi, 16 * kKibi})
        for (const int count : {1, 10, 100}) {
            const model::Plan plan = planWith(count);
            const auto rules = routing::RuleSet::compile(plan.rules, {});
            if (!rules) {
                std::fprintf(stderr, "%s: %s\n", rules.error().param.c_str(), rules.error().detail.c_str());
                return 1;
            }
            const auto times = measure(plan, *rules, promptOf(bytes, count));
            const auto at = [&](std::size_t percent) {
                return static_cast<double>(times[times.size() * percent / 100]) / 1000;
            };
            std::printf("prompt of %5zu bytes %7d %11.1f %11.1f %11d\n", bytes, count, at(50), at(99),
                        bytes == kKibi ? 50 : 700);
        }
    return 0;
}
