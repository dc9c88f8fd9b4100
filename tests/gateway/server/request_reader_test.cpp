#include "gateway/server/request_reader_fixture.h"

using namespace reader_test;
using server::EdgeLimits;
using server::RequestReader;

namespace {

void refusal(const char *name, const std::string &bytes, int status)
{
    QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
}

void lengthRows()
{
    const std::string chunk = "0\r\n\r\n";
    refusal("A1 length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunk), 400);
    refusal("A1 chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunk), 400);
    refusal("A1 length zero and chunked", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", chunk), 400);
    refusal("A2 two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
    refusal("A2 two different lengths", post("Content-Length: 5\r\nContent-Length: 40\r\n", "hello"), 400);
    refusal("A2 list of lengths", post("Content-Length: 5,5\r\n", "hello"), 400);
    refusal("A2 twins in another case", post("Content-Length: 5\r\ncontent-length: 5\r\n", "hello"), 400);
    refusal("A3 length with plus", post("Content-Length: +5\r\n", "hello"), 400);
    refusal("A3 negative length", post("Content-Length: -1\r\n"), 400);
    refusal("A3 empty length", post("Content-Length:\r\n"), 400);
    refusal("A3 length of spaces", post("Content-Length:   \r\n"), 400);
    refusal("A3 hexadecimal length", post("Content-Length: 0x10\r\n", "0123456789abcdef"), 400);
    refusal("A3 space within the length", post("Content-Length: 5 6\r\n", "hello"), 400);
    refusal("A3 tab after the length", post("Content-Length: 5\t\r\n", "hello"), 400);
    refusal("A3 letters after the length", post("Content-Length: 5abc\r\n", "hello"), 400);
    refusal("A3 length 2^63", post("Content-Length: 9223372036854775808\r\n"), 413);
    refusal("A3 length 2^64-1", post("Content-Length: 18446744073709551615\r\n"), 413);
    refusal("A3 length 2^64+5", post("Content-Length: 18446744073709551621\r\n"), 413);
    refusal("A3 length of 30 digits", post("Content-Length: 123456789012345678901234567890\r\n"), 413);
    refusal("A3 Arabic digit", post("Content-Length: \xd9\xa5\r\n", "hello"), 400);
    refusal("A3 one byte over the limit", post("Content-Length: 33554433\r\n"), 413);
    for (const char *coding : {"xchunked", "chunked, identity", "gzip", "identity", "chunked,chunked",
                               "\x0b"
                               "chunked",
                               "chunked;q=1", "\"chunked\"", ""})
        refusal(qPrintable(QStringLiteral("A4 coding '%1'").arg(QLatin1String(coding))),
                post("Transfer-Encoding: " + std::string(coding) + "\r\n", chunk), 400);
    refusal("A4 two coding lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunk), 400);
    refusal("A4 space before the colon", post("Transfer-Encoding : chunked\r\n", chunk), 400);
    refusal("A4 chunked on HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk, 400);
}

void chunkRows()
{
    refusal("A5 size of letters", chunked("zz\r\n"), 400);
    refusal("A5 size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 negative size", chunked("-1\r\n"), 400);
    refusal("A5 size with plus", chunked("+5\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 space after the size", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 space before the size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 no size", chunked("\r\nhello\r\n"), 400);
    refusal("A5 17 digits", chunked("00000000000000005\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 a size that wraps around", chunked("ffffffffffffffff\r\nhello"), 413);
    refusal("A5 size line with LF alone", chunked("5\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 size line with CR alone", chunked("5\rhello\r\n0\r\n\r\n"), 400);
    refusal("A5 nothing after the data", chunked("5\r\nhello0\r\n\r\n"), 400);
    refusal("A5 LF alone after the data", chunked("5\r\nhello\n0\r\n\r\n"), 400);
    refusal("A5 more data than announced", chunked("5\r\nhelloXX\r\n0\r\n\r\n"), 400);
    refusal("A5 extension of 64 KiB", chunked("5;a=" + std::string(65536, 'x') + "\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 extensions that add up", chunked(repeat("1;a=" + std::string(500, 'x') + "\r\nx\r\n", 10)), 400);
    refusal("A5 NUL in an extension", chunked(std::string("5;a=\0\r\nhello\r\n", 14)), 400);
    for (const char *extension : {"", ";", "a;", "a=", "a==b", "a=b=c", "=b", "a=b\"c\"", "a=\"b\"c", "\"a\"", "a;;b"})
        refusal(qPrintable(QStringLiteral("A5 half an extension '%1'").arg(QLatin1String(extension))),
                chunked("5;" + std::string(extension) + "\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 space in an extension", chunked("5;a= b\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 line end within the quotes of an extension", chunked("5;a=\"b\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 escaped end of the quotes", chunked("5;a=\"b\\\"\r\nhello\r\n0\r\n\r\n"), 400);
    refusal("A5 trailer with authorization", chunked("0\r\nAuthorization: Bearer x\r\n\r\n"), 400);
    refusal("A5 trailer with content-length", chunked("0\r\nContent-Length: 5\r\n\r\n"), 400);
    refusal("A5 folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), 400);
    refusal("A5 trailer with LF alone", chunked("0\r\nA: b\n\r\n"), 400);
    refusal("A5 too many trailers", chunked("0\r\n" + repeat("A: b\r\n", 101) + "\r\n"), 431);
    refusal("A5 chunks over the limit", chunked("2000001\r\n"), 413);
}

void headerRows()
{
    refusal("A6 space before the colon", head("Host: a\r\nName : x\r\n"), 400);
    refusal("A6 leading space", head(" Host: a\r\n"), 400);
    refusal("A6 folded line", head("Host: a\r\nX: a\r\n b\r\n"), 400);
    refusal("A6 folded with a tab", head("Host: a\r\nX: a\r\n\tb\r\n"), 400);
    refusal("A6 NUL in a value", head(std::string("Host: a\r\nX: a\0b\r\n", 17)), 400);
    refusal("A6 CR alone in a value", head("Host: a\r\nX: a\rb\r\n"), 400);
    refusal("A6 LF alone ends a line", head("Host: a\nX: b\r\n"), 400);
    refusal("A6 LF alone ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400);
    refusal("A6 LF alone everywhere", "GET / HTTP/1.1\nHost: a\n\n", 400);
    refusal("A6 no colon", head("Host: a\r\nname\r\n"), 400);
    refusal("A6 empty name", head("Host: a\r\n: x\r\n"), 400);
    refusal("A6 0x80 in a name", head("Host: a\r\nN\x80: x\r\n"), 400);
    refusal("A6 0xff in a name", head("Host: a\r\n\xff: x\r\n"), 400);
    refusal("A6 DEL in a value", head("Host: a\r\nX: \x7f\r\n"), 400);
    refusal("A6 parenthesis in a name", head("Host: a\r\nX(y): x\r\n"), 400);
    refusal("A7 no host", head("X: y\r\n"), 400);
    refusal("A7 no host on HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400);
    refusal("A7 host twice", head("Host: a\r\nHost: a\r\n"), 400);
    refusal("A7 empty host", head("Host:\r\n"), 400);
    refusal("A7 list of hosts", head("Host: a,b\r\n"), 400);
    refusal("A7 host with a user", head("Host: u@a\r\n"), 400);
    refusal("A7 host with a path", head("Host: a/b\r\n"), 400);
    refusal("A7 host with a bad port", head("Host: a:x\r\n"), 400);
    refusal("A7 host with an empty port", head("Host: a:\r\n"), 400);
    refusal("A7 host with an open bracket", head("Host: [::1\r\n"), 400);
    refusal("A7 absolute target", get("http://b/"), 400);
    refusal("A7 absolute target of the host", get("http://a/"), 400);
    refusal("A7 authority target", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A7 asterisk target", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("origin twice", head("Host: a\r\nOrigin: http://a\r\nOrigin: null\r\n"), 400);
    refusal("sec-fetch-site twice", head("Host: a\r\nSec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n"), 400);
    refusal("A13 gzip body", post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "x"), 415);
    refusal("A13 two encodings", post("Content-Encoding: identity, br\r\nContent-Length: 1\r\n", "x"), 415);
    refusal("A13 boundary of 10 MB",
            post("Content-Type: multipart/form-data; boundary=" + std::string(10'000'000, 'x') + "\r\n"), 431);
    refusal("an expectation nobody can meet", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417);
}

void lineRows()
{
    refusal("A8 unknown method", "FOO / HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    refusal("A8 method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    refusal("A8 TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405);
    refusal("A8 method that is no token", "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 tab for the space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400);
    refusal("A8 space within the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 HTTP/0.9 without a version", "GET /\r\n\r\n", 400);
    refusal("A8 HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505);
    refusal("A8 HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
    refusal("A8 HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505);
    refusal("A8 HTTP/11.1", "GET / HTTP/11.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 lower case http", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    refusal("A8 TLS ClientHello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400);
    refusal("A8 websocket upgrade", head("Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"), 426);
    refusal("A8 websocket upgrade by POST", "POST /api/v1/events HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n",
            426);
    refusal("A8 another upgrade of events", "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nUpgrade: tls\r\n\r\n", 426);
    refusal("A8 CR alone in the line", "GET / \rHTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("A8 NUL in the line", std::string("GET /\0 HTTP/1.1\r\n", 17), 400);
    refusal("A8 two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refusal("a fragment", get("/a#b"), 400);
    refusal("a raw 0x80 in the path", get("/\x80"), 400);
    refusal("A9 line of 8 KiB + 1", get("/" + std::string(8192 + 1 - 14, 'a')), 414);
    refusal("A9 target of 64 KiB", get("/" + std::string(65536, 'a')), 414);
    refusal("A9 endless line", "GET /" + std::string(70000, 'a'), 414);
    refusal("A9 bad byte behind the limit", "GET /" + std::string(9000, 'a') + "\x01", 414);
    refusal("A9 header field of 16 KiB + 1", head("Host: a\r\nX: " + std::string(16 * 1024 + 1 - 3, 'x') + "\r\n"),
            431);
    refusal("A9 headers of more than 32 KiB", head("Host: a\r\n" + repeat("X: " + std::string(1000, 'x') + "\r\n", 33)),
            431);
    refusal("A9 endless header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x'), 431);
    refusal("A9 101 headers", head("Host: a\r\n" + repeat("X: y\r\n", 100)), 431);
    for (const char *path :
         {"/v1/../admin", "/..",         "/v1/..",    "/./x",      "/v1/.",       "/v1/%2e%2e/admin", "/v1/%2E",
          "/v1%2fadmin",  "/v1%2Fadmin", "//",        "//v1",      "/v1//admin",  "/v1%00",           "/v1%c0%ae",
          "/v1%ff",       "/v1;x",       "/v1;x=1/y", "/v1%3bx",   "/v1%5cadmin", "/v1\\admin",       "/v1%",
          "/v1%2",        "/v1%zz",      "/v1%0d%0a", "/%ed%a0%80"})
        refusal(qPrintable(QStringLiteral("A11 %1").arg(QLatin1String(path))), get(path), 404);
}

} // namespace

class RequestReaderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        lengthRows();
        chunkRows();
        headerRows();
        lineRows();
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const std::string text = bytes.toStdString();
        const Outcome whole = readWhole(text);
        QCOMPARE(whole.status, status);
        QVERIFY(whole.calls.empty());
        QVERIFY(!whole.code.empty());
        compareAllCuts(text, whole);
    }
    /// Whatever follows a refused request is never run.
    void runsNothingBehindARefusal()
    {
        for (const char *bad : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: -1\r\n",
                                "Transfer-Encoding: xchunked\r\n", "Content-Length: 0\r\nContent-Length: 35\r\n"}) {
            const Outcome outcome = readWhole(post(bad, "0\r\n\r\n" + get("/hidden")));
            QCOMPARE(outcome.status, 400);
            QVERIFY(outcome.calls.empty());
        }
    }

    void accepts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const std::string &bytes, const char *line, const std::string &body) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(line)
                                << QByteArray::fromStdString(body);
        };
        row("plain", get("/health"), "GET /health ", "");
        row("query", get("/a?b=/../;c"), "GET /a b=/../;c", "");
        row("empty query", get("/a?"), "GET /a ", "");
        row("slash at the end", get("/a/"), "GET /a/ ", "");
        row("dots within a segment", get("/v1/..a/b..c"), "GET /v1/..a/b..c ", "");
        row("colon in the path", get("/v1beta/models/g-1.5:generateContent"),
            "GET /v1beta/models/g-1.5:generateContent ", "");
        row("escaped UTF-8", get("/%e4%b8%ad%20x"), "GET /%e4%b8%ad%20x ", "");
        row("one empty line first", "\r\n" + get("/"), "GET / ", "");
        row("HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET / ", "");
        row("spaces around the length", post("Content-Length:  5 \r\n", "hello"), "POST /v1/x ", "hello");
        row("length with zeros in front", post("Content-Length: 0005\r\n", "hello"), "POST /v1/x ", "hello");
        row("length zero", post("Content-Length: 0\r\n"), "POST /v1/x ", "");
        row("no length", post(""), "POST /v1/x ", "");
        row("body with line ends", post("Content-Length: 6\r\n", "\r\n\r\n\r\n"), "POST /v1/x ", "\r\n\r\n\r\n");
        row("chunked", chunked("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"), "POST /v1/x ", "hello!");
        row("chunked in capitals", post("TRANSFER-ENCODING: Chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n"),
            "POST /v1/x ", "0123456789");
        row("chunk size of 16 digits", chunked("0000000000000005\r\nhello\r\n0\r\n\r\n"), "POST /v1/x ", "hello");
        row("chunk extension", chunked("5;a=b;c=\"d \\\" e\"\r\nhello\r\n0;x\r\n\r\n"), "POST /v1/x ", "hello");
        row("chunk trailer", chunked("5\r\nhello\r\n0\r\nX-Sum: 1\r\nY: \r\n\r\n"), "POST /v1/x ", "hello");
        row("empty chunked body", chunked("0\r\n\r\n"), "POST /v1/x ", "");
        row("an offer of HTTP/2 is ignored", head("Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"),
            "GET / ", "");
        row("a WebSocket where there are events",
            "GET /api/v1/events HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
            "GET /api/v1/events ", "");
        row("identity encoding", post("Content-Encoding: identity\r\nContent-Length: 1\r\n", "x"), "POST /v1/x ", "x");
        row("old bytes in a value", head("Host: a\r\nX: caf\xe9\r\n"), "GET / ", "");
        row("empty value", head("Host: a\r\nX:\r\nY: \t \r\n"), "GET / ", "");
        row("host with a port", head("Host: [::1]:4141\r\n"), "GET / ", "");
        row("100 headers", head("Host: a\r\n" + repeat("X: y\r\n", 99)), "GET / ", "");
        row("longest line", get("/" + std::string(8192 - 14, 'a')),
            ("GET /" + std::string(8192 - 14, 'a') + " ").c_str(), "");
        row("longest field", head("Host: a\r\nX: " + std::string(16 * 1024 - 3, 'x') + "\r\n"), "GET / ", "");
    }
    void accepts()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, body);
        const std::string text = bytes.toStdString();
        const Outcome whole = readWhole(text);
        QCOMPARE(whole.status, 0);
        QCOMPARE(whole.calls.size(), std::size_t{1});
        QCOMPARE(QByteArray::fromStdString(whole.calls[0].line), line);
        QCOMPARE(QByteArray::fromStdString(whole.calls[0].body), body);
        QVERIFY(!whole.unfinished);
        compareAllCuts(text, whole);
    }

    void readsPipelinedRequestsInOrder()
    {
        const std::string text =
            get("/1") + post("Content-Length: 3\r\n", "abc") + chunked("3\r\nxyz\r\n0\r\nT: u\r\n\r\n") + get("/4");
        const Outcome whole = readWhole(text);
        QCOMPARE(whole.calls.size(), std::size_t{4});
        QCOMPARE(whole.calls[1].body, std::string("abc"));
        QCOMPARE(whole.calls[2].body, std::string("xyz"));
        QCOMPARE(whole.calls[3].line, std::string("GET /4 "));
        compareAllCuts(text, whole);
    }

    void keepAlive_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n") << false;
        QTest::newRow("1.1 close in a list")
            << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\n\r\n") << false;
        QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
                                        << true;
        QTest::newRow("1.0 both") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n")
                                  << false;
    }
    void keepAlive()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, keepAlive);
        const Outcome outcome = readWhole(bytes.toStdString());
        QCOMPARE(outcome.calls.size(), std::size_t{1});
        QCOMPARE(outcome.calls[0].keepAlive, keepAlive);
    }

    void findsHeadersByNameInAnyCase()
    {
        const EdgeLimits limits;
        RequestReader reader(limits);
        const std::string text = head("Host: a\r\nAuThorization:  Bearer k \r\nX-Empty:\r\n");
        QCOMPARE(reader.feed(text), text.size());
        QCOMPARE(reader.host(), std::string_view("a"));
        reader.admit();
        const auto call = reader.take();
        QCOMPARE(call.header("authorization"), std::string_view("Bearer k"));
        QCOMPARE(call.header("x-empty"), std::string_view());
        QCOMPARE(call.headers.size(), std::size_t{3});
        QVERIFY(!reader.started());
    }

    void tellsWhenTheClientWaitsForContinue()
    {
        const EdgeLimits limits;
        RequestReader reader(limits);
        reader.feed(post("Expect: 100-Continue\r\nContent-Length: 2\r\n"));
        QVERIFY(!reader.wantsContinue());
        reader.admit();
        QVERIFY(reader.wantsContinue());
        reader.feed("a");
        QVERIFY(!reader.wantsContinue());
    }

    void receivesALargeBodyInPlace()
    {
        const EdgeLimits limits;
        RequestReader reader(limits);
        const std::string body(5'000'000, 'b');
        reader.feed(post("Content-Length: 5000000\r\n"));
        reader.admit();
        for (std::size_t at = 0; reader.bodyLeft() > 0;) {
            const std::size_t room = std::min<std::size_t>(reader.bodyLeft(), 300'000);
            const auto got = reader.fillBody(room, [&](char *to) -> std::int64_t {
                const std::size_t size = std::min<std::size_t>(room, 123'457);
                std::copy_n(body.data() + at, size, to);
                return static_cast<std::int64_t>(size);
            });
            at += static_cast<std::size_t>(got);
        }
        QCOMPARE(reader.state(), RequestReader::State::Complete);
        QVERIFY(reader.take().body == body);
    }

    void aFailedReceiveChangesNothing()
    {
        const EdgeLimits limits;
        RequestReader reader(limits);
        reader.feed(post("Content-Length: 100000\r\n", "abc"));
        reader.admit();
        reader.feed("abc");
        QCOMPARE(reader.fillBody(1000, [](char *) -> std::int64_t { return -1; }), std::int64_t{-1});
        QCOMPARE(reader.bodyLeft(), std::size_t{99997});
        QCOMPARE(reader.bodyBytes(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(RequestReaderTest)
#include "request_reader_test.moc"
