#include "upstream/plain_place.h"

#include <cstring>

#include <QTest>
#include <arpa/inet.h>
#include <netinet/in.h>

#include "upstream/prepared.h"

using upstream::plainPlaceOf;
using upstream::Prepared;

namespace {

std::string addressOf(const upstream::PlainPlace &place)
{
    char text[INET6_ADDRSTRLEN] = {};
    if (place.address.ss_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &place.address, sizeof four);
        ::inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
        return text + std::string(" ") + std::to_string(ntohs(four.sin_port));
    }
    sockaddr_in6 six{};
    std::memcpy(&six, &place.address, sizeof six);
    ::inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    return text + std::string(" ") + std::to_string(ntohs(six.sin6_port));
}

void add(curl_slist *&list, const char *line)
{
    list = curl_slist_append(list, line);
}

} // namespace

class PlainPlaceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addressesInNumbers()
    {
        const auto four = plainPlaceOf("http://127.0.0.1:11434/v1/chat/completions?a=b");
        QVERIFY(four.has_value());
        QCOMPARE(addressOf(*four), "127.0.0.1 11434");
        QCOMPARE(four->host, "127.0.0.1:11434");
        QCOMPARE(four->target, "/v1/chat/completions?a=b");
        const auto six = plainPlaceOf("http://[::1]:8080/x");
        QVERIFY(six.has_value());
        QCOMPARE(addressOf(*six), "::1 8080");
        QCOMPARE(six->host, "[::1]:8080");
        QCOMPARE(addressOf(*plainPlaceOf("http://10.0.0.7/x")), "10.0.0.7 80");
        QCOMPARE(addressOf(*plainPlaceOf("http://[fe80::1]/x")), "fe80::1 80");
    }

    void everythingElseIsLibcurls_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url :
             {"https://127.0.0.1/x", "http://localhost:1/x", "http://example.com/x", "http://127.1/x",
              "http://127.0.0.1", "http://127.0.0.1:0/x", "http://127.0.0.1:70000/x", "http://127.0.0.1:/x",
              "http://127.0.0.1:+1/x", "http://user@127.0.0.1/x", "http://127.0.0.1/a/../b", "http://127.0.0.1/a b",
              "http://127.0.0.1/a#b", "http://[fe80::1%25eth0]/x", "http://::1/x", "http:/127.0.0.1/x",
              "ftp://127.0.0.1/x", ""})
            QTest::newRow(url) << QString::fromUtf8(url);
        QTest::newRow("a line end") << QStringLiteral("http://127.0.0.1/a\r\nb: c");
    }
    void everythingElseIsLibcurls()
    {
        QFETCH(const QString, url);
        QVERIFY(!plainPlaceOf(url.toStdString()));
    }

    void theHeadSaysWhatLibcurlWould()
    {
        Prepared prepared;
        prepared.url = "http://127.0.0.1:1/v1";
        add(prepared.headers, "Content-Type: application/json");
        add(prepared.headers, "X-Empty: ");
        add(prepared.headers, "Authorization: Bearer k");
        prepared.preparePlain();
        QVERIFY(prepared.plain.has_value());
        QCOMPARE(prepared.plainHead,
                 "POST /v1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nUser-Agent: switchyard/" SWITCHYARD_VERSION
                 "\r\nAccept: */*\r\nContent-Type: application/json\r\nAuthorization: Bearer k\r\n");
    }

    void aListMayHaveWordsOfItsOwn()
    {
        Prepared prepared;
        prepared.url = "http://127.0.0.1:1/v1";
        add(prepared.headers, "user-agent: me");
        add(prepared.headers, "Accept: text/event-stream");
        prepared.preparePlain();
        QCOMPARE(prepared.plainHead,
                 "POST /v1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nuser-agent: me\r\nAccept: text/event-stream\r\n");
    }

    void aListThatSpeaksOfFramingIsLibcurls()
    {
        for (const char *line :
             {"Host: elsewhere", "content-length: 3", "Transfer-Encoding: chunked", "Connection: close"}) {
            Prepared prepared;
            prepared.url = "http://127.0.0.1:1/v1";
            add(prepared.headers, line);
            prepared.preparePlain();
            QVERIFY2(!prepared.plain && prepared.plainHead.empty(), line);
        }
    }
};

QTEST_GUILESS_MAIN(PlainPlaceTest)
#include "plain_place_test.moc"
