#include <string>
#include <vector>

#include <QtTest>

#include "base/json.h"
#include "dialect/dialect.h"
#include "exchange/stream_relay.h"
#include "exchange/translating_relay.h"

using namespace exchange;

namespace {

const dialect::AnswerFor kClient{.requestedModel = "m", .requestId = "req_1", .nowSeconds = 1};

std::string event(const std::string &type, const std::string &data)
{
    return (type.empty() ? "" : "event: " + type + "\n") + "data: " + data + "\n\n";
}

std::string anthropicText(int piece)
{
    return event("content_block_delta",
                 R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word)"
                     + std::to_string(piece) + R"( "}})");
}

std::string anthropicStream()
{
    std::string out =
        event("message_start",
              R"({"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude",)"
              R"("content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}})")
        + event("content_block_start",
                R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})");
    for (int i = 0; i < 6; ++i)
        out += anthropicText(i);
    return out;
}

std::string geminiStream()
{
    std::string out;
    for (int i = 0; i < 6; ++i)
        out += event("", R"({"candidates":[{"content":{"parts":[{"text":"word)" + std::to_string(i)
                             + R"( "}],"role":"model"},"index":0}],"modelVersion":"gemini"})");
    return out;
}

std::string responsesStream()
{
    std::string out =
        event("response.created",
              R"({"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response",)"
              R"("created_at":1,"status":"in_progress","model":"gpt","output":[]}})")
        + event("response.output_item.added",
                R"({"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1",)"
                R"("type":"message","status":"in_progress","role":"assistant","content":[]}})")
        + event("response.content_part.added",
                R"({"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,)"
                R"("content_index":0,"part":{"type":"output_text","text":"","annotations":[]}})");
    for (int i = 0; i < 6; ++i)
        out += event("response.output_text.delta",
                     R"({"type":"response.output_text.delta","sequence_number":)" + std::to_string(3 + i)
                         + R"(,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"word)" + std::to_string(i)
                         + R"( "})");
    return out;
}

std::size_t sizeOf(const std::vector<std::string> &texts)
{
    std::size_t out = 0;
    for (const std::string &text : texts)
        out += text.size();
    return out;
}

/// Takes all it takes. Whoever counts finds so many bytes in a token; `counts` is how often that was.
bool takeAll(Relay &relay, std::string stream, std::size_t bytesPerToken, std::string &out, int &counts)
{
    stream.reserve(stream.size() + dialect::kReadablePadding);
    std::string_view unread = stream;
    for (;;) {
        const auto used = relay.take(unread, out);
        if (!used)
            return false;
        unread.remove_prefix(*used);
        if (!relay.wantsCount())
            return true;
        ++counts;
        relay.counted(static_cast<std::int64_t>(sizeOf(relay.said()) / bytesPerToken));
    }
}

/// All that a client gets of a relay that is cut after three pieces.
std::string cutAfterThree(Relay &relay, const std::string &stream)
{
    relay.limit(3, kClient);
    std::string out;
    int counts = 0;
    if (!takeAll(relay, stream, std::string_view("word0 ").size(), out, counts) || !relay.full())
        return "it was not cut";
    relay.endShort({.input = 9, .output = 3});
    return out + relay.held();
}

void verifyPieces(const std::string &text)
{
    QVERIFY2(text.contains("word2") && !text.contains("word3"), text.c_str());
}

} // namespace

class LengthCutTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anthropicEndsWithMaxTokens()
    {
        StreamRelay relay(dialect::anthropicMessages, false);
        const std::string text = cutAfterThree(relay, anthropicStream());
        verifyPieces(text);
        const auto stop = text.find("event: content_block_stop");
        const auto delta = text.find(R"("stop_reason":"max_tokens")");
        QVERIFY2(stop != std::string::npos && delta != std::string::npos && stop < delta, text.c_str());
        QVERIFY2(text.ends_with("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"), text.c_str());
        QVERIFY2(text.contains(R"("output_tokens":3)"), text.c_str());
    }

    void geminiEndsWithMaxTokens()
    {
        StreamRelay relay(dialect::geminiGenerate, false);
        const std::string text = cutAfterThree(relay, geminiStream());
        verifyPieces(text);
        QVERIFY2(text.contains(R"("finishReason":"MAX_TOKENS")"), text.c_str());
    }

    void responsesEndIncomplete()
    {
        StreamRelay relay(dialect::openaiResponses, false);
        const std::string text = cutAfterThree(relay, responsesStream());
        verifyPieces(text);
        QVERIFY2(text.contains("event: response.incomplete"), text.c_str());
        QVERIFY2(text.contains(R"("reason":"max_output_tokens")"), text.c_str());
    }

    void aTranslatedStreamEndsInTheClientsWay()
    {
        TranslatingRelay relay(dialect::anthropicMessages, dialect::openaiChat, kClient);
        const std::string text = cutAfterThree(relay, anthropicStream());
        verifyPieces(text);
        QVERIFY2(text.contains(R"("finish_reason":"length")"), text.c_str());
        QVERIFY2(text.ends_with("data: [DONE]\n\n"), text.c_str());
    }

    /// Six pieces of six bytes: where that is twelve tokens, three pieces are six.
    void piecesOfSeveralTokensCountForThem_data()
    {
        QTest::addColumn<bool>("translated");
        QTest::newRow("as it came") << false;
        QTest::newRow("translated") << true;
    }
    void piecesOfSeveralTokensCountForThem()
    {
        QFETCH(bool, translated);
        StreamRelay same(dialect::anthropicMessages, false);
        TranslatingRelay other(dialect::anthropicMessages, dialect::openaiChat, kClient);
        Relay &relay = translated ? static_cast<Relay &>(other) : same;
        relay.limit(6, kClient);
        std::string out;
        int counts = 0;
        QVERIFY(takeAll(relay, anthropicStream(), 3, out, counts));
        QVERIFY(relay.full());
        verifyPieces(out);
        QCOMPARE(counts, 3);
        QCOMPARE(relay.contentTokens(), std::int64_t{6});
    }

    /// As many bytes as there are tokens left never take more of them.
    void nobodyCountsWhatIsFarFromItsLimit()
    {
        StreamRelay relay(dialect::anthropicMessages, false);
        relay.limit(37, kClient);
        std::string out;
        int counts = 0;
        QVERIFY(takeAll(relay, anthropicStream(), 4, out, counts));
        QCOMPARE(counts, 0);
        QVERIFY(!relay.full());
        QCOMPARE(out, anthropicStream());
    }

    /// What is left shrinks by three quarters of itself each time: no answer is counted often.
    void aLongAnswerIsCountedAFewTimes()
    {
        constexpr int kPieces = 3000;
        std::string stream;
        for (int i = 0; i < kPieces; ++i)
            stream += ::event("", R"({"candidates":[{"content":{"parts":[{"text":"four and more "}],"role":"model"},)"
                                  R"("index":0}],"modelVersion":"gemini"})");
        StreamRelay relay(dialect::geminiGenerate, false);
        relay.limit(10'000, kClient);
        std::string out;
        int counts = 0;
        QVERIFY(takeAll(relay, stream, 4, out, counts));
        QVERIFY(relay.full());
        QVERIFY2(counts > 5 && counts < 40, std::to_string(counts).c_str());
    }

    void withoutALimitNothingIsCut()
    {
        StreamRelay relay(dialect::anthropicMessages, false);
        std::string stream = anthropicStream();
        stream.reserve(stream.size() + dialect::kReadablePadding);
        std::string out;
        QVERIFY(relay.take(stream, out).has_value());
        QVERIFY(!relay.full());
        QCOMPARE(out, stream);
    }
};

QTEST_APPLESS_MAIN(LengthCutTest)
#include "length_cut_test.moc"
