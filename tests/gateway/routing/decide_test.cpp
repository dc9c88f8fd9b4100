#include <QTest>

#include "base/json.h"
#include "routing/decide.h"
#include "routing_fixture.h"

namespace {

using fixture::alias;
using fixture::Health;
using fixture::plan;
using fixture::Prices;
using model::Plan;
using routing::Effects;
using routing::Gate;
using routing::RuleOutcome;

/// How one call is asked for.
struct Ask {
    std::string model{};
    Effects effects{};
    routing::FeatureSet features = 0;
    std::uint64_t draw = 1;
    std::vector<std::string> keyModels{};
    std::vector<std::string> keyProviders{};
};

base::Result<routing::Decision> decide(const Plan &plan, const Ask &ask, const Health &health, const RuleOutcome &rules)
{
    return routing::decide(plan,
                           {.model = ask.model,
                            .features = ask.features,
                            .draw = ask.draw,
                            .rules = &rules,
                            .bounds = {ask.keyModels, ask.keyProviders}},
                           health, Prices());
}

/// "provider:model provider:model", or the error's code.
std::string found(const Plan &plan, const Ask &ask, const Health &health = {})
{
    RuleOutcome rules;
    rules.effects = ask.effects;
    const auto decision = decide(plan, ask, health, rules);
    return decision ? fixture::placesOf(*decision) : "error " + std::to_string(static_cast<int>(decision.error().code));
}

/// "provider:why" of all that was passed over, out of the trace.
std::string passedOver(const Plan &plan, const Ask &ask, const Health &health = {})
{
    RuleOutcome rules;
    rules.effects = ask.effects;
    const auto decision = decide(plan, ask, health, rules);
    if (!decision)
        return "error";
    const auto trace = base::parseJson(routing::describe(*decision));
    std::string out;
    for (const base::Json &one : base::at(trace.value(), "passed_over"))
        out += (out.empty() ? "" : " ") + base::textOr(base::at(one, "provider")) + ":"
               + base::textOr(base::at(one, "why"));
    return out;
}

const std::string kNotFound = "error " + std::to_string(static_cast<int>(base::ErrorCode::NotFound));
const std::string kUnavailable = "error " + std::to_string(static_cast<int>(base::ErrorCode::Unavailable));
const std::string kForbidden = "error " + std::to_string(static_cast<int>(base::ErrorCode::Forbidden));

Plan mapped()
{
    Plan out = plan();
    out.aliases = {alias("fast", {{.providerId = "id-beta", .model = "gpt-4o", .priority = 1},
                                  {.providerId = "id-any", .model = "quick-1", .priority = 0},
                                  {.providerId = "id-gone", .model = "x"},
                                  {.providerId = "id-alpha", .model = "off"},
                                  {.providerId = "id-alpha", .model = "never-heard"}}),
                   alias("seeing", {{.providerId = "id-alpha", .model = "gpt-4o", .requiredFeatures = {"images"}},
                                    {.providerId = "id-beta", .model = "gpt-4o", .priority = 1}})};
    return out;
}

} // namespace

class DecideTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *what, const char *name, const std::string &want) {
            QTest::newRow(what) << QByteArray(name) << QByteArray::fromStdString(want);
        };
        row("by priority, all who list it", "gpt-4o", "alpha:gpt-4o beta:gpt-4o");
        row("a provider's name pins it", "beta/gpt-4o", "beta:gpt-4o");
        row("the rest may hold a slash", "beta/vendor/model", "beta:vendor/model");
        row("a slash without a provider is part of the model", "vendor/model", "beta:vendor/model");
        row("who takes any name is asked when nobody lists it", "new-model", "any:new-model");
        row("pinned to one that does not offer it", "alpha/nope", kNotFound);
        row("a model that is switched off goes to who takes any", "off", "any:off");
        row("the sandbox by name", "sandbox", "sandbox:sandbox");
        row("with options", "sandbox|latency:5", "sandbox:sandbox|latency:5");
        row("and below it", "sandbox/x|latency:5", "sandbox:x|latency:5");
        row("default without a default, others exist", "default", kNotFound);
        row("an alias: what is served of it, by priority", "fast", "any:quick-1 beta:gpt-4o");
    }
    void names()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, want);
        QCOMPARE(QByteArray::fromStdString(found(mapped(), {.model = name.toStdString()})), want);
    }
    void theSandboxIsTheDefaultWhileItIsAlone()
    {
        Plan alone = plan();
        alone.providers.resize(1);
        QCOMPARE(found(alone, {.model = "default"}), std::string("sandbox:sandbox"));
        QCOMPARE(found(alone, {.model = "gpt-4o"}), kNotFound); // never chosen for another model
    }
    void theDefaultModelIsResolvedLikeAnyName()
    {
        Plan set = mapped();
        set.settings.defaultModel = "beta/gpt-4o";
        QCOMPARE(found(set, {.model = "default"}), std::string("beta:gpt-4o"));
        set.settings.defaultModel = "fast";
        QCOMPARE(found(set, {.model = "default"}), std::string("any:quick-1 beta:gpt-4o"));
        set.settings.defaultModel = "default"; // must not turn in circles
        QCOMPARE(found(set, {.model = "default"}), kNotFound);
    }
    void aProviderThatIsOffGetsNothing()
    {
        Plan off = plan();
        off.providers[1].enabled = false;
        QCOMPARE(found(off, {.model = "gpt-4o"}), std::string("beta:gpt-4o"));
        QCOMPARE(passedOver(off, {.model = "gpt-4o"}), std::string("id-alpha:disabled"));
        QCOMPARE(found(off, {.model = "alpha/gpt-4o"}), kNotFound);
    }
    void withEveryKeySwitchedOffItSaysSo()
    {
        Plan off = plan();
        off.providers[3].keys[0].enabled = false;
        QCOMPARE(found(off, {.model = "any/x"}), kUnavailable);
        off.providers[1].keys[0].enabled = false;
        QCOMPARE(passedOver(off, {.model = "gpt-4o"}), std::string("id-alpha:keys_off"));
    }
    void anAliasWinsOverAModelAndSaysWhatItPassedOver()
    {
        Plan shadowing = plan();
        shadowing.aliases = {alias("gpt-4o", {{.providerId = "id-any", .model = "other"}})};
        QCOMPARE(found(shadowing, {.model = "gpt-4o"}), std::string("any:other"));
        shadowing.aliases[0].enabled = false;
        QCOMPARE(found(shadowing, {.model = "gpt-4o"}), std::string("alpha:gpt-4o beta:gpt-4o"));
        QCOMPARE(passedOver(mapped(), {.model = "fast"}),
                 std::string("id-gone:gone id-alpha:disabled id-alpha:not_offered"));
    }
    void aTargetForCallsWithImagesGetsOnlySuch()
    {
        const routing::FeatureSet images = routing::featuresOf(std::vector<std::string>{"images"});
        QCOMPARE(found(mapped(), {.model = "seeing"}), std::string("beta:gpt-4o"));
        QCOMPARE(found(mapped(), {.model = "seeing", .features = images}), std::string("alpha:gpt-4o beta:gpt-4o"));
        QCOMPARE(passedOver(mapped(), {.model = "seeing"}), std::string("id-alpha:feature"));
        Plan only = mapped();
        only.aliases[1].targets.pop_back();
        QCOMPARE(found(only, {.model = "seeing"}), kNotFound);
    }
    void rulesHaveTheirWay()
    {
        const auto with = [](Effects effects) {
            return found(mapped(), {.model = "gpt-4o", .effects = std::move(effects)});
        };
        QCOMPARE(with({.model = "fast"}), std::string("any:quick-1 beta:gpt-4o"));
        QCOMPARE(with({.provider = "beta"}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.provider = "id-any"}), std::string("any:gpt-4o")); // it would serve it, if asked
        QCOMPARE(with({.model = "alpha/gpt-4o", .provider = "beta"}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.model = "fast", .provider = "beta"}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.model = "fast", .provider = "alpha"}), kForbidden);
        QCOMPARE(with({.provider = "nobody"}), kUnavailable);
        QCOMPARE(with({.provider = "nobody", .fallbacks = {"beta/gpt-4o"}}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.forbidden = {"alpha"}}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.required = {"id-beta", "any"}}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.forbidden = {"alpha", "beta"}}), kForbidden);
        QCOMPARE(with({.provider = "sandbox"}), std::string("sandbox:gpt-4o")); // by name, so it may
    }
    void fallbacksComeBehindEverythingElse()
    {
        const auto with = [](Effects effects) {
            return found(mapped(), {.model = "gpt-4o", .effects = std::move(effects)});
        };
        QCOMPARE(with({.fallbacks = {"any/x", "nobody/has/this/../|", "fast"}}),
                 std::string("alpha:gpt-4o beta:gpt-4o any:x any:nobody/has/this/../| any:quick-1"));
        QCOMPARE(with({.model = "alpha/nope", .fallbacks = {"beta/gpt-4o"}}), std::string("beta:gpt-4o"));
        QCOMPARE(with({.provider = "alpha", .fallbacks = {"beta/gpt-4o"}}), std::string("alpha:gpt-4o beta:gpt-4o"));
        QCOMPARE(with({.model = "alpha/nope", .fallbacks = {"alpha/no"}}), kNotFound);
    }
    void healthComesBeforeAnyStrategy()
    {
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Cooling, .waitMs = 5000};
        QCOMPARE(found(plan(), {.model = "gpt-4o"}, health), std::string("beta:gpt-4o"));
        QCOMPARE(passedOver(plan(), {.model = "gpt-4o"}, health), std::string("id-alpha:cooling"));
    }
    void aKeyThatMustWaitIsLeftOut()
    {
        Plan two = plan();
        two.providers[1].keys.push_back({.id = "alpha-k2", .name = "k2"});
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Broken, .waitMs = 5000};
        const RuleOutcome rules;
        const auto decision = decide(two, {.model = "alpha/gpt-4o"}, health, rules);
        QCOMPARE(decision->targets.front().keys.size(), std::size_t{1});
        QCOMPARE(decision->targets.front().keys.front()->id, std::string("alpha-k2"));
    }
    void whatOpensSoonIsKeptInReserve()
    {
        Plan two = plan();
        for (const char *id : {"alpha-k2", "alpha-k3", "alpha-k4"})
            two.providers[1].keys.push_back({.id = id, .name = id});
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Cooling, .waitMs = 9000, .told = true};
        health.readings["alpha-k2"] = {.gate = Gate::Cooling, .waitMs = 10'001, .told = true};
        health.readings["alpha-k3"] = {.gate = Gate::Cooling, .waitMs = 3000};
        health.readings["beta-k1"] = {.gate = Gate::Cooling, .waitMs = 2000, .told = true};
        const auto reserves = [&] {
            const RuleOutcome rules;
            const auto decision = decide(two, {.model = "gpt-4o"}, health, rules);
            std::string out = fixture::placesOf(*decision) + " |";
            for (const routing::Target &target : decision->reserves)
                out += ' ' + target.keys.front()->id;
            return out;
        };
        QCOMPARE(reserves(), std::string("alpha:gpt-4o | beta-k1 alpha-k1"));
        health.readings["alpha-k4"] = {.gate = Gate::Broken, .waitMs = 60'000};
        QCOMPARE(reserves(), std::string("beta:gpt-4o | alpha-k1")); // the soonest is forced already
    }
    void whenNothingIsOpenTheSoonestIsTried()
    {
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Cooling, .waitMs = 5000};
        health.readings["beta-k1"] = {.gate = Gate::Broken, .waitMs = 900};
        const RuleOutcome rules;
        const Plan open = plan();
        const Ask ask{.model = "gpt-4o"};
        const auto decision = decide(open, ask, health, rules);
        QVERIFY(decision && decision->forced);
        QCOMPARE(fixture::placesOf(*decision), std::string("beta:gpt-4o"));
        const auto trace = base::parseJson(routing::describe(*decision));
        QCOMPARE(base::truthOr(base::at(*trace, "forced")), true);
        QCOMPARE(base::textOr((*trace)["candidates"][0]["health"][0]["gate"]), std::string("broken"));
        QCOMPARE(base::integerOr((*trace)["passed_over"][0]["wait_ms"]), 5000);
    }
    void whoIsFullIsWaitedForAndWhoIsHeldIsNot()
    {
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Full};
        health.readings["beta-k1"] = {.gate = Gate::Held};
        QCOMPARE(found(plan(), {.model = "gpt-4o"}, health), std::string("alpha:gpt-4o"));
        health.readings["alpha-k1"] = {.gate = Gate::Held};
        QCOMPARE(found(plan(), {.model = "gpt-4o"}, health), kUnavailable);
    }
    void whoIsAtALimitComesLast()
    {
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Limited, .waitMs = 1000};
        health.readings["beta-k1"] = {.gate = Gate::Broken, .waitMs = 30'000};
        QCOMPARE(found(plan(), {.model = "gpt-4o"}, health), std::string("beta:gpt-4o"));
        health.readings["beta-k1"] = {.gate = Gate::Limited, .waitMs = 2000};
        QCOMPARE(found(plan(), {.model = "gpt-4o"}, health), std::string("alpha:gpt-4o")); // who says why it must wait
    }
    void switchedOffCallsStayWithTheirProvider_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("byDefault");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *what, const char *name, const char *byDefault, const std::string &want) {
            QTest::newRow(what) << QByteArray(name) << QByteArray(byDefault) << QByteArray::fromStdString(want);
        };
        row("the first that lists it, and no other", "gpt-4o", "", "alpha:gpt-4o");
        row("the one it names", "beta/gpt-4o", "", "beta:gpt-4o");
        row("who takes any name", "new-model", "", "any:new-model");
        row("an alias is not asked: the default", "fast", "beta/gpt-4o", "beta:gpt-4o");
        row("and without one it is unknown", "fast", "", kNotFound);
        row("named but not there: the default", "alpha/nope", "gpt-4o", "alpha:gpt-4o");
        row("the default by name", "default", "gpt-4o", "alpha:gpt-4o");
        row("a default that is an alias means its first target", "default", "fast", "any:quick-1");
        row("the sandbox by name", "sandbox", "", "sandbox:sandbox");
        row("no default", "default", "", kNotFound);
    }
    void switchedOffCallsStayWithTheirProvider()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, byDefault);
        QFETCH(QByteArray, want);
        Plan off = mapped();
        off.routing = false;
        off.settings.defaultModel = byDefault.toStdString();
        Effects ignored{.model = "vendor/model", .fallbacks = {"gpt-4o"}, .forbidden = {"alpha", "beta", "any"}};
        QCOMPARE(QByteArray::fromStdString(found(off, {.model = name.toStdString(), .effects = ignored})), want);
    }
    void switchedOffAnotherKeyMayStillServe()
    {
        Plan off = plan();
        off.routing = false;
        off.providers[1].keys.push_back({.id = "alpha-k2", .name = "k2", .priority = 1});
        const RuleOutcome rules;
        QCOMPARE(decide(off, {.model = "gpt-4o"}, {}, rules)->targets.front().keys.size(), std::size_t{2});
        Health health;
        health.readings["alpha-k1"] = {.gate = Gate::Cooling, .waitMs = 1};
        QCOMPARE(decide(off, {.model = "gpt-4o"}, health, rules)->targets.front().keys.front()->id,
                 std::string("alpha-k2"));
    }
    void keysGoByPriority()
    {
        Plan keyed = plan();
        keyed.providers[1].keys = {{.id = "second", .name = "b", .priority = 1}, {.id = "first", .name = "a"}};
        const RuleOutcome rules;
        for (std::uint64_t draw = 0; draw < 50; ++draw) {
            const auto decision = decide(keyed, {.model = "alpha/gpt-4o", .draw = draw}, {}, rules);
            QCOMPARE(decision->targets.front().keys.front()->id, std::string("first"));
        }
    }
    void theStrategyIsTheRulesThenTheAliasesThenThatOfTheSettings()
    {
        Plan set = mapped();
        RuleOutcome rules;
        set.settings.strategy = "least_busy";
        QVERIFY(decide(set, {.model = "fast"}, {}, rules)->strategy == model::Strategy::LeastBusy);
        set.aliases[0].strategy = model::Strategy::RoundRobin;
        QVERIFY(decide(set, {.model = "fast"}, {}, rules)->strategy == model::Strategy::RoundRobin);
        rules.effects.strategy = model::Strategy::CostFirst;
        QVERIFY(decide(set, {.model = "fast"}, {}, rules)->strategy == model::Strategy::CostFirst);
    }
    void aKeyMayKeepToSomeProviders()
    {
        const std::vector<std::string> beta{"id-beta"};
        QCOMPARE(found(plan(), {.model = "gpt-4o", .keyProviders = beta}), std::string("beta:gpt-4o"));
        QCOMPARE(passedOver(plan(), {.model = "gpt-4o", .keyProviders = beta}), std::string("id-alpha:key_forbids"));
        QCOMPARE(found(plan(), {.model = "alpha/gpt-4o", .keyProviders = beta}), kForbidden);
        const Effects insisting{.provider = "alpha"};
        QCOMPARE(found(plan(), {.model = "gpt-4o", .effects = insisting, .keyProviders = beta}), kForbidden);
        const Effects further{.fallbacks = {"vendor/model", "free"}};
        QCOMPARE(found(plan(), {.model = "gpt-4o", .effects = further, .keyProviders = beta}),
                 std::string("beta:gpt-4o beta:vendor/model"));
        Plan off = plan();
        off.routing = false;
        QCOMPARE(found(off, {.model = "gpt-4o"}), std::string("alpha:gpt-4o"));
        QCOMPARE(found(off, {.model = "gpt-4o", .keyProviders = beta}), std::string("beta:gpt-4o"));
        QCOMPARE(found(off, {.model = "alpha/gpt-4o", .keyProviders = beta}), kForbidden);
    }
    void rulesLeadAKeyToNoModelThatItMayNotUse()
    {
        const std::vector<std::string> allowed{"gpt-4o", "fast"};
        const Effects elsewhere{.model = "vendor/model"};
        QCOMPARE(found(plan(), {.model = "gpt-4o", .effects = elsewhere}), std::string("beta:vendor/model"));
        QCOMPARE(found(plan(), {.model = "gpt-4o", .effects = elsewhere, .keyModels = allowed}), kForbidden);
        const Effects further{.fallbacks = {"vendor/model"}};
        QCOMPARE(found(plan(), {.model = "gpt-4o", .effects = further, .keyModels = allowed}),
                 std::string("alpha:gpt-4o beta:gpt-4o"));
        Plan off = plan();
        off.routing = false;
        off.settings.defaultModel = "vendor/model"; // stands in for the alias, which nobody serves by that name
        off.providers.pop_back();
        QCOMPARE(found(off, {.model = "fast"}), std::string("beta:vendor/model"));
        QCOMPARE(found(off, {.model = "fast", .keyModels = allowed}), kForbidden);
        QCOMPARE(found(off, {.model = "gpt-4o", .keyModels = allowed}), std::string("alpha:gpt-4o"));
    }
    void whatAKeyMayNotUseIsNotOfferedToIt()
    {
        const std::vector<std::string> models{"gpt-4o", "sandbox"};
        const std::vector<std::string> providers{"id-beta"};
        std::string names;
        for (const routing::Offer &offer : routing::offeredModels(mapped(), {models, providers}))
            names += offer.name + "@" + offer.providerName + " ";
        QCOMPARE(names, std::string("gpt-4o@beta "));
        QVERIFY(!routing::offerOf(mapped(), "sandbox", {models, providers}));
    }
    void modelsAreOfferedWithTheAliases()
    {
        Plan set = mapped();
        set.settings.defaultModel = "fast";
        set.aliases.push_back(alias("zombie", {{.providerId = "id-gone", .model = "x"}}));
        std::string names;
        for (const routing::Offer &offer : routing::offeredModels(set))
            names += offer.name + "@" + offer.providerName + " ";
        QCOMPARE(names,
                 std::string("default@any fast@any seeing@alpha sandbox@sandbox gpt-4o@alpha vendor/model@beta "));
    }
};

QTEST_APPLESS_MAIN(DecideTest)
#include "decide_test.moc"
