#include <QTest>

#include <array>
#include <string>

#include "base/json.h"
#include "routing/draws.h"
#include "routing/replay_view.h"
#include "routing_fixture.h"

namespace {

using routing::Draws;
using routing::Gate;

constexpr int kDecisions = 100'000;
constexpr std::array<std::string_view, 6> kNames{"m0", "m1", "m2", "vendor/m3", "fast", "best"};

/// Everything a decision may meet, made up from one seed.
class World final : public routing::HealthView, public routing::PriceView {
public:
    explicit World(std::uint64_t seed) : m_draws(seed), m_seed(seed) { make(); }

    routing::Question question() const
    {
        return {.model = m_asked,
                .features = m_features,
                .session = m_session,
                .draw = m_draw,
                .rules = &m_rules,
                .logged = m_logged};
    }
    const model::Plan &plan() const { return m_plan; }

    routing::TargetReading read(const model::Provider &provider, std::string_view model,
                                const model::ProviderKey *key) const override
    {
        Draws draws(m_seed ^ routing::hashOf(model, routing::hashOf(key != nullptr ? key->id : provider.id)));
        routing::TargetReading out;
        if (draws.below(3) == 0)
            out.gate = static_cast<Gate>(draws.below(7));
        if (out.gate == Gate::Cooling || out.gate == Gate::Broken)
            out.waitMs = static_cast<std::int64_t>(draws.below(3) * 1000);
        out.told = out.gate == Gate::Cooling && draws.below(2) == 0;
        out.state = static_cast<routing::HealthState>(draws.below(3));
        if (draws.below(2) == 0)
            out.firstTokenUs = static_cast<std::int64_t>(draws.below(5) * 100'000);
        if (draws.below(2) == 0)
            out.tokensPerSecond = static_cast<std::int64_t>(draws.below(100));
        out.openCalls = static_cast<std::int64_t>(draws.below(4));
        return out;
    }
    std::uint64_t nextTurn(std::string_view) const override { return m_turn; }
    std::int64_t costOf(const model::Provider &provider, std::string_view) const override
    {
        return static_cast<std::int64_t>(routing::hashOf(provider.id, m_seed) % 4) - 1;
    }

private:
    bool often() { return m_draws.below(4) != 0; }
    bool seldom() { return m_draws.below(8) == 0; }
    std::int64_t number(std::uint64_t bound) { return static_cast<std::int64_t>(m_draws.below(bound)); }
    std::string name() { return std::string(kNames[m_draws.below(kNames.size())]); }
    std::string providerName() { return "p" + std::to_string(m_draws.below(6)); }

    void make();
    void makeProvider(int number);
    void makeAlias(const std::string &name);
    void makeRules();

    Draws m_draws;
    std::uint64_t m_seed;
    model::Plan m_plan{.version = 3};
    routing::RuleOutcome m_rules{};
    std::string m_asked{};
    routing::FeatureSet m_features = 0;
    std::uint64_t m_session = 0;
    std::uint64_t m_draw = 0;
    std::uint64_t m_turn = 0;
    routing::LoggedFacts m_logged{};
};

void World::makeProvider(int at)
{
    const std::string name = "p" + std::to_string(at);
    model::Provider out{.id = "id-" + name, .name = name, .type = "openai", .anyModel = seldom()};
    out.priority = number(2);
    out.weight = number(4);
    out.enabled = often() || often();
    for (const std::string_view model : kNames)
        if (often())
            out.models.push_back({.name = std::string(model), .enabled = often()});
    for (std::int64_t key = number(4); key > 0; --key)
        out.keys.push_back(
            {.id = name + "-k" + std::to_string(key), .weight = number(3), .priority = number(2), .enabled = often()});
    m_plan.providers.push_back(std::move(out));
}

void World::makeAlias(const std::string &name)
{
    model::ModelAlias out{.id = "alias-" + name, .name = name};
    if (often())
        out.strategy = static_cast<model::Strategy>(number(8));
    if (seldom())
        out.affinity = often();
    for (std::int64_t target = number(6); target >= 0; --target)
        out.targets.push_back(
            {.providerId = "id-" + providerName(),
             .model = this->name(),
             .weight = number(5),
             .priority = number(3),
             .requiredFeatures = seldom() ? std::vector<std::string>{"tools"} : std::vector<std::string>{}});
    m_plan.aliases.push_back(std::move(out));
}

void World::makeRules()
{
    routing::Effects &effects = m_rules.effects;
    if (seldom())
        effects.model = name();
    if (seldom())
        effects.provider = providerName();
    if (seldom())
        effects.strategy = static_cast<model::Strategy>(number(8));
    if (seldom())
        effects.fallbacks = {name(), providerName() + "/" + name()};
    if (seldom())
        effects.required = {providerName(), providerName()};
    if (seldom())
        effects.forbidden = {"id-" + providerName()};
}

void World::make()
{
    for (std::int64_t at = number(6); at >= 0; --at)
        makeProvider(static_cast<int>(at));
    for (const char *alias : {"best", "fast"})
        if (often())
            makeAlias(alias);
    m_plan.settings.strategy = seldom() ? "a word from the future" : "weighted_random";
    m_plan.settings.affinity = often();
    m_plan.settings.defaultModel = name();
    m_plan.routing = !seldom();
    makeRules();
    m_asked = seldom() ? "default" : seldom() ? providerName() + "/" + name() : name();
    m_features = static_cast<routing::FeatureSet>(number(16));
    m_session = seldom() ? 0 : m_draws.next();
    m_session = often() ? 0 : m_session;
    m_draw = m_draws.next();
    m_turn = m_draws.next();
    m_logged = {.dialect = often() ? "openai" : "",
                .estimatedTokens = number(100'000),
                .maxOutput = number(2) * 4096,
                .requestClass = often() ? std::optional(often() ? "" : "subagent") : std::nullopt};
}

} // namespace

class ReplayViewTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTraceGivesTheSameChoiceAgain()
    {
        int decided = 0;
        int switchedOff = 0;
        int several = 0;
        int otherwise = 0;
        for (int i = 0; i < kDecisions; ++i) {
            const World world(static_cast<std::uint64_t>(i) * 7919 + 1);
            const auto decision = routing::decide(world.plan(), world.question(), world, world);
            if (!decision)
                continue;
            ++decided;
            const std::string trace = routing::describe(*decision);
            const auto replay = routing::ReplayView::parse(trace);
            QVERIFY2(replay, trace.c_str());
            const auto again = routing::decide(world.plan(), replay->question(), *replay, *replay);
            QVERIFY2(again, trace.c_str());
            QVERIFY2(replay->sameChoice(*again), trace.c_str());
            QCOMPARE(routing::describe(*again), trace);
            switchedOff += decision->routing ? 0 : 1;
            several += decision->targets.size() > 1 ? 1 : 0;
            routing::Question other = replay->question();
            other.draw ^= 1;
            const auto different = routing::decide(world.plan(), other, *replay, *replay);
            otherwise += replay->sameChoice(*different) ? 0 : 1;
        }
        QVERIFY2(decided > kDecisions / 2, qPrintable(QString::number(decided)));
        QVERIFY2(switchedOff > kDecisions / 30, qPrintable(QString::number(switchedOff)));
        QVERIFY2(several > kDecisions / 10, qPrintable(QString::number(several)));
        QVERIFY2(otherwise > kDecisions / 50, qPrintable(QString::number(otherwise))); // the draw does matter
    }
    void theTraceSaysWhatARuleDidAndWhatItWasLike()
    {
        const model::Plan plan = fixture::plan();
        routing::RuleOutcome rules;
        rules.hits = {{.id = "rule_1", .name = "to \"beta\""}};
        rules.effects.provider = "beta";
        rules.effects.tags = {"team-a"};
        rules.complexity = {.score = 42, .parts = {{"code", 30}, {"length", 12}}, .intent = "code"};
        const auto decision = routing::decide(plan, {.model = "gpt-4o", .draw = ~0ULL, .rules = &rules},
                                              fixture::Health(), fixture::Prices());
        QVERIFY(decision);
        const auto trace = base::parseJson(routing::describe(*decision));
        QVERIFY(trace);
        QCOMPARE(base::integerOr((*trace)["plan"]), 7);
        QCOMPARE(base::textOr((*trace)["draw"]), std::string("18446744073709551615"));
        QCOMPARE(base::textOr((*trace)["rules"][0]["name"]), std::string("to \"beta\""));
        QCOMPARE(base::textOr((*trace)["effects"]["provider"]), std::string("beta"));
        QCOMPARE(base::textOr((*trace)["tags"][0]), std::string("team-a"));
        QCOMPARE(base::integerOr((*trace)["complexity"]["parts"]["code"]), 30);
        QCOMPARE(base::textOr((*trace)["passed_over"][0]["why"]), std::string("not_wanted"));
        QCOMPARE(base::textOr((*trace)["candidates"][0]["keys"][0]), std::string("beta-k1"));
    }
    void whatIsNoTraceIsRefused()
    {
        for (const char *text : {"", "{}", "[]", R"({"candidates":[]})", R"({"asked":"m"})", "nonsense"})
            QVERIFY(!routing::ReplayView::parse(text));
        const std::string good = R"({"plan":1,"asked":"m","candidates":[{"provider":"p","model":"m","keys":[null]}]})";
        QVERIFY(routing::ReplayView::parse(good));
        QVERIFY(!routing::ReplayView::parse(good + "}"));
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY2(!routing::ReplayView::parse(std::string_view(good).substr(0, size)), good.substr(0, size).c_str());
    }
    void whatIsWrittenInAnotherWayIsReadTheSame()
    {
        const std::string trace =
            " { \"future\" : [ { \"a\" : [ 1.5e3 , \"]}\" ] } , true ] , \"tokens\" : 12 ,\n"
            "\"asked\" : \"a\\u0062\\\"\\\\\" , \"rules\":[{\"name\":\"\\\"\",\"id\":\"rule_1\"}],\n"
            "\"draw\":\"7\", \"candidates\" : [ ] } ";
        const auto replay = routing::ReplayView::parse(trace);
        QVERIFY(replay);
        QCOMPARE(std::string(replay->question().model), std::string("ab\"\\"));
        QCOMPARE(replay->question().draw, std::uint64_t{7});
        QCOMPARE(replay->question().logged.estimatedTokens, 12);
        QVERIFY(replay->question().logged.requestClass == "");
        QCOMPARE(replay->ruleHits().size(), std::size_t{1});
        QCOMPARE(std::string(replay->ruleHits().front()), std::string("rule_1"));
        QVERIFY(replay->routing() && replay->order().empty());
    }
    void whatACallIsLikeIsKeptButNotWhatItsClientWrote()
    {
        class Headers final : public routing::HeaderSource {
        public:
            explicit Headers(std::string_view given) : m_given(given) {}
            std::string_view header(std::string_view name) const override
            {
                return name == routing::kRequestClassHeader ? m_given : "";
            }
            std::string_view m_given;
        };
        const model::Plan plan = fixture::plan();
        const routing::RuleOutcome rules;
        const auto loggedWith = [&](std::string_view requestClass) {
            const Headers headers(requestClass);
            const model::PromptFacts prompt{.lastUserText = "a secret", .maxOutput = 64};
            const routing::CallFacts facts{
                .model = "gpt-4o", .dialect = "openai", .estimatedTokens = 9, .headers = &headers, .prompt = &prompt};
            const auto decision =
                routing::decide(plan, routing::questionOf(facts, rules, 1), fixture::Health(), fixture::Prices());
            return routing::describe(*decision);
        };
        const std::string plain = loggedWith("subagent");
        QVERIFY(plain.find(R"("dialect":"openai","tokens":9,"max_tokens":64,"class":"subagent")") != plain.npos);
        QVERIFY(plain.find("secret") == plain.npos);
        QVERIFY(loggedWith("").find("class") == std::string::npos);
        const std::string odd = loggedWith("not a class: 12");
        QVERIFY(odd.find(R"("class":null)") != odd.npos);
        QVERIFY(!routing::ReplayView::parse(odd)->question().logged.requestClass);
    }
    void aDecisionIsQuickEvenWithManyAliasesAndTargets()
    {
        model::Plan plan;
        for (int i = 0; i < 10; ++i)
            plan.providers.push_back(fixture::provider("p" + std::to_string(i), 0, 1, true));
        for (int i = 100; i < 200; ++i) {
            std::vector<model::AliasTarget> targets;
            for (int k = 0; k < 10; ++k)
                targets.push_back({.providerId = "id-p" + std::to_string(k), .model = "model-" + std::to_string(k)});
            plan.aliases.push_back(fixture::alias("alias" + std::to_string(i), std::move(targets)));
        }
        const routing::RuleOutcome rules;
        const fixture::Health health;
        std::size_t bytes = 0;
        QBENCHMARK
        {
            const auto decision =
                routing::decide(plan, {.model = "alias150", .draw = 5, .rules = &rules}, health, fixture::Prices());
            bytes = routing::describe(*decision).size();
        }
        QVERIFY(bytes > 500);
    }
};

QTEST_APPLESS_MAIN(ReplayViewTest)
#include "replay_view_test.moc"
