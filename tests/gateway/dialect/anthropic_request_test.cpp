#include <QTest>

#include "fakes/recordings.h"
#include "fakes/same_prompt.h"
#include "gateway/dialect/anthropic_words.h"

namespace {

using namespace words;

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
        const auto peek = anthropicMessages.peek(body, {});
        QVERIFY(peek);
        const model::PromptFacts facts = anthropicMessages.readPrompt(body);
        QVERIFY(fakes::samePrompt(*peek->prompt, facts));
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
