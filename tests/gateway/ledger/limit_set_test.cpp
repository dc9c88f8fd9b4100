#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include <QtTest>

#include "ledger/limits.h"

using ledger::Charge;
using ledger::LimitKind;
using ledger::LimitScope;
using ledger::LimitSet;
using ledger::OverLimit;
using model::Limits;

namespace {

constexpr std::int64_t kNow = 5'000'000;
constexpr std::int64_t kWall = 1'795'000'000'000;
constexpr std::int64_t kMinute = ledger::MinuteWindow::kMinuteMs + ledger::MinuteWindow::kSliceMs;

/// One key of one user of one team, one provider with one model.
struct House {
    model::Plan plan{};
    ledger::Limits limits{};
    ledger::Limits::Past past{};
    int loads = 0;
    std::shared_ptr<const LimitSet> set{};

    House()
    {
        model::ClientKey key{.id = "key_1", .name = "laptop"};
        key.userId = "user_1";
        key.teamId = "team_1";
        plan.clientKeys.emplace(key.digest, key);
        model::ClientKey other{.id = "key_2", .name = "server"};
        other.digest = {1};
        other.teamId = "team_1";
        plan.clientKeys.emplace(other.digest, other);
        plan.users.push_back({.id = "user_1", .name = "ann"});
        plan.teams.push_back({.id = "team_1", .name = "blue"});
        plan.providers.push_back({.id = "prov_1", .name = "first", .models = {{.name = "m"}, {.name = "n"}}});
    }
    model::ClientKey &key() { return plan.clientKeys.at(model::Digest{}); }
    Limits &of(LimitScope scope)
    {
        switch (scope) {
        case LimitScope::Key:
            return key().limits;
        case LimitScope::User:
            return plan.users.front().limits;
        case LimitScope::Team:
            return plan.teams.front().limits;
        case LimitScope::Model:
            return plan.providers.front().models.front().limits;
        case LimitScope::Provider:
            break;
        }
        return plan.providers.front().limits;
    }
    void adopt(std::int64_t now = kNow)
    {
        const auto load = [this](std::int64_t) {
            ++loads;
            return base::Result<ledger::Limits::Past>(past);
        };
        auto adopted = limits.adopt(plan, load, {.bootMs = now, .wallMs = kWall + now - kNow});
        if (!adopted)
            qFatal("%s", base::describe(adopted.error()).c_str());
        set = *adopted;
    }
    LimitSet::Limits subjects(LimitScope scope) const
    {
        return scope == LimitScope::Model || scope == LimitScope::Provider ? set->ofTarget("prov_1", "m")
                                                                           : set->ofCaller("key_1");
    }
};

Limits limitsOf(LimitKind kind, std::int64_t most)
{
    return {.requestsPerMinute = kind == LimitKind::Requests ? most : 0,
            .tokensPerMinute = kind == LimitKind::Tokens ? most : 0,
            .concurrentCalls = kind == LimitKind::Calls ? most : 0};
}

std::optional<Charge> charge(LimitSet::Limits limits, std::int64_t tokens, std::int64_t now = kNow)
{
    auto taken = LimitSet::charge(limits, tokens, now);
    return std::holds_alternative<Charge>(taken) ? std::optional(std::move(std::get<Charge>(taken))) : std::nullopt;
}

/// Fails the test when it was taken.
OverLimit overOf(LimitSet::Limits limits, std::int64_t tokens, std::int64_t now = kNow)
{
    auto taken = LimitSet::charge(limits, tokens, now);
    if (!std::holds_alternative<OverLimit>(taken))
        qFatal("there was room");
    return std::get<OverLimit>(taken);
}

} // namespace

class LimitSetTest final : public QObject {
    Q_OBJECT

