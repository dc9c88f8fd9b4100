#include <map>

#include <QTest>

#include "routing/retry.h"

using enum model::FailureClass;

namespace {

/// A provider for each number, with so many keys named by their place: "0.0", "0.1", ...
struct Targets {
    explicit Targets(std::initializer_list<std::size_t> keys)
    {
        providers.reserve(keys.size());
        for (const std::size_t count : keys) {
            model::Provider &provider = providers.emplace_back();
            provider.keys.resize(count);
            for (std::size_t i = 0; i < count; ++i)
                provider.keys[i].id = std::to_string(providers.size() - 1) + "." + std::to_string(i);
        }
        for (const model::Provider &provider : providers) {
            all.push_back({.provider = &provider, .model = "m"});
            for (const model::ProviderKey &key : provider.keys)
                all.back().keys.push_back(&key);
        }
    }
    std::vector<model::Provider> providers{};
    std::vector<routing::Target> all{};
};

/// Open, but for those named: "0.1" cools for 3 s as it was told, and so on.
struct Gates final : routing::HealthView {
    std::map<std::string, routing::TargetReading, std::less<>> shut{};

    routing::TargetReading read(const model::Provider &, std::string_view, const model::ProviderKey *key) const override
    {
        const auto at = shut.find(key->id);
        return at == shut.end() ? routing::TargetReading{} : at->second;
    }
    std::uint64_t nextTurn(std::string_view) const override { return 0; }
};

routing::TargetReading told(std::int64_t waitMs)
{
    return {.gate = routing::Gate::Cooling, .waitMs = waitMs, .told = true};
}

constexpr routing::TargetReading kBroken{.gate = routing::Gate::Broken, .waitMs = 60'000};
constexpr routing::TargetReading kRamping{.gate = routing::Gate::Ramping};
constexpr routing::TargetReading kHeld{.gate = routing::Gate::Held};
constexpr routing::TargetReading kGuessed{.gate = routing::Gate::Cooling, .waitMs = 600'000};

std::string worded(const routing::Step &step)
{
    return std::to_string(step.target) + "." + std::to_string(step.key) + (step.waitMs > 0 ? "w" : "");
}

/// The walk under one kind of failure: "0.0 0.0w 0.1 1.0".
std::string walk(const Targets &where, model::FailureClass failure, std::optional<std::int64_t> retryAfter = {},
                 const Gates &gates = {})
{
    routing::Attempts attempts(where.all, {}, 42, gates);
    auto step = attempts.first();
    std::string out = step ? worded(*step) : "nobody";
    while (step && (step = attempts.next(failure, retryAfter)))
        out += " " + worded(*step);
    return out;
}

} // namespace

class RetryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void walks_data()
    {
        QTest::addColumn<QByteArray>("got");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const std::string &got, const char *want) {
            QTest::newRow(name) << QByteArray::fromStdString(got) << QByteArray(want);
        };
        row("a server error: once more, then the next", walk(Targets({1, 1}), ServerError), "0.0 0.0w 1.0 1.0w");
        row("with nobody else, four times", walk(Targets({1}), Connect), "0.0 0.0w 0.0w 0.0w");
        row("silence is not waited for twice while another is there", walk(Targets({1, 1}), Timeout),
            "0.0 1.0 1.0w 1.0w");
        row("keys before providers", walk(Targets({2, 1}), ServerError), "0.0 0.0w 0.1 0.1w");
        row("never more than four", walk(Targets({9, 9}), RateLimited), "0.0 0.1 0.2 0.3");
        row("a rate limit moves on at once", walk(Targets({2, 1}), RateLimited, 60'000), "0.0 0.1 1.0");
        row("and waits only when it is alone and the wait is short", walk(Targets({1}), RateLimited, 2000),
            "0.0 0.0w 0.0w 0.0w");
        row("not when it is long", walk(Targets({1}), RateLimited, 60'000), "0.0");
        row("nor when nobody says how long", walk(Targets({1}), RateLimited), "0.0");
        row("a key that cannot be read: the next key", walk(Targets({2, 1}), NoKey), "0.0 0.1 1.0");
        row("a bad key: the next key", walk(Targets({2, 1}), BadKey), "0.0 0.1 1.0");
        row("no quota: the next key", walk(Targets({1, 1}), QuotaGone), "0.0 1.0");
        row("no such model: the next provider, not the next key", walk(Targets({3, 1}), NoSuchModel), "0.0 1.0");
        row("a bad request is nobody's fault but its own", walk(Targets({2, 2}), BadRequest), "0.0");
        row("after content nothing follows", walk(Targets({2, 2}), Cut), "0.0");
        row("nor for a client that left", walk(Targets({2, 2}), Cancelled), "0.0");
        row("an empty answer is tried elsewhere", walk(Targets({1, 1}), BadAnswer), "0.0 0.0w 1.0 1.0w");
        row("one that is too large costs a bill wherever it is asked for", walk(Targets({2, 2}), AnswerTooLarge),
            "0.0");
        row("a server that wants a long pause is left alone", walk(Targets({1, 1}), ServerError, 60'000), "0.0 1.0");
    }
    void walks()
    {
        QFETCH(QByteArray, got);
        QFETCH(QByteArray, want);
        QCOMPARE(got, want);
    }
    void gates_data()
    {
        QTest::addColumn<QByteArray>("got");
        QTest::addColumn<QByteArray>("want");
        const auto row = [](const char *name, const std::string &got, const char *want) {
            QTest::newRow(name) << QByteArray::fromStdString(got) << QByteArray(want);
        };
        const auto shut = [](std::map<std::string, routing::TargetReading, std::less<>> gates) {
            Gates out;
            out.shut = std::move(gates);
            return out;
        };
        row("one that cools is passed over", walk(Targets({1, 1}), BadRequest, {}, shut({{"0.0", told(3000)}})), "1.0");
        row("and so is one that broke", walk(Targets({2, 1}), BadKey, {}, shut({{"0.1", kBroken}})), "0.0 1.0");
        row("all cool: the soonest is waited for",
            walk(Targets({1, 1}), BadRequest, {}, shut({{"0.0", told(9000)}, {"1.0", told(3000)}})), "1.0w");
        row("all cool too long: nobody",
            walk(Targets({1, 1}), BadRequest, {}, shut({{"0.0", told(11'000)}, {"1.0", told(60'000)}})), "nobody");
        row("what is a guess of ours is tried when nobody else is left",
            walk(Targets({1, 1}), BadRequest, {}, shut({{"0.0", told(11'000)}, {"1.0", kGuessed}})), "1.0");
        row("and what broke, too", walk(Targets({1}), ServerError, 0, shut({{"0.0", kBroken}})), "0.0 0.0w 0.0w 0.0w");
        row("what is on its way back was let in already",
            walk(Targets({1, 1}), BadRequest, {}, shut({{"0.0", kRamping}})), "0.0");
        row("what is held is not", walk(Targets({1}), BadRequest, {}, shut({{"0.0", kHeld}})), "nobody");
        row("no second try where the first one broke it",
            walk(Targets({1, 1}), ServerError, {}, shut({{"1.0", kHeld}})), "0.0 0.0w 0.0w 0.0w");
        row("a rate limit waits for whoever is sooner: another",
            walk(Targets({2}), RateLimited, 8000, shut({{"0.1", told(2000)}})), "0.0 0.1w 0.1w 0.1w");
        row("a rate limit waits for whoever is sooner: itself",
            walk(Targets({2}), RateLimited, 1000, shut({{"0.1", told(2000)}})), "0.0 0.0w 0.0w 0.0w");
        row("a server that fails twice gives way to one that opens soon",
            walk(Targets({1, 1}), ServerError, {}, shut({{"1.0", told(3000)}})), "0.0 0.0w 1.0w 1.0w");
        row("and one that is silent at once", walk(Targets({1, 1}), Timeout, {}, shut({{"1.0", told(3000)}})),
            "0.0 1.0w 1.0w 1.0w");
        row("a key that is refused, too", walk(Targets({2}), BadKey, {}, shut({{"0.1", told(9000)}})), "0.0 0.1w");
        row("but not when it opens late", walk(Targets({2}), BadKey, {}, shut({{"0.1", told(11'000)}})), "0.0");
        row("a key without money gives way to one that broke",
            walk(Targets({1, 1}), QuotaGone, {}, shut({{"1.0", kBroken}})), "0.0 1.0");
    }
    void gates()
    {
        QFETCH(QByteArray, got);
        QFETCH(QByteArray, want);
        QCOMPARE(got, want);
    }
    void whatWasTakenMeanwhileIsNotCounted()
    {
        const Targets two({1, 2});
        Gates gates;
        routing::Attempts attempts(two.all, {}, 42, gates);
        QCOMPARE(worded(*attempts.first()), std::string("0.0"));
        QCOMPARE(worded(*attempts.instead(routing::Gate::Probing)), std::string("1.0"));
        gates.shut["1.1"] = kBroken;
        const auto alone = attempts.instead(routing::Gate::Full);
        QCOMPARE(worded(*alone), std::string("1.0"));
        QVERIFY(alone->forced);
        QVERIFY(!attempts.instead(routing::Gate::Held));
        QCOMPARE(attempts.made(), std::size_t{1});
    }
    void nobodyIsForcedPastALimit()
    {
        const Targets two({1, 1});
        Gates gates;
        gates.shut["1.0"] = kBroken;
        routing::Attempts attempts(two.all, {}, 42, gates);
        QCOMPARE(worded(*attempts.first()), std::string("0.0"));
        const auto other = attempts.instead(routing::Gate::Limited); // it had its last place taken
        QVERIFY(other && other->forced);
        QCOMPARE(worded(*other), std::string("1.0"));
        QVERIFY(!attempts.instead(routing::Gate::Limited));
        gates.shut["0.0"] = {.gate = routing::Gate::Limited, .waitMs = 5'000};
        gates.shut["1.0"] = {.gate = routing::Gate::Limited, .waitMs = 9'000};
        routing::Attempts none(two.all, {}, 42, gates);
        QVERIFY(!none.first());
    }
    void backoffGrowsWithinItsBounds()
    {
        for (std::uint64_t draw = 0; draw < 500; ++draw) {
            const Targets one({1});
            const Gates open;
            routing::Attempts attempts(one.all, {.attempts = 8}, draw * 7919, open);
            std::int64_t plain = 500;
            while (const auto step = attempts.next(ServerError, {})) {
                QVERIFY2(step->waitMs >= plain * 8 / 10 && step->waitMs <= plain * 12 / 10,
                         std::to_string(step->waitMs).c_str());
                plain = std::min<std::int64_t>(plain * 2, 5000);
            }
        }
    }
    void classes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("want");
        const auto row = [](const char *name, int status, const char *code, model::FailureClass want) {
            QTest::newRow(name) << status << QByteArray(code) << static_cast<int>(want);
        };
        row("rate", 429, "rate_limit_exceeded", RateLimited);
        row("quota", 429, "insufficient_quota", QuotaGone);
        row("DeepSeek's empty purse", 402, "", QuotaGone);
        row("key", 401, "invalid_api_key", BadKey);
        row("forbidden", 403, "", BadKey);
        row("model", 404, "model_not_found", NoSuchModel);
        row("context", 400, "context_length_exceeded", ContextLength);
        row("request", 400, "invalid_value", BadRequest);
        row("too large", 413, "", BadRequest);
        row("server", 500, "", ServerError);
        row("overloaded", 529, "overloaded_error", ServerError);
        row("request timeout", 408, "", ServerError);
        row("redirect", 307, "", BadAnswer);
        row("no content", 204, "", BadAnswer);
    }
    void classes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(int, want);
        QCOMPARE(static_cast<int>(routing::classify(status, code.toStdString(), {})), want);
    }
};

QTEST_APPLESS_MAIN(RetryTest)
#include "retry_test.moc"
