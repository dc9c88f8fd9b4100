#include <QTest>

#include "base/json.h"
#include "routing/replay_view.h"
#include "routing_fixture.h"

/// Providers that cannot be asked what a client says.
namespace {

/// Alpha alone speaks nothing but chat.
class Wires final : public routing::WireView {
public:
    bool speaks(const model::Provider &provider, std::string_view clientDialect) const override
    {
        return provider.name != "alpha" || clientDialect == "openai";
    }
};

base::Result<routing::Decision> decide(const model::Plan &plan, std::string_view model, std::string_view dialect,
                                       const routing::RuleOutcome &rules)
{
    static const Wires wires;
    return routing::decide(
        plan, {.model = model, .draw = 1, .rules = &rules, .logged = {.dialect = dialect}, .wires = &wires},
        fixture::Health(), fixture::Prices());
}

} // namespace

class WiresTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoCannotBeAskedIsPassedOver()
    {
        const routing::RuleOutcome rules;
        const model::Plan plan = fixture::plan();
        const auto chat = decide(plan, "gpt-4o", "openai", rules);
        QVERIFY(chat);
        QCOMPARE(fixture::placesOf(*chat), std::string("alpha:gpt-4o beta:gpt-4o"));
        const auto vectors = decide(plan, "gpt-4o", "openai.embeddings", rules);
        QVERIFY(vectors);
        QCOMPARE(fixture::placesOf(*vectors), std::string("beta:gpt-4o"));
        const auto trace = base::parseJson(routing::describe(*vectors));
        QVERIFY(trace);
        QCOMPARE(base::textOr((*trace)["passed_over"][0]["why"]), std::string("no_dialect"));
    }

    void whenNobodyCanItIsTheCallersMistake()
    {
        const routing::RuleOutcome rules;
        for (const bool routing : {true, false}) {
            model::Plan plan = fixture::plan();
            plan.routing = routing;
            const auto decision = decide(plan, "alpha/gpt-4o", "openai.embeddings", rules);
            QVERIFY(!decision);
            QCOMPARE(decision.error().code, base::ErrorCode::BadRequest);
            QCOMPARE(decision.error().param, std::string("model"));
            QVERIFY(decision.error().detail.find("openai.embeddings") != std::string::npos);
        }
    }

    void theTraceMakesTheSameChoiceAgain()
    {
        const routing::RuleOutcome rules;
        const model::Plan plan = fixture::plan();
        const auto first = decide(plan, "gpt-4o", "openai.embeddings", rules);
        QVERIFY(first);
        const std::string trace = routing::describe(*first);
        const auto view = routing::ReplayView::parse(trace);
        QVERIFY(view);
        const auto again = routing::decide(plan, view->question(), *view, *view);
        QVERIFY(again);
        QVERIFY(view->sameChoice(*again));
    }
};

QTEST_APPLESS_MAIN(WiresTest)
#include "wires_test.moc"
