#include <QTest>

#include "upstream/outbound_rules.h"

class OutboundRulesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void origins_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("want"); // empty: refused
        const auto row = [](const char *url, const char *want) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(want);
        };
        row("https://api.openai.com/v1", "https://api.openai.com:443");
        row("HTTP://Host:8080", "http://host:8080");
        row("http://[::1]:11434/v1", "http://[::1]:11434");
        row("http://127.0.0.1/v1", "http://127.0.0.1:80");
        row("ftp://host/", "");
        row("file:///etc/passwd", "");
        row("host/v1", "");
        row("", "");
        row("https://user@host/v1", "");
        row("https://good.example@evil.example/v1", "");
        row("https://host\\@evil/v1", "");
        row("https://host/v1?x=1", "");
        row("https://host/v1#x", "");
        row("https://host:0/v1", "");
        row("https://host:99999/v1", "");
        row("https://host:80a/v1", "");
        row("https:///v1", "");
        row("https://ho st/v1", "");
        row("https://host/v1\r\nX: y", "");
        row("https://h\xC3\xB6st/v1", "");
        row("http://[::1/v1", "");
        row("http://[evil]/v1", "");
    }
    void origins()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, want);
        const auto origin = upstream::originOf(url.toStdString());
        QCOMPARE(QByteArray::fromStdString(origin ? *origin : std::string()), want);
    }
    void onlyTheHostSaysThatTheSandboxAnswers()
    {
        for (const char *url : {"https://sandbox.invalid/v1", "https://openai.sandbox.invalid/v1",
                                "http://a.b.SANDBOX.sandbox.invalid:8080"})
            QVERIFY2(upstream::isPlayedHere(url), url);
        for (const char *url :
             {"https://api.openai.com/v1", "https://host/sandbox.invalid", "https://mysandbox.invalid/v1",
              "https://sandbox.invalid.example.com/v1", "https://user@sandbox.invalid/v1", "sandbox.invalid", ""})
            QVERIFY2(!upstream::isPlayedHere(url), url);
    }
    void headersThatAreOursOrBreakTheLineAreRefused()
    {
        for (const char *name : {"", "a b", "a:", "a\r\nb", "Authorization", "HOST", "content-length", "Cookie",
                                 "\xC3\xA9", "Transfer-Encoding"})
            QVERIFY2(!upstream::checkHeaderName(name), name);
        QVERIFY(upstream::checkHeaderName("OpenAI-Organization") && upstream::checkHeaderName("x-title"));
        using namespace std::string_view_literals;
        for (const std::string_view value : {"a\r\nX-Injected: yes"sv, "a\n"sv, "\0"sv, "caf\xC3\xA9"sv, "\x7F"sv})
            QVERIFY(!upstream::checkHeaderValue(value));
        QVERIFY(upstream::checkHeaderValue("My App\t1.0"));
    }
};

QTEST_APPLESS_MAIN(OutboundRulesTest)
#include "outbound_rules_test.moc"
