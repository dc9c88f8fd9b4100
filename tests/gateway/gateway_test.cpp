#include "gateway.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

/// The gateway as the command line uses it.
class GatewayTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // nothing here is for the keychain of whoever runs this
        qputenv("XDG_RUNTIME_DIR", "/nowhere");
    }
    void withoutItsPortItSaysWhyAndCanBeMoved()
    {
        const QTemporaryDir directory;
        auto gateway = gateway::Gateway::open(directory.path().toStdString());
        QVERIFY2(gateway, gateway ? "" : base::describe(gateway.error()).c_str());
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        server::ServerOptions options;
        options.port = other.serverPort();
        const auto listening = (*gateway)->listen(options);
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, base::ErrorCode::Conflict);
        QCOMPARE(listening.error().param, std::string("port"));
        QVERIFY((*gateway)->addresses().empty());

        const auto before = (*gateway)->call({.operation = "status.get"});
        QVERIFY(before);
        const base::Json &problem = base::at(*before, "problem");
        QCOMPARE(base::textOr(base::at(problem, "code")), std::string("port_in_use"));
        QCOMPARE(base::integerOr(base::at(base::at(problem, "holder"), "pid")), QCoreApplication::applicationPid());
        QCOMPARE(base::integerOr(base::at(base::at(*before, "wished"), "port")), std::int64_t{other.serverPort()});
        base::Json body = {{"port", base::at(problem, "suggestion")}};
        const auto moved = (*gateway)->call({.operation = "settings.rebind", .body = std::move(body)});
        QVERIFY2(moved, moved ? "" : base::describe(moved.error()).c_str());
        QCOMPARE((*gateway)->addresses().size(), std::size_t{1});
        QVERIFY(!(*gateway)->listenTrouble());
        const auto after = (*gateway)->call({.operation = "status.get"});
        QVERIFY(after && base::at(*after, "problem").is_null());
    }
    /// Last: what ends every loop of the thread also ends those that begin later.
    void anOperationWhoseLoopIsEndedIsCancelled()
    {
        const QTemporaryDir directory;
        auto gateway = gateway::Gateway::open(directory.path().toStdString());
        QVERIFY2(gateway, gateway ? "" : base::describe(gateway.error()).c_str());
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QTcpSocket *asked = nullptr;
        connect(&silent, &QTcpServer::newConnection, this, [&] {
            asked = silent.nextPendingConnection();
            QCoreApplication::exit();
        });
        const std::string address = "http://127.0.0.1:" + std::to_string(silent.serverPort());
        base::Json body = {{"name", "silent"}, {"type", "custom"}, {"base_url", address}};
        const auto made = (*gateway)->call({.operation = "providers.create", .body = std::move(body)});
        QVERIFY2(made, made ? "" : base::describe(made.error()).c_str());
        const std::string id = base::textOr(base::at(*made, "id"));
        const auto tested = (*gateway)->call({.operation = "providers.test", .path = {{"id", id}}});
        QVERIFY(!tested);
        QCOMPARE(tested.error().code, base::ErrorCode::Cancelled);
        QVERIFY(asked != nullptr);
        asked->abort();   // now the operation ends, and answers nobody
        gateway->reset(); // waits for it
    }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway_test.moc"
