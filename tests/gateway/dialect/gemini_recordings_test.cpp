#include <QTest>

#include <set>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/parts.h"
#include "dialect/gemini/schema.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

namespace {

using base::Json;
using recordings::Case;

const dialect::Dialect &gemini()
{
    return dialect::geminiGenerate;
}

std::vector<Case> all()
{
    return recordings::of({"generateContent", "streamGenerateContent"});
}

base::Result<model::ChatRequest> read(const std::string &text)
{
    const std::string body = fakes::padded(text);
    const auto peek = gemini().peek(body, {.model = "gemini-2.5-flash"});
    if (!peek)
        return base::fail(peek.error());
    return gemini().serve->readRequest(body, *peek);
}

/// Both spellings of a name, explicit nulls, empty descriptions and the role of the system prompt mean the same as the
/// plain form; so do a function's two kinds of schema and where in the list of tools it stands.
Json plain(const Json &value, const std::string &key = {});

Json plainTools(const Json &tools)
{
    Json functions = Json::array();
    Json out = Json::array();
    for (const Json &tool : tools)
        for (const auto &[name, value] : tool.items())
            if (name == "functionDeclarations")
                functions.insert(functions.end(), value.begin(), value.end());
            else if (!value.is_null())
                out.push_back({{name, value}});
    for (Json &function : functions)
        if (function.contains("parameters")) {
            dialect::toJsonSchema(function["parameters"]);
            function["parametersJsonSchema"] = function["parameters"];
            function.erase("parameters");
        }
    if (!functions.empty())
        out.push_back({{"functionDeclarations", plain(functions)}});
    return out;
}

Json plain(const Json &value, const std::string &key)
{
    static const std::set<std::string> kFree{"args", "response", "parametersJsonSchema", "responseJsonSchema"};
    if (kFree.contains(key))
        return value;
    if (value.is_array()) {
        Json out = Json::array();
        for (const Json &one : value)
            out.push_back(plain(one));
        return out;
    }
    if (!value.is_object())
        return value;
    Json out = Json::object();
    for (const auto &[spelt, inner] : value.items()) {
        const std::string name = dialect::camelCase(spelt);
        if (inner.is_null() || (name == "thought" && inner == false) || name == "model"
            || (name == "description" && inner == "")
            || (name == "responseModalities" && inner == Json::array({"TEXT"})))
            continue;
        if (name == "tools")
            out[name] = plainTools(inner);
        else if (name == "responseSchema") {
            Json schema = inner;
            dialect::toJsonSchema(schema);
            out["responseJsonSchema"] = schema;
        } else if (name == "data")
            out[name] = dialect::plainBase64(inner.get<std::string>());
        else if (name == "systemInstruction") {
            out[name] = plain(inner);
            out[name].erase("role");
        } else
            out[name] = plain(inner, name);
    }
    if (out.contains("generationConfig") && out["generationConfig"].empty())
        out.erase("generationConfig");
    return out;
}

/// Without regard to the order of keys, as nlohmann's plain object compares; empty for none.
QByteArray differences(const Json &got, const Json &wanted)
{
    const auto from = nlohmann::json::parse(wanted.dump());
    const auto patch = nlohmann::json::diff(from, nlohmann::json::parse(got.dump()));
    return patch.empty() ? QByteArray() : QByteArray::fromStdString(patch.dump(1)).left(2000);
}

Json describedWithOwnWords(const model::ChatAnswer &answer)
{
    Json out = recordings::described(answer);
    // The recordings' book calls what no dialect has a word for an error; the middle form calls it Other.
    if (!answer.choices.empty() && answer.choices.front().finish == model::FinishReason::Other)
        out["finish"] = "error";
    return out;
}

std::string asStream(const model::ChatAnswer &answer, bool array)
{
    const auto writer = gemini().serve->makeWriter({.requestedModel = "m", .requestId = "r", .jsonArray = array});
    std::string out;
    for (const model::ChatEvent &event : dialect::eventsOf(answer))
        writer->write(event, out);
    writer->end(out);
    return out;
}

Json whole(const model::ChatAnswer &answer)
{
    Json out = recordings::described(answer);
    out["id"] = answer.id;
    out["extra"] = answer.extra;
    for (const model::ChatChoice &choice : answer.choices) {
        Json parts = Json::array();
        for (const model::Part &part : choice.parts)
            parts.push_back({{"kind", static_cast<int>(part.kind)},
                             {"text", part.text},
                             {"id", part.id},
                             {"name", part.name},
                             {"arguments", part.arguments},
                             {"signature", part.signature},
                             {"extra", part.extra},
                             {"citations", part.citations.size()}});
        out["choices"].push_back({{"index", choice.index},
                                  {"native", choice.nativeFinish},
                                  {"finish", static_cast<int>(choice.finish)},
                                  {"parts", parts}});
    }
    return out;
}

model::ChatAnswer answerOf(const Case &one)
{
    const std::string body = fakes::padded(one.response);
    if (one.responseFile.ends_with(".sse")) {
        auto read = recordings::readStream(gemini(), one.response, one.response.size());
        model::ChatAnswer out = read ? read->answer() : model::ChatAnswer{};
        out.dialect = "gemini";
        return out;
    }
    auto answer = gemini().call->readAnswer(body);
    return answer ? *answer : model::ChatAnswer{};
}

} // namespace

class GeminiRecordingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!recordings::available())
            QSKIP("the recordings are not beside this checkout");
    }

    void requestsComeBack()
    {
        int seen = 0;
        for (const Case &one : all()) {
            if (one.request.is_null())
                continue;
            auto request = read(one.requestText);
            QVERIFY2(request, one.name.c_str());
            model::Receipt receipt;
            const auto body = gemini().call->writeRequest(std::move(*request), {}, receipt);
            QVERIFY2(body, one.name.c_str());
            const Json got = plain(*base::parseJson(*body));
            const Json wanted = plain(one.request);
            QCOMPARE(one.name.c_str() + differences(got, wanted), QByteArray(one.name.c_str()));
            QVERIFY2(receipt.notes().empty(), one.name.c_str());
            ++seen;
        }
        QVERIFY(seen > 10);
    }

    void promptsAreRead()
    {
        for (const Case &one : all()) {
            if (one.request.is_null())
                continue;
            const std::string body = fakes::padded(one.requestText);
            const model::PromptFacts facts = gemini().readPrompt(body);
            QVERIFY2(facts.turns > 0 && !facts.lastUserText.empty(), one.name.c_str());
            QCOMPARE(facts.tools > 0, one.request.contains("tools"));
        }
    }

    void answersAreUnderstood()
    {
        int seen = 0;
        for (const Case &one : all()) {
            if (one.status != 200 || one.responseFile.ends_with(".sse"))
                continue;
            const auto answer = gemini().call->readAnswer(fakes::padded(one.response));
            QVERIFY2(answer, one.name.c_str());
            const Json got = describedWithOwnWords(*answer);
            QCOMPARE(one.name.c_str() + differences(got, recordings::wanted(one)), QByteArray(one.name.c_str()));
            ++seen;
        }
        QVERIFY(seen > 10);
    }

    void streamsAreUnderstoodHoweverTheyAreCut()
    {
        int seen = 0;
        for (const Case &one : all()) {
            if (one.status != 200 || !one.responseFile.ends_with(".sse"))
                continue;
            for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, one.response.size()}) {
                const auto read = recordings::readStream(gemini(), one.response, slice);
                QVERIFY2(read, one.name.c_str());
                QVERIFY2(!read->failure(), one.name.c_str());
                const Json got = describedWithOwnWords(read->answer());
                QCOMPARE(one.name.c_str() + differences(got, recordings::wanted(one)), QByteArray(one.name.c_str()));
            }
            ++seen;
        }
        QVERIFY(seen > 5);
    }

    void ownAnswersReadTheSame()
    {
        for (const Case &one : all()) {
            if (one.status != 200)
                continue;
            const model::ChatAnswer answer = answerOf(one);
            const std::string body =
                fakes::padded(gemini().serve->writeAnswer(answer, {.requestedModel = "m", .requestId = "r"}));
            const auto again = gemini().call->readAnswer(body);
            QVERIFY2(again, one.name.c_str());
            QCOMPARE(one.name.c_str() + differences(whole(*again), whole(answer)), QByteArray(one.name.c_str()));
        }
    }

    void ownStreamsReadTheSame()
    {
        for (const Case &one : all()) {
            if (one.status != 200)
                continue;
            const model::ChatAnswer answer = answerOf(one);
            const auto sse = recordings::readStream(gemini(), asStream(answer, false), 7);
            QVERIFY2(sse, one.name.c_str());
            QCOMPARE(one.name.c_str() + differences(whole(sse->answer()), whole(answer)), QByteArray(one.name.c_str()));
            const auto array = gemini().call->readAnswer(fakes::padded(asStream(answer, true)));
            QVERIFY2(array, one.name.c_str());
            QCOMPARE(one.name.c_str() + differences(whole(*array), whole(answer)), QByteArray(one.name.c_str()));
        }
    }

    void factsAgreeWithTheAnswer()
    {
        for (const Case &one : all()) {
            if (one.status != 200)
                continue;
            const model::ChatAnswer answer = answerOf(one);
            dialect::AnswerFacts facts;
            if (!one.responseFile.ends_with(".sse")) {
                const std::string body = fakes::padded(one.response);
                const auto read = gemini().readAnswer(body);
                QVERIFY2(read, one.name.c_str());
                facts = *read;
                QCOMPARE(std::string(facts.model), answer.model);
            } else {
                dialect::SseReader frames;
                std::string unread = fakes::padded(one.response);
                for (dialect::SseEvent event;
                     frames.next(unread, event, true).value() == dialect::SseReader::Step::Event;) {
                    if (event.hasData) {
                        const auto read = gemini().readEvent(event.type, fakes::padded(std::string(event.data)));
                        QVERIFY2(read, one.name.c_str());
                        facts.content = facts.content || read->content;
                        facts.finished = facts.finished || read->finished;
                        facts.choices |= read->choices;
                        facts.finishedChoices |= read->finishedChoices;
                        if (read->usage)
                            facts.usage = read->usage;
                    }
                    unread.erase(0, event.raw.size());
                }
            }
            QVERIFY2(facts.usage && *facts.usage == answer.usage, one.name.c_str());
            QVERIFY2(facts.finished, one.name.c_str());
            QCOMPARE(facts.choices, std::uint64_t{1});
            QCOMPARE(facts.finishedChoices, std::uint64_t{1});
            QCOMPARE(facts.content, !answer.choices.front().parts.empty());
        }
    }

    void errorsAreUnderstood()
    {
        int seen = 0;
        for (const Case &one : all()) {
            if (one.status == 200)
                continue;
            const dialect::ErrorFacts facts = gemini().readError(one.response);
            QVERIFY2(!facts.message.empty() && !facts.type.empty() && !facts.code.empty(), one.name.c_str());
            QVERIFY2(!gemini().call->readAnswer(fakes::padded(one.response)), one.name.c_str());
            if (facts.message.starts_with("API key not valid"))
                QCOMPARE(facts.code, std::string("API_KEY_INVALID"));
            ++seen;
        }
        QVERIFY(seen > 2);
    }
};

QTEST_GUILESS_MAIN(GeminiRecordingsTest)
#include "gemini_recordings_test.moc"
