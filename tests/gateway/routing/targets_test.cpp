#include <QTest>

#include <map>

#include "base/json.h"
#include "routing/decision.h"
#include "routing/targets.h"

namespace {

model::Provider provider(const std::string &name, std::int64_t priority = 0, std::int64_t weight = 1,
                         bool anyModel = false)
{
    model::Provider out{.id = "id-" + name,
                        .name = name,
                        .type = "openai",
                        .anyModel = anyModel,
                        .priority = priority,
                        .weight = weight};
    out.keys = {{.id = name + "-k1", .name = "k1", .secret = "env:K"}};
    return out;
}

model::Plan plan()
{
    model::Plan out{.version = 7};
    out.providers.push_back({.id = "id-sandbox", .name = "sandbox", .type = "sandbox", .anyModel = true});
    out.providers.push_back(provider("alpha"));
    out.providers.back().models = {{.name = "gpt-4o"}, {.name = "off", .enabled = false}};
    out.providers.push_back(provider("beta", 1));
    out.providers.back().models = {{.name = "gpt-4o"}, {.name = "vendor/model"}};
    out.providers.push_back(provider("any", 2, 1, true));
    return out;
}

/// "provider:model provider:model", or the error's code.
std::string found(const model::Plan &plan, std::string_view name, std::uint64_t draw = 1)
{
    const auto targets = routing::findTargets(plan, name, draw);
    if (!targets)
        return "error " + std::to_string(static_cast<int>(targets.error().code));
    std::string out;
    for (const routing::Target &target : *targets)
        out += (out.empty() ? "" : " ") + target.provider->name + ":" + target.model;
    return out;
}

} // namespace

class TargetsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("want");
        QTest::newRow("by priority, all who list it") << QByteArray("gpt-4o") << QByteArray("alpha:gpt-4o beta:gpt-4o");
        QTest::newRow("a provider's name pins it") << QByteArray("beta/gpt-4o") << QByteArray("beta:gpt-4o");
        QTest::newRow("the rest may hold a slash")
            << QByteArray("beta/vendor/model") << QByteArray("beta:vendor/model");
        QTest::newRow("a slash without a provider is part of the model")
            << QByteArray("vendor/model") << QByteArray("beta:vendor/model");
        QTest::newRow("who takes any name is asked when nobody lists it")
            << QByteArray("new-model") << QByteArray("any:new-model");
        QTest::newRow("pinned to one that does not offer it") << QByteArray("alpha/nope") << QByteArray("error 3");
        QTest::newRow("a model that is switched off goes to who takes any")
            << QByteArray("off") << QByteArray("any:off");
        QTest::newRow("the sandbox by name") << QByteArray("sandbox") << QByteArray("sandbox:sandbox");
        QTest::newRow("with options") << QByteArray("sandbox|latency:5") << QByteArray("sandbox:sandbox|latency:5");
        QTest::newRow("and below it") << QByteArray("sandbox/x|latency:5") << QByteArray("sandbox:x|latency:5");
        QTest::newRow("default without a default, others exist") << QByteArray("default") << QByteArray("error 3");
    }
    void names()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, want);
        QCOMPARE(QByteArray::fromStdString(found(plan(), name.toStdString())), want);
    }
    void theSandboxIsTheDefaultWhileItIsAlone()
    {
        model::Plan alone = plan();
        alone.providers.resize(1);
        QCOMPARE(found(alone, "default"), std::string("sandbox:sandbox"));
        QCOMPARE(found(alone, "gpt-4o"), std::string("error 3")); // never chosen for another model
    }
    void theDefaultModelIsResolvedLikeAnyName()
    {
        model::Plan set = plan();
        set.settings.defaultModel = "beta/gpt-4o";
        QCOMPARE(found(set, "default"), std::string("beta:gpt-4o"));
        set.settings.defaultModel = "default"; // must not turn in circles
        QVERIFY(found(set, "default").starts_with("error"));
    }
    void aProviderThatIsOffGetsNothing()
    {
        model::Plan off = plan();
        off.providers[1].enabled = false;
        QCOMPARE(found(off, "gpt-4o"), std::string("beta:gpt-4o"));
        QVERIFY(found(off, "alpha/gpt-4o").starts_with("error"));
    }
    void withEveryKeySwitchedOffItSaysSo()
    {
        model::Plan off = plan();
        off.providers[3].keys[0].enabled = false;
        const auto targets = routing::findTargets(off, "any/x", 1);
        QVERIFY(!targets && targets.error().code == base::ErrorCode::Unavailable);
    }
    void weightsAreKeptOverManyDraws()
    {
        model::Plan weighted;
        weighted.providers = {provider("a", 0, 3, true), provider("b", 0, 1, true), provider("never", 0, 0, true)};
        std::map<std::string, int> first;
        constexpr int kDraws = 40'000;
        for (int draw = 0; draw < kDraws; ++draw)
            ++first[routing::findTargets(weighted, "m", static_cast<std::uint64_t>(draw) * 2654435761U)
                        ->front()
                        .provider->name];
        QVERIFY2(std::abs(first["a"] - kDraws * 3 / 4) < kDraws / 50, std::to_string(first["a"]).c_str());
        QCOMPARE(first["never"], 0);
    }
    void theSameDrawGivesTheSameOrderAndTheTraceSaysIt()
    {
        model::Plan weighted{.version = 9};
        for (const char *name : {"a", "b", "c", "d", "e"})
            weighted.providers.push_back(provider(name, 0, 2, true));
        for (std::uint64_t draw = 0; draw < 200; ++draw) {
            const auto once = routing::findTargets(weighted, "m", draw);
            const auto trace = base::parseJson(routing::describeDecision(9, draw, *once));
            QVERIFY(trace);
            const auto again = routing::findTargets(weighted, "m", std::stoull(base::textOr(base::at(*trace, "draw"))));
            const base::Json &candidates = base::at(*trace, "candidates");
            QCOMPARE(candidates.size(), again->size());
            for (std::size_t i = 0; i < again->size(); ++i)
                QCOMPARE(base::textOr(candidates[i]["provider"]), (*again)[i].provider->id);
        }
    }
    void offersEveryNameOnce()
    {
        std::string names;
        for (const routing::Offer &offer : routing::offeredModels(plan()))
            names += offer.name + " ";
        QCOMPARE(names, std::string("sandbox gpt-4o vendor/model "));
    }
};

QTEST_APPLESS_MAIN(TargetsTest)
#include "targets_test.moc"
