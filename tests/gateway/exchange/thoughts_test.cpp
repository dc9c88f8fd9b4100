#include "exchange/kept_thoughts.h"
#include "exchange/thoughts.h"
#include "gateway/exchange/exchange_words.h"

/// Conversations with tools whose client loses the thoughts before a call, and what proves them.
using namespace words;
using exchange::KeptThoughts;
using exchange::Thoughts;
using fixture::Bench;

namespace {

std::shared_ptr<model::Plan> planOf(const char *type)
{
    auto one = fixture::provider("first", 0, {"key_a"});
    one.type = type;
    return fixture::planOf({one});
}

std::shared_ptr<const Thoughts> thoughts(std::vector<std::string> calls, std::size_t size = 10)
{
    Thoughts out{.signer = "claude", .calls = std::move(calls)};
    out.before.push_back({.kind = model::PartKind::Thinking, .text = std::string(size, 't'), .signature = "s"});
    return std::make_shared<const Thoughts>(std::move(out));
}

constexpr auto kTools = R"("reasoning_effort":"low","max_tokens":9000,)"
                        R"("tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}])";

/// What an OpenAI client asks: the first question, and `rounds` calls with their results.
std::string ask(const std::string &model, int rounds, const std::string &id = "call_")
{
    std::string out = R"({"model":")" + model + "\"," + kTools + R"(,"messages":[{"role":"user","content":"Where?"})";
    for (int i = 1; i <= rounds; ++i) {
        const std::string call = id + std::to_string(i);
        out += R"(,{"role":"assistant","content":null,"tool_calls":[{"id":")" + call
               + R"(","type":"function","function":{"name":"look","arguments":"{}"}}]},{"role":"tool","tool_call_id":")"
               + call + R"(","content":"here"})";
    }
    return out + "]}";
}

std::string claudeSays(int round)
{
    const std::string n = std::to_string(round);
    return R"({"type":"message","id":"msg","role":"assistant","model":"claude-sonnet-4-5","content":[)"
           R"({"type":"thinking","thinking":"thought )"
           + n + R"(","signature":"sig)" + n
           + R"("},)"
             R"({"type":"tool_use","id":"call_)"
           + n
           + R"(","name":"look","input":{}}],)"
             R"("stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}})";
}

std::string event(const std::string &type, const std::string &rest)
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
}

std::string claudeStreams(int round)
{
    const std::string n = std::to_string(round);
    return event("message_start", R"(,"message":{"id":"msg","model":"claude-sonnet-4-5","usage":{"input_tokens":1}})")
           + event("content_block_start",
                   R"(,"index":0,"content_block":{"type":"thinking","thinking":"","signature":""})")
           + event("content_block_delta",
                   R"(,"index":0,"delta":{"type":"thinking_delta","thinking":"thought )" + n + "\"}")
           + event("content_block_delta",
                   R"(,"index":0,"delta":{"type":"signature_delta","signature":"sig)" + n + "\"}")
           + event("content_block_stop", R"(,"index":0)")
           + event("content_block_start", R"(,"index":1,"content_block":{"type":"tool_use","id":"call_)" + n
                                              + R"(","name":"look","input":{}})")
           + event("content_block_stop", R"(,"index":1)")
           + event("message_delta", R"(,"delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2})")
           + event("message_stop", "");
}

/// The assistant's turns of what was sent to Anthropic last.
base::Json turnsSent(const Bench &bench)
{
    base::Json out = base::Json::array();
    const base::Json json = base::parseJson(bench.upstream.sent.back().body).value_or(base::Json());
    for (const base::Json &message : base::at(json, "messages"))
        if (base::at(message, "role") == "assistant")
            out.push_back(base::at(message, "content"));
    return out;
}

void finish(Bench &bench, const std::string &answer)
{
    bench.upstream.call().answer(200, answer);
    bench.reactor.run();
}

} // namespace

class ThoughtsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeTurnsWithClaude()
    {
        Bench bench(planOf("anthropic"));
        bench.begin(ask("claude-sonnet-4-5", 0));
        finish(bench, claudeSays(1));
        std::string second = ask("claude-sonnet-4-5", 1);
        second.insert(1, R"("stream":true,)");
        const auto streamed = bench.begin(second);
        QCOMPARE(base::dump(turnsSent(bench)[0][0]),
                 R"({"type":"thinking","thinking":"thought 1","signature":"sig1"})");
        bench.upstream.call().head(200).bytes(claudeStreams(2)).end();
        bench.reactor.run();
        QVERIFY2(streamed->body.ends_with("[DONE]\n\n"), streamed->body.c_str());
        const auto client = bench.begin(ask("claude-sonnet-4-5", 2));
        const base::Json turns = turnsSent(bench);
        QCOMPARE(turns.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const std::string n = std::to_string(i + 1);
            QCOMPARE(base::textOr(base::at(turns[i][0], "thinking")), "thought " + n);
            QCOMPARE(base::textOr(base::at(turns[i][0], "signature")), "sig" + n);
            QCOMPARE(base::textOr(base::at(turns[i][1], "type")), "tool_use");
        }
        QVERIFY2(bench.upstream.sent.back().body.find(R"("type":"enabled")") != std::string::npos,
                 "with its thoughts there the model may go on thinking");
        finish(bench, claudeSays(3));
        QVERIFY2(client->headers.find("restored=messages[].reasoning_content") != std::string::npos,
                 client->headers.c_str());
    }

    void geminisSignaturesComeBackToItsCalls()
    {
        Bench bench(planOf("gemini"));
        bench.begin(ask("gemini-3-pro", 0));
        finish(bench,
               R"({"responseId":"r","modelVersion":"gemini-3-pro","candidates":[{"content":{"role":"model","parts":[)"
               R"({"functionCall":{"id":"call_1","name":"look","args":{}},"thoughtSignature":"c2ln"}]},)"
               R"("finishReason":"STOP","index":0}]})");
        const auto client = bench.begin(ask("gemini-3-pro", 1));
        const std::string &body = bench.upstream.sent.back().body;
        QVERIFY2(body.find(R"("thoughtSignature":"c2ln")") != std::string::npos, body.c_str());
        QVERIFY(body.find("skip_thought_signature_validator") == std::string::npos);
        client->hangUp();
        bench.reactor.run();
    }

    void onlyTheModelThatThoughtThemGetsThemBack()
    {
        Bench bench(planOf("anthropic"));
        bench.begin(ask("claude-sonnet-4-5", 0));
        finish(bench, claudeSays(1));
        const auto client = bench.begin(ask("kimi-k2", 1)); // of the same dialect
        QVERIFY(bench.upstream.sent.back().body.find("sig1") == std::string::npos);
        client->hangUp();
        bench.reactor.run();
        const auto other = bench.begin(ask("claude-opus-4-1", 1));
        QVERIFY(bench.upstream.sent.back().body.find("sig1") != std::string::npos);
        other->hangUp();
        bench.reactor.run();
    }

    void aClientThatKeepsThemIsLeftAlone()
    {
        KeptThoughts kept;
        kept.keep("key", thoughts({"call_1"}), 0);
        model::ChatRequest request;
        model::ChatMessage turn{.role = model::ChatRole::Assistant};
        turn.parts.push_back({.kind = model::PartKind::Thinking, .text = "mine", .signature = "own"});
        turn.parts.push_back({.kind = model::PartKind::ToolCall, .id = "call_1"});
        request.messages.push_back(turn);
        model::Receipt receipt;
        exchange::restoreThoughts(request, {&kept, "key", 0}, "claude", receipt);
        QCOMPARE(request.messages[0].parts[0].text, "mine");
        QVERIFY(receipt.notes().empty());
        request.messages[0].parts[0].signature.clear(); // an unproven one says nothing to its model
        exchange::restoreThoughts(request, {&kept, "key", 0}, "claude", receipt);
        QCOMPARE(request.messages[0].parts.size(), std::size_t{2});
        QCOMPARE(request.messages[0].parts[0].signature, "s");
        QCOMPARE(receipt.notes().front().fate, model::ParameterFate::Restored);
    }

    void nobodyElseFindsThem()
    {
        KeptThoughts kept;
        QVERIFY(kept.empty());
        kept.keep("key", thoughts({"a", "b"}), 0);
        QVERIFY(!kept.empty());
        QVERIFY(kept.find("key", "a", 0) && kept.find("key", "b", 0));
        QVERIFY(!kept.find("other", "a", 0) && !kept.find("key", "c", 0));
    }

    void theyAreForgottenInTime()
    {
        KeptThoughts kept(KeptThoughts::Limits{.keepMs = 100});
        kept.keep("key", thoughts({"a"}), 0);
        QVERIFY(kept.find("key", "a", 99)); // which makes it young again
        QVERIFY(kept.find("key", "a", 198));
        QVERIFY(!kept.find("key", "a", 298));
        QVERIFY(kept.empty());
        QCOMPARE(kept.bytes(), std::size_t{0});
    }

    void theirBytesAreBounded()
    {
        constexpr std::size_t kBound = 16 * 4000;
        KeptThoughts kept(KeptThoughts::Limits{.bytes = kBound});
        kept.keep("key", thoughts({"huge"}, 5000), 0); // more than a shard has room for
        QVERIFY(kept.empty());
        for (int i = 0; i < 2000; ++i)
            kept.keep("key", thoughts({"call_" + std::to_string(i)}, 1000), i);
        QVERIFY(kept.bytes() <= kBound && kept.bytes() > kBound / 4);
        QVERIFY(kept.find("key", "call_1999", 2000));
        QVERIFY(!kept.find("key", "call_0", 2000));
        kept.keep("key", thoughts({"call_1999"}, 1000), 2000); // in place of the one before
        QVERIFY(kept.bytes() <= kBound);
    }

    void aStreamThatThinksAtGreatLengthIsNotKept()
    {
        exchange::ThoughtGatherer gatherer;
        gatherer.take({model::PartBegun{0, 0, {.kind = model::PartKind::Thinking}},
                       model::PartBegun{0, 1, {.kind = model::PartKind::ToolCall, .id = "a"}}});
        for (int i = 0; i < 300; ++i)
            gatherer.take({model::TextPiece{0, 0, std::string(1024, 'x')}});
        QVERIFY(gatherer.answer().choices.front().parts.empty());
    }
};

QTEST_GUILESS_MAIN(ThoughtsTest)
#include "thoughts_test.moc"
