#include "gateway/server/edge_server_fixture.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <QTest>

using edge_test::Client;
using edge_test::Edge;
using edge_test::Response;

/// Which connections are taken, how many, and how they end with the edge.
class EdgeConnectionsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        idle.get("/hello"); // answered after what came before it: the half request has been read
        QCOMPARE(idle.read().status, 200);
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
        Edge edge({}, {.port = 0, .caps = {.total = 2}});
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
        server::ConnectionSlots slots({.total = 10, .perPeer = 2});
        QVERIFY(slots.take("192.0.2.1") && slots.take("192.0.2.1"));
        QVERIFY(!slots.take("192.0.2.1"));
        QVERIFY(slots.take("192.0.2.2"));
        for (int i = 0; i < 7; ++i)
            QVERIFY(slots.take(i % 2 ? "127.0.0.1" : "::1"));
        QVERIFY(!slots.take("127.0.0.1"));
        slots.release("192.0.2.1", server::Standing::Stranger);
        QVERIFY(slots.take("192.0.2.1"));
        QCOMPARE(slots.open(), std::size_t{10});
    }

    void remotePeersHaveFewConnectionsWithoutAKey()
    {
        const std::string peer = "192.0.2.1";
        Edge edge({}, {.port = 0, .caps = {.perPeer = 4, .strangersPerPeer = 1}}, nullptr);
        const auto slots = edge.listener.slots();
        std::array<int, 2> ends{};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
        QVERIFY(slots->take(peer));
        QVERIFY(!slots->take(peer));
        QVERIFY(slots->take("192.0.2.2"));
        edge.run([&] { edge.server->adopt(ends[0], peer, 1); });
        const auto ask = [&](const std::string &path) {
            const std::string host = "127.0.0.1:" + std::to_string(edge.port);
            const std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            return ::send(ends[1], request.data(), request.size(), MSG_NOSIGNAL) > 0;
        };
        QVERIFY(ask("/hello"));
        QTRY_COMPARE(edge.sink.counts.requests.load(), 1);
        QVERIFY(!slots->take(peer)); // it was answered without one
        QVERIFY(ask("/known"));
        QVERIFY(ask("/known"));
        QTRY_COMPARE(edge.sink.counts.requests.load(), 3);
        QVERIFY(slots->take(peer));
        QVERIFY(!slots->take(peer)); // one was let in for the one that is known
        ::close(ends[1]);
        QTRY_COMPARE(slots->open(), std::size_t{2});
        slots->release(peer, server::Standing::Stranger);
        QVERIFY(slots->take(peer));
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

QTEST_GUILESS_MAIN(EdgeConnectionsTest)
#include "edge_connections_test.moc"
