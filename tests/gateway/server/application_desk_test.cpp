#include "server/application_desk.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

class ApplicationDeskTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoConnectsIsFoundOutBeside()
    {
        Connected two;
        server::ApplicationDesk desk;
        const auto application = desk.ask(two.fd(), "127.0.0.1");
        QVERIFY(application);
        QTRY_VERIFY(application->told());
        QCOMPARE(application->name(), std::string_view("gateway_server_application_desk_test"));
    }
    void strangersAreNotAskedFor()
    {
        Connected two;
        server::ApplicationDesk desk;
        QVERIFY(!desk.ask(two.fd(), "192.0.2.1"));
        QVERIFY(!desk.ask(-1, "127.0.0.1"));
    }
    void whatCannotBeFoundOutIsToldToo()
    {
        Connected two;
        server::ApplicationDesk desk("/nonexistent");
        const auto application = desk.ask(two.fd(), "::1");
        QVERIFY(application);
        QTRY_VERIFY(application->told());
        QCOMPARE(application->name(), std::string_view());
    }
    void itEndsWithMuchToDo()
    {
        Connected two;
        std::vector<std::shared_ptr<const exchange::CallingApplication>> asked;
        {
            server::ApplicationDesk desk;
            for (int i = 0; i < 5000; ++i)
                asked.push_back(desk.ask(two.fd(), "127.0.0.1")); // null once too many wait
        }
        QVERIFY(asked.front());
    }

private:
    struct Connected {
        QTcpServer server{};
        QTcpSocket client{};
        QTcpSocket *accepted = nullptr;
        Connected()
        {
            server.listen(QHostAddress::LocalHost);
            client.connectToHost(QHostAddress::LocalHost, server.serverPort());
            if (!client.waitForConnected() || !server.waitForNewConnection(5000))
                qFatal("no connection");
            accepted = server.nextPendingConnection();
        }
        int fd() const { return static_cast<int>(accepted->socketDescriptor()); }
    };
};

QTEST_GUILESS_MAIN(ApplicationDeskTest)
#include "application_desk_test.moc"
