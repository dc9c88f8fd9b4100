#include "demo/directory.h"

#include <algorithm>
#include <set>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "demo/cast.h"
#include "demo/rhythm.h"
#include "routing/rules/rule_set.h"
#include "storage/client_keys.h"
#include "storage/health_history.h"
#include "storage/plans.h"
#include "storage/requests.h"
#include "storage/usage.h"

namespace {

constexpr std::int64_t kNowMs = 1'795'163'400'000; // 2026-11-20 08:30 UTC, a Friday
constexpr std::int64_t kZoneMs = (5 * 60 + 45) * 60'000;
constexpr std::int64_t kCalls = 4'000;

pricing::Catalogue prices()
{
    QFile file(QStringLiteral(ROOT "/resources/prices/catalogue.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return pricing::Catalogue::parse(file.readAll().toStdString()).value_or(pricing::Catalogue());
}

demo::Wish wish()
{
    return {.calls = kCalls, .nowMs = kNowMs, .zoneOffsetMs = kZoneMs};
}

/// A filled directory and a look into it.
struct Filled {
    QTemporaryDir directory{};
    std::filesystem::path path = directory.filePath(QStringLiteral("demo")).toStdString();
    base::Result<> done = demo::fill(path, wish(), prices());
    std::unique_ptr<storage::Database> db{};
    std::vector<model::CallRecord> calls{};

    Filled()
    {
        if (auto opened = storage::Database::open(path, storage::Access::ReadOnly))
            db = std::move(*opened);
        storage::RequestFilter all{.keys = storage::KeyScope::all()};
        all.limit = kCalls + 1;
        if (auto window = storage::windowOfRequests(*db, all, {}, 0, storage::Counting::No))
            calls = std::move(window->rows);
    }
    std::int64_t count(model::Outcome outcome) const
    {
        return std::ranges::count(calls, outcome, &model::CallRecord::outcome);
    }
};

} // namespace

class DemoDirectoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rulesAndTheModelMapAreThereAndCanBeUsed()
    {
        const Filled demo;
        QVERIFY(demo.done);
        const auto plan = storage::loadPlan(*demo.db);
        QVERIFY(plan);
        QVERIFY(plan->rules.size() > 5);
        for (const model::Rule &rule : plan->rules) {
            const auto fine = routing::RuleSet::check(rule, routing::zonesWithoutNames);
            QVERIFY2(fine, fine ? "" : (rule.name + ": " + base::describe(fine.error())).c_str());
        }
        QVERIFY(plan->aliases.size() > 2);
        for (const model::ModelAlias &alias : plan->aliases)
            for (const model::AliasTarget &target : alias.targets)
                QVERIFY2(std::ranges::find(plan->providers, target.providerId, &model::Provider::id)
                             != plan->providers.end(),
                         alias.name.c_str());
    }

    void theLastDayHasKeysThatWereOutOfUse()
    {
        const Filled demo;
        QVERIFY(demo.done);
        const auto plan = storage::loadPlan(*demo.db);
        const auto outages = storage::listKeyOutages(*demo.db, {.fromMs = kNowMs - demo::kDayMs, .toMs = kNowMs});
        QVERIFY(plan && outages);
        std::set<std::string> kinds;
        for (const storage::KeyOutage &outage : *outages) {
            const auto owner = std::ranges::find(plan->providers, outage.providerId, &model::Provider::id);
            QVERIFY(owner != plan->providers.end());
            QVERIFY(std::ranges::find(owner->keys, outage.keyId, &model::ProviderKey::id) != owner->keys.end());
            QVERIFY(outage.endsMs <= kNowMs);
            kinds.insert(outage.kind);
        }
        QCOMPARE(kinds, (std::set<std::string>{"breaker", "cooldown", "hold"}));
    }

    void everyKindOfCallIsThere()
    {
        const Filled demo;
        QVERIFY2(demo.done, demo.done ? "" : base::describe(demo.done.error()).c_str());
        QCOMPARE(std::ssize(demo.calls), kCalls);
        using enum model::Outcome;
        for (const auto outcome : {Done, Refused, Failed, Partial, Cancelled, Interrupted})
            QVERIFY2(demo.count(outcome) > 0, std::to_string(static_cast<int>(outcome)).c_str());
        QVERIFY(demo.count(Done) > kCalls * 9 / 10);
        const auto any = [&](auto test) { return std::ranges::any_of(demo.calls, test); };
        for (const int status : {200, 401, 404})
            QVERIFY(any([&](const auto &call) { return call.status == status; }));
        for (const int status : {429, 500, 503})
            QVERIFY(any([&](const auto &call) {
                return std::ranges::find(call.attempts, status, &model::AttemptRecord::status) != call.attempts.end();
            }));
        QVERIFY(any([](const auto &call) { return call.outcome == Done && call.attempts.size() > 1; }));
        QVERIFY(any([](const auto &call) { return call.stream; })
                && any([](const auto &call) { return !call.stream; }));
        using enum model::Confidence;
        for (const auto confidence : {Measured, Estimated, Unpriced})
            QVERIFY(any([&](const auto &call) { return call.confidence == confidence && call.usage.output > 0; }));
    }
    void theYearGrowsAndSleepsAtNight()
    {
        const auto times = demo::callTimes(kNowMs, kZoneMs, 50'000, demo::Random(1));
        QVERIFY(std::ranges::is_sorted(times) && times.back() < kNowMs);
        QVERIFY(times.front() >= kNowMs - demo::kYearDays * demo::kDayMs);
        const auto since = [&](std::int64_t from, std::int64_t to) {
            return std::ranges::lower_bound(times, kNowMs - to * demo::kDayMs)
                   - std::ranges::lower_bound(times, kNowMs - from * demo::kDayMs);
        };
        QVERIFY(since(28, 0) > 3 * since(365, 337));
        const auto hours = [&](int from, int to) {
            return std::ranges::count_if(times, [&](std::int64_t at) {
                const auto wall = demo::WallHour::at(at, kZoneMs);
                return wall.hour >= from && wall.hour < to;
            });
        };
        QVERIFY(hours(9, 12) > 2 * hours(2, 5));
    }
    void aKeyIsUsedOnlyWhileItIsGood()
    {
        const Filled demo;
        const auto keys = storage::listClientKeys(*demo.db);
        QVERIFY(keys && keys->size() == demo::clients().size());
        QCOMPARE(std::ranges::count_if(*keys, [](const auto &key) { return key.revokedMs > 0; }), 1);
        QCOMPARE(
            std::ranges::count_if(*keys, [](const auto &key) { return key.expiresMs > 0 && key.expiresMs < kNowMs; }),
            1);
        for (const model::CallRecord &call : demo.calls)
            for (const model::ClientKey &key : *keys)
                if (key.id == call.clientKeyId) {
                    QVERIFY(key.revokedMs == 0 || call.startedMs <= key.revokedMs);
                    QVERIFY(key.expiresMs == 0 || call.startedMs <= key.expiresMs);
                    QVERIFY(call.startedMs >= key.createdMs);
                }
    }
    void theSumsAreThoseOfTheCalls()
    {
        const Filled demo;
        const auto totals =
            storage::usageTotals(*demo.db, storage::KeyScope::all(), 0, kNowMs + 1, storage::GroupBy::None);
        QVERIFY(totals && totals->size() == 1);
        std::int64_t nanos = 0;
        for (const model::CallRecord &call : demo.calls)
            nanos += call.cost.value;
        QCOMPARE(totals->front().sums.calls, kCalls);
        QCOMPARE(totals->front().sums.costNanos, nanos);
        QVERIFY(nanos > 0);
    }
    void theSameWishGivesTheSameCalls()
    {
        const Filled one;
        const Filled other;
        QCOMPARE(other.calls.size(), one.calls.size());
        for (std::size_t i = 0; i < one.calls.size(); ++i) {
            QCOMPARE(other.calls[i].id, one.calls[i].id);
            QCOMPARE(other.calls[i].cost.value, one.calls[i].cost.value);
            QCOMPARE(other.calls[i].durationUs, one.calls[i].durationUs);
        }
        const auto keys = storage::listClientKeys(*one.db);
        const auto others = storage::listClientKeys(*other.db);
        QVERIFY(keys && others);
        for (std::size_t i = 0; i < keys->size(); ++i) {
            QCOMPARE((*others)[i].prefix, (*keys)[i].prefix);
            QVERIFY((*others)[i].digest != (*keys)[i].digest); // what is not shown is nobody's to guess
        }
    }
    void nothingButADemoIsFilled()
    {
        QTemporaryDir directory;
        QFile other(directory.filePath(QStringLiteral("letter.txt")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        const auto refused = demo::fill(directory.path().toStdString(), wish(), prices());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Conflict);
        const Filled demo;
        QVERIFY(demo::isDemo(demo.path));
        QVERIFY(demo::fill(demo.path, wish(), prices()));
        const auto plan = storage::loadPlan(*demo.db);
        QVERIFY(plan && plan->providers.size() == demo::providers().size()); // not filled twice
        QVERIFY(demo::ownKey(demo.path));
    }
};

QTEST_GUILESS_MAIN(DemoDirectoryTest)
#include "directory_test.moc"
