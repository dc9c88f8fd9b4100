#include <map>
#include <random>

#include "ledger/booking.h"
#include "storage/cost_totals.h"
#include "storage/session_costs.h"
#include "storage/time_cover.h"
#include "tests/gateway/storage/store_fixture.h"

using model::CallRecord;
using namespace storage;

namespace {

constexpr std::int64_t kQuarter = 15 * 60'000;
constexpr std::int64_t kDay = 96 * kQuarter;
constexpr std::int64_t kStart = 1'709'164'800'000; // 2024-02-29, a leap day
using Sum = std::pair<std::int64_t, std::int64_t>; // calls and nano-dollars

/// Some thousand calls over seven weeks, most in bursts, with failovers, aliases, tags and sessions.
std::vector<CallRecord> manyCalls()
{
    std::mt19937_64 random(20241120); // NOLINT(cert-msc51-cpp): the same every time
    const auto below = [&](std::int64_t end) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
    };
    std::vector<CallRecord> out;
    for (int i = 0; i < 3000; ++i) {
        CallRecord call = fixture::call(i);
        call.startedMs = kStart + (i % 3 == 0 ? below(49 * kDay) : below(49) * kDay + below(4) * kQuarter);
        call.clientKeyId = "key_" + std::to_string(below(4));
        for (model::AttemptRecord &attempt : call.attempts) {
            attempt.cost = {below(1'000'000'000)};
            attempt.confidence = static_cast<model::Confidence>(below(3));
        }
        call.session = i % 5 == 0 ? "session " + std::to_string(below(40)) : "";
        call.application = i % 7 == 0 ? "" : "tool " + std::to_string(i % 3);
        call.decision = R"({"plan":1,)";
        if (i % 4 == 0)
            call.decision += i % 8 == 0 ? R"("tags":["batch","a \"b\" ü"],)" : R"("tags":["batch"],)";
        if (i % 3 == 1)
            call.decision += R"("alias":"fast\\er",)";
        call.decision += R"("strategy":"cost_first","candidates":[]})";
        out.push_back(std::move(call));
    }
    return out;
}

void book(Database &db, const std::vector<CallRecord> &calls)
{
    Rollups rollups;
    UsageBuckets buckets;
    for (const CallRecord &call : calls) {
        ledger::addToRollups(rollups, call);
        ledger::addToBuckets(buckets, call);
    }
    VERIFY_OK(db.usage().transaction([&]() -> base::Result<> {
        if (auto done = addRollups(db, rollups); !done)
            return done;
        return addBuckets(db, buckets);
    }));
}

std::vector<std::string> namesOf(Dimension dimension, const CallRecord &call, const model::AttemptRecord &attempt)
{
    switch (dimension) {
    case Dimension::Provider:
        return {attempt.providerId};
    case Dimension::Key:
        return {call.clientKeyId};
    case Dimension::Model:
        return {attempt.billedModel};
    case Dimension::Alias:
        return {call.decision.find("alias") == std::string::npos ? "" : "fast\\er"};
    case Dimension::Tag:
        if (call.decision.find("ü") != std::string::npos)
            return {"batch", "a \"b\" ü"};
        return {call.decision.find("tags") == std::string::npos ? "" : "batch"};
    case Dimension::Application:
        return {call.application};
    case Dimension::User:
    case Dimension::Team:
        break;
    }
    return {};
}

/// The same out of the calls themselves.
std::map<std::string, Sum> counted(const std::vector<CallRecord> &calls, TimeRange range,
                                   const std::vector<Dimension> &by)
{
    std::map<std::string, Sum> out;
    for (const CallRecord &call : calls) {
        if (call.startedMs < range.fromMs || call.startedMs >= range.toMs)
            continue;
        for (const model::AttemptRecord &attempt : call.attempts) {
            std::vector<std::string> keys{""};
            for (const Dimension dimension : by) {
                std::vector<std::string> longer;
                for (const std::string &key : keys)
                    for (const std::string &name : namesOf(dimension, call, attempt))
                        longer.push_back(key + "|" + name);
                keys = longer;
            }
            for (const std::string &key : keys) {
                out[key].first += &attempt == &call.attempts.back() ? 1 : 0;
                out[key].second += attempt.cost.value;
            }
        }
    }
    return out;
}

} // namespace

