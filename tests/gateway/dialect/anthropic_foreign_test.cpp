#include <QTest>

#include "gateway/dialect/anthropic_words.h"

/// Requests of other dialects as Anthropic gets them.
using namespace words;

class AnthropicForeignTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void turnsAreAsAnthropicWantsThem()
    {
        ChatRequest request = foreign();
        request.messages = {
            {.role = ChatRole::System, .parts = {textPart("S1")}, .bare = true},
            {.role = ChatRole::Assistant,
             .parts = {{.kind = PartKind::ToolCall, .id = "call 1", .name = "f", .arguments = ""},
                       {.kind = PartKind::ToolCall, .id = "call_2", .name = "g", .arguments = "{\"x\":"}}},
            {.role = ChatRole::User, .parts = {textPart("wait")}},
            {.role = ChatRole::Tool,
             .parts =
                 {{.kind = PartKind::ToolResult, .id = "call 1", .content = {textPart("1")}, .bareContent = true}}},
            {.role = ChatRole::Tool,
             .parts = {{.kind = PartKind::ToolResult, .id = "call_2", .content = {textPart("")}, .isError = true}}},
            {.role = ChatRole::Developer, .parts = {textPart("S2")}, .bare = true},
            {.role = ChatRole::User, .parts = {textPart(""), textPart("go")}},
            {.role = ChatRole::Assistant, .parts = {{.kind = PartKind::Refusal, .text = "No. \n"}}}};
        const Written out = write(std::move(request));
        QCOMPARE(base::dump(out.body["system"]),
                 std::string(R"([{"type":"text","text":"S1"},{"type":"text","text":"S2"}])"));
        const Json &messages = out.body["messages"];
        QCOMPARE(messages.size(), 4u);
        QCOMPARE(base::dump(messages[0]), std::string(R"({"role":"user","content":[{"type":"text","text":"."}]})"));
        const std::string id = base::textOr(messages[1]["content"][0]["id"]);
        QVERIFY(id.starts_with("call_1_"));
        QCOMPARE(base::dump(messages[1]["content"][0]["input"]), std::string("{}"));
        QCOMPARE(base::dump(messages[1]["content"][1]["input"]), std::string("{\"raw_arguments\":\"{\\\"x\\\":\"}"));
        QCOMPARE(base::dump(messages[2]["content"]),
                 R"([{"type":"tool_result","tool_use_id":")" + id
                     + R"(","content":"1"},{"type":"tool_result","tool_use_id":"call_2","is_error":true},)"
                     + R"({"type":"text","text":"wait"},{"type":"text","text":"go"}])");
        QCOMPARE(base::dump(messages[3]["content"]), std::string(R"([{"type":"text","text":"No."}])"));
        QCOMPARE(out.notes(),
                 std::string("changed tools: arguments that are no JSON object as {\"raw_arguments\": text}; "
                             "changed system: all system messages first; changed refusal: text; "
                             "defaulted content block: a first user message: ."));
    }

    void whatCannotBeSaidIsOnTheReceipt()
    {
        ChatRequest request = foreign();
        request.maxTokens.reset();
        request.temperature = 1.5;
        request.topP = 0.5;
        request.seed = 7;
        request.presencePenalty = 0;
        request.frequencyPenalty = 0.5;
        request.logitBias = {{"1", 2}};
        request.logprobs = true;
        request.choices = 2;
        request.store = true;
        request.cacheKey = "k";
        request.metadata = {{"a", "b"}};
        request.serviceTier = "flex";
        request.user = "u";
        request.stop = {"\n", "END"};
        request.extra = {{"verbosity", "low"}};
        request.messages.front().name = "Ann";
        request.messages.front().extra = {{"foo", 1}};
        request.messages.front().parts.front().extra = {{"bar", 1}};
        request.messages.front().parts.push_back({.kind = PartKind::Audio});
        request.messages.front().parts.push_back({.kind = PartKind::Image, .media = {.fileId = "file-1"}});
        request.messages.front().parts.push_back({.kind = PartKind::Image, .media = {.url = "gs://b/i"}});
        request.tools.push_back({.hosted = true, .name = "web_search_preview"});
        request.toolChoice.mode = model::ToolChoice::Mode::Required;
        const Written out = write(std::move(request));
        QCOMPARE(
            out.notes(),
            std::string("defaulted max_tokens: 64000; changed temperature: 1; dropped top_p: the model takes "
                        "temperature or top_p; changed stop_sequences: without those of white space only, which "
                        "Anthropic refuses; dropped service_tier: Anthropic has auto and standard_only; dropped "
                        "seed; dropped frequency_penalty; dropped logit_bias; dropped logprobs; dropped n; dropped "
                        "prompt_cache_key; dropped metadata; dropped store; dropped name; dropped "
                        "messages[].content[].bar; dropped audio: Anthropic takes none; dropped source.file_id: a "
                        "file kept by another provider; dropped image: only http and https addresses are taken; "
                        "dropped messages[].foo; dropped tools: web_search_preview; dropped tool_choice: there is "
                        "no tool to choose; dropped verbosity"));
        QCOMPARE(
            base::dump(out.body),
            std::string(R"({"model":"claude-sonnet-4-5","max_tokens":64000,"temperature":1,"stop_sequences":["END"],)"
                        R"("metadata":{"user_id":"u"},"messages":[{"role":"user","content":[{"type":"text",)"
                        R"("text":"Hi"}]}]})"));
    }

    void toolsAndChoices()
    {
        ChatRequest request = foreign();
        request.tools = {
            {.name = "f", .description = "d", .parameters = {{"properties", {{"a", {{"type", "string"}}}}}}},
            {.name = "g", .strict = true},
            {.name = "h", .parameters = {{"type", "array"}}, .strict = false}};
        request.toolChoice = {.mode = model::ToolChoice::Mode::Required, .parallel = false};
        const Written out = write(std::move(request));
        QCOMPARE(base::dump(out.body["tools"]),
                 std::string(R"([{"name":"f","description":"d","input_schema":{"properties":{"a":{"type":"string"}},)"
                             R"("type":"object"}},{"name":"g","input_schema":{"type":"object","properties":{},)"
                             R"("additionalProperties":false},"strict":true},)"
                             R"({"name":"h","input_schema":{"type":"object"}}])"));
        QCOMPARE(base::dump(out.body["tool_choice"]),
                 std::string(R"({"type":"any","disable_parallel_tool_use":true})"));
    }

    void reasoning_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("maxTokens");
        QTest::addColumn<QByteArray>("thinking");
        QTest::addColumn<QByteArray>("wanted");
        const auto row = [](const char *name, const char *model, const char *effort, int most, const char *thinking,
                            const char *wanted) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(effort) << most << QByteArray(thinking)
                                << QByteArray(wanted);
        };
        row("low", "claude-sonnet-4-5", "low", 8000, R"({"type":"enabled","budget_tokens":1024})", "null");
        row("high", "claude-3-7-sonnet-latest", "high", 8000, R"({"type":"enabled","budget_tokens":4096})", "null");
        row("little room", "claude-sonnet-4-5", "high", 2000, R"({"type":"enabled","budget_tokens":1999})", "null");
        row("no room", "claude-sonnet-4-5", "high", 1024, "null", "null");
        row("a model that cannot", "claude-3-5-sonnet-20240620", "high", 8000, "null", "null");
        row("none", "claude-sonnet-4-5", "none", 8000, "null", "null");
        row("adaptive", "anthropic/claude-opus-4.6", "medium", 500, R"({"type":"adaptive"})", R"({"effort":"medium"})");
        row("minimal", "claude-opus-4-7", "minimal", 500, R"({"type":"adaptive"})", R"({"effort":"low"})");
        row("xhigh where it is", "claude-opus-4-7", "xhigh", 500, R"({"type":"adaptive"})", R"({"effort":"xhigh"})");
        row("xhigh where it is not", "claude-sonnet-4-6", "xhigh", 500, R"({"type":"adaptive"})",
            R"({"effort":"high"})");
        row("a relative", "deepseek-chat", "medium", 8000, R"({"type":"enabled","budget_tokens":2048})", "null");
    }
    void reasoning()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, effort);
        QFETCH(int, maxTokens);
        QFETCH(QByteArray, thinking);
        QFETCH(QByteArray, wanted);
        ChatRequest request = foreign(model.toStdString());
        request.reasoning.effort = effort.toStdString();
        request.maxTokens = maxTokens;
        const Written out = write(std::move(request));
        QCOMPARE(QByteArray::fromStdString(base::dump(base::at(out.body, "thinking"))), thinking);
        QCOMPARE(QByteArray::fromStdString(base::dump(base::at(out.body, "output_config"))), wanted);
        const bool lost = thinking == "null" && effort != "none";
        QCOMPARE(out.receipt.anyDropped(), lost);
    }

    void thinkingNeedsTheThoughtsBefore()
    {
        ChatRequest request = foreign();
        request.maxTokens = 8000;
        request.temperature = 0.2;
        request.reasoning.effort = "low";
        request.messages.push_back(
            {.role = ChatRole::Assistant,
             .parts = {{.kind = PartKind::ToolCall, .id = "a", .name = "f", .arguments = "{}"}}});
        request.messages.push_back(
            {.role = ChatRole::Tool, .parts = {{.kind = PartKind::ToolResult, .id = "a", .content = {textPart("1")}}}});
        const Written without = write(ChatRequest(request));
        QVERIFY(!without.body.contains("thinking"));
        QCOMPARE(without.notes(), std::string("dropped thinking: the thoughts before the last tool call are missing"));
        auto &parts = request.messages[1].parts;
        parts.insert(parts.begin(), {.kind = PartKind::Thinking, .text = "hm", .signature = "Eabc"});
        const Written with = write(std::move(request));
        QCOMPARE(base::textOr(with.body["thinking"]["type"]), std::string("enabled"));
        QCOMPARE(base::textOr(with.body["messages"][1]["content"][0]["signature"]), std::string("Eabc"));
        QCOMPARE(with.notes(),
                 std::string("changed thinking: budget_tokens 1024; dropped temperature: not while it thinks"));
    }

    void thoughtsOfOthersAreNotSignedByUs()
    {
        ChatRequest request = foreign();
        request.messages.push_back({.role = ChatRole::Assistant,
                                    .parts = {{.kind = PartKind::Thinking, .text = "a"},
                                              {.kind = PartKind::Thinking, .text = "b", .signature = "gAAAAABn"},
                                              textPart("c")}});
        request.messages.push_back({.role = ChatRole::User, .parts = {textPart("d")}});
        const Written out = write(std::move(request));
        QCOMPARE(base::dump(out.body["messages"][1]["content"]), std::string(R"([{"type":"text","text":"c"}])"));
        QVERIFY(out.receipt.anyDropped());
        const auto own = read(R"({"model":"c","max_tokens":9,"messages":[{"role":"assistant","content":)"
                              R"([{"type":"thinking","thinking":"x","signature":"dW5zaWduZWQ="}]}]})");
        QCOMPARE(own->messages.front().parts.front().signature, std::string());
    }

    void schemas_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<bool>("instructed");
        QTest::newRow("structured outputs")
            << QByteArray("claude-haiku-4-5")
            << QByteArray(
                   R"({"format":{"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer",)"
                   R"("description":"{minimum: 1}"}},"required":["n"],"additionalProperties":false}}})")
            << false;
        QTest::newRow("before them") << QByteArray("claude-3-5-haiku-latest") << QByteArray("null") << true;
        QTest::newRow("a relative") << QByteArray("kimi-k2") << QByteArray("null") << true;
    }
    void schemas()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, wanted);
        QFETCH(bool, instructed);
        ChatRequest request = foreign(model.toStdString());
        request.format = {.kind = model::OutputFormat::Kind::JsonSchema,
                          .name = "answer",
                          .schema =
                              *base::parseJson(R"({"type":"object","properties":{"n":{"type":"integer","minimum":1}},)"
                                               R"("required":["n"]})")};
        const Written out = write(std::move(request));
        QCOMPARE(QByteArray::fromStdString(base::dump(base::at(out.body, "output_config"))), wanted);
        QCOMPARE(out.body.contains("system"), instructed);
        QVERIFY(out.notes().starts_with("changed output_config.format: "));
    }

    void newModelsTakeNoSamplingParameters()
    {
        ChatRequest request = foreign("claude-opus-4-7");
        request.temperature = 0.3;
        request.topK = 5;
        const Written out = write(std::move(request));
        QVERIFY(!out.body.contains("temperature") && !out.body.contains("top_k"));
        QCOMPARE(out.notes(), std::string("dropped temperature: the model has no sampling parameters; "
                                          "dropped top_k: the model has no sampling parameters"));
        ChatRequest own = foreign("claude-opus-4-7");
        own.dialect = "anthropic";
        own.temperature = 0.3;
        QVERIFY(write(std::move(own)).body.contains("temperature"));
    }

    void quirksLeaveOutWhatAProviderRefuses()
    {
        ChatRequest request = foreign("glm-4.6");
        request.temperature = 0.3;
        request.topK = 5;
        const Written out = write(std::move(request), {.refused = "top_k thinking"});
        QVERIFY(out.body.contains("temperature") && !out.body.contains("top_k"));
        QCOMPARE(out.notes(), std::string("dropped top_k: the provider refuses it"));
    }

    void countsSayOnlyThePrompt()
    {
        ChatRequest request = foreign();
        request.maxTokens.reset();
        request.temperature = 0.3;
        request.seed = 1;
        request.stream = true;
        model::Receipt receipt;
        const auto text = dialect::anthropicCountTokens.callCount->writeRequest(std::move(request), {}, receipt);
        QCOMPARE(*text, std::string(R"({"model":"claude-sonnet-4-5","messages":[{"role":"user","content":)"
                                    R"([{"type":"text","text":"Hi"}]}]})"));
    }
};

QTEST_GUILESS_MAIN(AnthropicForeignTest)
#include "anthropic_foreign_test.moc"