    static void addMatrix()
    {
        QTest::addColumn<int>("scope");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("threads");
        const std::pair<LimitScope, const char *> scopes[] = {{LimitScope::Key, "key"},
                                                              {LimitScope::User, "user"},
                                                              {LimitScope::Team, "team"},
                                                              {LimitScope::Model, "model"},
                                                              {LimitScope::Provider, "provider"}};
        const std::pair<LimitKind, const char *> kinds[] = {
            {LimitKind::Requests, "requests"}, {LimitKind::Tokens, "tokens"}, {LimitKind::Calls, "calls"}};
        for (const auto &[scope, scopeName] : scopes)
            for (const auto &[kind, kindName] : kinds)
                for (const int threads : {1, 4})
                    QTest::addRow("%s of a %s, %d workers", kindName, scopeName, threads)
                        << static_cast<int>(scope) << static_cast<int>(kind) << threads;
    }

private Q_SLOTS:
    void withoutLimitsThereIsNothing()
    {
        House house;
        house.adopt();
        QVERIFY(!house.set);
        QCOMPARE(house.loads, 0);
    }

    void thousandAtOnce_data() { addMatrix(); }
    void thousandAtOnce()
    {
        QFETCH(const int, scope);
        QFETCH(const int, kind);
        QFETCH(const int, threads);
        constexpr int kCalls = 1'000;
        constexpr std::int64_t kTokens = 7;
        House house;
        const auto what = static_cast<LimitKind>(kind);
        house.of(static_cast<LimitScope>(scope)) = limitsOf(what, what == LimitKind::Tokens ? 137 * kTokens + 3 : 137);
        house.adopt();
        const auto limits = house.subjects(static_cast<LimitScope>(scope));
        QCOMPARE(limits.size(), std::size_t{1});
        std::atomic<int> next{0};
        std::vector<std::optional<Charge>> taken(kCalls);
        std::vector<std::thread> all;
        for (int i = 0; i < threads; ++i)
            all.emplace_back([&] {
                for (int call = next++; call < kCalls; call = next++)
                    taken[static_cast<std::size_t>(call)] = charge(limits, kTokens);
            });
        for (std::thread &one : all)
            one.join();
        QCOMPARE(std::ranges::count_if(taken, [](const auto &one) { return one.has_value(); }), std::ptrdiff_t{137});
        for (auto &one : taken)
            if (one)
                one->settle(kTokens, kNow);
        QCOMPARE(charge(limits, kTokens).has_value(),
                 what == LimitKind::Calls); // a place is free, a minute is not over
        QVERIFY(charge(limits, kTokens, kNow + kMinute));
    }

