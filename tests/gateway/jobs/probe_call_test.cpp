#include <QTest>

#include "base/json.h"
#include "jobs/probes/model_probes.h"

using jobs::ProbeTarget;
using model::FailureClass;

namespace {

model::Provider provider(std::string type, std::string baseUrl)
{
    return {.id = "prov_1",
            .name = "one",
            .type = std::move(type),
            .baseUrl = std::move(baseUrl),
            .models = {{.name = "m"}, {.name = "off", .enabled = false}, {.name = "vectors"}}};
}

pricing::Catalogue prices()
{
    const auto entry = [](const char *model, std::int64_t input, std::int64_t output) {
        pricing::PriceSet set;
        set.prices.input.value = input;
        set.prices.output.value = output;
        pricing::ModelPrices prices;
        prices.sets.push_back(set);
        return pricing::PriceEntry{.provider = "prov_1", .model = model, .prices = prices};
    };
    const std::vector<pricing::PriceEntry> entries{entry("m", 1'000'000, 2'000'000), entry("vectors", 1000, 0)};
    return pricing::Catalogue().with(entries);
}

upstream::FetchReport answered(int status, std::string body)
{
    upstream::FetchReport out;
    out.answer = upstream::FetchAnswer{.status = status, .body = std::move(body), .durationUs = 1500};
    out.reached = upstream::Stage::Done;
    return out;
}

} // namespace

/// The smallest call there is: whom it may go to, what it costs, how it is put and read.
class ProbeCallTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyModelsThatAreServedAreAsked()
    {
        const model::Provider one = provider("custom", "http://127.0.0.1:9/v1");
        const auto targets = jobs::probeTargets(one);
        QCOMPARE(targets.size(), std::size_t{2});
        QCOMPARE(targets[0].model, std::string("m"));
        model::Provider off = one;
        off.enabled = false;
        QVERIFY(jobs::probeTargets(off).empty());
        QVERIFY(jobs::probeTargets(provider("sandbox", "")).empty());
    }
    void theFirstKeyThatIsOnAsks()
    {
        model::Provider one = provider("custom", "http://127.0.0.1:9/v1");
        one.keys = {{.id = "late", .priority = 2}, {.id = "first", .priority = 1}, {.id = "off", .enabled = false}};
        QCOMPARE(jobs::probeTargets(one).front().key->id, std::string("first"));
        one.keys = {{.id = "off", .enabled = false}};
        QVERIFY(jobs::probeTargets(one).empty());
    }
    void whatHasNoPriceOrWritesNothingIsNotAsked()
    {
        const model::Provider one = provider("custom", "http://127.0.0.1:9/v1");
        const pricing::Catalogue list = prices();
        QCOMPARE(jobs::probeCost(list, {&one, nullptr, "m"}, 0)->value, std::int64_t{48'000});
        QVERIFY(!jobs::probeCost(list, {&one, nullptr, "unknown"}, 0));
        QVERIFY(!jobs::probeCost(list, {&one, nullptr, "vectors"}, 0));
    }
    void itIsPutInTheProvidersOwnWords()
    {
        secrets::SecretStore secrets;
        const model::Provider plain = provider("custom", "http://127.0.0.1:9/v1");
        const auto asked = jobs::probeQuestion(secrets, {&plain, nullptr, "m"}, 1000);
        QVERIFY(asked);
        QCOMPARE(asked->request.url, std::string("http://127.0.0.1:9/v1/chat/completions"));
        QCOMPARE(asked->request.method, std::string("POST"));
        QCOMPARE(base::integerOr(base::at(*base::parseJson(asked->request.body), "max_tokens")), std::int64_t{1});
        const model::Provider other = provider("anthropic", "http://127.0.0.1:9");
        const auto translated = jobs::probeQuestion(secrets, {&other, nullptr, "m"}, 1000);
        QVERIFY(translated);
        QVERIFY(translated->request.url.ends_with("/messages"));
        QCOMPARE(base::integerOr(base::at(*base::parseJson(translated->request.body), "max_tokens")), std::int64_t{1});
    }
    void itsAnswerIsRead()
    {
        secrets::SecretStore secrets;
        const model::Provider plain = provider("custom", "http://127.0.0.1:9/v1");
        const auto asked = jobs::probeQuestion(secrets, {&plain, nullptr, "m"}, 1000);
        QVERIFY(asked);
        model::AttemptRecord good;
        const base::Json message = {{"role", "assistant"}, {"content", "H"}};
        const base::Json choice = {{"index", 0}, {"finish_reason", "length"}, {"message", message}};
        const base::Json usage = {{"prompt_tokens", 8}, {"completion_tokens", 1}};
        const base::Json answer = {{"model", "m-1"}, {"choices", base::Json::array({choice})}, {"usage", usage}};
        jobs::readProbe(*asked, answered(200, base::dump(answer)), good);
        QCOMPARE(good.failure, FailureClass::None);
        QCOMPARE(good.usage.input, std::int64_t{8});
        QCOMPARE(good.billedModel, std::string("m-1"));
        model::AttemptRecord gone;
        jobs::readProbe(*asked, answered(404, "{}"), gone);
        QCOMPARE(gone.failure, FailureClass::NoSuchModel);
        QVERIFY(!gone.error.empty());
        model::AttemptRecord nonsense;
        jobs::readProbe(*asked, answered(200, "<html>"), nonsense);
        QCOMPARE(nonsense.failure, FailureClass::BadAnswer);
    }
    void silenceOfTheWaySaysNothingOfTheModel()
    {
        upstream::FetchReport silent;
        silent.answer = base::fail(base::ErrorCode::Upstream, "connection refused");
        silent.reached = upstream::Stage::Connect;
        QVERIFY(jobs::isOnlyWay(silent));
        silent.reached = upstream::Stage::Answer;
        QVERIFY(!jobs::isOnlyWay(silent));
    }
    void oneThatFailsIsAskedEverLessOften()
    {
        QCOMPARE(jobs::nextProbe(0, 900'000, 100, 0), std::int64_t{900'100});
        QCOMPARE(jobs::nextProbe(2, 900'000, 0, 0), std::int64_t{3'600'000});
        QCOMPARE(jobs::nextProbe(9, 900'000, 0, 0), std::int64_t{7'200'000});
        QCOMPARE(jobs::nextProbe(0, 900'000, 0, 1), std::int64_t{810'000});
    }
};

QTEST_GUILESS_MAIN(ProbeCallTest)
#include "probe_call_test.moc"
