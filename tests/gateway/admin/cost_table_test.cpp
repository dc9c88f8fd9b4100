#include <map>
#include <random>

#include "admin/cost_table.h"
#include "admin/dashboard.h"
#include "base/text.h"
#include "ledger/booking.h"
#include "tests/gateway/storage/store_fixture.h"

using admin::Period;
using admin::Zone;
using base::Json;
using model::CallRecord;

namespace {

constexpr std::int64_t kQuarter = 15 * 60'000;

std::int64_t at(const std::string &time)
{
    return base::parseRfc3339(time).value();
}

/// Calls at every edge of a quarter of an hour around, and at random between.
std::vector<CallRecord> callsBetween(std::int64_t from, std::int64_t to)
{
    std::mt19937_64 random(static_cast<std::uint64_t>(from)); // NOLINT(cert-msc51-cpp): the same every time
    std::vector<CallRecord> out;
    for (std::int64_t time = from - from % kQuarter; time < to;
         time += kQuarter * (1 + static_cast<std::int64_t>(random() % 5))) {
        CallRecord call = fixture::call(static_cast<int>(out.size()));
        call.startedMs = time + (random() % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % kQuarter));
        for (model::AttemptRecord &attempt : call.attempts)
            attempt.cost = {static_cast<std::int64_t>(random() % 1'000'000'000)};
        out.push_back(std::move(call));
    }
    return out;
}

std::int64_t costOf(const CallRecord &call)
{
    std::int64_t out = 0;
    for (const model::AttemptRecord &attempt : call.attempts)
        out += attempt.cost.value;
    return out;
}

std::int64_t costIn(const Json &row)
{
    return base::integerOr(base::at(row, "cost_nanos"));
}

} // namespace

class CostTableTest final : public QObject {
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
            if (auto done = storage::addRollups(*m_db, rollups); !done)
                return done;
            return storage::addBuckets(*m_db, buckets);
        }));
    }
    Json answer(const admin::CostTable &table)
    {
        const auto got = admin::costAnswer(*m_db, table);
        if (!got)
            qFatal("%s", base::describe(got.error()).c_str());
        return *got;
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup() { m_db.reset(); }

    void rowsAreThePeriodsOfTheZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("days");
        QTest::newRow("a day of 23 hours")
            << QByteArray("Europe/Berlin") << QByteArray("2026-03-27") << QByteArray("2026-04-02") << 6;
        QTest::newRow("a day of 25 hours")
            << QByteArray("America/New_York") << QByteArray("2026-10-30") << QByteArray("2026-11-04") << 5;
        QTest::newRow("half an hour of daylight saving")
            << QByteArray("Australia/Lord_Howe") << QByteArray("2026-04-03") << QByteArray("2026-04-08") << 5;
        QTest::newRow("UTC+5:45") << QByteArray("Asia/Kathmandu") << QByteArray("2026-01-28")
                                  << QByteArray("2026-02-03") << 6;
        QTest::newRow("leap day") << QByteArray("Pacific/Chatham") << QByteArray("2028-02-27")
                                  << QByteArray("2028-03-03") << 5;
        QTest::newRow("no leap day") << QByteArray("UTC") << QByteArray("2027-02-27") << QByteArray("2027-03-02") << 3;
    }
    void rowsAreThePeriodsOfTheZone()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const int, days);
        const Zone there = *Zone::of(zone.toStdString());
        const admin::CostSpan span{.zone = there,
                                   .keys = storage::KeyScope::all(),
                                   .range = {*there.dateStart(from.toStdString()), *there.dateStart(to.toStdString())}};
        const auto calls = callsBetween(span.range.fromMs - 2 * 96 * kQuarter, span.range.toMs + 2 * 96 * kQuarter);
        book(calls);
        for (const Period period : {Period::Hour, Period::Day, Period::Week, Period::Month}) {
            std::map<std::string, std::int64_t> want;
            for (const CallRecord &call : calls)
                if (call.startedMs >= span.range.fromMs && call.startedMs < span.range.toMs)
                    want[there.periodName(period, call.startedMs)] += costOf(call);
            const Json got = answer({.span = span, .period = period});
            std::int64_t sum = 0;
            std::map<std::string, std::int64_t> rows;
            for (const Json &row : got["data"]) {
                rows[row["key"].front().get<std::string>()] += costIn(row);
                sum += costIn(row);
            }
            QVERIFY(rows == want);
            QCOMPARE(costIn(got["total"]), sum);
            QVERIFY(period != Period::Day || std::ssize(got["data"]) == days);
        }
    }

    void theDayIsWhatTheCardSays()
    {
        for (const char *zone : {"Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "UTC"}) {
            init();
            const Zone there = *Zone::of(zone);
            const std::int64_t now =
                at("2026-10-25T20:59:59.999Z"); // Berlin's day of 25 hours, to its last moment but one
            book(callsBetween(now - 40LL * 96 * kQuarter, now));
            const Json card = admin::toJson(*admin::readDashboard(*m_db, {there, storage::KeyScope::all(), now}, {}));
            const Json days = answer(
                {.span = {.zone = there, .keys = storage::KeyScope::all(), .range = {there.dayStart(now, 29), now + 1}},
                 .period = Period::Day,
                 .emptyPeriods = true});
            QCOMPARE(days["data"].size(), std::size_t{30});
            QCOMPARE(days["data"].back()["cost_nanos"], card["cost_today_nanos"]);
            QVERIFY(costIn(days["data"].back()) > 0);
            for (std::size_t i = 0; i < 30; ++i) {
                QCOMPARE(days["data"][i]["cost_nanos"], card["cost_trend"][i]["cost_nanos"]);
                QCOMPARE(days["data"][i]["key"]["day"], card["cost_trend"][i]["day"]);
            }
            const Json models = answer(
                {.span = {.zone = there, .keys = storage::KeyScope::all(), .range = {there.dayStart(now), now + 1}},
                 .by = {storage::Dimension::Model}});
            std::int64_t sum = 0;
            for (const Json &row : models["data"])
                sum += costIn(row);
            QCOMPARE(sum, costIn(card["cost_today_nanos"].is_number() ? Json{{"cost_nanos", card["cost_today_nanos"]}}
                                                                      : Json()));
        }
    }

    /// Every call at the rate of its day of UTC, each row and the total rounded once, whatever the periods are.
    void anotherCurrencyGoesByTheRateOfTheDay()
    {
        const Zone there = *Zone::of("Asia/Kathmandu");
        const std::int64_t from = *there.dateStart("2026-01-30");
        const std::int64_t to = *there.dateStart("2026-02-04");
        const pricing::RateHistory euro("EUR", {{at("2026-01-31T00:00:00Z"), {923'100'000'000}},
                                                {at("2026-02-02T00:00:00Z"), {1'000'000'000'001}},
                                                {at("2026-02-03T00:00:00Z"), {333'333'333'333}}});
        const auto calls = callsBetween(from, to);
        book(calls);
        for (const std::optional<Period> period :
             {std::optional<Period>(), std::optional(Period::Day), std::optional(Period::Month)}) {
            std::map<std::string, pricing::Conversion> want;
            pricing::Conversion all;
            for (const CallRecord &call : calls) {
                if (call.startedMs < from || call.startedMs >= to)
                    continue;
                const std::string name = period ? there.periodName(*period, call.startedMs) : std::string();
                for (const model::AttemptRecord &attempt : call.attempts) {
                    want[name + ' ' + attempt.billedModel].add(attempt.cost, euro.at(call.startedMs));
                    all.add(attempt.cost, euro.at(call.startedMs));
                }
            }
            const admin::CostSpan span{
                .zone = there, .keys = storage::KeyScope::all(), .range = {from, to}, .currency = euro};
            const Json got = answer({.span = span, .period = period, .by = {storage::Dimension::Model}});
            std::size_t told = 0;
            for (const Json &row : got["data"]) {
                const std::string name = period ? row["key"].front().get<std::string>() : std::string();
                const auto hit = want.find(name + ' ' + row["key"]["model"].get<std::string>());
                if (hit == want.end())
                    continue; // of attempts that nobody billed
                QCOMPARE(row["converted_nanos"].get<std::int64_t>(), hit->second.nanos());
                QCOMPARE(row["converted_currency"].get<std::string>(), std::string("EUR"));
                ++told;
            }
            QVERIFY(told > 3);
            QCOMPARE(got["total"]["converted_nanos"].get<std::int64_t>(), all.nanos());
            QCOMPARE(got["converted_to"]["rates"].size(), std::size_t{3});
            QCOMPARE(got["converted_to"]["known_since"].get<std::string>(), std::string("2026-01-31T00:00:00.000Z"));
        }
        const Json dollars = answer(
            {.span = {.zone = there, .keys = storage::KeyScope::all(), .range = {from, to}}, .period = Period::Day});
        QVERIFY(!dollars.contains("converted_to") && !dollars["total"].contains("converted_nanos"));
    }

    void aTableSinceLongAgoHasNoEmptyYears()
    {
        book({fixture::call(1)});
        const Zone utc = *Zone::of("UTC");
        const Json got =
            answer({.span = {.zone = utc, .keys = storage::KeyScope::all(), .range = {0, 4'000'000'000'000}},
                    .period = Period::Day});
        QCOMPARE(got["data"].size(), std::size_t{1});
        QCOMPARE(got["from"].get<std::string>(), std::string("1970-01-01T00:00:00.000Z"));
    }

    void nothingIsAnEmptyTable()
    {
        const Zone utc = *Zone::of("UTC");
        const Json got = answer({.span = {.zone = utc, .keys = storage::KeyScope::all(), .range = {0, 1000}},
                                 .by = {storage::Dimension::Tag}});
        QVERIFY(got["data"].empty() && got["unpriced"].is_null());
        QCOMPARE(costIn(got["total"]), 0);
    }

    void namesStandBesideIds()
    {
        book({fixture::call(1), fixture::call(2)});
        const Zone utc = *Zone::of("UTC");
        const Json got =
            answer({.span = {.zone = utc, .keys = storage::KeyScope::all(), .range = {0, 4'000'000'000'000}},
                    .by = {storage::Dimension::Key, storage::Dimension::Model}});
        QVERIFY(!got["data"].empty());
        for (const Json &row : got["data"]) {
            QVERIFY(row["key"]["key"].get<std::string>().starts_with("laptop "));
            QVERIFY(row["key"]["key_id"].get<std::string>().starts_with("key_"));
            QVERIFY(row["key"]["model"].get<std::string>().ends_with("-2025"));
        }
    }

    void dollarsAreExact_data()
    {
        QTest::addColumn<qlonglong>("nanos");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << 0LL << QByteArray("0.000000000");
        QTest::newRow("one nano") << 1LL << QByteArray("0.000000001");
        QTest::newRow("more") << 12'345'678'900'123LL << QByteArray("12345.678900123");
        QTest::newRow("owed") << -1'000'000'001LL << QByteArray("-1.000000001");
        QTest::newRow("the least") << std::numeric_limits<qlonglong>::min() << QByteArray("-9223372036.854775808");
    }
    void dollarsAreExact()
    {
        QFETCH(const qlonglong, nanos);
        QFETCH(const QByteArray, text);
        QCOMPARE(admin::dollarText(nanos), text.toStdString());
    }
};

QTEST_GUILESS_MAIN(CostTableTest)
#include "cost_table_test.moc"
