#include <QtTest>

#include "jobs/call_metrics.h"

using jobs::CallMetrics;

namespace {

model::CallRecord call(const std::string &model, int status = 200)
{
    model::CallRecord out;
    out.id = "req_1";
    out.endpoint = "chat.completions";
    out.providerName = "first";
    out.routedModel = model;
    out.status = status;
    out.outcome = status == 200 ? model::Outcome::Done : model::Outcome::Failed;
    out.overheadUs = 200;
    out.durationUs = 1'500'000;
    model::AttemptRecord attempt;
    attempt.providerName = "first";
    attempt.model = model;
    attempt.status = status;
    attempt.failure = status == 200 ? model::FailureClass::None : model::FailureClass::ServerError;
    attempt.durationUs = 1'400'000;
    if (status == 200) {
        attempt.usage.input = 100;
        attempt.usage.output = 10;
        attempt.usage.cacheWrite5m = 3;
        attempt.usage.cacheWrite1h = 4;
        attempt.cost = {7};
        attempt.confidence = model::Confidence::Estimated;
    }
    out.attempts.push_back(attempt);
    return out;
}

std::string written(const CallMetrics &metrics)
{
    jobs::Exposition out;
    metrics.write(out);
    return out.take();
}

bool has(const std::string &text, std::string_view line)
{
    return text.find("\n" + std::string(line) + "\n") != std::string::npos;
}

std::size_t count(const std::string &text, std::string_view part)
{
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++out;
    return out;
}

} // namespace

class CallMetricsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsWhatWasCommittedAndNothingElse()
    {
        CallMetrics metrics;
        metrics.take(call("m"));
        metrics.take(call("m"));
        QVERIFY(!has(written(metrics), "switchyard_gateway_overhead_seconds_count 2"));
        metrics.end(true);
        metrics.take(call("m"));
        metrics.end(false);
        const std::string text = written(metrics);
        QVERIFY(has(text, "switchyard_requests_total{dialect=\"chat.completions\",provider=\"first\",model=\"m\","
                          "status=\"2xx\",outcome=\"done\"} 2"));
        QVERIFY(has(
            text,
            "switchyard_attempts_total{dialect=\"chat.completions\",provider=\"first\",model=\"m\",result=\"ok\"} 2"));
        QVERIFY(has(
            text,
            "switchyard_tokens_total{dialect=\"chat.completions\",provider=\"first\",model=\"m\",kind=\"input\"} 200"));
        QVERIFY(has(text, "switchyard_tokens_total{dialect=\"chat.completions\",provider=\"first\",model=\"m\",kind="
                          "\"cache_write\"} 14"));
        QVERIFY(has(text, "switchyard_cost_nanodollars_total{dialect=\"chat.completions\",provider=\"first\",model="
                          "\"m\",confidence=\"estimated\"} 14"));
        QVERIFY(has(text, "switchyard_gateway_overhead_seconds_count 2"));
        QVERIFY(has(text, "gen_ai_server_request_duration_seconds_sum{gen_ai_operation_name=\"chat\",gen_ai_provider_"
                          "name=\"first\",gen_ai_request_model=\"m\",dialect=\"chat.completions\"} 3"));
    }

    void onlyModelsThatAreKnownAreToldApart()
    {
        CallMetrics metrics;
        model::Plan plan;
        model::Provider provider;
        provider.name = "first";
        provider.models.push_back({.name = "listed"});
        plan.providers.push_back(provider);
        metrics.adopt(plan);
        metrics.take(call("listed", 503)); // in the plan
        metrics.take(call("answered"));    // some provider has it
        metrics.take(call("made up", 503));
        metrics.end(true);
        const std::string text = written(metrics);
        QVERIFY(text.find("model=\"listed\",status=\"5xx\"") != std::string::npos);
        QVERIFY(text.find("model=\"answered\",status=\"2xx\"") != std::string::npos);
        QVERIFY(text.find("model=\"other\",status=\"5xx\"") != std::string::npos);
        QVERIFY(text.find("made up") == std::string::npos);
    }

    void aCallThatReachedNobodyIsNobodys()
    {
        CallMetrics metrics;
        model::CallRecord refused = call("m", 404);
        refused.providerName.clear();
        refused.attempts.clear();
        refused.outcome = model::Outcome::Refused;
        metrics.take(refused);
        metrics.end(true);
        const std::string text = written(metrics);
        QVERIFY(has(text, "switchyard_requests_total{dialect=\"chat.completions\",provider=\"none\",model=\"none\","
                          "status=\"4xx\",outcome=\"refused\"} 1"));
        QVERIFY(has(text, "switchyard_gateway_overhead_seconds_count 0"));
    }

    void thereAreOnlySoManySeries()
    {
        CallMetrics metrics;
        for (int i = 0; i < 3000; ++i) {
            model::CallRecord one = call("model-" + std::to_string(i));
            one.providerName = one.attempts[0].providerName = "provider-" + std::to_string(i % 1000);
            metrics.take(one);
        }
        metrics.end(true);
        const std::string text = written(metrics);
        QVERIFY(count(text, "\nswitchyard_requests_total{") <= CallMetrics::kMostSeries + 1);
        QVERIFY(text.find("provider=\"other\",model=\"other\"") != std::string::npos);
        QVERIFY(has(text, "switchyard_gateway_overhead_seconds_count 3000"));
    }
};

QTEST_APPLESS_MAIN(CallMetricsTest)
#include "call_metrics_test.moc"
