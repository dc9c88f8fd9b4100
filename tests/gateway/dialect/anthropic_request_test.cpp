#include <QTest>

#include "base/json.h"
#include "dialect/dialect.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using dialect::anthropicMessages;
using model::ChatField;
using model::ChatMessage;
using model::ChatRequest;
using model::ChatRole;
using model::ParameterFate;
using model::Part;
using model::PartKind;

base::Result<ChatRequest> read(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = anthropicMessages.peek(body, {});
    if (!peek)
        return base::fail(peek.error());
    return anthropicMessages.serve->readRequest(body, *peek);
}

struct Written {
    Json body{};
    model::Receipt receipt{};

    /// "dropped seed", "changed temperature: 1"
    std::string notes() const
    {
        static constexpr const char *kFates[] = {"renamed ", "defaulted ", "changed ", "dropped "};
        std::string out;
        for (const model::ParameterNote &note : receipt.notes()) {
            out += out.empty() ? "" : "; ";
            out += kFates[static_cast<int>(note.fate)];
            out += note.name.empty() ? std::string(anthropicMessages.serve->fieldName(note.field)) : note.name;
            out += note.detail.empty() ? "" : ": " + note.detail;
        }
        return out;
    }
};

Written write(ChatRequest request, const model::Quirks &quirks = {})
{
    Written out;
    const auto text = anthropicMessages.call->writeRequest(std::move(request), quirks, out.receipt);
    if (text)
        out.body = *base::parseJson(*text);
    return out;
}

Part textPart(std::string text)
{
    return {.kind = PartKind::Text, .text = std::move(text)};
}

/// A request of an OpenAI client: one question to an older model, unless said otherwise.
ChatRequest foreign(std::string model = "claude-sonnet-4-5")
{
    ChatRequest out{.dialect = "openai", .model = std::move(model), .maxTokens = 100};
    out.messages.push_back({.role = ChatRole::User, .parts = {textPart("Hi")}, .bare = true});
    return out;
}

/// Without what means nothing: nulls, empty descriptions, false; the beta's name of the output format; neighbours of
/// one role apart, which Anthropic takes for one.
Json normal(const Json &value)
{
    if (value.is_array()) {
        Json out = Json::array();
        for (const Json &item : value) {
            Json one = normal(item);
            const bool joins = !out.empty() && one.is_object() && one.contains("role")
                               && out.back()["role"] == one["role"] && out.back()["content"].is_array()
                               && one["content"].is_array();
            if (joins)
                out.back()["content"].insert(out.back()["content"].end(), one["content"].begin(), one["content"].end());
            else
                out.push_back(std::move(one));
        }
        return out;
    }
    if (!value.is_object())
        return value;
    nlohmann::json sorted;
    for (const auto &[name, inner] : value.items())
        if (!inner.is_null() && inner != Json("") && inner != Json(false))
            sorted[name] = nlohmann::json::parse(base::dump(normal(inner)));
    return Json::parse(sorted.dump());
}

Json withoutBeta(Json body)
{
    if (body.contains("output_format")) {
        body["output_config"]["format"] = body["output_format"];
        body.erase("output_format");
    }
    return body;
}

} // namespace

class AnthropicRequestTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedRequestsSurviveTheMiddleForm()
    {
        if (!recordings::available())
            QSKIP("the recordings are not here");
        int seen = 0;
        for (const recordings::Case &one : recordings::of({"messages", "messages.count_tokens"})) {
            if (one.request.is_null())
                continue;
            auto request = read(one.requestText);
            QVERIFY2(request, one.name.c_str());
            const Written again = write(std::move(*request));
            const Json wanted = normal(withoutBeta(one.request));
            if (base::dump(normal(again.body)) != base::dump(wanted))
                QFAIL((one.name + "\n" + base::dump(normal(again.body)) + "\n" + base::dump(wanted)).c_str());
            for (const model::ParameterNote &note : again.receipt.notes())
                QVERIFY2(note.field == ChatField::Thinking, again.notes().c_str());
            ++seen;
        }
        QVERIFY(seen > 20);
    }

    void everyFieldComesBack()
    {
        const std::string body =
            R"({"model":"claude-sonnet-4-5","max_tokens":2000,"cache_control":{"type":"ephemeral"},"container":"c1",)"
            R"("system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],)"
            R"("messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png",)"
            R"("data":"aGk="},"later":1},{"type":"document","source":{"type":"url","url":"https://x.org/a.pdf"},)"
            R"("title":"A","context":"c","citations":{"enabled":true}},{"type":"search_result","source":"s","title":"t",)"
            R"("content":[{"type":"text","text":"x"}]}]},)"
            R"({"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"Eabc"},)"
            R"({"type":"redacted_thinking","data":"Exyz"},{"type":"text","text":"So","citations":[{"type":"char_location",)"
            R"("cited_text":"q","document_index":0,"document_title":"A","start_char_index":0,"end_char_index":1}]},)"
            R"({"type":"tool_use","id":"toolu_1","name":"f","input":{"n":1.50,"big":12345678901234567},)"
            R"("caller":{"type":"direct"}}]},)"
            R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":true,)"
            R"("content":[{"type":"text","text":"no"},{"type":"image","source":{"type":"url","url":"https://x.org/b"}}]},)"
            R"({"type":"text","text":"go on"}],"tag":"x"}],)"
            R"("stop_sequences":["a"],"temperature":0.50,"top_k":3,"top_p":1,"service_tier":"auto",)"
            R"("metadata":{"user_id":"u1","more":"m"},"thinking":{"type":"enabled","budget_tokens":1024,)"
            R"("display":"omitted","new":true},"output_config":{"effort":"low","task_budget":{"total":9},)"
            R"("format":{"type":"json_schema","schema":{"type":"object"}}},)"
            R"("tools":[{"name":"f","description":"d","input_schema":{"type":"object"},"strict":true,)"
            R"("cache_control":{"type":"ephemeral"},"defer_loading":true},)"
            R"({"type":"web_search_20250305","name":"web_search","max_uses":2}],)"
            R"("tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},"stream":true,)"
            R"("mcp_servers":[{"type":"url","url":"https://x.org","name":"n"}]})";
        auto request = read(body);
        QVERIFY(request);
        const Written again = write(std::move(*request));
        QCOMPARE(base::dump(normal(again.body)), base::dump(normal(*base::parseJson(body))));
        QCOMPARE(again.notes(), std::string());
    }

    void theMiddleFormSaysWhatTheClientSaid()
    {
        const auto request =
            read(R"({"model":"c","max_tokens":9,"system":"S","messages":[{"role":"user","content":"Q"},)"
                 R"({"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"a":1}}]},)"
                 R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"42"},)"
                 R"({"type":"text","text":"and?"}]}],"tool_choice":{"type":"any","disable_parallel_tool_use":true},)"
                 R"("thinking":{"type":"adaptive"},"metadata":{"user_id":"u"},"output_config":{"effort":"high"}})");
        QVERIFY(request);
        QCOMPARE(request->messages.size(), 5u);
        QVERIFY(request->messages[0].role == ChatRole::System && request->messages[0].bare);
        QVERIFY(request->messages[3].role == ChatRole::Tool);
        const Part &result = request->messages[3].parts.front();
        QCOMPARE(result.id, std::string("t1"));
        QCOMPARE(result.name, std::string("f"));
        QVERIFY(result.bareContent);
        QCOMPARE(request->messages[2].parts.front().arguments, std::string(R"({"a":1})"));
        QVERIFY(request->messages[4].role == ChatRole::User);
        QVERIFY(request->toolChoice.mode == model::ToolChoice::Mode::Required);
        QCOMPARE(request->toolChoice.parallel, std::optional(false));
        QVERIFY(request->reasoning.adaptive);
        QCOMPARE(request->reasoning.effort, std::string("high"));
        QCOMPARE(request->user, std::string("u"));
        QCOMPARE(request->maxTokens, std::optional<std::int64_t>(9));
    }

    void refusesWhatNobodyCouldRead_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::newRow("another role") << QByteArray(R"([{"role":"tool","content":"x"}])");
        QTest::newRow("no content") << QByteArray(R"([{"role":"user"}])");
        QTest::newRow("a number for content") << QByteArray(R"([{"role":"user","content":5}])");
        QTest::newRow("a text among blocks") << QByteArray(R"([{"role":"user","content":["x"]}])");
        QTest::newRow("a text for a message") << QByteArray(R"(["x"])");
    }
    void refusesWhatNobodyCouldRead()
    {
        QFETCH(QByteArray, messages);
        const auto request = read(R"({"model":"c","max_tokens":9,"messages":)" + messages.toStdString() + "}");
        QVERIFY(!request);
        QCOMPARE(request.error().code, base::ErrorCode::BadRequest);
        QCOMPARE(request.error().param, std::string("messages"));
    }

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

    void onlyTheModelAndRulesAreSpliced()
    {
        const std::string body =
            fakes::padded(R"({ "max_tokens" : 10, "model":"a", "x":1.50, "stop_sequences":["q"], "messages":[] })");
        const auto peek = anthropicMessages.peek(body, {});
        QVERIFY(peek);
        QCOMPARE(anthropicMessages.rewrite(body, *peek, {.model = "a"}), body);
        const Json overrides = {{"max_completion_tokens", 5}, {"system", "no"}};
        const Json defaults = {{"stop", {"z"}}, {"top_k", 3}};
        QCOMPARE(
            anthropicMessages.rewrite(body, *peek,
                                      {.model = "b", .askUsage = true, .overrides = &overrides, .defaults = &defaults}),
            std::string(
                R"({"top_k":3, "max_tokens" : 5, "model":"b", "x":1.50, "stop_sequences":["q"], "messages":[] })"));
    }

    void thoughtsNobodySignedDoNotReachClaude()
    {
        const std::string thought = R"({"type":"thinking","thinking":"a b","signature":"dW5zaWduZWQ="})";
        const std::string call = R"({"type":"tool_use","id":"t","name":"f","input":{"x":1.50}})";
        const std::string nothing = R"({"type":"text","text":"."})";
        const auto request = [](const std::string &name, const std::string &first, const std::string &second) {
            return fakes::padded(
                R"({"messages":[{"role":"user","content":"dW5zaWduZWQ="},{"role":"assistant","content":)" + first
                + R"(},{"role":"assistant", "content": )" + second + R"( }], "model":")" + name + R"("})");
        };
        const std::string body = request("m", "[ " + thought + ", " + call + " ]", "[" + thought + "]");
        const auto peek = anthropicMessages.peek(body, {});
        QVERIFY(peek);
        QCOMPARE(anthropicMessages.rewrite(body, *peek, {.model = "m"}), body);
        QCOMPARE(anthropicMessages.rewrite(body, *peek, {.model = "claude-opus-4-6"}),
                 request("claude-opus-4-6", "[" + call + "]", "[" + nothing + "]"));
    }

    void promptsAreDescribed()
    {
        const std::string body = fakes::padded(
            R"({"model":"c","max_tokens":50,"system":[{"type":"text","text":"ab"}],"messages":[)"
            R"({"role":"user","content":"Q\u00e4"},{"role":"assistant","content":[{"type":"text","text":"cd"}]},)"
            R"({"role":"user","content":[{"type":"image","source":{}},{"type":"text","text":"last"},)"
            R"({"type":"text","text":"words"}]},)"
            R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"xyz"},)"
            R"({"type":"image","source":{}}]}]}],"tools":[{},{}],"thinking":{"type":"enabled","budget_tokens":1024},)"
            R"("output_config":{"format":{"type":"json_schema"}}})");
        QVERIFY(anthropicMessages.peek(body, {}));
        const model::PromptFacts facts = anthropicMessages.readPrompt(body);
        QCOMPARE(facts.lastUserText, std::string("last\nwords"));
        QCOMPARE(facts.turns, 2);
        QCOMPARE(facts.textBytes, 2 + 3 + 2 + 4 + 5 + 3);
        QCOMPARE(facts.images, 2);
        QCOMPARE(facts.tools, 2);
        QCOMPARE(facts.maxOutput, 50);
        QVERIFY(facts.thinking && facts.schema);
    }
};

QTEST_GUILESS_MAIN(AnthropicRequestTest)
#include "anthropic_request_test.moc"
