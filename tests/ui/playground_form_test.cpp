#include <QTest>

#include "ui/pages/playground/body_text.h"
#include "ui/pages/playground/prompt_form.h"
#include "ui/pages/playground/tool_shape.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;
using ui::ClientDialect;

namespace {

Json parsed(const char *text)
{
    return *base::parseJson(text);
}

ui::PromptForm filled()
{
    ui::PromptForm out{
        .model = u"smart"_s, .system = u"Be brief."_s, .temperature = 0.5, .maxTokens = 64, .stream = true};
    out.turns.push_back({.text = u"Why?"_s});
    out.turns.push_back({.who = ui::Turn::Who::Assistant, .text = u"Because 因为 🙂"_s});
    out.turns.push_back({.text = u"And?"_s});
    return out;
}

std::string inDialect(const ClientDialect &dialect, const ui::PromptForm &form)
{
    return base::dump(*ui::writeForm(dialect, form, nullptr));
}

} // namespace

/// The form and the JSON are two views of one value.
class PlaygroundFormTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFormBecomesTheBodyOfItsDialect_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, ClientDialect::Id id, const char *body) {
            QTest::newRow(name) << static_cast<int>(id) << QByteArray(body);
        };
        row("chat", ClientDialect::Id::Chat,
            R"({"model":"smart","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"},)"
            R"({"role":"assistant","content":"Because 因为 🙂"},{"role":"user","content":"And?"}],"temperature":0.5,)"
            R"("max_completion_tokens":64,"stream":true})");
        row("responses", ClientDialect::Id::Responses,
            R"({"model":"smart","instructions":"Be brief.","input":[{"role":"user","content":"Why?"},)"
            R"({"role":"assistant","content":"Because 因为 🙂"},{"role":"user","content":"And?"}],"temperature":0.5,)"
            R"("max_output_tokens":64,"stream":true})");
        row("anthropic", ClientDialect::Id::Anthropic,
            R"({"model":"smart","system":"Be brief.","messages":[{"role":"user","content":"Why?"},)"
            R"({"role":"assistant","content":"Because 因为 🙂"},{"role":"user","content":"And?"}],"temperature":0.5,)"
            R"("max_tokens":64,"stream":true})");
        row("gemini: model and stream stand in the path", ClientDialect::Id::Gemini,
            R"({"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Why?"}]},)"
            R"({"role":"model","parts":[{"text":"Because 因为 🙂"}]},{"role":"user","parts":[{"text":"And?"}]}],)"
            R"("generationConfig":{"temperature":0.5,"maxOutputTokens":64}})");
    }
    void aFormBecomesTheBodyOfItsDialect()
    {
        QFETCH(int, id);
        QFETCH(QByteArray, body);
        const ClientDialect &dialect = ui::clientDialect(static_cast<ClientDialect::Id>(id));
        QCOMPARE(QByteArray::fromStdString(inDialect(dialect, filled())), body);
        ui::PromptForm read = ui::readForm(dialect, parsed(body.constData()));
        QCOMPARE(read.system, u"Be brief."_s);
        QCOMPARE(std::ssize(read.turns), 3);
        QCOMPARE(read.turns[1].text, u"Because 因为 🙂"_s);
        QVERIFY(read.turns[1].who == ui::Turn::Who::Assistant);
        QCOMPARE(read.temperature, 0.5);
        QCOMPARE(read.maxTokens, 64);
        read.model = u"smart"_s; // Gemini's is elsewhere
        read.stream = true;
        QCOMPARE(QByteArray::fromStdString(base::dump(*ui::writeForm(dialect, read, parsed(body.constData())))), body);
    }

    void aSinglePromptIsAText()
    {
        ui::PromptForm form{.model = u"m"_s};
        form.turns.push_back({.text = u"Hello"_s});
        QCOMPARE(inDialect(ui::clientDialect(ClientDialect::Id::Completions), form),
                 R"({"model":"m","prompt":"Hello"})");
        QCOMPARE(inDialect(ui::clientDialect(ClientDialect::Id::Embeddings), form), R"({"model":"m","input":"Hello"})");
        QCOMPARE(inDialect(ui::clientDialect(ClientDialect::Id::Responses), form), R"({"model":"m","input":"Hello"})");
        QCOMPARE(inDialect(ui::clientDialect(ClientDialect::Id::Anthropic), form),
                 R"({"model":"m","messages":[{"role":"user","content":"Hello"}],"max_tokens":1024})");
    }

    void whatTheFormDoesNotKnowStays_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, ClientDialect::Id id, const char *body) {
            QTest::newRow(name) << static_cast<int>(id) << QByteArray(body);
        };
        row("pictures and tool results", ClientDialect::Id::Chat,
            R"({"model":"m","top_p":0.9,"messages":[{"role":"developer","content":"Short."},{"role":"user","content":)"
            R"([{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://x/y.png"}}]},)"
            R"({"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f",)"
            R"("arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"7"},{"role":"user","name":"Ann",)"
            R"("content":"So?"}],"max_tokens":5,"seed":7})");
        row("parts with a cache mark", ClientDialect::Id::Anthropic,
            R"({"model":"m","max_tokens":9,"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}],)"
            R"("messages":[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]},)"
            R"({"role":"assistant","content":[{"type":"text","text":"Yes"}]}],"thinking":{"type":"enabled"}})");
        row("a list of prompts", ClientDialect::Id::Completions, R"({"model":"m","prompt":["a","b"],"echo":true})");
        row("a list of inputs", ClientDialect::Id::Embeddings, R"({"model":"m","input":["a","b"],"dimensions":8})");
        row("items of other kinds", ClientDialect::Id::Responses,
            R"({"model":"m","input":[{"type":"function_call_output","call_id":"c","output":"7"}],"text":{"verbosity":"low"}})");
        row("safety and files", ClientDialect::Id::Gemini,
            R"({"contents":[{"role":"user","parts":[{"fileData":{"fileUri":"u"}},{"text":"Hi"}]}],"safetySettings":[],)"
            R"("generationConfig":{"topK":3}})");
    }
    void whatTheFormDoesNotKnowStays()
    {
        QFETCH(int, id);
        QFETCH(QByteArray, body);
        const ClientDialect &dialect = ui::clientDialect(static_cast<ClientDialect::Id>(id));
        const Json before = parsed(body.constData());
        const auto after = ui::writeForm(dialect, ui::readForm(dialect, before), before);
        QCOMPARE(QByteArray::fromStdString(base::dump(*after)), body);
    }

    void toolsAndASchemaHaveTheirPlaces()
    {
        for (const ClientDialect &dialect : ui::clientDialects()) {
            if (!dialect.knows(ClientDialect::Tools))
                continue;
            ui::PromptForm form = filled();
            form.tools = ui::bodyText(ui::writeTools(dialect, {ui::exampleTool()}));
            form.schema = ui::bodyText(ui::exampleSchema());
            const auto body = ui::writeForm(dialect, form, nullptr);
            QVERIFY2(body.has_value(), dialect.name);
            const ui::PromptForm read = ui::readForm(dialect, *body);
            QCOMPARE(read.tools, form.tools);
            QCOMPARE(read.schema, form.schema);
            form.tools.clear();
            form.schema.clear();
            QCOMPARE(base::dump(*ui::writeForm(dialect, form, *body)).contains("json"), dialect.modelInPath());
        }
    }

    void toolsAreCarriedIntoAnyDialect()
    {
        for (const ClientDialect &from : ui::clientDialects())
            for (const ClientDialect &to : ui::clientDialects()) {
                if (!from.knows(ClientDialect::Tools) || !to.knows(ClientDialect::Tools))
                    continue;
                ui::PromptForm form = filled();
                form.tools = ui::bodyText(ui::writeTools(from, {ui::exampleTool()}));
                const ui::PromptForm over = ui::carriedOver(form, from, to);
                QCOMPARE(ui::readTools(to, *ui::parseBody(over.tools)), std::vector{ui::exampleTool()});
            }
        const ui::PromptForm over = ui::carriedOver(filled(), ui::clientDialect(ClientDialect::Id::Chat),
                                                    ui::clientDialect(ClientDialect::Id::Completions));
        QCOMPARE(std::ssize(over.turns), 1);
        QCOMPARE(over.turns.front().text, u"And?"_s);
    }

    void invalidJsonSaysWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("a comma too many") << u"{\n  \"a\": 1,\n}"_s << u"line 3, column 1"_s;
        QTest::newRow("behind letters of two bytes") << u"{\"ä\": x}"_s << u"line 1, column 7"_s;
        QTest::newRow("nothing") << QString() << u"line 1, column 1"_s;
    }
    void invalidJsonSaysWhere()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        const auto json = ui::parseBody(text);
        QVERIFY(!json);
        QVERIFY2(QString::fromStdString(json.error().detail).contains(place), json.error().detail.c_str());
    }

    void toolsThatAreNoJsonAreNamed()
    {
        ui::PromptForm form = filled();
        form.tools = u"[{"_s;
        const auto body = ui::writeForm(ui::clientDialect(ClientDialect::Id::Chat), form, nullptr);
        QVERIFY(!body);
        QCOMPARE(body.error().param, std::string("tools"));
    }

    void geminisPathHoldsTheModel()
    {
        const ClientDialect &gemini = ui::clientDialect(ClientDialect::Id::Gemini);
        QCOMPARE(gemini.pathFor(u"fast"_s, false), std::string("/v1beta/models/fast:generateContent"));
        QCOMPARE(gemini.pathFor(u"open/x y"_s, true),
                 std::string("/v1beta/models/open~x%20y:streamGenerateContent?alt=sse"));
    }
};

QTEST_GUILESS_MAIN(PlaygroundFormTest)

#include "playground_form_test.moc"
