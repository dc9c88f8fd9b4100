#include "gateway/server/edge_server_fixture.h"

#include <memory>
#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QTest>

using edge_test::Client;
using edge_test::Edge;
using edge_test::Response;

namespace {

constexpr std::size_t kMebi = 1024 * 1024;
constexpr int kNarrow = 16 * 1024; ///< Of a client's receive buffer: the answer waits with us, not in the kernel.

std::size_t heldBy(Edge &edge)
{
    std::size_t held = 0;
    edge.run([&] { held = edge.server->bytesHeld(); });
    return held;
}

} // namespace

/// What happens when clients together ask for more than there is.
class EdgePressureTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReaderThatTakesTooLittleIsCut()
    {
        server::EdgeLimits limits;
        limits.stallMillis = 300;
        limits.readBytesPerSecond = 10 * 1024 * 1024;
        Edge edge(limits);
        Client client(edge.port, kNarrow);
        client.get("/big");
        bool open = true;
        QTRY_VERIFY(!(open = open && client.more())); // each try takes something, but never enough
        QVERIFY(client.wasReset());
        QTRY_COMPARE(edge.connections(), std::size_t{0});
    }

    void aReaderThatTakesEnoughIsServedToTheEnd()
    {
        server::EdgeLimits limits;
        limits.stallMillis = 1000; // longer than a sender waits before it probes a full window
        limits.readBytesPerSecond = 1024;
        Edge edge(limits);
        Client client(edge.port, kNarrow);
        client.get("/big");
        std::size_t got = 0;
        const auto take = [&] {
            const bool some = client.more();
            got += client.bytes().size();
            client.bytes().clear();
            return some;
        };
        QElapsedTimer elapsed;
        elapsed.start();
        bool open = true;
        QTRY_VERIFY(!(open = open && take()) || elapsed.elapsed() > 2 * limits.stallMillis); // it is judged meanwhile
        QVERIFY(open && got < 8 * kMebi);
        while (got < 8 * kMebi && take()) {
        }
        QVERIFY(got >= 8 * kMebi);
    }

    void theLargestWaitingAnswersAreCutWhenAllTogetherAreTooMuch()
    {
        server::EdgeLimits limits;
        limits.held = 20 * kMebi;
        Edge edge(limits);
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 6; ++i) {
            slow.push_back(std::make_unique<Client>(edge.port, kNarrow));
            slow.back()->get("/big");
        }
        QTRY_COMPARE(edge.sink.counts.requests.load(), 6);
        QTRY_VERIFY(edge.connections() < 6);
        QVERIFY(edge.connections() >= 1);
        QVERIFY(heldBy(edge) <= limits.held);
        Client ordinary(edge.port);
        ordinary.get("/hello");
        QCOMPARE(ordinary.read().body, std::string("hello"));
        slow.clear();
        QTRY_COMPARE(edge.connections(), std::size_t{1});
        QVERIFY(heldBy(edge) < 64 * 1024);
    }

    void aLargeBodyIsRefusedWhenThereIsNoRoomForIt()
    {
        server::EdgeLimits limits;
        limits.held = 8 * kMebi;
        Edge edge(limits);
        const std::string most(5 * kMebi, 'x');
        const std::string rest(kMebi, 'x');
        const std::string length = "Content-Length: " + std::to_string(most.size() + rest.size()) + "\r\n";
        Client first(edge.port);
        first.send(first.request("POST /echo", length, most));
        QTRY_VERIFY(heldBy(edge) >= most.size());
        Client second(edge.port);
        second.send(second.request("POST /echo", length, most));
        const Response refused = second.read();
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.headers.at("retry-after"), std::string("1"));
        QVERIFY(refused.body.find("overloaded") != std::string::npos);
        Client small(edge.port);
        small.send(small.request("POST /echo", "Content-Length: 5\r\n", "hello"));
        QCOMPARE(small.read().body, std::string("hello"));
        first.close();
        QTRY_VERIFY(heldBy(edge) < kMebi);
        Client again(edge.port);
        again.send(again.request("POST /hello", length, most + rest));
        QCOMPARE(again.read().body, std::string("hello"));
    }

    void connectionsLeaveRoomForProvidersAndForUs_data()
    {
        QTest::addColumn<std::size_t>("descriptors");
        QTest::addColumn<std::size_t>("connections");
        QTest::newRow("hardly any") << std::size_t{64} << std::size_t{8};
        QTest::newRow("the usual soft limit") << std::size_t{1024} << std::size_t{448};
        QTest::newRow("plenty") << std::size_t{20'000} << std::size_t{9'936};
        QTest::newRow("absurd") << std::size_t{1} << std::size_t{1};
    }
    void connectionsLeaveRoomForProvidersAndForUs()
    {
        QFETCH(std::size_t, descriptors);
        QTEST(server::connectionsFor(descriptors), "connections");
    }
};

QTEST_GUILESS_MAIN(EdgePressureTest)
#include "edge_pressure_test.moc"
