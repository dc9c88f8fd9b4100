#include <QTest>

#include "base/json.h"
#include "server/reference.h"

using base::at;
using base::Json;

class ReferenceTest final : public QObject {
    Q_OBJECT
    Json m_document;

    const Json &operation(const char *method, const char *path)
    {
        return at(at(at(m_document, "paths"), path), method);
    }
    const Json &error(const char *name) { return at(at(at(m_document, "components"), "responses"), name); }
    static const Json &exampleOf(const Json &response)
    {
        return at(at(at(response, "content"), "application/json"), "example");
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto document = base::parseJson(server::referenceJson());
        QVERIFY(document);
        m_document = std::move(*document);
    }
    void everyOperationIsDescribedWithAnExample()
    {
        int operations = 0;
        for (const auto &[path, methods] : at(m_document, "paths").items())
            for (const auto &[method, one] : methods.items()) {
                const std::string name = method + " " + path;
                ++operations;
                for (const char *text : {"operationId", "summary", "description", "x-role"})
                    QVERIFY2(!base::textOr(at(one, text)).empty(), name.c_str());
                QVERIFY2(at(one, "tags").size() == 1, name.c_str());
                for (const auto &[type, media] : at(at(one, "requestBody"), "content").items())
                    QVERIFY2(!at(media, "example").is_null(), (name + " takes " + type).c_str());
                const Json &good = at(one, "responses").begin().value();
                for (const auto &[type, media] : at(good, "content").items())
                    QVERIFY2(media.contains("example") || type != "application/json", (name + " " + type).c_str());
            }
        QVERIFY(operations > 150);
    }
    void eachDialectTellsErrorsInItsOwnWords()
    {
        QCOMPARE(base::textOr(at(at(exampleOf(error("openai.429")), "error"), "code")),
                 std::string("rate_limit_exceeded"));
        QCOMPARE(base::textOr(at(exampleOf(error("anthropic.429")), "type")), std::string("error"));
        QCOMPARE(base::textOr(at(at(exampleOf(error("gemini.401")), "error"), "status")),
                 std::string("UNAUTHENTICATED"));
        QCOMPARE(base::textOr(at(at(exampleOf(error("422")), "error"), "code")), std::string("invalid_field"));
    }
    void eachDialectShowsItsKeyInItsOwnWay()
    {
        const auto key = [&](const char *path) { return base::dump(at(operation("post", path), "security")); };
        QCOMPARE(key("/v1/chat/completions"), std::string(R"([{"key":[]}])"));
        QCOMPARE(key("/v1/messages"), std::string(R"([{"anthropic":[]}])"));
        QCOMPARE(key("/v1beta/models/{model}:generateContent"), std::string(R"([{"gemini":[]}])"));
        QCOMPARE(base::dump(at(operation("get", "/health"), "security")), std::string("[]"));
    }
    void formsAndStreamsAreTold()
    {
        const Json &form = at(at(operation("post", "/v1/audio/transcriptions"), "requestBody"), "content");
        const Json &file = at(at(at(at(form, "multipart/form-data"), "schema"), "properties"), "file");
        QCOMPARE(base::textOr(at(file, "format")), std::string("binary"));
        const Json &content = at(at(at(operation("post", "/v1/messages"), "responses"), "200"), "content");
        const std::string events = base::textOr(at(at(content, "text/event-stream"), "example"));
        QVERIFY(events.starts_with("event: message_start\ndata: {"));
        QVERIFY(events.find("event: message_stop\n") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ReferenceTest)
#include "reference_test.moc"
