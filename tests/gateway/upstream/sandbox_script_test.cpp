#include <QTest>

#include "base/json.h"
#include "upstream/sandbox_script.h"

namespace {

std::string joined(const upstream::SandboxScript &script)
{
    std::string out;
    for (const auto &piece : script.pieces)
        out += piece.bytes;
    return out;
}

base::Json answer(const std::string &body, std::string_view model = "sandbox")
{
    return *base::parseJson(joined(upstream::sandboxScript(body, model, 1000)));
}

constexpr const char *kTools = R"({"messages":[{"role":"user","content":"go"}],"tools":[
  {"type":"function","function":{"name":"first","parameters":{"type":"object","properties":{
    "city":{"type":"string"},"unit":{"enum":["C","F"]},"days":{"type":"integer"},"deep":{"type":"object","properties":{"ok":{"type":"boolean"}}}}}}},
  {"type":"function","function":{"name":"second"}}])";

} // namespace

class SandboxScriptTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameRequestGetsTheSameWordsAndCounts()
    {
        const std::string body = R"({"messages":[{"role":"user","content":"hello"}]})";
        base::Json once = answer(body), again = answer(body);
        QVERIFY(once["choices"] == again["choices"] && once["usage"] == again["usage"]);
        QVERIFY(base::textOr(once["choices"][0]["message"]["content"]).find("hello") != std::string::npos);
    }
    void toolsAreCalledWithArgumentsOfTheirSchema()
    {
        const base::Json call = answer(std::string(kTools) + "}")["choices"][0];
        QCOMPARE(base::textOr(call["finish_reason"]), std::string("tool_calls"));
        const base::Json function = call["message"]["tool_calls"][0]["function"];
        QCOMPARE(base::textOr(function["name"]), std::string("first"));
        QCOMPARE(base::textOr(function["arguments"]),
                 std::string(R"({"city":"sandbox","unit":"C","days":1,"deep":{"ok":true}})"));
        const base::Json chosen =
            answer(std::string(kTools) + R"(,"tool_choice":{"type":"function","function":{"name":"second"}}})");
        QCOMPARE(base::textOr(chosen["choices"][0]["message"]["tool_calls"][0]["function"]["name"]),
                 std::string("second"));
        const base::Json none = answer(std::string(kTools) + R"(,"tool_choice":"none"})");
        QVERIFY(!none["choices"][0]["message"].contains("tool_calls"));
    }
    void aStreamSaysTheSameAsAWholeAnswer()
    {
        const std::string whole = base::textOr(
            answer(R"({"messages":[{"role":"user","content":"x y"}]})")["choices"][0]["message"]["content"]);
        const auto script =
            upstream::sandboxScript(R"({"stream":true,"messages":[{"role":"user","content":"x y"}]})", "sandbox", 1000);
        std::string text;
        for (const auto &piece : script.pieces)
            if (piece.bytes.starts_with("data: {"))
                text += base::textOr(
                    (*base::parseJson(std::string_view(piece.bytes).substr(6)))["choices"][0]["delta"].value(
                        "content", base::Json("")));
        QCOMPARE(text, whole);
        QVERIFY(joined(script).ends_with("data: [DONE]\n\n"));
        QVERIFY(joined(script).find("\"usage\"") == std::string::npos); // nobody asked
    }
    void lengthIsKept()
    {
        const base::Json cut = answer(R"({"max_tokens":2,"messages":[{"role":"user","content":"x"}]})");
        QCOMPARE(base::textOr(cut["choices"][0]["finish_reason"]), std::string("length"));
        QCOMPARE(base::integerOr(cut["usage"]["completion_tokens"]), std::int64_t(2));
    }
    void optionsRideInTheModel()
    {
        const auto script = upstream::sandboxScript(R"({"stream":true,"messages":[]})",
                                                    "sandbox|latency:300|interval:20|chunks:5|thinking", 0);
        QCOMPARE(script.pieces.front().delayMs, std::int64_t(300));
        QCOMPARE(script.pieces[1].delayMs, std::int64_t(20));
        QVERIFY(joined(script).find("reasoning_content") != std::string::npos
                && joined(script).find("word5 ") != std::string::npos);
        QVERIFY(joined(script).find("\"model\":\"sandbox\"")
                != std::string::npos); // the options are not part of the name
    }
    void faults()
    {
        const std::string body = R"({"stream":true,"messages":[{"role":"user","content":"x"}]})";
        const auto refused = upstream::sandboxScript(body, "sandbox|status:429|retry-after:7", 0);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.retryAfter, std::string("7"));
        const auto cut = upstream::sandboxScript(body, "sandbox|fault:cut", 0);
        QVERIFY(cut.end == model::FailureClass::Cut && joined(cut).find("[DONE]") == std::string::npos);
        QVERIFY(joined(upstream::sandboxScript(body, "sandbox|fault:error", 0)).find("[DONE]") == std::string::npos);
        QVERIFY(upstream::sandboxScript(body, "sandbox|fault:empty", 0).pieces.empty());
        QVERIFY(!base::parseJson(joined(upstream::sandboxScript(R"({"messages":[]})", "sandbox|fault:garbage", 0))));
    }
};

QTEST_APPLESS_MAIN(SandboxScriptTest)
#include "sandbox_script_test.moc"
