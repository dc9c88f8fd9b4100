#include "gateway/server/edge_server_fixture.h"

#include <string>

#include <QElapsedTimer>
#include <QTest>

#include "base/json.h"

using edge_test::Client;
using edge_test::Edge;
using edge_test::Response;

/// What is refused for its form, its size or its slowness.
class EdgeRefusalsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesAndLetsTheClientReadIt_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("two lengths") << QByteArray("Content-Length: 1\r\nContent-Length: 2\r\n") << 400;
        QTest::newRow("too large") << QByteArray("Content-Length: 33554433\r\n") << 413;
        QTest::newRow("foreign page") << QByteArray("Origin: https://evil.example\r\n") << 403;
        QTest::newRow("cross-site") << QByteArray("Sec-Fetch-Site: cross-site\r\n") << 403;
        QTest::newRow("compressed") << QByteArray("Content-Encoding: gzip\r\n") << 415;
        QTest::newRow("websocket") << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\n") << 426;
        QTest::newRow("too many headers") << QByteArray("a: b\r\n").repeated(100) << 431;
    }
    void refusesAndLetsTheClientReadIt()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, status);
        Edge edge;
        Client client(edge.port);
        client.send(client.request("POST /echo", headers.toStdString(), std::string(40'000, 'x')));
        const Response response = client.read();
        QCOMPARE(response.status, status);
        QVERIFY(response.whole);
        QCOMPARE(response.headers.at("connection"), std::string("close"));
        QCOMPARE(response.headers.at("content-type"), std::string("application/json"));
        for (const auto &[name, value] : response.headers)
            QVERIFY(!base::startsWithIgnoringCase(name, "access-control-"));
        const auto json = base::parseJson(response.body);
        QVERIFY(json.has_value());
        const base::Json &error = base::at(*json, "error");
        QVERIFY(!base::textOr(base::at(error, "message")).empty());
        QCOMPARE(base::textOr(base::at(error, "type")), std::string("invalid_request_error"));
        QCOMPARE(base::textOr(base::at(error, "request_id")), response.headers.at("x-request-id"));
        QVERIFY(client.closed() && !client.wasReset());
        QCOMPARE(edge.sink.counts.requests.load(), 0);
    }

    void aForeignHostIsRefusedBeforeAnythingElse()
    {
        Edge edge;
        for (const char *line : {"GET /health", "GET /../x", "POST /echo", "OPTIONS /x", "FOO /x"}) {
            Client client(edge.port);
            client.send(std::string(line) + " HTTP/1.1\r\nHost: evil.example\r\nContent-Encoding: gzip\r\n\r\n");
            QCOMPARE(client.read().status, 421);
        }
        QCOMPARE(edge.sink.counts.requests.load(), 0);
    }

    void aRefusalBehindGoodRequestsComesInItsTurn()
    {
        Edge edge;
        Client client(edge.port);
        client.send(client.request("GET /slow?1") + client.request("GET /hello") + "GET / HTTP/3.0\r\n\r\n");
        QCOMPARE(client.read().body, std::string("slow 1"));
        QCOMPARE(client.read().body, std::string("hello"));
        QCOMPARE(client.read().status, 505);
        QVERIFY(client.closed());
    }

    void aLimitIsFeltWhileReading()
    {
        server::EdgeLimits limits;
        limits.body = 1000;
        limits.headerBlock = 400;
        Edge edge(limits);
        Client chunks(edge.port);
        chunks.send(chunks.request("POST /echo", "Transfer-Encoding: chunked\r\n",
                                   "3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\n"));
        QCOMPARE(chunks.read().status, 413);
        Client endless(edge.port);
        endless.send("GET / HTTP/1.1\r\nX: " + std::string(500, 'x'));
        QCOMPARE(endless.read().status, 431);
    }

    void aRequestCutShortIsToldSo()
    {
        Edge edge;
        Client client(edge.port);
        client.send(client.request("POST /echo", "Content-Length: 10\r\n", "half"));
        client.halfClose();
        QCOMPARE(client.read().status, 400);
        QVERIFY(client.closed());
        QCOMPARE(edge.sink.counts.requests.load(), 0);
    }

    void slowRequestsTimeOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("half a line") << QByteArray("GET /hel") << 408;
        QTest::newRow("half a head") << QByteArray("GET /hello HTTP/1.1\r\nHo") << 408;
        QTest::newRow("half a body") << QByteArray("POST /echo HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9\r\n\r\nx")
                                     << 408;
        QTest::newRow("half a chunk") << QByteArray(
            "POST /echo HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nx")
                                      << 408;
        QTest::newRow("nothing at all") << QByteArray() << 0;
    }
    void slowRequestsTimeOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        Edge edge(edge_test::quickLimits());
        Client client(edge.port);
        client.send(bytes.replace("HOST", QByteArray::fromStdString(client.host())).toStdString());
        QElapsedTimer elapsed;
        elapsed.start();
        QCOMPARE(client.read().status, status);
        QVERIFY(elapsed.elapsed() >= 250);
        QVERIFY(client.closed());
    }

    void trickledBytesDoNotExtendTheHeaderDeadline()
    {
        Edge edge(edge_test::quickLimits());
        Client client(edge.port);
        QElapsedTimer elapsed;
        elapsed.start();
        client.send("GET /hello HTTP/1.1\r\n");
        for (int i = 0; i < 30 && !client.more(25); ++i)
            client.send("a");
        QCOMPARE(client.read().status, 408);
        QVERIFY(elapsed.elapsed() < 800);
    }

    void aBodyThatComesFastEnoughIsTaken()
    {
        Edge edge(edge_test::quickLimits());
        Client client(edge.port);
        client.send(client.request("POST /echo", "Content-Length: 4000\r\n"));
        for (int i = 0; i < 8; ++i) { // over three windows, each above the rate
            QTest::qWait(120);
            client.send(std::string(500, 'x'));
        }
        QCOMPARE(client.read().body.size(), std::size_t{4000});
    }

    void idleConnectionsAreClosedAndBusyOnesAreNot()
    {
        Edge edge(edge_test::quickLimits());
        Client idle(edge.port);
        idle.get("/hello");
        QCOMPARE(idle.read().status, 200);
        Client busy(edge.port);
        busy.get("/forever");
        QVERIFY(idle.closed());
        Client later(edge.port); // begins after the busy one, so that one has had the whole time when this one ends
        later.get("/hello");
        QCOMPARE(later.read().status, 200);
        QVERIFY(later.closed()); // as its client sees it: ours is gone a moment later
        QTRY_COMPARE(edge.connections(), std::size_t{1});
        QCOMPARE(edge.sink.counts.gone.load(), 0);
    }
};

QTEST_GUILESS_MAIN(EdgeRefusalsTest)
#include "edge_refusals_test.moc"
