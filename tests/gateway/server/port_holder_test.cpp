#include "server/port_holder.h"

#include <QTcpServer>
#include <QTest>

#include <unistd.h>

namespace {

constexpr std::string_view kTable =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:102D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n"
    "   1: 0100007F:102D 0100007F:A0B0 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 "
    "-1\n"
    "   2: 00000000000000000000000001000000:102D 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000  1000        0 4713 1 0 100 0 0 10 0\n"
    "   3: 0100007F:1FFF 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4714 1 0 100 0 0 10 0\n"
    "   4: 0100007F:102D 00000000:0000 0A\n"
    "rubbish\n";

} // namespace

class PortHolderTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyListeningSocketsOfThePortCount()
    {
        QVERIFY((server::listeningInodes(kTable, 4141) == std::vector<std::uint64_t>{4711, 4713}));
        QVERIFY((server::listeningInodes(kTable, 0x1FFF) == std::vector<std::uint64_t>{4714}));
        QVERIFY(server::listeningInodes(kTable, 80).empty());
        QVERIFY(server::listeningInodes("", 80).empty());
    }
    void theHolderOfAPortIsFound_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void theHolderOfAPortIsFound()
    {
        QFETCH(QHostAddress, address);
        QTcpServer server;
        if (!server.listen(address))
            QSKIP("this machine has no such address");
        const auto holder = server::holderOf(server.serverPort());
        QVERIFY(holder);
        QCOMPARE(holder->pid, std::int64_t{::getpid()});
        QCOMPARE(holder->name, std::string("gateway_server_port_holder_test").substr(0, 15));
        const std::uint16_t port = server.serverPort();
        server.close();
        QVERIFY(!server::holderOf(port));
    }
    void theNextFreePortSkipsThoseThatAreTaken()
    {
        QTcpServer first;
        QVERIFY(first.listen(QHostAddress::LocalHost));
        const std::uint16_t port = first.serverPort();
        const std::uint16_t next = server::freePortAbove(port);
        QVERIFY(next > port);
        QTcpServer second;
        QVERIFY(second.listen(QHostAddress::LocalHostIPv6, next) || second.listen(QHostAddress::LocalHost, next));
        QVERIFY(server::freePortAbove(port) > next);
        QCOMPARE(server::freePortAbove(65535), std::uint16_t{0});
    }
};

QTEST_GUILESS_MAIN(PortHolderTest)
#include "port_holder_test.moc"
