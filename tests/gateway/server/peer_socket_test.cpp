#include "server/peer_socket.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr std::string_view kTable =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:102D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n"
    "   1: 0100007F:102D 0100007F:A0B0 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 "
    "-1\n"
    "   2: 0100007F:A0B0 0100007F:102D 01 00000000:00000000 00:00000000 00000000  1001        0 4713 1 0 20 4 30 10 "
    "-1\n"
    "   3: 0100007F:A0B1 0100007F:102D 06 00000000:00000000 00:00000000 00000000     0        0 0 3 0\n"
    "   4: 00000000000000000000000001000000:A0B2 00000000000000000000000001000000:102D 01 00000000:00000000 "
    "00:00000000 00000000  1002        0 4714 1 0 100 0 0 10 0\n"
    "   5: 0000000000000000FFFF00000100007F:A0B3 0000000000000000FFFF00000100007F:102D 01 00000000:00000000 "
    "00:00000000 00000000  1003        0 4715 1 0 100 0 0 10 0\n"
    "   6: 0100007F:A0B4 0100007F:102D 01\n"
    "rubbish\n";

server::SocketEnd end4(std::uint16_t port)
{
    return {.family = AF_INET, .address = {127, 0, 0, 1}, .port = port};
}
server::SocketEnd end6(std::uint16_t port)
{
    server::SocketEnd out{.family = AF_INET6, .port = port};
    out.address.back() = 1;
    return out;
}

} // namespace

Q_DECLARE_METATYPE(server::ConnectionEnds)

class PeerSocketTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theClientsSocketIsReadFromATable_data()
    {
        QTest::addColumn<server::ConnectionEnds>("ends");
        QTest::addColumn<quint64>("inode");
        QTest::addColumn<quint32>("user");
        const auto row = [](const char *name, server::SocketEnd client, server::SocketEnd own, quint64 inode,
                            quint32 user) {
            QTest::newRow(name) << server::ConnectionEnds{client, own} << inode << user;
        };
        row("not the gateway's own end", end4(0xA0B0), end4(0x102D), 4713, 1001);
        row("IPv6", end6(0xA0B2), end6(0x102D), 4714, 1002);
        row("IPv4 from a socket of IPv6", end4(0xA0B3), end4(0x102D), 4715, 1003);
        row("closed by its process", end4(0xA0B1), end4(0x102D), 0, 0);
        row("to another port", end4(0xA0B0), end4(0x102E), 0, 0);
        row("a line that is cut", end4(0xA0B4), end4(0x102D), 0, 0);
        row("nobody", end4(1), end4(0x102D), 0, 0);
    }
    void theClientsSocketIsReadFromATable()
    {
        QFETCH(server::ConnectionEnds, ends);
        QFETCH(quint64, inode);
        QFETCH(quint32, user);
        const auto found = server::socketIn(kTable, ends);
        QCOMPARE(found.has_value(), inode != 0);
        QCOMPARE(found.value_or(server::SocketFacts{}).inode, inode);
        QCOMPARE(found.value_or(server::SocketFacts{}).user, user);
        QVERIFY(!server::socketIn("", ends));
    }
    void theSystemTellsTheClientsSocket_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void theSystemTellsTheClientsSocket()
    {
        QFETCH(QHostAddress, address);
        QTcpServer server;
        if (!server.listen(address))
            QSKIP("this machine has no such address");
        QTcpSocket client;
        client.connectToHost(address, server.serverPort());
        QVERIFY(client.waitForConnected());
        QVERIFY(server.waitForNewConnection(5000));
        const QTcpSocket *accepted = server.nextPendingConnection();
        const auto ends = server::endsOf(static_cast<int>(accepted->socketDescriptor()));
        QVERIFY(ends);
        QCOMPARE(ends->client.port, client.localPort());
        struct stat facts{};
        QCOMPARE(::fstat(static_cast<int>(client.socketDescriptor()), &facts), 0);
        server::SocketFinder finder("/proc");
        const auto found = finder.find(*ends);
        QVERIFY(found);
        QCOMPARE(found->inode, std::uint64_t{facts.st_ino});
        QCOMPARE(found->user, std::uint32_t{::geteuid()});
        client.abort();
        QTRY_VERIFY(!finder.find(*ends));
    }
};

QTEST_GUILESS_MAIN(PeerSocketTest)
#include "peer_socket_test.moc"