    /// Calls that end in every way, under limits of all kinds on all three, with other keys under the same team.
    void whateverBecomesOfCallsNothingStaysTaken_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("one worker") << 1;
        QTest::newRow("four workers") << 4;
    }
    void whateverBecomesOfCallsNothingStaysTaken()
    {
        QFETCH(const int, threads);
        House house;
        house.of(LimitScope::Key) = {.requestsPerMinute = 400, .tokensPerMinute = 20'000, .concurrentCalls = 3};
        house.of(LimitScope::User) = {.requestsPerMinute = 300, .concurrentCalls = 2};
        house.of(LimitScope::Team) = {.requestsPerMinute = 350, .tokensPerMinute = 30'000, .concurrentCalls = 4};
        house.adopt();
        std::atomic<std::int64_t> open{0};
        std::atomic<std::int64_t> most{0};
        std::atomic<std::int64_t> requests{0};
        std::atomic<std::int64_t> tokens{0};
        const auto work = [&](unsigned seed) {
            std::minstd_rand random(seed);
            for (int i = 0; i < 5'000; ++i) {
                auto taken = charge(house.set->ofCaller(random() % 2 == 0 ? "key_1" : "key_2"), 100);
                if (!taken)
                    continue;
                for (std::int64_t now = ++open, seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                }
                const auto fate = random() % 4;
                --open;
                if (fate == 0) {
                    taken->giveBack();
                } else if (fate == 1) {
                    taken.reset(); // as it is when a call's frame is destroyed
                } else {
                    const std::int64_t used = fate == 2 ? 40 : 100;
                    taken->settle(used, kNow);
                    taken->settle(used, kNow);
                    ++requests;
                    tokens += used;
                }
            }
        };
        std::vector<std::thread> all;
        for (int i = 0; i < threads; ++i)
            all.emplace_back(work, static_cast<unsigned>(i + 1));
        for (std::thread &one : all)
            one.join();
        QVERIFY(most <= 4);
        for (const auto &limit : house.set->ofCaller("key_1"))
            QCOMPARE(limit.meter->open.load(), std::int64_t{0});
        const ledger::LiveLimit &team = house.set->ofCaller("key_2").front();
        QCOMPARE(team.scope, LimitScope::Team);
        QCOMPARE(team.meter->requests->used(kNow), requests.load());
        QCOMPARE(team.meter->tokens->used(kNow), tokens.load());
        QVERIFY(requests <= 350 && tokens <= 30'000);
        QVERIFY(requests == 350 || tokens > 30'000 - 100); // there were more than enough of them
    }

    void whatIsInTheWayIsNamed()
    {
        House house;
        house.of(LimitScope::Key) = {.requestsPerMinute = 10};
        house.of(LimitScope::User) = {.tokensPerMinute = 100};
        house.of(LimitScope::Team) = {.concurrentCalls = 1};
        house.adopt();
        const auto limits = house.set->ofCaller("key_1");
        QCOMPARE(limits.size(), std::size_t{3});
        auto first = charge(limits, 60);
        QVERIFY(first);
        const OverLimit tokens = overOf(limits, 50);
        QCOMPARE(tokens.limit->name, "ann");
        QCOMPARE(tokens.kind, LimitKind::Tokens);
        QVERIFY(tokens.waitMs && *tokens.waitMs > 59'000);
        QVERIFY(!overOf(limits, 101).waitMs); // never
        const OverLimit calls = overOf(limits, 10);
        QCOMPARE(calls.limit->name, "blue");
        QCOMPARE(calls.kind, LimitKind::Calls);
        QVERIFY(!calls.waitMs);
        QCOMPARE(LimitSet::left(limits, LimitKind::Requests, kNow)->left, std::int64_t{9}); // the refused gave back
        QCOMPARE(LimitSet::left(limits, LimitKind::Tokens, kNow)->left, std::int64_t{40});
        first->settle(20, kNow);
        QCOMPARE(LimitSet::left(limits, LimitKind::Tokens, kNow)->left, std::int64_t{80});
        QCOMPARE(LimitSet::left(limits, LimitKind::Requests, kNow)->left, std::int64_t{9});
        QVERIFY(LimitSet::refuses(limits, 81, kNow) && !LimitSet::refuses(limits, 80, kNow));
        QVERIFY(!LimitSet::left(house.set->ofCaller("key_2"), LimitKind::Requests, kNow));
    }

    void aModelCountsForItsProviderToo()
    {
        House house;
        house.of(LimitScope::Model) = {.requestsPerMinute = 2};
        house.of(LimitScope::Provider) = {.requestsPerMinute = 3};
        house.adopt();
        QVERIFY(house.set->anyTarget());
        QCOMPARE(house.set->ofTarget("prov_1", "m").size(), std::size_t{2});
        QCOMPARE(house.set->ofTarget("prov_1", "n").size(), std::size_t{1});
        QCOMPARE(house.set->ofTarget("prov_1", "unlisted").size(), std::size_t{1});
        QVERIFY(house.set->ofTarget("prov_2", "m").empty());
        auto a = charge(house.set->ofTarget("prov_1", "m"), 0);
        auto b = charge(house.set->ofTarget("prov_1", "m"), 0);
        QVERIFY(a && b);
        QCOMPARE(overOf(house.set->ofTarget("prov_1", "m"), 0).limit->name, "m");
        auto c = charge(house.set->ofTarget("prov_1", "n"), 0);
        QVERIFY(c);
        QCOMPARE(overOf(house.set->ofTarget("prov_1", "n"), 0).limit->name, "first");
    }

    void whatIsCountedOutlivesAChangeOfTheLimit()
    {
        House house;
        house.of(LimitScope::Key) = {.requestsPerMinute = 5, .concurrentCalls = 5};
        house.adopt();
        std::vector<Charge> calls;
        for (int i = 0; i < 4; ++i)
            calls.push_back(std::move(*charge(house.set->ofCaller("key_1"), 0)));
        const auto before = house.set;
        house.of(LimitScope::Key) = {.requestsPerMinute = 4, .concurrentCalls = 9};
        house.adopt();
        QCOMPARE(overOf(house.set->ofCaller("key_1"), 0).kind, LimitKind::Requests);
        QVERIFY(charge(before->ofCaller("key_1"), 0)); // a call that began with the plan before
        house.of(LimitScope::Key) = {.requestsPerMinute = 100, .concurrentCalls = 4};
        house.adopt();
        QCOMPARE(overOf(house.set->ofCaller("key_1"), 0).kind, LimitKind::Calls);
        calls.clear();
        QVERIFY(charge(house.set->ofCaller("key_1"), 0));
        QCOMPARE(house.loads, 1); // nothing was new since
    }

    void aNewLimitBeginsWithTheLastMinute()
    {
        House house;
        house.past.calls = {{"key_1", {}, kWall - 59'000, 3, 300},
                            {"key_2", {}, kWall - 1'000, 2, 40},
                            {"key_gone", {}, kWall - 1'000, 50, 5'000},
                            {"key_1", {}, kWall - 70'000, 50, 5'000}};
        house.past.attempts = {{"prov_1", "m", kWall - 2'000, 4, 80}, {"prov_1", "x", kWall - 2'000, 1, 8}};
        house.of(LimitScope::Key) = {.requestsPerMinute = 10, .tokensPerMinute = 1'000};
        house.of(LimitScope::Team) = {.requestsPerMinute = 100};
        house.of(LimitScope::Model) = {.tokensPerMinute = 500};
        house.of(LimitScope::Provider) = {.requestsPerMinute = 50};
        house.adopt();
        const auto used = [&](LimitSet::Limits limits, std::size_t at, LimitKind kind) {
            const auto &meter = *limits[at].meter;
            return (kind == LimitKind::Requests ? meter.requests : meter.tokens)->used(kNow);
        };
        QCOMPARE(used(house.set->ofCaller("key_1"), 0, LimitKind::Requests), std::int64_t{3});
        QCOMPARE(used(house.set->ofCaller("key_1"), 0, LimitKind::Tokens), std::int64_t{300});
        QCOMPARE(used(house.set->ofCaller("key_1"), 1, LimitKind::Requests), std::int64_t{5});
        QCOMPARE(used(house.set->ofTarget("prov_1", "m"), 0, LimitKind::Tokens), std::int64_t{80});
        QCOMPARE(used(house.set->ofTarget("prov_1", "m"), 1, LimitKind::Requests), std::int64_t{5});
        house.past.calls = {{"key_1", {}, kWall, 1, 11}};
        house.of(LimitScope::Team).tokensPerMinute = 700; // only this is new
        house.adopt();
        QCOMPARE(used(house.set->ofCaller("key_1"), 1, LimitKind::Tokens), std::int64_t{11});
        QCOMPARE(used(house.set->ofCaller("key_1"), 1, LimitKind::Requests), std::int64_t{5});
    }

    void whatCannotBeLoadedChangesNothing()
    {
        House house;
        house.of(LimitScope::Key) = {.requestsPerMinute = 5};
        const auto broken = [](std::int64_t) {
            return base::Result<ledger::Limits::Past>(base::fail(base::ErrorCode::Storage, "no disk"));
        };
        QVERIFY(!house.limits.adopt(house.plan, broken, {kNow, kWall}));
        house.past.calls = {{"key_1", {}, kWall, 5, 0}};
        house.adopt();
        QCOMPARE(house.loads, 1);
        QCOMPARE(overOf(house.set->ofCaller("key_1"), 0).kind, LimitKind::Requests);
    }
};

QTEST_APPLESS_MAIN(LimitSetTest)
#include "limit_set_test.moc"
