#include "gateway/server/edge_server_fixture.h"

#include <string>
#include <thread>

#include <QElapsedTimer>
#include <QTest>

using edge_test::Client;
using edge_test::Edge;
using edge_test::Response;

/// Answers, as their clients get them, and hang-ups.
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

    void whatCameBehindAnOfferToSwitchIsNoRequest()
    {
        const std::string offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        for (const char *path : {"GET /hello", "GET /slow?1"}) {
            Edge edge;
            Client client(edge.port);
            client.send(client.request(path, offer) + client.request("GET /hello"));
            QCOMPARE(client.read().status, 200);
            QVERIFY(client.closed());
            QCOMPARE(edge.sink.counts.requests.load(), 1);
            Client patient(edge.port); // as Java's does it: the connection is kept
            patient.send(patient.request(path, offer));
            QCOMPARE(patient.read().status, 200);
            patient.get("/hello");
            QCOMPARE(patient.read().body, std::string("hello"));
        }
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
            const auto sent = client.sendNow(block);
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
        Edge edge(edge_test::quickLimits());
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
};

QTEST_GUILESS_MAIN(EdgeServerTest)
#include "edge_server_test.moc"
