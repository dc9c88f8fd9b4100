#include <QTest>

#include "dialect/dialect.h"
#include "exchange/stream_relay.h"

namespace {

const std::string kRole = R"(data: {"choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]})"
                          "\n\n";
const std::string kHi = R"(data: {"choices":[{"delta":{"content":"Hi"}}],"model":"served"})"
                        "\n\n";
const std::string kStop = R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}]})"
                          "\n\n";
const std::string kUsage = R"(data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7}})"
                           "\n\n";
const std::string kError = R"(data: {"error":{"message":"boom"}})"
                           "\n\n";
const std::string kDone = "data: [DONE]\n\n";
const std::string kPing = ": ping\n\n";

struct Relayed {
    std::string client{}; ///< What went out before the end.
    std::string held{};   ///< What the end would add.
    bool whole = false;
    bool broken = false; ///< take() refused the bytes.
    bool flowing = false;
    bool failed = false;
    model::Usage usage{};
};

/// Plays a provider's bytes in slices, then the end of the message.
Relayed relay(const std::string &bytes, bool hideUsage = true, std::size_t slice = 1 << 20, bool messageWhole = true)
{
    exchange::StreamRelay relay(dialect::openaiChat, hideUsage);
    Relayed out;
    std::string unread;
    for (std::size_t from = 0; from < bytes.size(); from += slice) {
        unread += bytes.substr(from, slice);
        unread.reserve(unread.size() + dialect::kReadablePadding);
        const auto used = relay.take(unread, out.client);
        if (!used) {
            out.broken = true;
            break;
        }
        unread.erase(0, *used);
    }
    out.whole = !out.broken && relay.finish(unread, messageWhole);
    out.held = out.whole ? relay.held() : std::string();
    out.flowing = relay.flowing();
    out.failed = relay.failed();
    out.usage = relay.usage();
    return out;
}

} // namespace

class StreamRelayTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWholeStreamIsRelayedByteForByte()
    {
        const std::string stream = kPing + kRole + kPing + kHi + kHi + kStop + kDone;
        for (const std::size_t slice :
             {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{64}, stream.size()}) {
            const Relayed got = relay(stream, true, slice);
            QVERIFY(got.whole);
            QCOMPARE(got.client + got.held, stream);
            QVERIFY(got.held.starts_with("data: [DONE]")); // the end waits for the books
        }
    }
    void nothingGoesOutBeforeContent()
    {
        const Relayed got = relay(kPing + kRole + kPing);
        QVERIFY(got.client.empty() && !got.flowing && !got.whole);
    }
    void aToolCallOrTheEndItselfIsContent()
    {
        const std::string call =
            R"(data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}]}}]})"
            "\n\n";
        QVERIFY(relay(call).flowing);
        const Relayed empty = relay(kRole + kStop + kDone); // a whole answer without a word is still an answer
        QVERIFY(empty.whole);
        QCOMPARE(empty.client + empty.held, kRole + kStop + kDone);
    }
    void theUsageEventIsHiddenFromWhoDidNotAsk()
    {
        const Relayed hidden = relay(kHi + kStop + kUsage + kDone, true);
        QCOMPARE(hidden.client + hidden.held, kHi + kStop + kDone);
        const Relayed shown = relay(kHi + kStop + kUsage + kDone, false);
        QCOMPARE(shown.client + shown.held, kHi + kStop + kUsage + kDone);
        for (const Relayed &got : {hidden, shown})
            QCOMPARE(got.usage.output, std::int64_t(7));
    }
    void usageIsTheLastOneSeen()
    {
        const std::string more = R"(data: {"choices":[],"usage":{"prompt_tokens":6,"completion_tokens":9}})"
                                 "\n\n";
        QCOMPARE(relay(kHi + kUsage + more + kStop + kDone).usage.output, std::int64_t(9));
    }
    void everyCutIsSeen()
    {
        const std::string stream = kRole + kHi + kHi + kStop + kUsage + kDone;
        const std::size_t finishEnd = (kRole + kHi + kHi + kStop).size();
        for (std::size_t cut = 0; cut < stream.size(); ++cut) {
            const Relayed torn = relay(stream.substr(0, cut), true, 5, /*messageWhole=*/false);
            QVERIFY2(!torn.whole, std::to_string(cut).c_str());
            QVERIFY2(torn.client.find("[DONE]") == std::string::npos, std::to_string(cut).c_str());
            // When the message itself says that it is over, a finish reason with whole events is a whole answer, for
            // some providers never send [DONE], others no last blank line; a half event never is.
            const Relayed ended = relay(stream.substr(0, cut), true, 5, /*messageWhole=*/true);
            const auto endsAt = [&](std::size_t border) { return cut + 2 >= border && cut <= border; };
            const bool whole = endsAt(finishEnd) || endsAt(finishEnd + kUsage.size()) || endsAt(stream.size());
            QVERIFY2(ended.whole == whole, std::to_string(cut).c_str());
        }
    }
    void anErrorEventEndsIt()
    {
        const Relayed after = relay(kHi + kError + kStop + kDone);
        QVERIFY(after.failed && !after.whole);
        QCOMPARE(after.client, kHi + kError); // the provider's own words, and nothing after them
        const Relayed before = relay(kRole + kError + kDone);
        QVERIFY(before.failed && !before.whole && before.client.empty());
    }
    void garbageBreaksIt()
    {
        QVERIFY(relay(kHi + "data: {\"choices\":[\n\n" + kDone).broken);
        QVERIFY(relay("data: <html>\n\n").broken);
    }
    void withoutDoneAFinishReasonAndAProperEndWillDo()
    {
        QVERIFY(relay(kHi + kStop).whole);
        QVERIFY(!relay(kHi + kStop, true, 1 << 20, /*messageWhole=*/false).whole);
        QVERIFY(!relay(kHi).whole);
    }
    void withoutDoneEveryChoiceMustBeFinished()
    {
        const auto choice = [](int index, const std::string &rest) {
            return R"(data: {"choices":[{"index":)" + std::to_string(index) + rest + "}]}\n\n";
        };
        const std::string text = R"(,"delta":{"content":"a"})";
        const std::string stop = R"(,"delta":{},"finish_reason":"stop")";
        const std::string begun = choice(0, text) + choice(1, text) + choice(0, stop);
        QVERIFY(!relay(begun).whole);
        QVERIFY(relay(begun + choice(1, stop)).whole);
        QVERIFY(relay(begun + kDone).whole); // the provider's own word counts more
        QVERIFY(!relay(choice(70, text) + choice(70, stop)).whole);
    }
    void afterDoneNothingIsReadAnyMore()
    {
        const Relayed got = relay(kHi + kStop + kDone + "data: whatever\n\n" + kPing);
        QVERIFY(got.whole);
        QCOMPARE(got.client + got.held, kHi + kStop + kDone + "data: whatever\n\n" + kPing);
        QVERIFY(relay(kHi + kStop + kDone, true, 1 << 20, /*messageWhole=*/false).whole);
    }
};

QTEST_APPLESS_MAIN(StreamRelayTest)
#include "stream_relay_test.moc"
