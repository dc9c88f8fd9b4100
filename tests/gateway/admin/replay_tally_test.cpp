#include <QTest>

#include "admin/replay_tally.h"

using base::Json;
using routing::Place;
using routing::Rerouting;
using Verdict = Rerouting::Verdict;

namespace {

model::Plan plan()
{
    model::Plan out;
    out.providers.push_back({.id = "prov_1", .name = "alpha", .type = "openai"});
    out.providers.back().models = {{.name = "small", .contextWindow = 1000}};
    return out;
}

pricing::Catalogue prices()
{
    return pricing::Catalogue::parse(R"({"prices":[
        {"provider":"openai","model":"big","input":2000000,"output":8000000},
        {"provider":"openai","model":"small","input":1000000,"output":1000000}]})")
        .value();
}

storage::LoggedCallRow call(std::int64_t input, std::int64_t output)
{
    return {.usage = {.input = input, .output = output, .reported = true}, .costNanos = 500};
}

Rerouting moved(std::string_view from, std::string_view to)
{
    const auto place = [](std::string_view model) { return model.empty() ? Place{} : Place{"prov_1", model}; };
    return {.verdict = Verdict::Moved, .from = place(from), .to = place(to)};
}

} // namespace

class ReplayTallyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void costIsTokensAtThePricesOfBoth()
    {
        const model::Plan providers = plan();
        const auto catalogue = prices();
        admin::ReplayTally tally(providers, catalogue);
        tally.add(call(100, 10), 100, moved("big", "small"));
        tally.add(call(100, 10), 100, {});
        const Json out = tally.json();
        const std::int64_t difference = (100 * 1000 + 10 * 1000) - (100 * 2000 + 10 * 8000);
        QCOMPARE(out["data"][0]["cost_difference_nanos"].get<std::int64_t>(), difference);
        QCOMPARE(out["data"][0]["from"]["provider_name"].get<std::string>(), std::string("alpha"));
        QCOMPARE(out["cost"]["logged_nanos"].get<int>(), 1000);
        QCOMPARE(out["cost"]["would_be_nanos"].get<std::int64_t>(), 1000 + difference);
        QCOMPARE(out["moved"].get<int>() + out["unchanged"].get<int>(), 2);
    }
    void whatIsNotKnownIsNotZero()
    {
        const model::Plan providers = plan();
        const auto catalogue = prices();
        admin::ReplayTally tally(providers, catalogue);
        tally.add(call(100, 10), 100, moved("big", "a model without a price"));
        tally.add(call(0, 0), 100, moved("big", "small")); // it failed: nobody knows what it would have spent
        Json out = tally.json();
        QVERIFY(out["cost"]["difference_nanos"].is_null() && out["cost"]["would_be_nanos"].is_null());
        QCOMPARE(out["cost"]["difference_unpriced"].get<int>(), 2);
        QVERIFY(out["data"][0]["cost_difference_nanos"].is_null());
        tally.add(call(10, 0), 10, moved("big", ""));
        out = tally.json();
        QCOMPARE(out["cost"]["difference_nanos"].get<int>(), -20'000); // what is turned away costs nothing
        QCOMPARE(out["cost"]["difference_unpriced"].get<int>(), 2);
    }
    void callsThatDoNotFitAreCounted()
    {
        const model::Plan providers = plan();
        const auto catalogue = prices();
        admin::ReplayTally tally(providers, catalogue);
        tally.add(call(1001, 1), 1, moved("big", "small"));
        tally.add(call(0, 0), 1001, moved("big", "small"));
        tally.add(call(1000, 1), 2000, moved("big", "small"));
        Rerouting lacking = moved("big", "small");
        lacking.missing = routing::featuresOf(std::vector<std::string>{"tools"});
        tally.add(call(1, 1), 1, lacking);
        const Json out = tally.json();
        QCOMPARE(out["missing_feature"].get<int>(), 3);
        QCOMPARE(out["missing_by"]["context"].get<int>(), 2);
        QCOMPARE(out["missing_by"]["tools"].get<int>(), 1);
        QCOMPARE(out["data"][0]["missing_feature"].get<int>(), 3);
    }
    void whatCannotBeToldIsCountedByWhatIsMissing()
    {
        const model::Plan providers = plan();
        const auto catalogue = prices();
        admin::ReplayTally tally(providers, catalogue);
        using routing::conditions::LooksAt;
        for (const LooksAt what : {LooksAt::Prompt, LooksAt::Headers, LooksAt::Tokens, LooksAt::Prompt})
            tally.add(call(1, 1), 1, {.verdict = Verdict::Unknown, .unknown = what});
        tally.addUntraced(call(1, 1));
        const Json out = tally.json();
        QCOMPARE(out["cannot_tell_by"].dump(), std::string(R"({"prompt":2,"headers":1,"not_logged":1})"));
        QCOMPARE(out["calls"].get<int>(), 5);
        QCOMPARE(out["cannot_tell"].get<int>(), 4);
        QCOMPARE(out["no_trace"].get<int>(), 1);
        QCOMPARE(out["unchanged"].get<int>(), 0);
    }
    void routesAreSortedAndBounded()
    {
        const model::Plan providers = plan();
        const auto catalogue = prices();
        admin::ReplayTally tally(providers, catalogue);
        for (std::size_t i = 0; i < admin::ReplayTally::kMostRoutes + 5; ++i)
            tally.add(call(1, 1), 1, moved("big", "model-" + std::to_string(i)));
        tally.add(call(1, 1), 1, moved("big", "model-7"));
        const Json out = tally.json();
        QCOMPARE(out["data"].size(), admin::ReplayTally::kMostRoutes);
        QCOMPARE(out["left_out"].get<int>(), 5);
        QCOMPARE(out["data"][0]["to"]["model"].get<std::string>(), std::string("model-7"));
        QCOMPARE(out["moved"].get<std::size_t>(), admin::ReplayTally::kMostRoutes + 6);
    }
};

QTEST_APPLESS_MAIN(ReplayTallyTest)
#include "replay_tally_test.moc"
