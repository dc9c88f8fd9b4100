#include <QtTest>

#include <set>

#include "base/json.h"
#include "jobs/traces.h"

namespace {

model::CallRecord call()
{
    model::CallRecord out;
    out.id = "req_0123456789abcdef0123456789abcdef";
    out.startedMs = 1'000;
    out.durationUs = 2'500;
    out.endpoint = "messages";
    out.requestedModel = "asked";
    out.billedModel = "served";
    out.providerName = "second";
    out.status = 200;
    out.usage.input = 10;
    out.attempts.resize(20);
    out.attempts[0].status = 503;
    out.attempts[0].failure = model::FailureClass::ServerError;
    out.attempts[1].error = "the words of a provider";
    out.decision = "the decision";
    return out;
}

} // namespace

class TracesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallIsATraceOfItsAttempts()
    {
        const auto body = base::parseJson(jobs::tracesJson({call()}));
        QVERIFY(body.has_value());
        const base::Json &spans = (*body)["resourceSpans"][0]["scopeSpans"][0]["spans"];
        QCOMPARE(spans.size(), std::size_t(21));
        std::set<std::string> ids;
        for (const base::Json &span : spans) {
            QCOMPARE(base::textOr(span["traceId"]), std::string("0123456789abcdef0123456789abcdef"));
            QCOMPARE(base::textOr(span["spanId"]).size(), std::size_t(16));
            ids.insert(base::textOr(span["spanId"]));
        }
        QCOMPARE(ids.size(), spans.size());
        QVERIFY(!spans[0].contains("parentSpanId"));
        QCOMPARE(spans[20]["parentSpanId"], spans[0]["spanId"]);
        QCOMPARE(base::textOr(spans[0]["name"]), std::string("chat asked"));
        QCOMPARE(base::textOr(spans[0]["startTimeUnixNano"]), std::string("1000000000"));
        QCOMPARE(base::textOr(spans[0]["endTimeUnixNano"]), std::string("1002500000"));
        QCOMPARE(base::integerOr(spans[0]["status"]["code"]), 1);
        QCOMPARE(base::integerOr(spans[1]["status"]["code"]), 2);
        const std::string text = base::dump(*body);
        QVERIFY(text.find("the words of a provider") == std::string::npos);
        QVERIFY(text.find("the decision") == std::string::npos);
    }

    void withoutACollectorNothingIsKept()
    {
        jobs::Traces traces;
        traces.take(call());
        traces.end(true);
        QCOMPARE(traces.counts().waiting, 0);
        QCOMPARE(traces.counts().dropped, 0);
    }

    void whatIsTooMuchIsDroppedAndCounted()
    {
        jobs::Traces traces;
        traces.sendTo("http://127.0.0.1:1");
        for (std::size_t i = 0; i < jobs::Traces::kMostWaiting + jobs::Traces::kBatch + 10; ++i)
            traces.take(call());
        traces.end(true);
        QVERIFY(traces.counts().dropped >= 10);
        traces.stop();
        const auto counts = traces.counts();
        QCOMPARE(counts.waiting, 0);
        QCOMPARE(counts.sent, 0);
        QCOMPARE(counts.dropped, std::int64_t(jobs::Traces::kMostWaiting + jobs::Traces::kBatch + 10));
    }
};

QTEST_APPLESS_MAIN(TracesTest)
#include "traces_test.moc"
