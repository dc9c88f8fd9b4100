#include <cmath>

#include "admin/dashboard.h"
#include "base/text.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/booking.h"
#include "storage/requests.h"

using base::Json;
using model::CallRecord;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr const char *kZone = "Europe/Berlin";

std::int64_t at(const char *time)
{
    return base::parseRfc3339(time).value();
}
/// 14:40 in Berlin, where clocks went forward on the day before.
const std::int64_t kNow = at("2026-03-30T12:40:00Z");

CallRecord callAt(std::int64_t startedMs, const char *model = "gpt")
{
    static int number = 1;
    CallRecord out = fixture::call(number * 30 + 1); // one attempt that went well
    ++number;
    out.startedMs = startedMs;
    out.billedModel = model;
    out.durationUs = 2'000'000;
    out.firstTokenUs = 400'000;
    model::AttemptRecord &attempt = out.attempts.front();
    attempt.startedMs = startedMs;
    attempt.providerId = "prov_a";
    attempt.failure = model::FailureClass::None;
    attempt.billedModel = model;
    attempt.cost = {1000};
    attempt.usage = {.input = 10, .output = 5, .reported = true};
    attempt.confidence = model::Confidence::Measured;
    out.cost = attempt.cost;
    out.usage = attempt.usage;
    return out;
}

CallRecord failedAt(std::int64_t startedMs)
{
    CallRecord out = callAt(startedMs);
    out.outcome = model::Outcome::Failed;
    out.status = 502;
    out.firstTokenUs = -1;
    out.attempts.front().failure = model::FailureClass::ServerError;
    out.attempts.front().cost = {};
    out.cost = {};
    return out;
}

CallRecord failedOverAt(std::int64_t startedMs)
{
    CallRecord out = callAt(startedMs);
    model::AttemptRecord first = out.attempts.front();
    first.providerId = "prov_b";
    first.providerName = "Bee";
    first.failure = model::FailureClass::RateLimited;
    first.status = 429;
    first.cost = {};
    first.usage = {};
    out.attempts.front().startedMs += 250;
    out.attempts.insert(out.attempts.begin(), first);
    return out;
}

} // namespace

class DashboardTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<storage::Database> m_db{};

    void book(const std::vector<CallRecord> &calls)
    {
        storage::Rollups rollups;
        storage::UsageBuckets buckets;
        for (const CallRecord &call : calls) {
            ledger::addToRollups(rollups, call);
            ledger::addToBuckets(buckets, call);
        }
        VERIFY_OK(m_db->usage().transaction([&]() -> base::Result<> {
            if (auto done = storage::insertRequests(*m_db, calls); !done)
                return base::fail(done.error());
            if (auto done = storage::addRollups(*m_db, rollups); !done)
                return done;
            return storage::addBuckets(*m_db, buckets);
        }));
    }
    Json read(std::int64_t now = kNow, const char *zone = kZone,
              const storage::KeyScope &keys = storage::KeyScope::all())
    {
        std::vector<model::Provider> providers(3);
        providers[0].id = "prov_a";
        providers[1].id = "prov_b";
        providers[2].id = "prov_off";
        providers[2].enabled = false;
        const auto got = admin::readDashboard(*m_db, {admin::Zone::of(zone).value(), keys, now}, providers);
        if (!got)
            qFatal("%s", base::describe(got.error()).c_str());
        return admin::toJson(*got);
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup() { m_db.reset(); }

    void nothingIsZeroOrUnknown()
    {
        const Json got = read();
        for (const char *name : {"requests_today", "tokens_today", "errors_today", "cost_today_nanos",
                                 "requests_yesterday_same_time", "active_sessions", "unpriced_today"})
            QCOMPARE(got.at(name), Json(0));
        for (const char *name : {"success_today", "success_yesterday_same_time", "health", "first_choice_success",
                                 "average_response_ms", "average_first_token_ms", "p50_first_token_ms"})
            QVERIFY2(got.at(name).is_null(), name);
        QCOMPARE(got.at("response_trend").size(), std::size_t{96});
        QVERIFY(got.at("response_trend").at(7).at("average_ms").is_null());
        QCOMPARE(got.at("cost_trend").size(), std::size_t{30});
        for (const char *name : {"model_distribution", "failovers", "budgets"})
            QVERIFY2(got.at(name).empty() && got.at(name).is_array(), name);
        QCOMPARE(got.at("zone_offset_minutes"), Json(120));
    }

    void answerIsWhatItsSchemaSays()
    {
        book({callAt(kNow - kMinute), failedOverAt(kNow - kMinute)});
        const Json got = read();
        const Json schema = admin::dashboardSchema();
        const Json &properties = schema.at("properties");
        QCOMPARE(got.size(), properties.size());
        for (const auto &[name, value] : got.items()) {
            const Json &type = properties.at(name).at("type");
            const std::string is = value.is_null()             ? "null"
                                   : value.is_string()         ? "string"
                                   : value.is_array()          ? "array"
                                   : value.is_number_integer() ? "integer"
                                                               : "number";
            QVERIFY2(type == is || (type.is_array() && (type[0] == is || type[1] == is)), name.c_str());
        }
    }

    void todayBeginsAtItsMidnight()
    {
        const std::int64_t midnight = at("2026-03-29T22:00:00Z");
        book({callAt(midnight - kMinute), callAt(midnight), failedAt(midnight + kHour), failedOverAt(kNow - kMinute)});
        const Json got = read();
        QCOMPARE(got.at("requests_today"), Json(3));
        QCOMPARE(got.at("errors_today"), Json(1));
        QCOMPARE(got.at("tokens_today"), Json(3 * 15));
        QCOMPARE(got.at("cost_today_nanos"), Json(2000));
        QVERIFY(std::abs(got.at("success_today").get<double>() - 2.0 / 3) < 1e-9);
        QVERIFY(std::abs(got.at("first_choice_success").get<double>() - 1.0 / 3) < 1e-9);
        QCOMPARE(got.at("failovers_today"), Json(1));
        QCOMPARE(got.at("average_response_ms"), Json(2000.0));
        QCOMPARE(got.at("average_first_token_ms"), Json(400.0));
        QVERIFY(std::abs(got.at("p50_first_token_ms").get<double>() - 400) < 12);
    }

    void yesterdayEndsAtTheSameTimeToTheMinute()
    {
        const std::int64_t then = at("2026-03-29T12:40:00Z"); // 14:40, also summer time
        book({callAt(at("2026-03-28T23:00:00Z")), callAt(then - 2 * kHour), failedAt(then - kMinute), callAt(then),
              callAt(then + kMinute), callAt(at("2026-03-28T22:59:00Z"))});
        const Json got = read();
        QCOMPARE(got.at("requests_yesterday_same_time"), Json(3));
        QCOMPARE(got.at("errors_yesterday_same_time"), Json(1));
        QCOMPARE(got.at("cost_yesterday_same_time_nanos"), Json(2000));
        QCOMPARE(got.at("tokens_yesterday_same_time"), Json(45));
        QCOMPARE(got.at("average_first_token_yesterday_ms"), Json(400.0));
        QCOMPARE(got.at("requests_today"), Json(0));
    }

    void daysOfTheTrendAreThoseOfTheZone()
    {
        book({callAt(at("2026-03-28T22:59:00Z")),   // 23:59 on the 28th
              callAt(at("2026-03-28T23:00:00Z")),   // midnight of a day of 23 hours
              callAt(at("2026-03-29T21:59:00Z")),   // its last minute
              callAt(at("2026-03-29T22:00:00Z"))}); // the 30th
        const Json days = read().at("cost_trend");
        QCOMPARE(days.at(29).at("day"), Json("2026-03-30"));
        QCOMPARE(days.at(29).at("calls"), Json(1));
        QCOMPARE(days.at(28).at("calls"), Json(2));
        QCOMPARE(days.at(28).at("cost_nanos"), Json(2000));
        QCOMPARE(days.at(27).at("calls"), Json(1));
        QCOMPARE(days.at(0).at("day"), Json("2026-03-01"));
        const Json elsewhere = read(kNow, "345").at("cost_trend"); // a quarter of an hour off the full one
        QCOMPARE(elsewhere.at(29).at("calls"), Json(2));
        QCOMPARE(elsewhere.at(28).at("calls"), Json(2));
    }

    void trendHasEveryQuarterOfAnHour()
    {
        const std::int64_t bucket = at("2026-03-30T12:30:00Z");
        book({callAt(bucket), failedAt(bucket + 5 * kMinute), callAt(bucket - 15 * kMinute),
              callAt(bucket - 95 * 15 * kMinute), callAt(bucket - 95 * 15 * kMinute - 1)});
        const Json trend = read().at("response_trend");
        QCOMPARE(trend.size(), std::size_t{96});
        QCOMPARE(trend.at(95).at("at"), Json("2026-03-30T12:30:00.000Z"));
        QCOMPARE(trend.at(95).at("calls"), Json(2));
        QCOMPARE(trend.at(95).at("errors"), Json(1));
        QCOMPARE(trend.at(95).at("average_ms"), Json(2000.0));
        QVERIFY(std::abs(trend.at(95).at("p95_ms").get<double>() - 2000) < 60);
        QCOMPARE(trend.at(95).at("first_token_ms"), Json(400.0));
        QCOMPARE(trend.at(94).at("calls"), Json(1));
        QCOMPARE(trend.at(0).at("calls"), Json(1));
        QCOMPARE(trend.at(50).at("calls"), Json(0));
        QVERIFY(trend.at(50).at("p95_ms").is_null());
    }

    void modelsBeyondTheSixthAreTheRest()
    {
        std::vector<CallRecord> calls;
        for (int model = 0; model < 8; ++model)
            for (int i = 0; i <= model; ++i)
                calls.push_back(callAt(kNow - kMinute, std::array{"a", "b", "c", "d", "e", "f", "g", "h"}[model]));
        book(calls);
        const Json models = read().at("model_distribution");
        QCOMPARE(models.size(), std::size_t{7});
        QCOMPARE(models.at(0).at("model"), Json("h"));
        QCOMPARE(models.at(0).at("calls"), Json(8));
        QCOMPARE(models.at(0).at("tokens"), Json(8 * 15));
        QVERIFY(models.at(6).at("model").is_null());
        QCOMPARE(models.at(6).at("calls"), Json(3));
        QCOMPARE(models.at(6).at("cost_nanos"), Json(3000));
    }

    void failoverSaysFromWhereToWhere()
    {
        std::vector<CallRecord> calls{callAt(kNow - kMinute)};
        for (int i = 0; i < 12; ++i)
            calls.push_back(failedOverAt(kNow - i * kHour));
        book(calls);
        const Json failovers = read().at("failovers");
        QCOMPARE(failovers.size(), std::size_t{10});
        QCOMPARE(failovers.at(0).at("request_id"), Json(calls[1].id));
        QCOMPARE(failovers.at(0).at("from_provider"), Json("Bee"));
        QCOMPARE(failovers.at(0).at("from_provider_id"), Json("prov_b"));
        QCOMPARE(failovers.at(0).at("to_provider_id"), Json("prov_a"));
        QCOMPARE(failovers.at(0).at("failure"), Json("rate_limited"));
        QCOMPARE(failovers.at(0).at("added_ms"), Json(250));
        QCOMPARE(failovers.at(0).at("outcome"), Json("done"));
        QCOMPARE(failovers.at(9).at("at"), Json(base::rfc3339(kNow - 9 * kHour)));
    }

    void keysAreActiveForFiveMinutes()
    {
        CallRecord other = callAt(kNow - 4 * kMinute);
        other.clientKeyId = "key_other";
        CallRecord old = callAt(kNow - 6 * kMinute);
        old.clientKeyId = "key_old";
        book({callAt(kNow - kMinute), callAt(kNow - 2 * kMinute), other, old});
        QCOMPARE(read().at("active_sessions"), Json(2));
    }

    void healthGoesByTheLastAnswers()
    {
        std::vector<CallRecord> calls{failedAt(kNow - 2 * kHour), callAt(kNow - kMinute), callAt(kNow - kMinute)};
        book(calls); // prov_a failed once, long ago
        Json got = read();
        QCOMPARE(got.at("health"), Json(1.0));
        QCOMPARE(got.at("providers_enabled"), Json(2));
        QCOMPARE(got.at("providers_healthy"), Json(1));
        book({failedOverAt(kNow - kMinute)}); // prov_b fails now: one attempt of five
        got = read();
        QVERIFY(std::abs(got.at("health").get<double>() - 0.8) < 1e-9);
        QCOMPARE(got.at("providers_healthy"), Json(1));
        CallRecord left = failedAt(kNow);
        left.outcome = model::Outcome::Cancelled;
        book({left, left, left}); // same id: only its sums count, and not for its provider
        QVERIFY(std::abs(read().at("health").get<double>() - 0.8) < 1e-9);
    }

    void unpricedAndEstimatedAreCounted()
    {
        CallRecord unpriced = callAt(kNow - kMinute);
        unpriced.attempts.front().confidence = model::Confidence::Unpriced;
        unpriced.attempts.front().cost = {};
        CallRecord estimated = callAt(kNow - kMinute);
        estimated.attempts.front().confidence = model::Confidence::Estimated;
        book({unpriced, estimated, callAt(kNow - kMinute)});
        const Json got = read();
        QCOMPARE(got.at("unpriced_today"), Json(1));
        QCOMPARE(got.at("estimated_today"), Json(1));
        QCOMPARE(got.at("cost_today_nanos"), Json(2000));
        QCOMPARE(got.at("cost_trend").at(29).at("unpriced_calls"), Json(1));
    }

    void whoSeesSomeKeysGetsTheirFiguresAlone()
    {
        const auto bookFor = [this](const char *key, std::vector<CallRecord> calls) {
            for (CallRecord &call : calls)
                call.clientKeyId = key;
            book(calls);
        };
        const auto calls = [](const char *model) {
            return std::vector{callAt(kNow - kMinute, model),
                               failedAt(kNow - 2 * kHour),
                               failedOverAt(kNow - 3 * kHour),
                               callAt(kNow - 26 * kHour, model),
                               callAt(kNow - 24 * kHour - kMinute, model),
                               callAt(kNow - 20 * 24 * kHour, model)};
        };
        const auto own = storage::KeyScope::only({"key_own"});
        bookFor("key_own", calls("ours"));
        const Json alone = read();
        QCOMPARE(alone.at("requests_today"), Json(3));
        QCOMPARE(read(kNow, kZone, own), alone);
        bookFor("key_other", calls("theirs"));
        QCOMPARE(read().at("requests_today"), Json(6));
        QCOMPARE(read(kNow, kZone, own), alone);
        const Json nobodys = read(kNow, kZone, storage::KeyScope::only({}));
        for (const char *name : {"requests_today", "requests_yesterday_same_time", "active_sessions",
                                 "providers_enabled", "cost_today_nanos", "failovers_today"})
            QCOMPARE(nobodys.at(name), Json(0));
        QVERIFY(nobodys.at("model_distribution").empty() && nobodys.at("failovers").empty());
    }
};

QTEST_GUILESS_MAIN(DashboardTest)
#include "dashboard_test.moc"
