#include "gateway/server/edge_server_fixture.h"

#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QTest>

#include "base/json.h"

using edge_test::Client;
using edge_test::Edge;
using edge_test::Response;

namespace {

/// Deadlines short enough to wait for.
server::EdgeLimits quick()
{
    server::EdgeLimits limits;
    limits.headerMillis = 300;
    limits.idleMillis = 400;
    limits.bodyWindowMillis = 300;
    limits.stallMillis = 500;
    limits.lingerMillis = 300;
    return limits;
}

} // namespace

class EdgeServerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersOverKeepAlive()
    {
        Edge edge;
        Client client(edge.port);
        std::string lastId;
        for (int i = 0; i < 20; ++i) {
            client.get("/hello");
            const Response response = client.read();
            QCOMPARE(response.status, 200);
            QCOMPARE(response.body, std::string("hello"));
            QCOMPARE(response.headers.at("content-type"), std::string("text/plain"));
            QVERIFY(response.headers.at("date").ends_with(" GMT"));
            QVERIFY(!response.headers.contains("server") && !response.headers.contains("connection"));
            const std::string id = response.headers.at("x-request-id");
            QVERIFY(id.starts_with("req_") && id != lastId);
            lastId = id;
        }
        QCOMPARE(edge.connections(), std::size_t{1});
    }

    void tellsTheSinkWhoCalls()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/peer");
        const Response response = client.read();
        QCOMPARE(response.body, "127.0.0.1 " + response.headers.at("x-request-id"));
    }

    void wipesWhatCameForTheAdminApi()
    {
        Edge edge;
        const auto leaves = [&edge](const std::string &path) {
            const Client client(edge.port);
            const std::string key = "sk-entered-0123456789";
            const int before = edge.sink.counts.requests;
            client.send(client.request("POST " + path, "Content-Length: 21\r\n", key));
            const auto asked = [&] {
                int now = 0;
                edge.run([&] { now = edge.sink.counts.requests; });
                return now > before;
            };
            if (!QTest::qWaitFor(asked))
                qFatal("the request did not arrive");
            bool found = false;
            edge.run([&] {
                const auto &host = (const server::ConnectionHost &)*edge.server; // the only cast into a private base
                const std::string_view input(host.input.get(), server::ConnectionHost::kInput);
                found = input.find(key) != std::string_view::npos;
            });
            return found;
        };
        QVERIFY(leaves("/hello")); // the test sees what there is to see
        QVERIFY(!leaves("/api/v1/providers"));
    }

    void keepsPipelinedAnswersInOrderBehindAnAsynchronousOne()
    {
        Edge edge;
        Client client(edge.port);
        std::string all;
        for (int i = 0; i < 10; ++i)
            all += client.request(i % 3 == 0 ? "GET /slow?" + std::to_string(i) : "GET /hello");
        client.send(all);
        for (int i = 0; i < 10; ++i) {
            const Response response = client.read();
            QCOMPARE(response.body, i % 3 == 0 ? "slow " + std::to_string(i) : std::string("hello"));
        }
    }

    void answersThousandsOfPipelinedRequests()
    {
        Edge edge;
        Client client(edge.port);
        std::string all;
        constexpr int kCount = 3'000;
        for (int i = 0; i < kCount; ++i)
            all += client.request("POST /echo", "Content-Length: 4\r\n", std::to_string(1000 + i));
        std::thread sender([&] { client.send(all); });
        int good = 0;
        for (int i = 0; i < kCount; ++i)
            good += client.read().body == std::to_string(1000 + i);
        sender.join();
        QCOMPARE(good, kCount);
    }

    void aRequestBehindAStreamWaitsForItsEnd()
    {
        Edge edge;
        Client client(edge.port);
        client.send(client.request("GET /stream") + client.request("GET /hello"));
        const Response stream = client.read();
        QVERIFY(stream.whole);
        QCOMPARE(stream.body, std::string("tick1,tick2,tick3,tick4,end"));
        QCOMPARE(stream.headers.at("transfer-encoding"), std::string("chunked"));
        QCOMPARE(stream.headers.at("x-extra"), std::string("1"));
        QVERIFY(!stream.headers.contains("content-length"));
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void pausesReadingWhileTooMuchWaits()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/forever");
        QTRY_COMPARE(edge.sink.counts.requests.load(), 1);
        const std::string block(1024 * 1024, 'x');
        std::size_t taken = 0;
        for (int quiet = 0; quiet < 20 && taken < 64 * block.size();) {
            const auto sent = ::send(client.fd(), block.data(), block.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            quiet = sent > 0 ? 0 : quiet + 1;
            taken += sent > 0 ? static_cast<std::size_t>(sent) : 0;
            if (sent <= 0)
                QTest::qWait(5);
        }
        QVERIFY2(taken < 32 * block.size(), "the edge swallows input without end");
        client.close(); // and the hang-up is noticed although nothing is read
        QTRY_COMPARE(edge.sink.counts.gone.load(), 1);
    }

    void takesAChunkedBodyByteByByte()
    {
        Edge edge;
        Client client(edge.port);
        for (const char c : client.request("POST /echo", "Transfer-Encoding: chunked\r\n",
                                           "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nT: u\r\n\r\n"))
            client.send({&c, 1});
        QCOMPARE(client.read().body, std::string("hello world"));
        client.get("/hello");
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void takesALargeBody()
    {
        Edge edge;
        Client client(edge.port);
        std::string body(20 * 1024 * 1024, 'x');
        for (std::size_t i = 0; i < body.size(); i += 4099)
            body[i] = static_cast<char>('a' + i % 26);
        std::thread sender([&] {
            client.send(client.request("POST /echo", "Content-Length: " + std::to_string(body.size()) + "\r\n", body));
        });
        const Response response = client.read();
        sender.join();
        QVERIFY(response.body == body);
    }

    void sendsContinueOnlyWhenTheClientWaits()
    {
        Edge edge;
        Client client(edge.port);
        const std::string_view expect = "Expect: 100-continue\r\nContent-Length: 5\r\n";
        client.send(client.request("POST /echo", expect));
        QCOMPARE(client.read().status, 100);
        client.send("hello");
        QCOMPARE(client.read().body, std::string("hello"));
        client.send(client.request("POST /echo", expect, "hello"));
        QCOMPARE(client.read().status, 200);
        client.send(client.request("POST /echo", "Expect: 100-continue\r\nContent-Length: 33554433\r\n"));
        QCOMPARE(client.read().status, 413);
        QVERIFY(client.closed());
    }

    void headGetsTheHeadAlone()
    {
        Edge edge;
        Client client(edge.port);
        client.send(client.request("HEAD /hello") + client.request("HEAD /stream") + client.request("GET /hello"));
        const Response plain = client.read(true);
        QCOMPARE(plain.headers.at("content-length"), std::string("5"));
        QCOMPARE(client.read(true).headers.at("transfer-encoding"), std::string("chunked"));
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void aStatusWithoutABodyHasNoLength()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/empty");
        const Response response = client.read();
        QCOMPARE(response.status, 204);
        QVERIFY(!response.headers.contains("content-length"));
        client.get("/hello");
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void closesWhenAskedTo()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/hello", "Connection: close\r\n");
        const Response response = client.read();
        QCOMPARE(response.headers.at("connection"), std::string("close"));
        QVERIFY(client.closed());
    }

    void speaksHttp10()
    {
        Edge edge;
        Client client(edge.port);
        const std::string host = "\r\nHost: " + client.host() + "\r\n";
        client.send("GET /hello HTTP/1.0" + host + "Connection: keep-alive\r\n\r\n");
        const Response kept = client.read();
        QCOMPARE(kept.headers.at("connection"), std::string("keep-alive"));
        client.send("GET /hello HTTP/1.0" + host + "\r\n");
        QCOMPARE(client.read().body, std::string("hello"));
        QVERIFY(client.closed());
        Client streaming(edge.port);
        streaming.send("GET /stream HTTP/1.0" + host + "Connection: keep-alive\r\n\r\n");
        const Response stream = streaming.read();
        QCOMPARE(stream.body, std::string("tick1,tick2,tick3,tick4,end"));
        QVERIFY(stream.whole && !stream.headers.contains("transfer-encoding"));
        QCOMPARE(stream.headers.at("connection"), std::string("close"));
    }

    void anAnswerThatBreaksOffCannotBeTakenForWhole_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("aborted") << QByteArray("/abort");
        QTest::newRow("dropped") << QByteArray("/dropbegun");
    }
    void anAnswerThatBreaksOffCannotBeTakenForWhole()
    {
        QFETCH(QByteArray, path);
        Edge edge;
        Client client(edge.port);
        client.get(path.toStdString());
        const Response chunked = client.read();
        QCOMPARE(chunked.body, std::string("half"));
        QVERIFY(!chunked.whole);
        Client old(edge.port);
        old.send("GET " + path.toStdString() + " HTTP/1.0\r\nHost: " + old.host() + "\r\n\r\n");
        const Response closed = old.read();
        QVERIFY(!closed.whole);
        QVERIFY(old.wasReset());
    }

    void aDroppedRequestIsOurFault()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/drop");
        QCOMPARE(client.read().status, 500);
        QVERIFY(client.closed());
    }

    void hangUpsAreHeardInEveryPhase_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("how");
        for (const char *path : {"/hold", "/forever", "/flood"})
            for (int how = 0; how < 3; ++how)
                QTest::addRow("%s %s", path,
                              how == 0   ? "half-close"
                              : how == 1 ? "close"
                                         : "reset")
                    << QByteArray(path) << how;
    }
    void hangUpsAreHeardInEveryPhase()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, how);
        Edge edge;
        Client client(edge.port, 16 * 1024);
        client.get(path.toStdString());
        QTRY_COMPARE(edge.sink.counts.requests.load(), 1);
        QElapsedTimer elapsed;
        elapsed.start();
        if (how == 0)
            client.halfClose();
        else if (how == 1)
            client.close();
        else
            client.reset();
        QTRY_COMPARE(edge.sink.counts.gone.load(), 1);
        QVERIFY(elapsed.elapsed() < 500);
        QTRY_COMPARE(edge.connections(), std::size_t{0});
        edge.run([&] { // what is written afterwards is harmless, also through a stream that outlives its connection
            exchange::ClientStream &stream = *edge.sink.answers.front()->stream;
            QVERIFY(stream.gone());
            QCOMPARE(stream.pending(), std::size_t{0});
            stream.write("x");
            stream.respond({}, "x");
            stream.finish({});
            stream.abort();
        });
        QCOMPARE(edge.sink.counts.gone.load(), 1);
        Client next(edge.port);
        next.get("/hello");
        QCOMPARE(next.read().body, std::string("hello"));
    }

    void aStreamThatOutlivesItsRequestCannotTouchTheNext()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/slow?1");
        QCOMPARE(client.read().body, std::string("slow 1"));
        client.get("/forever");
        QTRY_COMPARE(edge.sink.counts.requests.load(), 2);
        edge.run([&] {
            exchange::ClientStream &old = *edge.sink.answers.front()->stream;
            old.write("stray");
            old.respond({}, "stray");
            old.abort();
            edge.sink.answers.erase(edge.sink.answers.begin());
            edge.sink.answers.front()->stream->finish("last");
        });
        const Response response = client.read();
        QCOMPARE(response.body, std::string("data: 0\n\nlast"));
        QVERIFY(response.whole);
    }

    void aSlowReaderHoldsTheWriterBack()
    {
        Edge edge;
        Client client(edge.port, 16 * 1024);
        client.get("/flood");
        QTRY_VERIFY(edge.sink.counts.mostPending.load() > 256 * 1024);
        QTest::qWait(100);
        QVERIFY(edge.sink.counts.bytesWritten.load() < 16 * 1024 * 1024);
        const Response response = client.read();
        QCOMPARE(response.body.size(), std::size_t{24 * 1024 * 1024});
        QVERIFY(response.whole);
        QVERIFY(edge.sink.counts.drained.load() > 3);
        QVERIFY(edge.sink.counts.mostPending.load() < 400 * 1024);
    }

    void aLargeAnswerArrivesWhole()
    {
        Edge edge;
        Client client(edge.port);
        client.send(client.request("GET /big") + client.request("GET /hello"));
        QCOMPARE(client.read().body.size(), std::size_t{8 * 1024 * 1024});
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void aReaderThatStandsStillIsCut()
    {
        Edge edge(quick());
        Client client(edge.port, 16 * 1024);
        client.get("/flood");
        QElapsedTimer elapsed;
        elapsed.start();
        QTRY_COMPARE(edge.sink.counts.gone.load(), 1);
        QVERIFY(elapsed.elapsed() >= 450);
        while (client.more()) {
        }
        QVERIFY(client.wasReset());
    }

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
        Edge edge(quick());
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
        Edge edge(quick());
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
        Edge edge(quick());
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
        Edge edge(quick());
        Client idle(edge.port);
        idle.get("/hello");
        QCOMPARE(idle.read().status, 200);
        Client busy(edge.port);
        busy.get("/forever");
        QVERIFY(idle.closed());
        QTest::qWait(600);
        QCOMPARE(edge.connections(), std::size_t{1});
        QCOMPARE(edge.sink.counts.gone.load(), 0);
    }

    void drainingLetsTheBusyFinish()
    {
        Edge edge;
        Client idle(edge.port);
        idle.get("/hello");
        QCOMPARE(idle.read().status, 200);
        Client busy(edge.port);
        busy.send(busy.request("GET /hold") + busy.request("GET /hello"));
        Client reading(edge.port);
        reading.send("GET /hello HTTP/1.1\r\n");
        QTRY_COMPARE(edge.sink.counts.requests.load(), 2);
        QTRY_COMPARE(edge.connections(), std::size_t{3});
        QTest::qWait(50); // until the half request has been read
        edge.run([&] { edge.server->drain(); });
        QVERIFY(idle.closed());
        edge.run([&] { edge.sink.answers.front()->stream->respond({}, "late"); });
        const Response last = busy.read();
        QCOMPARE(last.body, std::string("late"));
        QCOMPARE(last.headers.at("connection"), std::string("close"));
        QVERIFY(busy.closed());
        reading.send("Host: " + reading.host() + "\r\n\r\n");
        QCOMPARE(reading.read().headers.at("connection"), std::string("close"));
        QVERIFY(reading.closed());
        Client late(edge.port);
        QVERIFY(late.closed());
        QTRY_COMPARE(edge.listener.slots()->open(), std::size_t{0});
    }

    void closeAllCutsTheRest()
    {
        Edge edge;
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<Client>(edge.port));
            clients.back()->get("/forever");
        }
        QTRY_COMPARE(edge.sink.counts.requests.load(), 5);
        edge.run([&] {
            edge.server->closeAll();
            QCOMPARE(edge.sink.counts.gone.load(), 5);
            QCOMPARE(edge.server->connections(), std::size_t{0});
        });
        QCOMPARE(edge.listener.slots()->open(), std::size_t{0});
    }

    void anEdgeMayEndWithStreamsOpen()
    {
        Edge edge;
        Client client(edge.port);
        client.get("/hold");
        Client other(edge.port);
        other.get("/flood");
        QTRY_COMPARE(edge.sink.counts.requests.load(), 2);
        edge.run([&] { edge.server.reset(); });
        QCOMPARE(edge.sink.counts.gone.load(), 2);
        edge.run([&] { edge.sink.answers.front()->stream->respond({}, "late"); });
        edge.listener.close();
    }

    void theListenerServesBothLoopbacksOnOnePort()
    {
        Edge edge;
        const int six = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in6 to{};
        to.sin6_family = AF_INET6;
        to.sin6_port = htons(edge.port);
        to.sin6_addr = in6addr_loopback;
        const bool connected = ::connect(six, reinterpret_cast<sockaddr *>(&to), sizeof to) == 0;
        ::close(six);
        if (!connected)
            QSKIP("this machine has no ::1");
        server::Listener second({.port = edge.port});
        const auto taken = second.open();
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, base::ErrorCode::Conflict);
        QVERIFY(taken.error().detail.find("already in use") != std::string::npos);
    }

    void aPortTakenOnIPv6AloneIsAConflict()
    {
        const int six = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in6 at{};
        at.sin6_family = AF_INET6;
        at.sin6_addr = in6addr_loopback;
        if (::bind(six, reinterpret_cast<sockaddr *>(&at), sizeof at) != 0)
            QSKIP("this machine has no ::1");
        ::listen(six, 1);
        socklen_t size = sizeof at;
        ::getsockname(six, reinterpret_cast<sockaddr *>(&at), &size);
        server::Listener listener({.port = ntohs(at.sin6_port)});
        const auto opened = listener.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Conflict);
        ::close(six);
    }

    void connectionsOverTheCapAreClosedAtOnce()
    {
        Edge edge({}, {.port = 0, .connections = 2});
        Client one(edge.port);
        Client two(edge.port);
        QTRY_COMPARE(edge.connections(), std::size_t{2});
        Client three(edge.port);
        QVERIFY(three.closed());
        one.close();
        QTRY_COMPARE(edge.listener.slots()->open(), std::size_t{1});
        Client four(edge.port);
        four.get("/hello");
        QCOMPARE(four.read().body, std::string("hello"));
    }

    void remotePeersHaveACapOfTheirOwn()
    {
        server::ConnectionSlots slots(10, 2);
        QVERIFY(slots.take("192.0.2.1") && slots.take("192.0.2.1"));
        QVERIFY(!slots.take("192.0.2.1"));
        QVERIFY(slots.take("192.0.2.2"));
        for (int i = 0; i < 7; ++i)
            QVERIFY(slots.take(i % 2 ? "127.0.0.1" : "::1"));
        QVERIFY(!slots.take("127.0.0.1"));
        slots.release("192.0.2.1");
        QVERIFY(slots.take("192.0.2.1"));
        QCOMPARE(slots.open(), std::size_t{10});
    }

    void closingTheListenerStopsAcceptingAtOnce()
    {
        Edge edge;
        Client open(edge.port);
        open.get("/hello");
        QCOMPARE(open.read().status, 200);
        edge.listener.close();
        Client late(edge.port);
        late.get("/hello");
        QCOMPARE(late.read().status, 0);
        open.get("/hello");
        QCOMPARE(open.read().status, 200);
    }
};

QTEST_GUILESS_MAIN(EdgeServerTest)
#include "edge_server_test.moc"
