#include <QtTest>

#include "logs/redaction.h"

namespace {

const std::string kKey = "sk-CANARY-Zq81hWm4TtB7pLx0";

std::string without(std::string text, const std::string &secret)
{
    logs::hideSecret(text, secret);
    return text;
}

std::string known(std::string text)
{
    logs::hideKnownForms(text);
    return text;
}

std::string base64(const std::string &text)
{
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

} // namespace

class RedactionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takes_a_known_secret_out_in_every_form_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("want");
        const auto row = [](const char *name, const std::string &text, const char *want) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromLatin1(want);
        };
        row("as it is", "said " + kKey + ".", "said ***.");
        row("twice", kKey + kKey, "******");
        row("hexadecimal", QByteArray::fromStdString(kKey).toHex().toStdString(), "***");
        row("its beginning, cut off", "it was " + kKey.substr(0, 15), "it was ***");
        row("its end", "..." + kKey.substr(8), "...***");
        row("another text", "sk-CANARY is short", "sk-CANARY is short");
    }
    void takes_a_known_secret_out_in_every_form()
    {
        QFETCH(QString, text);
        QFETCH(QString, want);
        QCOMPARE(QString::fromStdString(without(text.toStdString(), kKey)), want);
    }

    void base64_hides_nothing_wherever_it_begins()
    {
        for (const char *before : {"", "u", "us", "use"})
            for (const char *after : {"", ":", ":x"}) {
                const std::string got = without(base64(before + kKey + after), kKey);
                QVERIFY2(got.find("***") != std::string::npos, got.c_str());
                QVERIFY2(got.size() < 16, got.c_str()); // what is left belongs to the neighbours, but for a few bits
            }
    }

    void percent_encoding_hides_nothing()
    {
        QCOMPARE(without("key%3Dabc%2Bdef%2Fghi%3D&x", "key=abc+def/ghi="), std::string("***&x"));
    }

    void takes_the_pieces_of_a_file_of_secrets_out()
    {
        const std::string file = R"({"type":"service_account","private_key":"MIIEvQIBADANBgkqhkiG9w0BAQ"})";
        QCOMPARE(without("the key MIIEvQIBADANBgkqhkiG9w0BAQ is bad", file), std::string("the key *** is bad"));
        const std::string pair = "AKID0123456789ABCDEF:wJalrXUtnFEMI/K7MDENG/bPxRfiCY";
        QCOMPARE(without("wJalrXUtnFEMI/K7MDENG/bPxRfiCY", pair), std::string("***"));
    }

    void a_word_is_no_secret() { QCOMPARE(without("a test of it", "test"), std::string("a test of it")); }

    void knows_what_looks_like_a_secret_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("want");
        const auto row = [](const char *text, const char *want) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(want);
        };
        row("Authorization: Bearer abcdefghijkl", "Authorization: ***");
        row("{'authorization': 'Bearer abcdefgh', 'x': 1}", "{'authorization': ***, 'x': 1}");
        row("x-api-key: 0123", "x-api-key: ***");
        row("Set-Cookie: sid=1; path=/", "Set-Cookie: ***");
        row("sent bearer 0123456789ab to it", "sent Bearer *** to it");
        row("GET /v1?key=AbC123&alt=sse", "GET /v1?key=***&alt=sse");
        row("client_secret=hunter2&x=1", "client_secret=***&x=1");
        row(R"({"password":"hunter2","user":"ana"})", R"({"password":"***","user":"ana"})");
        row("password: hunter2 was wrong", "password: *** was wrong");
        row("callback?code=4/0Ab&state=xyz", "callback?code=***&state=***");
        row("Incorrect API key provided: sk-proj-0123456789ABCDEF.", "Incorrect API key provided: ***.");
        row("the client key sy-abcdefghijklmnopqrstuvwxyz", "the client key ***");
        row("AIzaSyA0123456789abcdefghij", "***");
        row("AKIAIOSFODNN7EXAMPLE", "***");
        row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "***");
        row("http://ana:hunter2@proxy:3128/", "http://***@proxy:3128/");
        row("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end", "*** end");
        row("-----BEGIN RSA PRIVATE KEY-----\nMIIE", "***");
        row("max_tokens=5, provider prov_01a202c7899d7e66924ed22307b43cb1",
            "max_tokens=5, provider prov_01a202c7899d7e66924ed22307b43cb1");
        row("the token endpoint did not answer", "the token endpoint did not answer");
        row("https://api.example.com/v1/models", "https://api.example.com/v1/models");
    }
    void knows_what_looks_like_a_secret()
    {
        QFETCH(QString, text);
        QFETCH(QString, want);
        QCOMPARE(QString::fromStdString(known(text.toStdString())), want);
    }

    void knows_fields_that_are_not_spoken_of()
    {
        for (const char *name : {"Authorization", "provider_secret", "prompt", "messages", "key", "content", "api_key"})
            QVERIFY2(logs::isUnspeakable(name), name);
        for (const char *name : {"provider", "request_id", "status", "key_id", "addresses"})
            QVERIFY2(!logs::isUnspeakable(name), name);
    }
};

QTEST_GUILESS_MAIN(RedactionTest)
#include "redaction_test.moc"