class CostTotalsTest final : public QObject {
    Q_OBJECT
    std::vector<CallRecord> m_calls{};
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};

    std::map<std::string, Sum> summed(TimeRange range, const std::vector<Dimension> &by)
    {
        const auto got = costTotals(*m_db, {.keys = storage::KeyScope::all(), .periods = {range}, .by = by});
        if (!got)
            qFatal("%s", base::describe(got.error()).c_str());
        std::map<std::string, Sum> out;
        for (const CostTotal &row : *got) {
            std::string key;
            for (const std::string &part : row.key)
                key += "|" + part;
            out[key] = {row.sums.usage.calls, row.sums.usage.costNanos};
        }
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_calls = manyCalls();
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
        const auto half = m_calls.begin() + std::ssize(m_calls) / 2;
        book(*m_db, {m_calls.begin(), half}); // new sums, then sums that are there
        book(*m_db, {half, m_calls.end()});
    }
    void cleanupTestCase() { m_db.reset(); }

    void coversLeaveNothingOutAndDoNotOverlap()
    {
        std::mt19937_64 random(7); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 2000; ++i) {
            const auto from = kStart + static_cast<std::int64_t>(random() % 5000) * kQuarter;
            const auto to = from + static_cast<std::int64_t>(random() % 40'000) * kQuarter;
            const auto least = static_cast<Level>(random() % 5);
            std::int64_t at = from;
            for (const CoverPiece &piece : coverOf(from, to, least)) {
                QCOMPARE(piece.fromMs, at);
                QVERIFY(piece.toMs > piece.fromMs);
                QCOMPARE(piece.fromMs % spanOf(piece.level), 0);
                QCOMPARE(piece.toMs % spanOf(piece.level), 0);
                QVERIFY(piece.level == Level::Quarter || piece.level >= least);
                at = piece.toMs;
            }
            QCOMPARE(at, to);
        }
    }

    void aYearIsAFewPieces()
    {
        const std::int64_t kathmandu = kStart + 73 * kQuarter; // 18:15 UTC
        QVERIFY(coverOf(kathmandu, kathmandu + 366 * kDay, Level::Hour).size() <= 9);
    }

    void sumsAreThoseOfTheCalls_data()
    {
        QTest::addColumn<QList<int>>("by");
        using enum Dimension;
        const auto row = [](const char *name, std::initializer_list<Dimension> by) {
            QList<int> list;
            for (const Dimension one : by)
                list.append(static_cast<int>(one));
            QTest::newRow(name) << list;
        };
        row("all", {});
        row("provider", {Provider});
        row("key", {Key});
        row("model", {Model});
        row("alias", {Alias});
        row("tag", {Tag});
        row("application", {Application});
        row("key and model", {Key, Model});
        row("model and key", {Model, Key});
        row("provider and model", {Provider, Model});
        row("provider, key and model", {Provider, Key, Model});
    }
    void sumsAreThoseOfTheCalls()
    {
        QFETCH(QList<int>, by);
        std::vector<Dimension> dimensions;
        for (const int one : by)
            dimensions.push_back(static_cast<Dimension>(one));
        std::mt19937_64 random(42); // NOLINT(cert-msc51-cpp)
        for (int i = 0; i < 25; ++i) {
            const auto from = kStart + static_cast<std::int64_t>(random() % (49 * 96)) * kQuarter;
            const TimeRange range{from, from + static_cast<std::int64_t>(random() % (49 * 96)) * kQuarter};
            QVERIFY(summed(range, dimensions) == counted(m_calls, range, dimensions));
        }
        const TimeRange all{kStart - 400 * kDay, kStart + 400 * kDay};
        QVERIFY(summed(all, dimensions) == counted(m_calls, all, dimensions));
        QVERIFY(!summed(all, dimensions).empty());
    }

    void periodsAreKeptApart()
    {
        std::vector<TimeRange> days;
        for (int i = 0; i < 50; ++i)
            days.push_back({kStart - 23 * kQuarter + i * kDay, kStart - 23 * kQuarter + (i + 1) * kDay});
        const auto got =
            costTotals(*m_db, {.keys = storage::KeyScope::all(), .periods = days, .by = {Dimension::Model}});
        VERIFY_OK(got);
        Sum all;
        for (const CostTotal &row : *got) {
            const Sum sum{row.sums.usage.calls, row.sums.usage.costNanos};
            QCOMPARE(sum, counted(m_calls, days[row.period], {Dimension::Model})["|" + row.key.front()]);
            all.first += sum.first;
            all.second += sum.second;
        }
        QCOMPARE(all, counted(m_calls, {days.front().fromMs, days.back().toMs}, {})[""]);
    }

    void filtersLeaveTheRestOut()
    {
        const TimeRange all{kStart, kStart + 60 * kDay};
        const auto got = costTotals(*m_db, {.keys = storage::KeyScope::all(),
                                            .periods = {all},
                                            .by = {Dimension::Model},
                                            .filters = {{Dimension::Key, "key_2"}}});
        VERIFY_OK(got);
        auto want = counted(m_calls, all, {Dimension::Key, Dimension::Model});
        std::size_t rows = 0;
        for (const auto &[key, sum] : want)
            rows += key.starts_with("|key_2") ? 1 : 0;
        QCOMPARE(got->size(), rows);
        for (const CostTotal &row : *got)
            QCOMPARE((Sum{row.sums.usage.calls, row.sums.usage.costNanos}), want["|key_2|" + row.key.front()]);
    }

    void whatIsNotPricedIsToldApart()
    {
        std::int64_t input = 0, output = 0, estimated = 0, unpriced = 0, ok = 0;
        for (const CallRecord &call : m_calls) {
            ok += call.outcome == model::Outcome::Done ? 1 : 0;
            for (const model::AttemptRecord &attempt : call.attempts) {
                const bool unknown = attempt.confidence == model::Confidence::Unpriced;
                unpriced += unknown ? 1 : 0;
                input += unknown ? attempt.usage.input : 0;
                output += unknown ? attempt.usage.output : 0;
                estimated += attempt.confidence == model::Confidence::Estimated ? attempt.cost.value : 0;
            }
        }
        for (const std::int64_t shift : {0LL, 7LL}) { // whole days alone, and with edges
            const auto got = costTotals(*m_db, {.keys = storage::KeyScope::all(),
                                                .periods = {{kStart - shift * kQuarter, kStart + 50 * kDay}}});
            VERIFY_OK(got);
            const CostSums &sums = got->front().sums;
            QCOMPARE(sums.usage.unpricedInputTokens, input);
            QCOMPARE(sums.usage.unpricedOutputTokens, output);
            QCOMPARE(sums.usage.unpricedCalls, unpriced);
            QCOMPARE(sums.usage.estimatedNanos, estimated);
            QCOMPARE(sums.okCalls, ok);
        }
    }

    void aliasesAreNotSummedUpWithOthers()
    {
        const auto got = costTotals(
            *m_db,
            {.keys = storage::KeyScope::all(), .periods = {{0, kDay}}, .by = {Dimension::Alias, Dimension::Key}});
        QVERIFY(!got);
        QCOMPARE(got.error().param, std::string("group_by"));
    }

    void sessionsArePagedLastUsedFirst()
    {
        std::map<SessionName, Sum> want;
        for (const CallRecord &call : m_calls)
            if (!call.session.empty()) {
                Sum &sum = want[{call.session, call.clientKeyId}];
                ++sum.first;
                for (const model::AttemptRecord &attempt : call.attempts)
                    sum.second += attempt.cost.value;
            }
        std::map<SessionName, Sum> got;
        std::string after;
        std::int64_t last = std::numeric_limits<std::int64_t>::max();
        do {
            const auto page = sessionCosts(*m_db, storage::KeyScope::all(), {kStart, kStart + 60 * kDay}, 7, after);
            VERIFY_OK(page);
            QVERIFY(!page->rows.empty() && page->rows.size() <= 7);
            for (const SessionCost &row : page->rows) {
                QVERIFY(row.lastMs <= last);
                last = row.lastMs;
                QVERIFY(got.emplace(row.name, Sum{row.sums.usage.calls, row.sums.usage.costNanos}).second);
            }
            after = page->next;
        } while (!after.empty());
        QVERIFY(got == want);
        for (const char *wrong : {"x", "1.2", "1.9.k", "1.-1.k"})
            QVERIFY(!sessionCosts(*m_db, storage::KeyScope::all(), {kStart, kStart + kDay}, 7, wrong));
    }

    void namesAreTheLastOnesSeen()
    {
        CallRecord renamed = fixture::call(1);
        renamed.startedMs = kStart + 48 * kDay;
        renamed.clientKeyId = "key_1";
        renamed.clientKeyName = "renamed";
        book(*m_db, {renamed});
        m_calls.push_back(renamed);
        const auto names = seenNames(*m_db, Dimension::Key);
        VERIFY_OK(names);
        QCOMPARE(names->at("key_1"), std::string("renamed"));
        QVERIFY(seenNames(*m_db, Dimension::Provider)->contains("prov_1"));
    }
};

QTEST_GUILESS_MAIN(CostTotalsTest)
#include "cost_totals_test.moc"
