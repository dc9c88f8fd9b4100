#include <QTest>

#include "routing/retry.h"

using enum model::FailureClass;

namespace {

std::vector<routing::Target> targets(std::initializer_list<int> keys)
{
    static const model::ProviderKey key{};
    std::vector<routing::Target> out;
    for (const int count : keys)
        out.push_back({nullptr, "m", std::vector<const model::ProviderKey *>(static_cast<std::size_t>(count), &key)});
    return out;
}

/// The walk under one kind of failure: "0.0 0.0 0.1 1.0".
std::string walk(const std::vector<routing::Target> &where, model::FailureClass failure,
                 std::optional<std::int64_t> retryAfter = {})
{
    routing::Attempts attempts(where, {}, 42);
    std::string out = "0.0";
    while (const auto step = attempts.next(failure, retryAfter))
        out += " " + std::to_string(step->target) + "." + std::to_string(step->key) + (step->waitMs > 0 ? "w" : "");
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
        row("a server error: once more, then the next", walk(targets({1, 1}), ServerError), "0.0 0.0w 1.0 1.0w");
        row("with nobody else, four times", walk(targets({1}), Connect), "0.0 0.0w 0.0w 0.0w");
        row("keys before providers", walk(targets({2, 1}), ServerError), "0.0 0.0w 0.1 0.1w");
        row("never more than four", walk(targets({9, 9}), RateLimited), "0.0 0.1 0.2 0.3");
        row("a rate limit moves on at once", walk(targets({2, 1}), RateLimited, 60'000), "0.0 0.1 1.0");
        row("and waits only when it is alone and the wait is short", walk(targets({1}), RateLimited, 2000),
            "0.0 0.0w 0.0w 0.0w");
        row("not when it is long", walk(targets({1}), RateLimited, 60'000), "0.0");
        row("nor when nobody says how long", walk(targets({1}), RateLimited), "0.0");
        row("a key that cannot be read: the next key", walk(targets({2, 1}), NoKey), "0.0 0.1 1.0");
        row("a bad key: the next key", walk(targets({2, 1}), BadKey), "0.0 0.1 1.0");
        row("no quota: the next key", walk(targets({1, 1}), QuotaGone), "0.0 1.0");
        row("no such model: the next provider, not the next key", walk(targets({3, 1}), NoSuchModel), "0.0 1.0");
        row("a bad request is nobody's fault but its own", walk(targets({2, 2}), BadRequest), "0.0");
        row("after content nothing follows", walk(targets({2, 2}), Cut), "0.0");
        row("nor for a client that left", walk(targets({2, 2}), Cancelled), "0.0");
        row("an empty answer is tried elsewhere", walk(targets({1, 1}), BadAnswer), "0.0 0.0w 1.0 1.0w");
        row("one that is too large costs a bill wherever it is asked for", walk(targets({2, 2}), AnswerTooLarge),
            "0.0");
        row("a server that wants a long pause is left alone", walk(targets({1, 1}), ServerError, 60'000), "0.0 1.0");
    }
    void walks()
    {
        QFETCH(QByteArray, got);
        QFETCH(QByteArray, want);
        QCOMPARE(got, want);
    }
    void backoffGrowsWithinItsBounds()
    {
        for (std::uint64_t draw = 0; draw < 500; ++draw) {
            const auto one = targets({1});
            routing::Attempts attempts(one, {.attempts = 8}, draw * 7919);
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
